/**
 * As `useState`, for what is typed and not saved: who looks into the help meanwhile finds it as it was left. In
 * the memory of this window alone.
 */
import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';

const left = new Map<string, unknown>();

/** `name` tells the form from all others; always with the same type. */
export function useLeft<T>(name: string, begin: T): [T, Dispatch<SetStateAction<T>>] {
  const [typed, setTyped] = useState(() => (left.has(name) ? (left.get(name) as T) : begin));
  useEffect(() => {
    left.set(name, typed);
  }, [name, typed]);
  return [typed, setTyped];
}
