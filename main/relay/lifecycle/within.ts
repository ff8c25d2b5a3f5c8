import type { Clock } from './clock.ts';

/** Waits for work at most so long; false when it was not done then. Rejects as the work does. */
export async function within(
  work: Promise<unknown>,
  limitMs: number,
  clock: Pick<Clock, 'after'>,
): Promise<boolean> {
  let cancel = (): void => undefined;
  const late = new Promise<boolean>((resolve) => {
    cancel = clock.after(limitMs, () => resolve(false));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    cancel();
  }
}
