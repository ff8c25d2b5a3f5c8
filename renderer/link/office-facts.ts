/** What several pages look at: asked in the same words, so that they share the answers. */
import { useEffect, useRef } from 'react';
import type { Settings } from '../../main/contract/settings.ts';
import type { StatusView } from '../../main/contract/status.ts';
import { useLive, type LiveAnswer } from './use-live.ts';
import type { WindowRequests } from '../../main/contract/desktop.ts';

type Result<K extends keyof WindowRequests> = LiveAnswer<WindowRequests[K]['result']>;

export const useStatus = (): Result<'status:get'> =>
  useLive('status:get', {}, [
    ...['queue', 'smtp', 'service', 'provider', 'practice', 'settings', 'users', 'trust'],
    ...['backup', 'journal', 'relay', 'tls', 'tick'],
  ]);

export const useProvider = (): Result<'provider:show'> =>
  useLive('provider:show', {}, ['provider', 'practice', 'settings', 'backup', 'relay']);

export const usePeople = (): Result<'users:list'> =>
  useLive('users:list', {}, ['users', 'backup', 'pop3', 'smtp', 'relay']);

export const useTls = (): Result<'tls:show'> =>
  useLive('tls:show', {}, ['tls', 'settings', 'backup', 'relay', 'tick']);

/** Looking at ports and interfaces costs the PC something: only when there is a reason, as another address is one. */
export function useNetwork(): Result<'network:show'> {
  const answer = useLive('network:show', {}, ['settings', 'backup', 'relay', 'service']);
  const { reload } = answer;
  const addresses = useStatus().value?.addresses.join(' ');
  const before = useRef(addresses);
  useEffect(() => {
    if (before.current !== undefined && addresses !== before.current) reload();
    before.current = addresses;
  }, [addresses, reload]);
  return answer;
}

export const useTrusted = (): Result<'trust:list'> =>
  useLive('trust:list', {}, ['trust', 'settings', 'backup', 'relay']);

export const useWindows = (): Result<'windows:list'> =>
  useLive('windows:list', {}, ['windows', 'popauth', 'pop3', 'smtp', 'settings', 'relay', 'tick']);

/** False while the windows' store cannot be used: then they let nobody send, whatever is in it. */
export const doWindowsCount = (status: StatusView | null): boolean =>
  status === null || !status.problems.some(({ code }) => code === 'popauth.unavailable');

/** Those of them that let somebody send. */
export function useWindowsInForce(): Result<'windows:list'> {
  const answer = useWindows();
  const status = useStatus().value;
  return answer.value === null || doWindowsCount(status) ? answer : { ...answer, value: [] };
}

export const useCounts = (): Result<'history:counts'> =>
  useLive('history:counts', {}, ['queue', 'smtp', 'relay', 'tick']);

export const usePopAuth = (): LiveAnswer<Settings['popAuth']> =>
  useLive('settings:get', { path: 'popAuth' }, ['settings', 'backup', 'relay']) as LiveAnswer<
    Settings['popAuth']
  >;
