/** When mail that was not taken is tried again, and when it has been tried enough. Pure. */
import type { Settings } from '../../contract/settings.ts';
import type { QueuedMessage } from './message.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The wait behind so many attempts, in ms; after the last step it stays the same. */
export function waitAfterMs(attempts: number, { retryMinutes }: Settings['queue']): number {
  return (retryMinutes[Math.min(attempts, retryMinutes.length - 1)] ?? 60) * minuteMs;
}

/**
 * So many attempts a mail gets before it is given up for its age: each step of the schedule that fits into that time.
 * Its age alone may be the clock's doing, or that of a provider that was away for days.
 */
export function fairAttempts({ retryMinutes, giveUpHours }: Settings['queue']): number {
  let [attempts, minutes] = [0, 0];
  while (attempts < retryMinutes.length && minutes < giveUpHours * 60) {
    minutes += retryMinutes[attempts] ?? 0;
    attempts += 1;
  }
  return attempts;
}

/**
 * How long a message has been on its way, in hours. Where the clock was ahead when it came, as long as its attempts took
 * by the schedule: else nobody would hear of it until that time comes.
 */
export function ageHours(
  { receivedAt, attempts }: Pick<QueuedMessage, 'receivedAt' | 'attempts'>,
  now: number,
  queue: Settings['queue'],
): number {
  if (receivedAt <= now) return (now - receivedAt) / hourMs;
  let tried = 0;
  for (let wait = 0; wait < attempts - 1; wait += 1) tried += waitAfterMs(wait, queue);
  return tried / hourMs;
}
