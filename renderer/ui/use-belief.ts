/** What was just asked for stands for what is, until that is read anew: else the page would go back for a moment. */
import { useEffect, useState } from 'react';

/** Longest time without an answer that shows it. */
const beliefMs = 2_000;

/**
 * Null where nothing is believed. It ends when `read` changes, and after a while also where nothing of that changes;
 * while the request `isAsking`, neither counts.
 */
export function useBelief<T>(
  read: string | boolean,
  isAsking = false,
): readonly [T | null, (belief: T | null) => void] {
  const [belief, setBelief] = useState<T | null>(null);
  useEffect(() => {
    if (!isAsking) setBelief(null);
  }, [read]);
  useEffect(() => {
    if (belief === null || isAsking) return undefined;
    const timer = window.setTimeout(() => setBelief(null), beliefMs);
    return () => window.clearTimeout(timer);
  }, [belief, isAsking]);
  return [belief, setBelief];
}
