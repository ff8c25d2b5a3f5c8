/** Lets go of chosen messages that have left, so that no act counts what is gone. */
import { useEffect, useRef } from 'react';
import { useRelay } from '../link/relay-context.tsx';

const checkEveryMs = 2_000;

export function useStillWaiting(
  chosen: ReadonlySet<string>,
  choose: (ids: ReadonlySet<string>) => void,
): void {
  const { bridge } = useRelay();
  const latest = useRef(chosen);
  useEffect(() => {
    latest.current = chosen;
  });
  const isAny = chosen.size > 0;
  useEffect(() => {
    if (!isAny) return undefined;
    const check = async (): Promise<void> => {
      const result = await bridge.request('queue:ids', {});
      if (!result.ok) return;
      const present = new Set(result.value.ids);
      const left = [...latest.current].filter((id) => present.has(id));
      if (left.length < latest.current.size) choose(new Set(left));
    };
    const timer = window.setInterval(() => void check(), checkEveryMs);
    return () => window.clearInterval(timer);
  }, [isAny, bridge, choose]);
}
