import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { Parts } from '../../main/control/parts.ts';
import { journalHandlers } from '../../main/control/system-handlers.ts';
import { Emitter } from '../../main/relay/lifecycle/emitter.ts';

test('who follows the journal hears of it until he goes, and is forgotten then', async () => {
  const entries = new Emitter<JournalEntry>();
  const journal = { onEntry: (listener: (entry: JournalEntry) => void) => entries.on(listener) };
  const heard: unknown[] = [];
  const ends: (() => void)[] = [];
  const followed = await journalHandlers({ journal } as unknown as Parts)['journal:follow'].run(
    {},
    {
      push: (name, value) => void heard.push([name, value]),
      onEnd: (run) => ends.push(run),
    },
  );
  assert.ok(followed.ok);
  const entry = { at: 1, level: 'info', event: 'smtp.accepted', text: 'Took a message.' } as const;
  entries.emit(entry);
  assert.deepEqual(heard, [['journal:entry', entry]]);
  for (const end of ends) end();
  entries.emit(entry);
  assert.equal(heard.length, 1);
});
