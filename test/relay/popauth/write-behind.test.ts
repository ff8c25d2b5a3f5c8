import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import type { WindowRow } from '../../../main/relay/popauth/popauth-store.ts';
import { WriteBehind } from '../../../main/relay/popauth/write-behind.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { MemoryStore } from './memory-store.ts';

const minute = 60_000;

const rowOf = (grantedAt: number, minutes: number): WindowRow => ({
  ...{ address: '192.0.2.7' as AddressKey, user: 'joe', source: 'pop3', grantedAt },
  expiresAt: grantedAt + minutes * minute,
});

function writing() {
  const [store, clock] = [new MemoryStore(), new TestClock()];
  const writer = new WriteBehind({
    ...{ store, clock, journal: new TestJournal(), onFault: () => undefined },
  });
  writer.open();
  return { store, clock, writer };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
};

test('what was closed while the store failed is gone from it, though a later window came and went meanwhile', async () => {
  const { store, clock, writer } = writing();
  const now = clock.now();
  writer.put(rowOf(now, 60));
  await settle();
  store.isBroken = true;
  writer.remove(rowOf(now, 60));
  await settle();
  // The owner has shortened the time: it ends before the row that is stored.
  writer.put(rowOf(now, 5));
  writer.removeEnded(rowOf(now, 5));
  store.isBroken = false;
  clock.advance(minute);
  await settle();
  assert.deepEqual([...store.rows.values()], []);
});

test('a window that another relay has renewed stays in the store', async () => {
  const { store, clock, writer } = writing();
  const row = rowOf(clock.now(), 15);
  writer.put(row);
  await settle();
  const renewed = rowOf(clock.now() + minute, 15);
  await store.put(renewed);
  writer.removeEnded(row);
  await settle();
  assert.deepEqual([...store.rows.values()], [renewed]);
});
