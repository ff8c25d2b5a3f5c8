import type { Clock } from '../../../main/relay/lifecycle/clock.ts';

const most = 4;
const blockMs = 120_000;

/** What these blocks are reckoned with. */
export const blockLimits = {
  failedSignInsPerAddress: most,
  failedSignInsPerUser: most,
  blockMinutes: blockMs / 60_000,
};

/** Of an address or a name: the other side of each failure with its time, and until when it is blocked. */
interface Tally {
  readonly tries: readonly { readonly at: number; readonly by: string }[];
  readonly until: number;
}

/** Who must be blocked, and until when, where each failure is a guess of its own. Times are monotonic ms. */
export class ExpectedBlocks {
  readonly #clock: Clock;
  readonly #lastPlace: (user: string) => string | null;
  readonly #tallies = new Map<string, Tally>();
  /** `user address` of each sign-in. */
  readonly #workplaces = new Set<string>();

  /** `lastPlace`: where a user signed in last, also before the start. */
  constructor(clock: Clock, lastPlace: (user: string) => string | null) {
    this.#clock = clock;
    this.#lastPlace = lastPlace;
  }

  /** Epoch ms, or null. Where somebody works, only guesses at his own name from there keep him out. */
  until(user: string, address: string): number | null {
    const until = this.#blockOf(address) ?? this.#blockOf(user);
    if (until === null || !this.#isWorkplace(user, address)) return until;
    return this.#blockOf(`${user} ${address}`);
  }

  failed(user: string, address: string, at: number): void {
    this.#note(address, at, user);
    this.#note(user, at, address);
    if (this.#isWorkplace(user, address)) this.#note(`${user} ${address}`, at, '');
  }

  /** Takes back the failures of this pair, and no block. */
  succeeded(user: string, address: string): void {
    this.#forgive(address, user);
    this.#forgive(user, address);
    this.#tallies.delete(`${user} ${address}`);
    this.#workplaces.add(`${user} ${address}`);
  }

  #note(subject: string, at: number, by: string): void {
    const { tries, until } = this.#tallies.get(subject) ?? { tries: [], until: 0 };
    const recent = [...tries.filter((one) => at - one.at < blockMs), { at, by }].slice(-most);
    const isBlock = recent.length >= most && until <= at;
    this.#tallies.set(subject, { tries: recent, until: isBlock ? at + blockMs : until });
  }

  #forgive(subject: string, by: string): void {
    const tally = this.#tallies.get(subject);
    if (tally === undefined) return;
    const tries = tally.tries.filter((one) => one.by !== by);
    this.#tallies.set(subject, { ...tally, tries });
  }

  #blockOf(subject: string): number | null {
    const leftMs = (this.#tallies.get(subject)?.until ?? 0) - this.#clock.monotonic();
    return leftMs > 0 ? this.#clock.now() + leftMs : null;
  }

  #isWorkplace(user: string, address: string): boolean {
    return this.#lastPlace(user) === address || this.#workplaces.has(`${user} ${address}`);
  }
}
