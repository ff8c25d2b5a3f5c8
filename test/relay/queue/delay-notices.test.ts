import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DelayNotices } from '../../../main/relay/queue/delay-notices.ts';
import type { QueuedMessage } from '../../../main/relay/queue/message.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';

const checkMs = 5 * 60_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a queue that is stopped while a notice is being written looks for no other', async () => {
  const told: string[] = [];
  let finish = (): void => undefined;
  const clock = new TestClock();
  const waiting = (id: string) => ({ id, state: 'waiting' }) as QueuedMessage;
  const messages = [waiting('A'), waiting('B')];
  const notices = new DelayNotices({
    table: {
      get all() {
        return messages.values();
      },
    },
    reports: {
      noticeDelay: ({ id }) => {
        told.push(id);
        return new Promise((resolve) => (finish = resolve));
      },
    },
    journal: new TestJournal(),
    clock,
  });
  notices.start();
  clock.advance(checkMs);
  notices.stop();
  finish();
  await turn();
  clock.advance(10 * checkMs);
  await turn();
  assert.deepEqual(told, ['A']);
  notices.start();
  clock.advance(checkMs);
  assert.deepEqual(told, ['A', 'A'], 'and again when it is started again');
});
