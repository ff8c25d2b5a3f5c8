import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { MaildirMailboxes } from '../../../main/relay/mailboxes/maildir-mailboxes.ts';
import { withReturnPath } from '../../../main/relay/queue/final-delivery.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { local, QueueStand } from './queue-stand.ts';

const text = 'Subject: hello\r\n\r\nHello.\r\n';
const long = `Subject: long\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(20_000)}`;

test('RFC 5321 §4.4: a mailbox gets the message with its Return-Path, the provider without', async (t) => {
  const stand = await QueueStand.start(t);
  for (const [sender, body] of [
    ['bob@example.net', text],
    ['bob@example.net', long],
    ['', text],
  ] as const) {
    stand.boxes.length = 0;
    await stand.take({ sender, to: [local('ann'), 'cleo@example.net'], text: body });
    await stand.until('ann has it', () => stand.boxes.length === 1);
    await stand.until('nothing waits', () => stand.ids().length === 0);
    assert.ok(stand.boxes[0] === `ann: Return-Path: <${sender}>\r\n${body}`);
    assert.equal(stand.provider.taken.at(-1)?.body, body === long ? '(stream)' : body);
  }
});

test('a message to two addresses of one person is put into the mailbox once', async (t) => {
  const stand = await QueueStand.start(t);
  const alias = {
    address: 'info@myclient.com',
    localUser: 'ann',
    dsn: { notify: ['SUCCESS'] },
  } as const;
  await stand.take({ sender: 'joe@myclient.com', to: [local('ann'), local('bea'), alias] });
  await stand.until('nothing waits', () => stand.ids().length === 0);
  const owners = stand.boxes.map((box) => box.slice(0, box.indexOf(':')));
  assert.deepEqual(owners, ['ann', 'bea', 'joe'], 'joe asked to be told of the alias');
});

test('it counts into the size, whole or as a stream', async (t) => {
  const folder = tempFolder(t);
  const mailboxes = new MaildirMailboxes(folder);
  const octets = Buffer.from(text);
  const bodies = [octets, Readable.from([octets.subarray(0, 5), octets.subarray(5)])];
  for (const [at, body] of bodies.entries()) {
    const source = withReturnPath('jürgen@müller.example', { sizeBytes: octets.length, body });
    await mailboxes.deliver('ann', source, `key-${at}`);
  }
  const inbox = path.join(folder, 'ann', 'new');
  const kept = fs.readdirSync(inbox).map((file) => fs.readFileSync(path.join(inbox, file), 'utf8'));
  assert.deepEqual(kept, Array(2).fill(`Return-Path: <jürgen@müller.example>\r\n${text}`));
});

test('a body that is not read after all is let go', async () => {
  const body = new Readable({ read: () => undefined });
  const { body: whole } = withReturnPath('', { sizeBytes: 1, body });
  assert.ok(whole instanceof Readable);
  whole.destroy();
  await new Promise((resolve) => body.once('close', resolve));
  const broken = new Readable({ read: () => undefined });
  const { body: cut } = withReturnPath('', { sizeBytes: 1, body: broken });
  broken.destroy(new Error('the disk is gone'));
  await assert.rejects((cut as Readable).toArray(), /the disk is gone/);
});
