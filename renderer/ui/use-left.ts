/**
 * As `useState`, for what is typed and not saved: who looks into the help meanwhile finds it as it was left. In
 * the memory of this window alone.
 */
import {
  useCallback,
  useState,
  useSyncExternalStore,
  type Dispatch,
  type SetStateAction,
} from 'react';

const left = new Map<string, unknown>();
const listeners = new Set<() => void>();

const subscribe = (run: () => void): (() => void) => {
  listeners.add(run);
  return () => listeners.delete(run);
};

/**
 * `name` tells the form from all others; always with the same type. What is set after the person left, by an answer
 * that came late, is there when they come back.
 */
export function useLeft<T>(name: string, begin: T): [T, Dispatch<SetStateAction<T>>] {
  useState(() => left.has(name) || left.set(name, begin));
  const typed = useSyncExternalStore(subscribe, () => left.get(name) as T);
  const setTyped = useCallback(
    (next: SetStateAction<T>): void => {
      const before = left.get(name) as T;
      left.set(name, typeof next === 'function' ? (next as (before: T) => T)(before) : next);
      for (const run of listeners) run();
    },
    [name],
  );
  return [typed, setTyped];
}
