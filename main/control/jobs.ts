/**
 * Long work that its caller may break off: a provider test, a search, all checks. Ends too when the caller
 * goes away. Knows names and signals; what breaking off means is the work's own business.
 */
import * as z from 'zod';
import { ok } from '../contract/result.ts';
import type { Area, RequestContext } from './handler.ts';

/** The argument of requests that can be broken off. */
export const job = z.string().min(1).max(64).optional();

/** The work that runs now, by the name that its caller gave it. A name is one work's at a time. */
export class Jobs {
  readonly #running = new Map<string, AbortController>();

  /** Runs the work; its signal is aborted by `cancel` with this name, or when the caller goes away. */
  async run<T>(
    name: string | undefined,
    caller: Pick<RequestContext, 'onEnd'>,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stop = new AbortController();
    caller.onEnd(() => stop.abort());
    if (name !== undefined) this.#running.set(name, stop);
    try {
      return await work(stop.signal);
    } finally {
      if (name !== undefined && this.#running.get(name) === stop) this.#running.delete(name);
    }
  }

  /** False when nothing runs under this name: perhaps it has just ended. */
  cancel(name: string): boolean {
    const stop = this.#running.get(name);
    stop?.abort();
    return stop !== undefined;
  }
}

/** Breaking work off. */
export const jobHandlers = (jobs: Jobs): Area<'job'> => ({
  'job:cancel': {
    parse: z.strictObject({ job: z.string().min(1).max(64) }),
    run: ({ job: name }) => ok({ wasRunning: jobs.cancel(name) }),
  },
});
