import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import { nothingYet, readAnew, watch, type Watch } from '../../../renderer/connect/live/watch.ts';
import { ownersFrom } from '../../../renderer/connect/live/whose.ts';
import { JournalSince } from '../../../renderer/link/journal-since.ts';
import { PageStand } from '../page-stand.ts';

const users = [{ name: 'joe', aliases: [], enabled: true, lastSignInFrom: '10.0.0.5' }];
const who = { person: 'joe', users };

const entry = (event: string, at: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
  ...{ at, level: 'info', event, text: event, peer: '10.0.0.5', user: 'joe' },
  ...more,
});
const bad = (at: number): JournalEntry => entry('pop3.sign-in-failed', at);
const gap = entry('journal.gap', 50);

/** Joe's set-up page, opened at 10, follows his mail program. */
function following() {
  const stand = new PageStand();
  const told: { now: Watch } = { now: nothingYet(ownersFrom(users, [])) };
  const become = (before: Watch, entries: readonly JournalEntry[]): void => {
    told.now = entries.reduce((state, one) => watch(state, one, who), before);
  };
  const end = new JournalSince({
    ...{ bridge: stand.bridge, live: stand.live, since: 10 },
    onEntries: (entries) => become(told.now, entries),
    onRead: (entries) => become(readAnew(told.now), entries),
    onFailed: () => undefined,
  }).begin();
  const come = async (...entries: readonly JournalEntry[]): Promise<void> => {
    for (const one of entries) stand.push('journal:entry', one);
    await stand.pass(1_000);
  };
  return { stand, told, come, end };
}

test('while nothing is left out, the journal is not read', async () => {
  const { stand, told, come } = following();
  await come(bad(20), bad(30));
  assert.equal(told.now.trouble?.count, 2);
  assert.deepEqual(stand.asked, []);
});

test('what was left out on the way is seen, and no trouble is counted twice', async () => {
  const { stand, told, come } = following();
  await come(bad(20), bad(30));
  await come(gap);
  await come(bad(60));
  // Newest first; one is older than the page.
  await stand.asked[0]!.answer([bad(60), bad(40), bad(30), bad(20), bad(5)]);
  assert.deepEqual([told.now.trouble?.kind, told.now.trouble?.count], ['wrong-password', 4]);
});

test('what mended a trouble while the relay was away from the window is seen when it is back', async () => {
  const { stand, told, come } = following();
  await come(bad(20));
  stand.push('window:relay', { state: 'connected' });
  await stand.pass(300);
  const read = stand.asked.find(({ name }) => name === 'journal:read');
  await read!.answer([entry('pop3.signed-in', 30), bad(20)]);
  assert.equal(told.now.trouble, null);
  assert.equal(told.now.done.checked, 30);
});

test('what was achieved stays, though it is further back than the journal is read', async () => {
  const { stand, told, come } = following();
  await come(entry('smtp.accepted', 20, { id: 'M1' }));
  await come(gap);
  await stand.asked[0]!.answer([
    { at: 70, level: 'info', event: 'queue.delivered', text: '', id: 'M1' },
  ]);
  assert.deepEqual([told.now.done.accepted, told.now.done.delivered], [20, 70]);
});

test('a journal that could not be read is read again; after the end nothing is told', async () => {
  const { stand, told, come, end } = following();
  await come(gap);
  await stand.asked[0]!.fail('journal.unavailable' as never);
  await come(bad(60));
  end();
  await stand.asked[1]!.answer([bad(60), bad(40)]);
  assert.equal(told.now.trouble?.count, 1);
});
