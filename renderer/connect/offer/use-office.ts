/** What is in force, kept true while the page stands open. Null until all of it is known. */
import { useEffect, useMemo } from 'react';
import type { Settings } from '../../../main/contract/settings.ts';
import { useTls } from '../../link/office-facts.ts';
import { useLive } from '../../link/use-live.ts';
import type { Office } from './office.ts';

export function useOffice(): Office | null {
  const listeners = useSetting('listeners');
  const access = useSetting('access');
  const popAuth = useSetting('popAuth');
  const tls = useTls().value;
  const network = useNetwork(listeners);
  return useMemo(
    () =>
      network && tls && listeners && access && popAuth
        ? { network, tls, listeners, access, popAuth }
        : null,
    [network, tls, listeners, access, popAuth],
  );
}

/** Looking at ports and interfaces costs the PC something: only when there is a reason. */
function useNetwork(listeners: Settings['listeners'] | null): Office['network'] | null {
  const { value, reload } = useLive('network:show', {}, ['settings', 'relay', 'service', 'tls']);
  useEffect(reload, [listeners, reload]);
  return value;
}

/** Settings change from the command line too, and no event tells: so they are looked at with the clock. */
export const useSetting = <K extends keyof Settings>(path: K): Settings[K] | null =>
  useLive('settings:get', { path }, ['settings', 'relay', 'tick']).value as Settings[K] | null;
