/** Which listeners a program reaches that types one of this PC's names or addresses. Pure. */
import type { NetworkView } from '../../../main/contract/status.ts';

const everywhere: ReadonlySet<string> = new Set(['', '::', '0.0.0.0']);

/** Whether a listener with this `host` takes connections on every address of this PC. */
export const isEverywhere = (host: string): boolean => everywhere.has(host);

/** Whether a listener that is bound to `host` answers who types `server`. */
export function answersAt(
  host: string,
  server: string,
  { hostname, addresses }: Pick<NetworkView, 'hostname' | 'addresses'>,
): boolean {
  // 0.0.0.0 is all of IPv4, :: is both families.
  if (isEverywhere(host)) return host !== '0.0.0.0' || !server.includes(':');
  if (server === hostname)
    return addresses.some(({ address, isVirtual }) => address === host && !isVirtual);
  return host.toLowerCase() === server.toLowerCase();
}
