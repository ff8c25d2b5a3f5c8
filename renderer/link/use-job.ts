/** Long work that the person may break off; it is broken off too when they leave the page. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WindowRequestName, WindowRequests } from '../../main/contract/desktop.ts';
import type { AppError, Result } from '../../main/contract/result.ts';
import { useRelay } from './relay-context.tsx';
import { useAsk } from './use-ask.ts';

/** Requests that take a name to be broken off by. */
type JobName = {
  [K in Exclude<WindowRequestName, 'job:cancel'>]: 'job' extends keyof WindowRequests[K]['args']
    ? K
    : never;
}[Exclude<WindowRequestName, 'job:cancel'>];

export interface Job {
  readonly begin: <K extends JobName>(
    name: K,
    args: Omit<WindowRequests[K]['args'], 'job'>,
    onPush?: (push: { readonly name: string; readonly value: unknown }) => void,
  ) => Promise<Result<WindowRequests[K]['result']>>;
  /** What was found so far is the result. */
  readonly cancel: () => void;
  readonly isBusy: boolean;
  readonly isStopping: boolean;
  /** Whether the last one was broken off. */
  readonly wasCancelled: () => boolean;
  readonly error: AppError | null;
  readonly clearError: () => void;
}

export function useJob(): Job {
  const { bridge } = useRelay();
  const { ask, isBusy, error, clearError } = useAsk();
  const [isStopping, setStopping] = useState(false);
  const running = useRef('');
  const isCancelled = useRef(false);
  const cancel = useCallback(() => {
    if (running.current === '') return;
    isCancelled.current = true;
    setStopping(true);
    void bridge.request('job:cancel', { job: running.current });
  }, [bridge]);
  useEffect(() => cancel, [cancel]);
  const begin = useCallback<Job['begin']>(
    async (name, args, onPush) => {
      const job = crypto.randomUUID();
      running.current = job;
      isCancelled.current = false;
      setStopping(false);
      try {
        return await ask(name, { ...args, job }, onPush);
      } finally {
        if (running.current === job) running.current = '';
      }
    },
    [ask],
  );
  const wasCancelled = useCallback(() => isCancelled.current, []);
  return { begin, cancel, isBusy, isStopping, wasCancelled, error, clearError };
}
