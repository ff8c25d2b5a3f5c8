import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../main/contract/result.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { StatusWatch } from '../../main/desktop/status-watch.ts';
import { TestClock } from '../helpers/test-clock.ts';

const minuteMs = 60_000;

test('once stopped it asks no more, whatever the ending relay still notes', async () => {
  const clock = new TestClock();
  let note: (entry: JournalEntry) => void = () => undefined;
  let asked = 0;
  const watch = new StatusWatch(
    {
      state: 'connected',
      request: () => {
        asked += 1;
        return Promise.resolve(ok({}));
      },
      onEntry: (listener) => {
        note = listener;
        return () => undefined;
      },
      onState: () => () => undefined,
    },
    clock,
  );
  let told = 0;
  watch.onChange(() => (told += 1));
  watch.start();
  clock.advance(0);
  await new Promise(setImmediate);
  assert.deepEqual([asked, told], [1, 1]);

  note({ at: 0, level: 'info', event: 'queue.sent', text: '' });
  clock.advance(minuteMs);
  assert.equal(asked, 2, 'it is on its way');
  watch.stop();
  await new Promise(setImmediate);
  note({ at: 0, level: 'info', event: 'service.stopped', text: '' });
  clock.advance(minuteMs);
  assert.deepEqual([asked, told], [2, 1]);
});
