/** What is in force, kept true while the page stands open. Null until all of it is known. */
import { useEffect, useMemo } from 'react';
import type { Settings } from '../../../main/contract/settings.ts';
import type { AppError } from '../../../main/contract/result.ts';
import { firstError } from '../../link/first-error.ts';
import { useTls } from '../../link/office-facts.ts';
import { useLive, type LiveAnswer } from '../../link/use-live.ts';
import type { Office } from './office.ts';

/** `error`: why a part of it cannot be read; what was known before stays. */
export function useOffice(): {
  readonly office: Office | null;
  readonly error: AppError | null;
} {
  const listeners = useSetting('listeners');
  const access = useSetting('access');
  const popAuth = useSetting('popAuth');
  const tls = useTls();
  const network = useNetwork(listeners.value);
  const parts = [listeners, access, popAuth, tls, network] as const;
  const office = useMemo(
    () => officeOf(parts),
    parts.map(({ value }) => value),
  );
  return { office, error: firstError(parts) };
}

type Known<T> = Pick<LiveAnswer<T>, 'value' | 'error'>;
type Parts = readonly [
  Known<Office['listeners']>,
  Known<Settings['access']>,
  Known<Settings['popAuth']>,
  Known<Office['tls']>,
  Known<Office['network']>,
];

function officeOf([listeners, access, popAuth, tls, network]: Parts): Office | null {
  return network.value && tls.value && listeners.value && access.value && popAuth.value
    ? {
        ...{ network: network.value, tls: tls.value, listeners: listeners.value },
        ...{ access: access.value, popAuth: popAuth.value },
      }
    : null;
}

/** Looking at ports and interfaces costs the PC something: only when there is a reason. */
function useNetwork(listeners: Settings['listeners'] | null): LiveAnswer<Office['network']> {
  const answer = useLive('network:show', {}, ['settings', 'relay', 'service', 'tls']);
  const { reload } = answer;
  useEffect(reload, [listeners, reload]);
  return answer;
}

/** Settings change from the command line too, and no event tells: so they are looked at with the clock. */
export function useSetting<K extends keyof Settings>(path: K): Known<Settings[K]> {
  const { value, error } = useLive('settings:get', { path }, ['settings', 'relay', 'tick']);
  return { value: value as Settings[K] | null, error };
}
