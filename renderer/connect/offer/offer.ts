/**
 * What one program is to type: which ports, which encryption, signing in or not; from what is really in
 * force. Where nothing that the program can do is allowed, it recommends nothing and says what is in the
 * way. Pure.
 */
import type { ListenerName } from '../../../main/contract/settings.ts';
import { isLoopback, networkContains } from './network-contains.ts';
import type { Office } from './office.ts';
import { answersAt } from './reach.ts';

/** `implicit`: TLS from the first byte; `starttls`: after asking for it; `none`: in the clear. */
export type Tls = 'implicit' | 'starttls' | 'none';
/** `auth`: signs in when sending; `pop`: checks mail first, then sends (POP before SMTP). */
export type Way = 'auth' | 'pop';

/** What the program can do, the best first. */
export interface Abilities {
  /** Empty: it needs no POP3 at all, as a scanner that signs in when sending. */
  readonly pop: readonly Tls[];
  readonly smtp: readonly Tls[];
}

export interface Door {
  readonly listener: ListenerName;
  readonly port: number;
  readonly tls: Tls;
}

export type Obstacle =
  /** Passwords must be encrypted, and the program cannot (or shall not). */
  | { readonly kind: 'plain-forbidden' }
  /** The program wants encryption, and no certificate is in force. */
  | { readonly kind: 'no-certificate' }
  /** The listener that fits is off, or its port is not ours. */
  | { readonly kind: 'closed'; readonly listener: ListenerName; readonly port: number }
  /** It listens, but at another address than the one that is to be typed. */
  | {
      readonly kind: 'elsewhere';
      readonly listener: ListenerName;
      readonly port: number;
      readonly host: string;
    }
  | { readonly kind: 'pop-before-smtp-off' };

export type Offered =
  | {
      readonly ok: true;
      /** Means nothing where `usesPop` is false. */
      readonly pop: Door;
      readonly smtp: Door;
      readonly usesPop: boolean;
    }
  | { readonly ok: false; readonly obstacles: readonly Obstacle[] };

export interface Wish {
  readonly abilities: Abilities;
  readonly way: Way;
  readonly server: string;
}

export function offerFor(office: Office, { abilities, way, server }: Wish): Offered {
  if (way === 'pop' && !office.popAuth.enabled)
    return { ok: false, obstacles: [{ kind: 'pop-before-smtp-off' }] };
  const usesPop = abilities.pop.length > 0;
  const pop = usesPop
    ? firstDoor(office, {
        tls: abilities.pop,
        listeners: popListeners,
        server,
        mayPlain: mayPlain(office, server),
      })
    : unused;
  const smtp = firstDoor(office, {
    tls: abilities.smtp,
    listeners: smtpListeners,
    server,
    // Without signing in no password goes over the line.
    mayPlain: way === 'pop' || mayPlain(office, server),
  });
  if ('port' in pop && 'port' in smtp) return { ok: true, pop, smtp, usesPop };
  const obstacles = [pop, smtp].flatMap((found) => ('port' in found ? [] : found.obstacles));
  return { ok: false, obstacles: unique(obstacles) };
}

/** The same; where mail cannot be checked here, for sending alone. */
export function offerAtLeastToSend(office: Office, wish: Wish): Offered {
  const whole = offerFor(office, wish);
  return whole.ok
    ? whole
    : offerFor(office, { ...wish, abilities: { ...wish.abilities, pop: [] } });
}

/** Whether a program at the other end of this address may send its password unencrypted. */
export function mayPlain({ access, network }: Office, server: string): boolean {
  const peer = isLoopback(server) ? '127.0.0.1' : addressOf(network, server);
  return access.plaintextSignIn.some((allowed) => networkContains(allowed, peer));
}

/** Clients are taken to be in the network of the address that they type; for the name, in the first one. */
const addressOf = ({ addresses }: Office['network'], server: string): string =>
  addresses.some(({ address }) => address === server)
    ? server
    : (addresses.find(({ isVirtual }) => !isVirtual)?.address ?? server);

const unused: Door = { listener: 'pop3', port: 0, tls: 'none' };

type Listeners = Readonly<Record<Tls, readonly ListenerName[]>>;
const popListeners: Listeners = { implicit: ['pop3s'], starttls: ['pop3'], none: ['pop3'] };
const smtpListeners: Listeners = {
  implicit: ['submissions'],
  starttls: ['submission', 'relay'],
  none: ['relay', 'submission'],
};

interface Search {
  readonly tls: readonly Tls[];
  readonly listeners: Listeners;
  readonly server: string;
  readonly mayPlain: boolean;
}

function firstDoor(
  office: Office,
  search: Search,
): Door | { readonly obstacles: readonly Obstacle[] } {
  const obstacles: Obstacle[] = [];
  for (const tls of search.tls) {
    const barred = barredBy(office, tls, search);
    if (barred !== null) {
      obstacles.push(barred);
      continue;
    }
    for (const listener of search.listeners[tls]) {
      const { port, state } = portOf(office, listener);
      const { host } = office.listeners[listener];
      if (state !== 'listening') obstacles.push({ kind: 'closed', listener, port });
      else if (answersAt(host, search.server, office.network)) return { listener, port, tls };
      else obstacles.push({ kind: 'elsewhere', listener, port, host });
    }
  }
  return { obstacles };
}

function barredBy(office: Office, tls: Tls, search: Search): Obstacle | null {
  if (tls === 'none') return search.mayPlain ? null : { kind: 'plain-forbidden' };
  return office.tls.certificate === null ? { kind: 'no-certificate' } : null;
}

/** What somebody who types `server` finds open. */
export const openPorts = ({ network, listeners }: Office, server: string) =>
  network.ports.filter(
    ({ listener, state }) =>
      state === 'listening' && answersAt(listeners[listener].host, server, network),
  );

const portOf = ({ network }: Office, listener: ListenerName) =>
  network.ports.find((port) => port.listener === listener) ?? { state: 'off' as const, port: 0 };

const unique = (obstacles: readonly Obstacle[]): readonly Obstacle[] => [
  ...new Map(obstacles.map((obstacle) => [JSON.stringify(obstacle), obstacle])).values(),
];
