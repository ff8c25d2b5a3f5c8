/** Hands the bridge, the live bus and the shared answers to every page. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Bridge } from './bridge.ts';
import { LateAnswers } from './late-answers.ts';
import { LiveAnswers } from './live-answers.ts';
import { LiveBus } from './live-bus.ts';

interface RelayAccess {
  readonly bridge: Bridge;
  readonly live: LiveBus;
  readonly answers: LiveAnswers;
  readonly late: LateAnswers;
}

const Context = createContext<RelayAccess | null>(null);

export function RelayProvider({
  bridge,
  children,
}: {
  readonly bridge: Bridge;
  readonly children: ReactNode;
}): ReactNode {
  const access = useMemo(() => {
    const late = new LateAnswers();
    const watched = late.over(bridge);
    const live = new LiveBus(watched);
    return { bridge: watched, live, answers: new LiveAnswers(watched, live), late };
  }, [bridge]);
  return <Context value={access}>{children}</Context>;
}

export function useRelay(): RelayAccess {
  const access = useContext(Context);
  if (!access) throw new Error('useRelay outside RelayProvider');
  return access;
}
