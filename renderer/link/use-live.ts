/** An answer of the relay that stays true: asked once, and again whenever one of its areas changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WindowRequestName, WindowRequests } from '../../main/contract/desktop.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { AppError } from '../../main/contract/result.ts';
import type { LiveArea } from './live.ts';
import { useRelay } from './relay-context.tsx';

export interface LiveAnswer<T> {
  /** Null before the first answer; an error later keeps the last good one. */
  readonly value: T | null;
  readonly error: AppError | null;
  readonly reload: () => void;
}

export function useLive<K extends WindowRequestName>(
  name: K,
  args: WindowRequests[K]['args'],
  areas: readonly LiveArea[],
): LiveAnswer<WindowRequests[K]['result']> {
  const { bridge, live } = useRelay();
  const [value, setValue] = useState<WindowRequests[K]['result'] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const key = JSON.stringify(args);
  const areaKey = areas.join(' ');
  const turn = useRef(0);

  const reload = useCallback((): void => {
    const mine = ++turn.current;
    void bridge.request(name, JSON.parse(key) as WindowRequests[K]['args']).then((result) => {
      // A slow answer to an older question must not overwrite a newer one.
      if (mine !== turn.current) return;
      if (result.ok) setValue(() => result.value);
      setError(result.ok ? null : result.error);
    });
  }, [bridge, name, key]);

  useEffect(() => {
    reload();
    const wanted = new Set(areaKey.split(' '));
    return live.onChange((changed) => {
      if ([...changed].some((area) => wanted.has(area))) reload();
    });
  }, [reload, live, areaKey]);

  return { value, error, reload };
}

/** Runs with new journal entries, oldest first, in batches. */
export function useEntries(run: (entries: readonly JournalEntry[]) => void): void {
  const { live } = useRelay();
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => live.onEntries((entries) => latest.current(entries)), [live]);
}
