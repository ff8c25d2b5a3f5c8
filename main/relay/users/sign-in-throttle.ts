/**
 * Counts failed sign-ins per address and per user name within a sliding time, slows them down, and blocks
 * for a while. Keeps nothing over a restart. Names that nobody has are counted like others, so that a
 * block tells no stranger who exists.
 */
import { hash } from 'node:crypto';
import type { BlockView } from '../../contract/people.ts';
import type { LimitSettings } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';

/** What is counted: an address, a user name, or a user at an address where he works (`user address`). */
export type ThrottleKind = BlockView['kind'] | 'user-at-address';

interface Failure {
  /** Monotonic ms of the first time. */
  readonly at: number;
  /** The other side: the name tried at an address, the address that tried a name. */
  readonly by: string;
  readonly mark: string | null;
  /** How it was tried within `sameGuessMs`, each once. */
  readonly ways: string[];
}

/** A sign-in that failed. */
export interface FailedTry {
  /** The other side: the name tried at an address, the address that tried a name. */
  readonly by: string;
  /** Of the password; null where it was not sent itself (APOP, CRAM-MD5). */
  readonly mark: string | null;
  /** Protocol, method and name as typed. */
  readonly way: string;
}

interface Tally {
  readonly kind: ThrottleKind;
  readonly subject: string;
  failures: readonly Failure[];
  /** Monotonic ms; 0 when not blocked. */
  blockedUntil: number;
}

/** Bounds memory under a flood of made-up names; the oldest tallies go first. */
const mostTallies = 10_000;

/** An e-mail address has no more characters; a made-up name of kilobytes is counted by its digest. */
const longestName = 320;

/**
 * One password that is tried again so soon in another way is one guess. Thunderbird tries what was typed once by AUTH
 * PLAIN, AUTH LOGIN and USER, and while it sets an account up under four names: twelve sign-ins in ten seconds.
 */
const sameGuessMs = 60_000;

/** The first failures cost nothing, for people who mistype; then each doubles the wait. */
const freeFailures = 2;
const firstDelayMs = 100;
const longestDelayMs = 1_000;

/** Says who is blocked, and how long a failure waits for its answer (ms). Bounded in memory. */
export class SignInThrottle {
  readonly #tallies = new Map<string, Tally>();
  readonly #limits: () => LimitSettings;
  readonly #clock: Clock;

  constructor(limits: () => LimitSettings, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Until when (epoch ms) this subject is blocked, or null. */
  blockedUntil(kind: ThrottleKind, subject: string): number | null {
    // Nobody failed lately: so it is at nearly every sign-in.
    if (this.#tallies.size === 0) return null;
    const tally = this.#tallies.get(keyOf(kind, subject));
    if (!tally || tally.blockedUntil <= this.#clock.monotonic()) return null;
    return this.#clock.now() + Math.ceil(tally.blockedUntil - this.#clock.monotonic());
  }

  /** How long (ms) to let the next answer wait after the failures so far. */
  delayMs(kind: ThrottleKind, subject: string): number {
    const tally = this.#tallies.get(keyOf(kind, subject));
    const tries = tally?.failures.reduce((sum, { ways }) => sum + ways.length, 0) ?? 0;
    const costly = tries - freeFailures;
    return costly <= 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (costly - 1));
  }

  /** Records a failure; true when it made the block. */
  fail(kind: ThrottleKind, subject: string, failed: FailedTry): boolean {
    const now = this.#clock.monotonic();
    const limits = this.#limits();
    const spanMs = limits.blockMinutes * 60_000;
    const most = kind === 'user' ? limits.failedSignInsPerUser : limits.failedSignInsPerAddress;
    const tally = this.#touch(kind, bounded(subject));
    const way = bounded(failed.way);
    const failure = { at: now, by: bounded(failed.by), mark: failed.mark, ways: [way] };
    const same = tally.failures.find((earlier) => isSameGuess(earlier, failure));
    if (same) {
      // It still slows the next answer down.
      same.ways.push(way);
      return false;
    }
    const recent = tally.failures.filter((earlier) => now - earlier.at < spanMs);
    tally.failures = [...recent, failure].slice(-Math.max(1, most));
    if (tally.failures.length < most || tally.blockedUntil > now) return false;
    tally.blockedUntil = now + spanMs;
    return true;
  }

  /**
   * A success takes back the failures of this pair and no others: who has a password of his own must not
   * clear the count of his guesses at another's.
   */
  succeed(user: string, address: string): void {
    if (this.#tallies.size === 0) return;
    this.#forgive(`address ${address}`, user);
    this.#forgive(`user ${user}`, address);
    this.#tallies.delete(keyOf('user-at-address', userAtAddress(user, address)));
  }

  /** Lifts every block on this address or user name; false when there was none. */
  unblock(subject: string): boolean {
    let hadBlock = false;
    for (const kind of ['address', 'user'] as const) {
      hadBlock ||= this.blockedUntil(kind, subject) !== null;
      this.#tallies.delete(keyOf(kind, subject));
    }
    for (const [key, tally] of this.#tallies)
      if (tally.kind === 'user-at-address' && tally.subject.split(' ').includes(subject))
        this.#tallies.delete(key);
    return hadBlock;
  }

  blocks(): readonly BlockView[] {
    const views: BlockView[] = [];
    for (const { kind, subject, failures } of this.#tallies.values()) {
      const until = this.blockedUntil(kind, subject);
      if (until === null || kind === 'user-at-address') continue;
      views.push({ kind, subject, failures: failures.length, until, by: mostOften(failures) });
    }
    return views;
  }

  #forgive(key: string, by: string): void {
    const tally = this.#tallies.get(key);
    if (!tally) return;
    tally.failures = tally.failures.filter((failure) => failure.by !== by);
    if (tally.failures.length === 0 && tally.blockedUntil <= this.#clock.monotonic())
      this.#tallies.delete(key);
  }

  /** The tally of this subject as the youngest one. */
  #touch(kind: ThrottleKind, subject: string): Tally {
    const key = keyOf(kind, subject);
    const tally = this.#tallies.get(key) ?? { kind, subject, failures: [], blockedUntil: 0 };
    this.#tallies.delete(key);
    this.#tallies.set(key, tally);
    const oldest = this.#tallies.keys().next();
    if (this.#tallies.size > mostTallies && !oldest.done) this.#tallies.delete(oldest.value);
    return tally;
  }
}

/** The other sides, who tried most first. */
function mostOften(failures: readonly Failure[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { by } of failures) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([by]) => by);
}

/** The subject of `user-at-address`: neither of the two has a space. */
export const userAtAddress = (user: string, address: string): string => `${user} ${address}`;

/** The same again in the same way is none: whoever tries it counts on the limit that is set. */
const isSameGuess = (earlier: Failure, { at, by, mark, ways: [way = ''] }: Failure): boolean =>
  mark !== null &&
  earlier.mark === mark &&
  earlier.by === by &&
  at - earlier.at < sameGuessMs &&
  !earlier.ways.includes(way);

const bounded = (name: string): string =>
  name.length <= longestName ? name : hash('sha256', name, 'hex');
const keyOf = (kind: ThrottleKind, subject: string): string => `${kind} ${bounded(subject)}`;
