import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { MaildirMailboxes } from '../../../main/relay/mailboxes/maildir-mailboxes.ts';
import type { Mailboxes } from '../../../main/relay/mailboxes/mailboxes.ts';
import type { Conversation } from '../../helpers/conversation.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { becomes, Pop3Stand, signsIn } from './pop3-stand.ts';

const second = 1_000;
const large = Buffer.alloc(30 << 20, 'a line that is read by nobody\r\n');

/** joe's mailbox on disk with two messages, and a session of his in which the first is marked. */
async function joeIsIn(
  t: TestContext,
  around: (boxes: MaildirMailboxes) => Pick<Mailboxes, 'open'>,
) {
  const lockClock = new TestClock();
  const boxes = new MaildirMailboxes(path.join(tempFolder(t), 'mailboxes'), lockClock);
  for (const [key, body] of [
    ['1', Buffer.from('Subject: one\r\n\r\n')] as const,
    ['2', large] as const,
  ])
    await boxes.deliver('joe', { sizeBytes: body.length, body }, key);
  const stand = await Pop3Stand.start(t, { mailboxes: around(boxes) });
  const first = await stand.asJoe(t);
  await first.says('DELE 1');
  await first.hears('+OK');
  return { stand, first, lockClock };
}

const asIs = (boxes: MaildirMailboxes): MaildirMailboxes => boxes;

/** PASS of a second session, which waits its second for the mailbox. */
async function hearsInUse(c: Conversation, lockClock: TestClock): Promise<void> {
  await c.says('USER joe');
  await c.hears('+OK');
  await c.says('PASS secret');
  let isHeard = false;
  const heard = c.hears('-ERR [IN-USE]').finally(() => (isHeard = true));
  await becomes(() => {
    lockClock.advance(second);
    return isHeard;
  });
  await heard;
}

test('a laptop that lost its network in the midst of a session gets its mailbox when it is back, and nothing was deleted', async (t) => {
  const { stand, first } = await joeIsIn(t, asIs);
  stand.clock.advance(65 * second);
  const again = await stand.connect(t);
  await signsIn(again);
  await first.hearsEnd();
  await again.says('STAT');
  await again.hears(/^\+OK 2 /);
  assert.match(
    stand.journal.text(),
    /joe signed in again from 127\.0\.0\.1: the session there that was silent for 65 seconds was closed\./,
  );
  assert.match(stand.journal.text(), /joe went without QUIT: 0 messages fetched, none deleted\./);
  assert.equal(stand.server.connectionCount, 1);
});

test('one that stopped reading a message gives way, too', async (t) => {
  const { stand, first } = await joeIsIn(t, asIs);
  first.socket.pause();
  await first.says('RETR 2');
  await becomes(() => stand.lines.at(-1)?.line.startsWith('+OK 3') === true);
  // The system's buffers take some of it, and then no more.
  await new Promise((resolve) => setTimeout(resolve, 300));
  stand.clock.advance(61 * second);
  const again = await stand.connect(t);
  await signsIn(again);
  await becomes(() => stand.server.connectionCount === 1);
});

test('a session in which something was said within a minute keeps its mailbox', async (t) => {
  const { stand, first, lockClock } = await joeIsIn(t, asIs);
  stand.clock.advance(50 * second);
  await first.says('NOOP');
  await first.hears('+OK');
  stand.clock.advance(59 * second);
  await hearsInUse(await stand.connect(t), lockClock);
  await first.says('STAT');
  await first.hears('+OK 1 ');
});

test('somebody at another address does not end it', async (t) => {
  const { stand, first, lockClock } = await joeIsIn(t, asIs);
  stand.clock.advance(300 * second);
  await hearsInUse(await stand.connect(t, { from: '127.0.0.2' }), lockClock);
  await first.says('STAT');
  await first.hears('+OK 1 ');
});

test('a session that deletes, however long that takes, keeps its mailbox', async (t) => {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const { stand, first, lockClock } = await joeIsIn(t, (boxes) => ({
    async open(user, holder) {
      const opened = await boxes.open(user, holder);
      if (opened.outcome !== 'open') return opened;
      const { maildrop } = opened;
      const slow = {
        messages: maildrop.messages,
        read: (index: number) => maildrop.read(index),
        commit: (wanted: ReadonlySet<number>) => gate.then(() => maildrop.commit(wanted)),
        release: () => maildrop.release(),
      };
      return { outcome: 'open', maildrop: slow };
    },
  }));
  await first.says('QUIT');
  await becomes(() => stand.lines.at(-1)?.line === 'QUIT');
  stand.clock.advance(61 * second);
  const other = await stand.connect(t);
  await hearsInUse(other, lockClock);
  go();
  await first.hears('+OK Goodbye');
  await signsIn(other);
  await other.says('STAT');
  await other.hears('+OK 1 ');
});
