import { asError } from '../../contract/thrown.ts';
import type { Clock } from '../lifecycle/clock.ts';

/** The work took longer than it may; what it still does may end later, unseen. */
export class DeadlinePassed extends Error {}

/**
 * Waits for `work`, at most `timeoutMs`; rejects with DeadlinePassed. smtp-server holds a connection for
 * ever whose hook never answers, so no hook waits without this.
 */
export function withDeadline<T>(clock: Clock, timeoutMs: number, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const cancel = clock.after(timeoutMs, () => {
      reject(new DeadlinePassed(`No answer within ${timeoutMs} ms`));
    });
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(asError(error));
      },
    );
  });
}
