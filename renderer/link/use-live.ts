/** An answer of the relay that stays true: asked once, and again whenever one of its areas changed. */
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { WindowRequestName, WindowRequests } from '../../main/contract/desktop.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { AppError } from '../../main/contract/result.ts';
import type { LiveArea } from './live-bus.ts';
import { useRelay } from './relay-context.tsx';

export interface LiveAnswer<T> {
  /** Null before the first answer; an error later keeps the last good one, unless it says that the thing is gone. */
  readonly value: T | null;
  readonly error: AppError | null;
  readonly reload: () => void;
}

/** Several parts of the window that ask the same share one answer. */
export function useLive<K extends WindowRequestName>(
  name: K,
  args: WindowRequests[K]['args'],
  areas: readonly LiveArea[],
): LiveAnswer<WindowRequests[K]['result']> {
  const { answers } = useRelay();
  const json = JSON.stringify(args);
  const areaKey = areas.join(' ');
  const subscribe = useCallback(
    (run: () => void) => answers.watch({ name, args: json }, areaKey.split(' '), run),
    [answers, name, json, areaKey],
  );
  const answer = useSyncExternalStore(subscribe, () => answers.peek({ name, args: json }));
  const reload = useCallback(() => answers.reload({ name, args: json }), [answers, name, json]);
  return { value: answer.value, error: answer.error, reload };
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
