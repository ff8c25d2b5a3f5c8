import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DueHeap } from '../../../main/relay/queue/due-heap.ts';
import type { QueuedMessage } from '../../../main/relay/queue/message.ts';
import { seeded } from '../../helpers/seeded.ts';

test('messages are taken when they are due, in that order, then as they came; none twice, and none that left', () => {
  const random = seeded(7);
  const upTo = (most: number): number => Math.floor(random() * most);
  const heap = new DueHeap();
  /** Those that wait, in the order in which they were put in. */
  const wait: QueuedMessage[] = [];
  const out = (message: QueuedMessage): unknown => wait.splice(wait.indexOf(message), 1);
  const put = (message: QueuedMessage): void => {
    wait.push(message);
    heap.push(message);
  };
  for (let now = 0; now < 3_000; now += 1) {
    put({ state: 'waiting', dueAt: now + upTo(50) } as QueuedMessage);
    const one = wait[upTo(wait.length * 3)];
    if (one) out(one);
    if (one && upTo(2) === 0) one.state = 'held';
    else if (one) {
      one.dueAt = now + 100 + upTo(50);
      put(one);
    }
    const first = wait.toSorted((a, b) => a.dueAt - b.dueAt)[0];
    assert.equal(heap.nextDueAt(), first?.dueAt ?? null);
    const taken = heap.takeDue(now);
    assert.equal(taken, first && first.dueAt <= now ? first : null);
    if (taken === null) continue;
    out(taken);
    taken.state = 'sending';
  }
  assert.deepEqual(new Set(heap.waiting()), new Set(wait));
});
