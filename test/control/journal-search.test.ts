import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { searchSaid } from '../../main/control/journal-search.ts';
import { FileJournal } from '../../main/relay/journal/file-journal.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TestClock } from '../helpers/test-clock.ts';

function journalWith(t: TestContext): FileJournal {
  const journal = new FileJournal(path.join(tempFolder(t), 'journal'), new TestClock(), () => 30);
  const failed = 'A sign-in as joe from 192.0.2.7 failed.';
  journal.record({ event: 'pop3.sign-in-failed', level: 'notice', user: 'joe', text: failed });
  journal.record({ event: 'pop3.signed-in', user: 'anna', text: 'anna signed in from 192.0.2.8.' });
  const data = { sender: 'ben@myclient.com', recipient: 'kim@example.org' };
  journal.record({ event: 'smtp.refused', text: 'Refused a message from 192.168.1.9.', data });
  return journal;
}
const events = (entries: readonly { readonly event: string }[]) => entries.map((one) => one.event);

test('the journal is found by the words that a German window shows', async (t) => {
  const journal = journalWith(t);
  const find = (text: string, level: 'info' | 'warning' = 'info') =>
    searchSaid(journal, { text, level, language: 'de', limit: 10 });
  assert.deepEqual(events(await find('schlug FEHL')), ['pop3.sign-in-failed']);
  assert.deepEqual(events(await find('angemeldet')), ['pop3.signed-in']);
  assert.deepEqual(events(await find('schlug fehl', 'warning')), []);
  assert.deepEqual(events(await find('nichts davon')), []);
});

test('names, addresses, events and the words that are kept are found in each language', async (t) => {
  const journal = journalWith(t);
  for (const text of ['joe', '192.0.2.7', 'sign-in-failed', 'A sign-in as'])
    assert.deepEqual(
      events(await searchSaid(journal, { text, level: 'info', language: 'de', limit: 10 })),
      ['pop3.sign-in-failed'],
      text,
    );
});

test('who wrote to whom is found, though only the opened entry shows it', async (t) => {
  const journal = journalWith(t);
  for (const text of ['BEN@myclient', 'kim@example.org']) {
    const said = await searchSaid(journal, { text, level: 'info', language: 'de', limit: 10 });
    assert.deepEqual(events(said), ['smtp.refused'], text);
    assert.deepEqual(events(await journal.read({ text, limit: 10 })), ['smtp.refused'], text);
  }
});

test('a search that has enough reads no further', async (t) => {
  const journal = journalWith(t);
  const one = await searchSaid(journal, { text: '192.0', level: 'info', language: 'de', limit: 1 });
  assert.deepEqual(events(one), ['pop3.signed-in']);
});

test('while the disk cannot be read, what is in memory is searched', async (t) => {
  const journal = journalWith(t);
  const broken = {
    scan: () => Promise.reject(new Error('EIO')),
    recent: (limit?: number) => journal.recent(limit),
  };
  // All of it, and not the newest few alone: what was found is what is counted.
  const search = { text: 'angemeldet', level: 'info', language: 'de', limit: 1 } as const;
  assert.deepEqual(events(await searchSaid(broken, search)), ['pop3.signed-in']);
});
