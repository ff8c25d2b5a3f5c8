/** What is in force, kept true while the page stands open. Null until all of it is known. */
import { useMemo } from 'react';
import type { Settings } from '../../../main/contract/settings.ts';
import { useLive } from '../../link/use-live.ts';
import type { Office } from './office.ts';

export function useOffice(): Office | null {
  const network = useLive('network:show', {}, ['settings', 'relay', 'service', 'tls']).value;
  const tls = useLive('tls:show', {}, ['settings', 'relay', 'tls']).value;
  const listeners = useSetting('listeners');
  const access = useSetting('access');
  const popAuth = useSetting('popAuth');
  return useMemo(
    () =>
      network && tls && listeners && access && popAuth
        ? { network, tls, listeners, access, popAuth }
        : null,
    [network, tls, listeners, access, popAuth],
  );
}

export const useSetting = <K extends keyof Settings>(path: K): Settings[K] | null =>
  useLive('settings:get', { path }, ['settings', 'relay']).value as Settings[K] | null;
