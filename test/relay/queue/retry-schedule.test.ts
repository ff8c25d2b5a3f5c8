import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { ageHours, fairAttempts } from '../../../main/relay/queue/retry-schedule.ts';

const { queue } = defaultSettings;
const now = Date.UTC(2026, 10, 23, 9);

test('before its age counts, mail gets the attempts of the schedule that fit into the time, and at most all of them', () => {
  assert.equal(fairAttempts(queue), queue.retryMinutes.length);
  // At 0, 1, 3, 8, 18 and 38 minutes.
  assert.equal(fairAttempts({ ...queue, giveUpHours: 1 }), 6);
  // The last of them is due as the time is over.
  assert.equal(fairAttempts({ ...queue, giveUpHours: 8 / 60 }), 3);
});

test('mail of a clock that was ahead is as old as the waits between its attempts', () => {
  const ageOf = (receivedAt: number, attempts: number): number =>
    ageHours({ receivedAt, attempts }, now, queue) * 60;
  assert.equal(ageOf(now - 90 * 60_000, 1), 90);
  assert.equal(ageOf(now + 1, 1), 0);
  assert.equal(ageOf(now + 1, 4), 1 + 2 + 5);
});
