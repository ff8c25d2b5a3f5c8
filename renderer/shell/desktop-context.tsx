/** What the desktop says about itself, and the preferences of its person. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { DesktopInfo, DesktopRequests, Preferences } from '../../main/contract/desktop.ts';
import type { Result } from '../../main/contract/result.ts';
import { useRelay } from '../link/relay-context.tsx';

interface Desktop {
  readonly info: DesktopInfo;
  readonly preferences: Preferences;
  /** Saved at once. */
  readonly prefer: (
    change: DesktopRequests['desktop:set-preferences']['args'],
  ) => Promise<Result<Preferences>>;
}

const Context = createContext<Desktop | null>(null);

/** Shows nothing until both are known: a few milliseconds, and no page has to handle their absence. */
export function DesktopProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { bridge } = useRelay();
  const [info, setInfo] = useState<DesktopInfo | null>(null);
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  useEffect(() => {
    void bridge.request('desktop:info', {}).then((result) => result.ok && setInfo(result.value));
    void bridge
      .request('desktop:preferences', {})
      .then((result) => result.ok && setPreferences(result.value));
    return bridge.onPush('window:preferences', setPreferences);
  }, [bridge]);
  if (!info || !preferences) return null;
  const prefer: Desktop['prefer'] = async (change) => {
    const result = await bridge.request('desktop:set-preferences', change);
    if (result.ok) setPreferences(result.value);
    return result;
  };
  return <Context value={{ info, preferences, prefer }}>{children}</Context>;
}

export function useDesktop(): Desktop {
  const desktop = useContext(Context);
  if (!desktop) throw new Error('useDesktop outside DesktopProvider');
  return desktop;
}
