import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { MaildirMailboxes } from '../../../main/relay/mailboxes/maildir-mailboxes.ts';
import type { MailboxHolder } from '../../../main/relay/mailboxes/mailboxes.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { contentOf, MaildirStand } from './maildir-stand.ts';
import { watchFiles } from './watch-files.ts';

const letter = (number: number): string => `Subject: ${number}\r\n\r\nHello.\r\n`;

async function standWith(stand: MaildirStand, count: number): Promise<MaildirStand> {
  for (let number = 1; number <= count; number += 1)
    await stand.deliver(letter(number), `${number}`);
  return stand;
}

test('what is marked goes at commit and not before; released without it, nothing goes', async (t) => {
  const stand = await standWith(new MaildirStand(t), 3);
  const first = await stand.open();
  first.release();
  assert.equal(stand.names('new').length, 3);
  const second = await stand.open();
  assert.deepEqual(await second.commit(new Set([0, 2])), []);
  assert.deepEqual(stand.names('new'), ['2.mailroom,S=22']);
  second.release();
  assert.deepEqual(
    (await stand.look()).map(({ uid }) => uid),
    ['2.mailroom'],
  );
});

test('what was deleted is flushed, once, before the end is told: a power cut does not bring it back', async (t) => {
  const stand = await standWith(new MaildirStand(t), 3);
  const session = await stand.open();
  const watch = watchFiles(t);
  await session.commit(new Set([0, 1, 2]));
  const names = watch.steps.map((step) => step.split(' ')[0]);
  assert.deepEqual(names, ['unlink', 'unlink', 'unlink', 'flush']);
  assert.match(watch.steps.at(-1) ?? '', /\/new$/);
  session.release();
});

test('what another program moved since the session began is flushed where it was deleted', async (t) => {
  const stand = await standWith(new MaildirStand(t), 1);
  const session = await stand.open();
  fs.renameSync(stand.at('new', '1.mailroom,S=22'), stand.at('cur', '1.mailroom,S=22'));
  const watch = watchFiles(t);
  assert.deepEqual(await session.commit(new Set([0])), []);
  assert.deepEqual(watch.steps.slice(-2), ['unlink cur/1.mailroom,S=22', 'flush joe/cur']);
  session.release();
});

test('a disk that does not say that deleted mail is gone is told of at the end', async (t) => {
  const stand = await standWith(new MaildirStand(t), 2);
  const session = await stand.open();
  watchFiles(t).onStep = (step) => {
    if (step.startsWith('flush')) throw Object.assign(new Error('bad disk'), { code: 'EIO' });
  };
  const unremoved = [0, 1].map((index) => ({ index, code: 'EIO' }));
  assert.deepEqual(await session.commit(new Set([0, 1])), unremoved);
  session.release();
});

test('numbers stay fixed while mail comes and goes', async (t) => {
  const stand = await standWith(new MaildirStand(t), 3);
  const session = await stand.open();
  await stand.deliver(letter(0), '0');
  fs.rmSync(stand.at('new', '2.mailroom,S=22'));
  fs.renameSync(stand.at('new', '3.mailroom,S=22'), stand.at('cur', '3.mailroom,S=22:2,S'));
  assert.equal(session.messages.length, 3);
  assert.equal((await contentOf(session, 0)).toString(), letter(1));
  await assert.rejects(contentOf(session, 1), { code: 'ENOENT' });
  assert.equal((await contentOf(session, 2)).toString(), letter(3));
  // Gone already is what was asked for; moved is found.
  assert.deepEqual(await session.commit(new Set([1, 2])), []);
  session.release();
  assert.deepEqual(
    (await stand.look()).map(({ uid }) => uid),
    ['0.mailroom', '1.mailroom'],
  );
});

test('what could not be deleted is told, and is there next time', async (t) => {
  const stand = await standWith(new MaildirStand(t), 3);
  const watch = watchFiles(t);
  watch.onStep = (step) => {
    if (step.startsWith('unlink new/2')) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
  };
  const session = await stand.open();
  assert.deepEqual(await session.commit(new Set([0, 1, 2])), [{ index: 1, code: 'EBUSY' }]);
  session.release();
  assert.deepEqual(
    (await stand.look()).map(({ uid }) => uid),
    ['2.mailroom'],
  );
});

test('one session at a time; the next waits a second, then hears in-use', async (t) => {
  const clock = new TestClock();
  const stand = new MaildirStand(t);
  stand.boxes = new MaildirMailboxes(stand.root, clock);
  const first = await stand.open();
  const patient = stand.boxes.open('joe');
  const ann = await stand.open('ann');
  ann.release();
  first.release();
  const second = await patient;
  assert.ok(second.outcome === 'open');
  // A second release of the first frees nothing.
  first.release();
  const refused = stand.boxes.open('joe');
  clock.advance(500);
  // Whoever had waited before has it: the end of that wait concerns nobody in line.
  const inTime = stand.boxes.open('joe');
  clock.advance(501);
  assert.deepEqual(await refused, { outcome: 'in-use' });
  second.maildrop.release();
  const third = await inTime;
  assert.ok(third.outcome === 'open');
  third.maildrop.release();
  (await stand.open()).release();
});

test('who has a mailbox is asked to give way by whoever comes from the same address, also where he had waited for it', async (t) => {
  const clock = new TestClock();
  const stand = new MaildirStand(t);
  stand.boxes = new MaildirMailboxes(stand.root, clock);
  const asked: string[] = [];
  const at = (peer: string, name: string): MailboxHolder => ({
    peer,
    giveWay: () => void asked.push(name),
  });
  const first = await stand.boxes.open('joe', at('10.0.0.7', 'first'));
  assert.ok(first.outcome === 'open');
  const patient = stand.boxes.open('joe', at('10.0.0.8', 'patient'));
  const nameless = stand.boxes.open('joe');
  assert.deepEqual(asked, []);
  first.maildrop.release();
  const second = await patient;
  assert.ok(second.outcome === 'open');
  const again = stand.boxes.open('joe', at('10.0.0.8', 'again'));
  assert.deepEqual(asked, ['patient']);
  second.maildrop.release();
  clock.advance(1_000);
  for (const waited of [nameless, again]) {
    const opened = await waited;
    if (opened.outcome === 'open') opened.maildrop.release();
  }
});

test('who waits for a mailbox that is removed meanwhile gets none, and leaves no folder behind', async (t) => {
  const stand = await standWith(new MaildirStand(t), 1);
  const first = await stand.open();
  const waiting = stand.boxes.open('joe');
  const removed = stand.boxes.remove('joe');
  first.release();
  assert.deepEqual(await waiting, { outcome: 'failed', temporary: true, code: 'ENOENT' });
  await removed;
  assert.deepEqual(fs.readdirSync(stand.root), []);
  assert.deepEqual(await stand.look(), []);
});

test('who gets the name of a user whose mailbox is just going keeps what comes for them', async (t) => {
  const stand = await standWith(new MaildirStand(t), 1);
  const before = await stand.open();
  const removed = stand.boxes.remove('joe');
  const delivered = stand.deliver('Subject: for the new joe\r\n\r\n', 'new');
  const opened = stand.boxes.open('joe');
  before.release();
  await Promise.all([removed, delivered]);
  const found = await opened;
  assert.ok(found.outcome === 'open');
  found.maildrop.release();
  assert.equal((await stand.look()).length, 1);
});

test('a session that does not end keeps no mailbox from being removed', async (t) => {
  const clock = new TestClock();
  const stand = new MaildirStand(t);
  stand.boxes = new MaildirMailboxes(stand.root, clock);
  const first = await stand.open();
  const removed = stand.boxes.remove('joe');
  clock.advance(1_001);
  await removed;
  first.release();
  assert.deepEqual(fs.readdirSync(stand.root), []);
});

test('who gets the name of a user sees nothing of their mail, also where the last session took its time', async (t) => {
  const clock = new TestClock();
  const stand = await standWith(new MaildirStand(t, clock), 1);
  const before = await stand.open();
  const { rename } = fs.promises;
  t.after(() => (fs.promises.rename = rename));
  let goOn = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  let isGoing = (): void => undefined;
  const going = new Promise<void>((resolve) => (isGoing = resolve));
  fs.promises.rename = async (from, to) => {
    isGoing();
    await gate;
    await rename(from, to);
  };
  const removed = stand.boxes.remove('joe');
  clock.advance(1_001);
  await going;
  before.release();
  const opened = stand.open();
  // Time in which the mailbox that is on its way out could be opened.
  await new Promise((resolve) => setTimeout(resolve, 40));
  goOn();
  await removed;
  assert.deepEqual((await opened).messages, []);
});

test('of many that come at once each gets its turn', async (t) => {
  const stand = new MaildirStand(t);
  let openNow = 0;
  const session = async (): Promise<void> => {
    const maildrop = await stand.open();
    openNow += 1;
    assert.equal(openNow, 1);
    await new Promise((resolve) => setImmediate(resolve));
    openNow -= 1;
    maildrop.release();
  };
  await Promise.all(Array.from({ length: 50 }, session));
});

test(
  'a mailbox that cannot be read is a fault that lasts, and frees the lock',
  { skip: process.platform === 'win32' },
  async (t) => {
    const stand = await standWith(new MaildirStand(t), 1);
    // A file where the folder should be: the system refuses that to root as well.
    fs.rmSync(stand.at('cur'), { recursive: true });
    fs.writeFileSync(stand.at('cur').replace(/\/$/, ''), '');
    stand.restart();
    for (let turn = 0; turn < 2; turn += 1)
      assert.deepEqual(await stand.boxes.open('joe'), {
        ...{ outcome: 'failed', temporary: false, code: 'EEXIST' },
      });
    fs.rmSync(stand.at('cur').replace(/\/$/, ''));
    assert.equal((await stand.look()).length, 1);
  },
);

test('messages read ahead are the right ones in any order', async (t) => {
  const stand = await standWith(new MaildirStand(t), 30);
  const session = await stand.open();
  const wanted = session.messages.map(({ uid }) => letter(Number.parseInt(uid, 10)));
  for (const index of [0, 1, 2, 29, 5, 4, 3, 3, 20, 21, 11])
    assert.equal((await contentOf(session, index)).toString(), wanted[index]);
  session.release();
});

test('a message that could not be read ahead of its time is read when it is asked for', async (t) => {
  const stand = await standWith(new MaildirStand(t), 2);
  const session = await stand.open();
  const [file, away] = [stand.at('new', '2.mailroom,S=22'), stand.at('tmp', 'away')];
  fs.renameSync(file, away);
  await contentOf(session, 0);
  // Time in which it is not found.
  await new Promise((resolve) => setTimeout(resolve, 40));
  fs.renameSync(away, file);
  assert.equal((await contentOf(session, 1)).toString(), letter(2));
  session.release();
});

test('messages that another program moved or marked are found without a look at the folders for each', async (t) => {
  const stand = await standWith(new MaildirStand(t), 100);
  const session = await stand.open();
  const { readdir } = fs.promises;
  t.after(() => (fs.promises.readdir = readdir));
  let looks = 0;
  fs.promises.readdir = ((folder: string) => {
    looks += 1;
    return readdir(folder);
  }) as typeof readdir;
  for (const name of stand.names('new'))
    fs.renameSync(stand.at('new', name), stand.at('cur', `${name}:2,`));
  for (const [index, { uid }] of session.messages.entries())
    assert.equal(String(await contentOf(session, index)), letter(Number.parseInt(uid, 10)));
  for (const name of stand.names('cur'))
    fs.renameSync(stand.at('cur', name), stand.at('cur', `${name}S`));
  assert.deepEqual(await session.commit(new Set(session.messages.keys())), []);
  session.release();
  assert.deepEqual([...stand.names('new'), ...stand.names('cur')], []);
  assert.ok(looks < 60, `${looks} looks`);
});

test('a look for moved messages that failed is made again for the next one', async (t) => {
  const stand = await standWith(new MaildirStand(t), 2);
  const session = await stand.open();
  const { readdir } = fs.promises;
  t.after(() => (fs.promises.readdir = readdir));
  fs.promises.readdir = () => {
    throw Object.assign(new Error('no more files'), { code: 'EMFILE' });
  };
  for (const name of stand.names('new'))
    fs.renameSync(stand.at('new', name), stand.at('cur', `${name}:2,`));
  await assert.rejects(contentOf(session, 0), { code: 'EMFILE' });
  fs.promises.readdir = readdir;
  for (const index of [0, 1])
    assert.equal(String(await contentOf(session, index)), letter(index + 1));
  session.release();
});

test('a message that somebody edited goes out as it is now', async (t) => {
  const stand = await standWith(new MaildirStand(t), 2);
  for (const content of ['short', 'x'.repeat(100)]) {
    fs.writeFileSync(stand.at('new', '1.mailroom,S=22'), content);
    assert.deepEqual(
      (await stand.look()).map((message) => message.content),
      [content, letter(2)],
    );
  }
});

test(
  'a pipe that bears the name of a message is an error when it is read, and keeps nobody waiting',
  { skip: process.platform === 'win32' },
  async (t) => {
    const stand = await standWith(new MaildirStand(t), 1);
    const pipes = ['2.mailroom,S=22', '3.mailroom,S=40000', '4.mailroom,S=400000', '5.pipe,W=9'];
    execFileSync(
      'mkfifo',
      pipes.map((name) => stand.at('new', name)),
    );
    const session = await stand.open();
    assert.equal(session.messages.length, 5);
    assert.equal((await contentOf(session, 0)).toString(), letter(1));
    for (const index of [1, 2, 3, 4])
      await assert.rejects(contentOf(session, index), /is no file|ESPIPE/);
    session.release();
  },
);
