/** What is typed, once the typing has paused: a search does not run at every letter. */
import { useEffect, useState } from 'react';

const pauseMs = 150;

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), pauseMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
