/** Where the page stands, in the address of the window: `connect/PROGRAM/EDITION?user=NAME&way=pop`. Pure. */
import type { Route } from '../shell/route.ts';
import type { Way } from './offer/offer.ts';

export interface ConnectPlace {
  readonly program: string | null;
  readonly edition: string | null;
  readonly user: string | null;
  readonly way: Way;
  /** The program knows no encryption. */
  readonly isPlain: boolean;
  /** What to type as server, where a person chose another than the first. */
  readonly server: string | null;
}

export function connectPlace({ rest, query }: Pick<Route, 'rest' | 'query'>): ConnectPlace {
  return {
    program: rest[0] ?? null,
    edition: rest[1] ?? null,
    user: query.get('user'),
    way: query.get('way') === 'pop' ? 'pop' : 'auth',
    isPlain: query.get('encryption') === 'none',
    server: query.get('server'),
  };
}

/** The place with some of it changed, for `hrefOf` and `go`. */
export function placeWith(now: ConnectPlace, change: Partial<ConnectPlace>): string {
  const { program, edition, user, way, isPlain, server } = { ...now, ...change };
  const path = ['connect', program, program === null ? null : edition]
    .filter((part) => part !== null)
    .map(encodeURIComponent)
    .join('/');
  const query = new URLSearchParams();
  if (user !== null) query.set('user', user);
  if (way === 'pop') query.set('way', 'pop');
  if (isPlain) query.set('encryption', 'none');
  if (server !== null) query.set('server', server);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
