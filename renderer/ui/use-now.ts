/** The clock for countdowns: one timer while something counts. */
import { useEffect, useState } from 'react';

/** Epoch ms, renewed every `everyMs` while `isOn`. */
export function useNow(everyMs = 1_000, isOn = true): number {
  const [now, setNow] = useState(() => Date.now());
  const [wasOn, setWasOn] = useState(isOn);
  if (wasOn !== isOn) {
    setWasOn(isOn);
    // It stood still, maybe for hours.
    setNow(Date.now());
  }
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = window.setInterval(() => setNow(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs, isOn]);
  return now;
}
