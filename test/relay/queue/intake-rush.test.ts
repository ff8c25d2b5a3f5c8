import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { IntakeRush } from '../../../main/relay/queue/intake-rush.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { QueueStand } from './queue-stand.ts';

/** A provider for ten at once that has shown that it takes mail, and answers when it is told to. */
async function busyStand(t: TestContext): Promise<QueueStand> {
  const stand = await QueueStand.start(t);
  stand.provider.maxConnections = 10;
  await stand.take();
  await stand.until('the provider takes mail', () => stand.ids().length === 0);
  stand.clock.advance(1_000);
  shut(t, stand);
  return stand;
}

/** From now on each message waits for the returned function. */
function shut(t: TestContext, { provider }: QueueStand): () => void {
  let open = (): void => undefined;
  provider.gate = new Promise<void>((resolve) => (open = resolve));
  t.after(() => open());
  return open;
}

/** That so many have been offered, and no more follow. */
async function stopsAt(stand: QueueStand, count: number): Promise<void> {
  await stand.until(`${count} were offered`, () => stand.provider.offered.length >= count);
  await setTimeout(20);
  assert.equal(stand.provider.offered.length, count);
}

test('while mail comes in fast three connections send, and all that may as soon as it does not', async (t) => {
  const stand = await busyStand(t);
  for (let i = 0; i < 20; i += 1) await stand.take();
  await stopsAt(stand, 1 + 3);
  stand.clock.advance(5);
  await stopsAt(stand, 1 + 10);
});

test('mail that comes in one after the other goes out over all connections at once', async (t) => {
  const stand = await busyStand(t);
  for (let i = 0; i < 6; i += 1) {
    await stand.take();
    stand.clock.advance(5);
  }
  await stopsAt(stand, 1 + 6);
});

test('of those who send already three go on when mail begins to come in fast', async (t) => {
  const stand = await busyStand(t);
  const open = shut(t, stand);
  for (let i = 0; i < 10; i += 1) {
    await stand.take();
    stand.clock.advance(5);
  }
  await stopsAt(stand, 1 + 10);
  for (let i = 0; i < 20; i += 1) await stand.take();
  const openAll = shut(t, stand);
  open();
  await stopsAt(stand, 1 + 10 + 3);
  openAll();
  await stand.until('all are gone', () => stand.ids().length === 0);
  assert.equal(stand.provider.taken.length, 31);
});

test('a rush is over when no message came for as long as makes one, and that is told once', () => {
  const clock = new TestClock();
  let over = 0;
  const rush = new IntakeRush(clock, () => (over += 1));
  rush.tookIn();
  assert.equal(rush.mayUse(10), 10);
  for (let i = 0; i < 5; i += 1) {
    clock.advance(4);
    rush.tookIn();
    assert.deepEqual([rush.mayUse(10), rush.mayUse(2)], [3, 2]);
  }
  clock.advance(4);
  assert.deepEqual([rush.mayUse(10), over], [3, 0]);
  clock.advance(1);
  assert.deepEqual([rush.mayUse(10), over], [10, 1]);
  clock.advance(100);
  assert.equal(over, 1);
});
