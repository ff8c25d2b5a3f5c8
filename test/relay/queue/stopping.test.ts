/** The end of a run: what is under way ends, nothing more begins, and the next start finds the rest. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureAt } from './fake-upstream.ts';
import { local, minute, QueueStand } from './queue-stand.ts';

/** Holds what waits for it until it is let go. */
function gate(): { readonly held: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const held = new Promise<void>((resolve) => (open = resolve));
  return { held, open };
}

test('who stops lets end what is under way and begins nothing more; the rest goes, once, after the next start', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  const { held, open } = gate();
  provider.gate = held;
  stand.boxGate = held;
  for (let i = 0; i < 3; i += 1) await stand.take({ to: [`m${i}@example.net`] });
  for (let i = 0; i < 6; i += 1) await stand.take({ to: [local('ann')] });
  await stand.until('some are under way', () => stand.queue.counts().sending === 5);
  const stopped = queue.stop(10_000);
  open();
  await stopped;
  assert.deepEqual([provider.taken.length, stand.boxes.length], [1, 4]);
  assert.equal(provider.openCount, 0, 'no connection stays open');
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  await next.until('all are gone', () => next.ids().length === 0);
  assert.deepEqual([next.provider.taken.length, next.boxes.length], [2, 2]);
});

test('a provider that does not answer holds up no stop, and its mail goes after the next start', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  const { held, open } = gate();
  t.after(open);
  provider.gate = held;
  await stand.take();
  await stand.until('it has the mail', () => provider.taken.length === 1);
  await queue.stop(20);
  assert.equal(provider.openCount, 0, 'the connection is closed');
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  await next.pass(minute);
  assert.equal(next.provider.taken.length, 1);
});

test('what a stop cuts off is noted before the queue closes, and nobody is told of a bad disk', async (t) => {
  const stand = await QueueStand.start(t);
  const { held, open } = gate();
  t.after(open);
  stand.provider.gate = held;
  const id = await stand.take();
  await stand.until('it has the mail', () => stand.provider.taken.length === 1);
  await stand.queue.stop(100);
  const [message] = await stand.onDisk();
  assert.equal(message?.recipients[0]?.attempts, 1, 'the attempt is on disk');
  await stand.settle();
  assert.deepEqual(
    stand.journal.entries.map(({ event, id: about }) => [event, about]),
    [['queue.deferred', id]],
  );
});

test('connections that wait for mail are closed, and nobody asks any more whether the provider is back', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  await stand.take();
  await stand.settle();
  assert.equal(provider.openCount, 1);
  await stand.queue.stop(100);
  assert.equal(provider.openCount, 0);
  const away = await QueueStand.start(t);
  away.provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  await away.take();
  await away.settle();
  const { held, open } = gate();
  away.provider.dialGate = held;
  away.provider.onDial = () => null;
  away.clock.advance(1_000);
  await away.queue.stop(100);
  const dialled = away.provider.dialledAt.length;
  open();
  await away.settle();
  assert.equal(away.provider.openCount, 0, 'nor is one used that was being dialled');
  away.clock.advance(10 * minute);
  assert.equal(away.provider.dialledAt.length, dialled);
});
