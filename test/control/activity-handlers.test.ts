import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { historyHandlers } from '../../main/control/activity-handlers.ts';
import { MailHistory, type HistorySource } from '../../main/relay/history/mail-history.ts';
import { TestClock } from '../helpers/test-clock.ts';

const context = { push: () => undefined, onEnd: () => undefined };

/** A journal of one delivery whose disk answers when `read` is called, with a fault where one is given. */
function slowJournal(clock: TestClock) {
  const entry: JournalEntry = {
    ...{ at: clock.now() - 1, level: 'info', event: 'queue.delivered', id: 'M1' },
    ...{ text: 'Delivered.', data: { recipient: 'ann@example.org', reply: '250 ok' } },
  };
  let read: (fault: Error | null) => void = () => undefined;
  const disk = new Promise<Error | null>((resolve) => (read = resolve));
  const source: HistorySource = {
    onEntry: () => () => undefined,
    scan: async (visit) => {
      const fault = await disk;
      visit(entry);
      if (fault) throw fault;
    },
  };
  return { source, read: (fault: Error | null) => read(fault) };
}

for (const [what, fault] of [
  ['has been read', null],
  ['could not be read to its end', new Error('EIO')],
] as const)
  test(`right after a start nobody is told that nothing was sent: the answer waits until the journal ${what}`, async () => {
    const clock = new TestClock();
    const { source, read } = slowJournal(clock);
    const history = new MailHistory({ journal: source, clock });
    const handlers = historyHandlers({ history });
    const loaded = history.load().catch(() => undefined);
    const answers = Promise.all([
      handlers['history:list'].run({}, context),
      handlers['history:counts'].run({}, context),
      handlers['history:message'].run({ id: 'M1' }, context),
    ]);
    read(fault);
    const [list, counts, ofMessage] = await answers;
    assert.equal(list.ok && list.value.total, 1);
    assert.equal(counts.ok && counts.value.lastSentAt, clock.now() - 1);
    assert.equal(ofMessage.ok && ofMessage.value.length, 1);
    await loaded;
  });

test('a history that nobody loads answers at once', async () => {
  const clock = new TestClock();
  const history = new MailHistory({ journal: slowJournal(clock).source, clock });
  const list = await historyHandlers({ history })['history:list'].run({}, context);
  assert.equal(list.ok && list.value.total, 0);
});
