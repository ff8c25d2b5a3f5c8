import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { openFiles } from '../../helpers/open-files.ts';
import { local, minute, QueueStand } from './queue-stand.ts';

const text = `Subject: large\r\n\r\n${'x'.repeat(300_000)}`;

/** The file of the one large body. */
function bodyFile({ folder }: QueueStand): string {
  const [body = ''] = fs.readdirSync(folder).filter((name) => name.startsWith('body-'));
  return path.join(folder, body);
}

/** A large mail for ann's mailbox, which took it not; from now on it does. */
async function waitsForAnn(t: TestContext) {
  const stand = await QueueStand.start(t);
  stand.boxFailure = new Error('no space');
  const id = await stand.take({ to: [local('ann')], text });
  await stand.settle();
  stand.boxFailure = null;
  return { stand, id, file: bodyFile(stand) };
}

test('mail that the disk does not give back waits for it, and the provider gets the others', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  await queue.pause();
  const id = await stand.take({ to: ['ann@example.net'], text });
  await stand.take({ to: ['bob@example.net'] });
  const file = bodyFile(stand);
  fs.renameSync(file, `${file}.aside`);
  await queue.resume();
  await stand.until('bob has it', () => provider.taken.length === 1);
  await stand.settle();
  const unread = 'The message could not be read from this computer’s disk.';
  assert.equal(queue.get(id)?.recipients[0]?.lastReply, unread);
  assert.equal(queue.get(id)?.state, 'waiting');
  assert.match(queue.trouble() ?? '', /^A message waits that could not be read/);
  assert.deepEqual(queue.route(), { state: 'open' });
  assert.equal(
    provider.dialledAt.length,
    1,
    'of a mail that was not begun the provider knows nothing',
  );
  fs.renameSync(`${file}.aside`, file);
  await stand.pass(2 * minute, minute);
  assert.deepEqual(
    provider.taken.map(({ to }) => to),
    ['bob@example.net', 'ann@example.net'],
  );
  assert.equal(queue.trouble(), null);
});

test('mail for a mailbox here that the disk does not give back waits, and says so', async (t) => {
  const { stand, id, file } = await waitsForAnn(t);
  fs.renameSync(file, `${file}.aside`);
  await stand.pass(2 * minute, minute);
  assert.equal(
    stand.queue.get(id)?.recipients[0]?.lastReply,
    'The message could not be read from this computer’s disk.',
  );
  assert.match(stand.queue.trouble() ?? '', /^A message waits that could not be read/);
  fs.renameSync(`${file}.aside`, file);
  await stand.pass(10 * minute, minute);
  assert.equal(stand.boxes.length, 1);
});

test('of a body that cannot be read to its end the journal says why', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onMail = () => {
    throw new Error('Not to its end', { cause: new Error('EIO: the sector is bad') });
  };
  await stand.take();
  await stand.settle();
  assert.match(stand.journal.text(), /Check the disk\. EIO: the sector is bad/);
});

test('mail for a mailbox here that the disk gives back damaged waits, and the disk is blamed and no mailbox', async (t) => {
  const { stand, id, file } = await waitsForAnn(t);
  fs.writeFileSync(file, text.replace('xxx', 'xyx'));
  await stand.pass(2 * minute, minute);
  assert.deepEqual(stand.boxes, []);
  assert.equal(
    stand.queue.get(id)?.recipients[0]?.lastReply,
    'The message could not be read from this computer’s disk.',
  );
  assert.match(stand.journal.text(), /Check the disk\. body-\S+ is damaged/);
  fs.writeFileSync(file, text);
  await stand.pass(10 * minute, minute);
  assert.equal(stand.boxes.length, 1);
});

test('a large mail for whom a damaged list of users does not name waits, and leaves no file open', async (t) => {
  const { stand, id } = await waitsForAnn(t);
  stand.missing.set('ann', 'unknown');
  const stillOpen = openFiles(t);
  await stand.pass(2 * minute, minute);
  assert.equal(stand.queue.get(id)?.state, 'waiting');
  await stand.until('all are closed', () => stillOpen() === 0);
});
