/** Where the window stands: `#/page/rest?key=value`. The hash, so that back and forward work. */
import { useSyncExternalStore } from 'react';

export interface Route {
  readonly page: string;
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** Pure; an empty hash is the overview. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/').map(decoded);
  return { page: page || 'overview', rest, query: new URLSearchParams(query) };
}

/** What was encoded by nobody is taken as it stands: a place that cannot be read must not stop the window. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows a place: `go('mail')`, `go('help/relaying-denied')`, `go('mail?state=held')`. */
export function go(place: string): void {
  window.location.hash = `#/${place}`;
}

/** For what is answered late: whether the person is there still. */
export const isAt = (place: string): boolean => window.location.hash === hrefOf(place);

export const hrefOf = (place: string): string => `#/${place}`;

const subscribe = (run: () => void): (() => void) => {
  window.addEventListener('hashchange', run);
  return () => window.removeEventListener('hashchange', run);
};

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
