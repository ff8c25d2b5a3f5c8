/** What a program can type to reach this PC, the best first. Pure. */
import { isLoopback } from './network-contains.ts';
import type { Office } from './office.ts';
import { isEverywhere } from './reach.ts';

export interface ServerChoice {
  /** What is typed. */
  readonly server: string;
  /** `address` and `name` in the office network, `this-pc` for a program on this very PC, `virtual` rarely. */
  readonly kind: 'address' | 'name' | 'this-pc' | 'virtual';
  /** The certificate in force is not made out for it: programs warn or refuse. */
  readonly isNamed: boolean;
  /** Lent by the router: it may be another one tomorrow. */
  readonly isLent: boolean;
}

/**
 * Addresses before the name, since an office seldom has a name service that knows it; but what the
 * certificate does not name comes later. A listener that is bound to one address is reached there alone, and in no
 * network only a program on this very PC reaches it.
 */
export function serverChoices(office: Office): readonly ServerChoice[] {
  const { network, tls } = office;
  const names = tls.certificate?.names.map((name) => name.toLowerCase()) ?? null;
  const choice = (server: string, kind: ServerChoice['kind']): ServerChoice => ({
    ...{ server, kind },
    isLent: network.addresses.some((one) => one.address === server && one.isLent === true),
    isNamed: names === null || names.some((name) => fits(name, server.toLowerCase())),
  });
  const bound = boundAddress(office);
  if (bound !== null) return [choice(bound, isLoopback(bound) ? 'this-pc' : 'address')];
  const all = [
    ...network.addresses
      .filter(({ isVirtual }) => !isVirtual)
      .map(({ address }) => choice(address, 'address')),
    choice(network.hostname, 'name'),
    choice('127.0.0.1', 'this-pc'),
    ...network.addresses
      .filter(({ isVirtual }) => isVirtual)
      .map(({ address }) => choice(address, 'virtual')),
  ];
  const reachable = all.filter(({ kind }) => kind === 'address' || kind === 'name');
  const rest = all.filter(({ kind }) => kind === 'this-pc' || kind === 'virtual');
  if (network.addresses.length === 0) return [...rest, ...reachable];
  // Array.sort is stable: among equals the order above stays.
  return [...reachable.sort((a, b) => Number(b.isNamed) - Number(a.isNamed)), ...rest];
}

/** What to type where nobody chose. */
export const bestServer = (office: Office): ServerChoice =>
  serverChoices(office)[0] ?? {
    ...{ server: '127.0.0.1', kind: 'this-pc', isNamed: true, isLent: false },
  };

/** The address that all listeners in use are bound to; null where they listen everywhere or differ. */
function boundAddress({ listeners }: Office): string | null {
  const used = Object.values(listeners).filter(({ enabled }) => enabled);
  const hosts = new Set(used.map(({ host }) => host));
  const [only = ''] = hosts;
  return hosts.size === 1 && !isEverywhere(only) ? only : null;
}

const fits = (name: string, server: string): boolean =>
  name === server || (name.startsWith('*.') && server.slice(server.indexOf('.')) === name.slice(1));
