/**
 * From where each user signed in within the last day: the places where people work. Bounded in memory; of a place
 * before the start only the last one of each user is known, from the user's row.
 */
import type { Clock } from '../lifecycle/clock.ts';
import type { AddressKey } from '../net/address.ts';
import type { UserDirectory } from './user-directory.ts';

/** So long after a success a user counts as one who works at an address. */
const knownPeerMs = 24 * 3600_000;
const mostKnownPeers = 10_000;

/** What is asked of the users. */
export interface KnownPeersOptions {
  readonly users: Pick<UserDirectory, 'get' | 'list'>;
  readonly clock: Clock;
}

/** Who works where. */
export class KnownPeers {
  readonly #options: KnownPeersOptions;
  /** `user address` -> monotonic ms of the last success. */
  readonly #successes = new Map<string, number>();

  constructor(options: KnownPeersOptions) {
    this.#options = options;
  }

  /** The user signed in from there just now. */
  remember(user: string, peer: AddressKey): void {
    const key = keyOf(user, peer);
    // Their order matters only when there are so many that old ones must go.
    if (this.#successes.size >= mostKnownPeers / 2) this.#successes.delete(key);
    this.#successes.set(key, this.#options.clock.monotonic());
    if (this.#successes.size <= mostKnownPeers) return;
    const oldest = this.#successes.keys().next();
    if (!oldest.done) this.#successes.delete(oldest.value);
  }

  /** Whether the user signed in from there lately; the last place is known over a restart, too. */
  isKnown(user: string, peer: AddressKey): boolean {
    const { users, clock } = this.#options;
    const successAt = this.#successes.get(keyOf(user, peer));
    if (successAt !== undefined && clock.monotonic() - successAt < knownPeerMs) return true;
    const row = users.get(user);
    return row?.lastSignInFrom === peer && clock.now() - (row.lastSignInAt ?? 0) < knownPeerMs;
  }

  /** Whether anybody signed in from there lately. Looks through all users: to be asked of a blocked address only. */
  isWorkplace(peer: AddressKey): boolean {
    return this.#options.users.list().some(({ name }) => this.isKnown(name, peer));
  }
}

const keyOf = (user: string, peer: AddressKey): string => `${user} ${peer}`;
