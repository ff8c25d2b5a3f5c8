import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { PagePushes, type PushBundle } from '../../main/desktop/page-pushes.ts';
import { TestClock } from '../helpers/test-clock.ts';

const entry = (n: number): JournalEntry => ({
  ...{ at: n, level: 'info', event: 'smtp.accepted', text: `Message ${n}` },
});

function started() {
  const clock = new TestClock();
  const sent: PushBundle[] = [];
  const view = { isSeen: true };
  const pushes = new PagePushes({
    clock,
    send: (bundle) => sent.push(bundle),
    isSeen: () => view.isSeen,
  });
  return { clock, sent, view, pushes };
}

test('fifty events within a tenth of a second are one bundle, in order', () => {
  const { clock, sent, pushes } = started();
  for (let n = 0; n < 50; n += 1) pushes.entry(entry(n));
  assert.equal(sent.length, 0);
  clock.advance(100);
  assert.equal(sent.length, 1);
  assert.deepEqual(
    sent[0]?.map(([, value]) => (value as JournalEntry).at),
    Array.from({ length: 50 }, (_, n) => n),
  );
});

test('of a flood the newest hundred come, with the number of the others', () => {
  const { clock, sent, pushes } = started();
  for (let n = 0; n < 1_000; n += 1) pushes.entry(entry(n));
  clock.advance(100);
  const entries = sent.flat().map(([, value]) => value as JournalEntry);
  assert.equal(entries.length, 101);
  assert.deepEqual(entries[0]?.data, { count: 900 });
  assert.equal(entries[0].event, 'journal.gap');
  assert.equal(entries.at(-1)?.at, 999);
});

test('in a flood bundles come twice a second, and ten times again when it is over', () => {
  const { clock, sent, pushes } = started();
  const second = (eachTenthMs: number): number => {
    const before = sent.length;
    for (let tenth = 0; tenth < 10; tenth += 1) {
      for (let n = 0; n < eachTenthMs; n += 1) pushes.entry(entry(n));
      clock.advance(100);
    }
    return sent.length - before;
  };
  assert.equal(second(5), 10);
  assert.ok(second(300) <= 3);
  second(5);
  assert.equal(second(5), 10);
});

test('while nobody sees the page nothing is sent, and then what is newest', () => {
  const { clock, sent, view, pushes } = started();
  view.isSeen = false;
  pushes.push('window:relay', { state: 'away' });
  for (let n = 0; n < 5; n += 1) pushes.entry(entry(n));
  clock.advance(1_000);
  assert.equal(sent.length, 0);
  view.isSeen = true;
  pushes.flush();
  assert.equal(sent[0]?.length, 6);
  pushes.flush();
  assert.equal(sent.length, 1, 'nothing is sent twice');
});
