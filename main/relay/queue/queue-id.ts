/** Queue ids: short, in order of time, unique over restarts. */
import { randomBytes } from 'node:crypto';

let last = 0;

/** `now` in epoch ms; ids of one millisecond are told apart by counting on, restarts by the random end. */
export function newQueueId(now: number): string {
  last = Math.max(now * 100, last + 1);
  return `${last.toString(36).toUpperCase()}${run}`;
}

const run = randomBytes(2).toString('hex').toUpperCase();
