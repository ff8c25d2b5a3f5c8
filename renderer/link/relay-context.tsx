/** Hands the bridge and the live bus to every page. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { MailroomBridge } from '../../main/contract/desktop.ts';
import { Live } from './live.ts';

interface RelayAccess {
  readonly bridge: MailroomBridge;
  readonly live: Live;
}

const Context = createContext<RelayAccess | null>(null);

export function RelayProvider({
  bridge,
  children,
}: {
  readonly bridge: MailroomBridge;
  readonly children: ReactNode;
}): ReactNode {
  const access = useMemo(() => ({ bridge, live: new Live(bridge) }), [bridge]);
  return <Context value={access}>{children}</Context>;
}

export function useRelay(): RelayAccess {
  const access = useContext(Context);
  if (!access) throw new Error('useRelay outside RelayProvider');
  return access;
}
