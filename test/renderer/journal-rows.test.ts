import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { rowsOf } from '../../renderer/diagnostics/journal-filter.ts';

interface Row extends JournalEntry {
  readonly key: string;
}

const entry = (at: number, text: string): JournalEntry => ({
  ...{ at, text, level: 'info', event: 'smtp.accepted' },
});

test('read anew, an entry stays the row that it was, and one of two that say the same stays one', () => {
  let last = 0;
  const make = (one: JournalEntry): Row => ({ ...one, key: `e${(last += 1)}` });
  const before = rowsOf<Row>([entry(2, 'b'), entry(1, 'a'), entry(1, 'a')], [], make);
  const now = rowsOf([entry(3, 'c'), entry(2, 'b'), entry(1, 'a'), entry(1, 'a')], before, make);
  assert.deepEqual(
    now.map(({ key }) => key),
    ['e4', 'e1', 'e2', 'e3'],
  );
  assert.equal(now[1], before[0], 'it is not drawn again');
});
