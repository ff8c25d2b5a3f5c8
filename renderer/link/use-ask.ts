/** One request at a time on a person's click: busy while it runs, its error until the next try. */
import { useCallback, useState } from 'react';
import type { WindowRequestName, WindowRequests } from '../../main/contract/desktop.ts';
import type { AppError, Result } from '../../main/contract/result.ts';
import { useRelay } from './relay-context.tsx';

export type Ask = <K extends WindowRequestName>(
  name: K,
  args: WindowRequests[K]['args'],
  onPush?: (push: { readonly name: string; readonly value: unknown }) => void,
) => Promise<Result<WindowRequests[K]['result']>>;

export interface Asking {
  readonly ask: Ask;
  readonly isBusy: boolean;
  readonly error: AppError | null;
  readonly clearError: () => void;
}

export function useAsk(): Asking {
  const { bridge, live } = useRelay();
  const [running, setRunning] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const ask = useCallback<Ask>(
    async (name, args, onPush) => {
      setRunning((count) => count + 1);
      setError(null);
      try {
        const result = await bridge.request(name, args, onPush);
        if (!result.ok) setError(result.error);
        return result;
      } finally {
        setRunning((count) => count - 1);
        // What a request of this window changed is on the screen at once, journal line or not.
        live.touch(name.split(':', 1)[0] ?? name, 'relay');
      }
    },
    [bridge, live],
  );
  const clearError = useCallback(() => setError(null), []);
  return { ask, isBusy: running > 0, error, clearError };
}
