/** Counts failed sign-ins per address and per user, and blocks for a while. Pure but for its clock. */
import type { BlockView } from '../../contract/people.ts';
import type { LimitSettings } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';

interface Tally {
  readonly kind: 'address' | 'user';
  readonly subject: string;
  failures: number;
  firstAt: number;
  blockedUntil: number;
}

/** Bounds memory under a flood of made-up names; the oldest tallies go first. */
const maxTallies = 10_000;

export class SignInThrottle {
  readonly #tallies = new Map<string, Tally>();
  readonly #limits: () => LimitSettings;
  readonly #clock: Clock;

  constructor(limits: () => LimitSettings, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Until when this subject is blocked (monotonic ms turned into epoch ms), or null. */
  blockedUntil(kind: Tally['kind'], subject: string): number | null {
    const tally = this.#tallies.get(`${kind} ${subject}`);
    if (!tally || tally.blockedUntil <= this.#clock.monotonic()) return null;
    return this.#clock.now() + tally.blockedUntil - this.#clock.monotonic();
  }

  /** Records a failure; true when it made the block. */
  fail(kind: Tally['kind'], subject: string): boolean {
    const now = this.#clock.monotonic();
    const limits = this.#limits();
    const spanMs = limits.blockMinutes * 60_000;
    const key = `${kind} ${subject}`;
    let tally = this.#tallies.get(key);
    if (!tally || now - tally.firstAt > spanMs)
      tally = { kind, subject, failures: 0, firstAt: now, blockedUntil: 0 };
    tally.failures += 1;
    this.#tallies.delete(key);
    this.#tallies.set(key, tally);
    this.#forgetOldest();
    const most = kind === 'address' ? limits.failedSignInsPerAddress : limits.failedSignInsPerUser;
    if (tally.failures < most || tally.blockedUntil > now) return false;
    tally.blockedUntil = now + spanMs;
    return true;
  }

  succeed(kind: Tally['kind'], subject: string): void {
    this.#tallies.delete(`${kind} ${subject}`);
  }

  /** Lifts every block on this address or user name; false when there was none. */
  unblock(subject: string): boolean {
    const byAddress = this.#tallies.delete(`address ${subject}`);
    return this.#tallies.delete(`user ${subject}`) || byAddress;
  }

  blocks(): readonly BlockView[] {
    const views: BlockView[] = [];
    for (const { kind, subject, failures } of this.#tallies.values()) {
      const until = this.blockedUntil(kind, subject);
      if (until !== null) views.push({ kind, subject, failures, until });
    }
    return views;
  }

  #forgetOldest(): void {
    if (this.#tallies.size <= maxTallies) return;
    const oldest = this.#tallies.keys().next();
    if (!oldest.done) this.#tallies.delete(oldest.value);
  }
}
