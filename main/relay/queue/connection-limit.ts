/**
 * How many connections the provider takes at once, where that is fewer than the settings say: others may send through
 * the same account. The mail then goes over those that it took, and that it takes no more is no fault of the route.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { DeliveryFailure, Upstream } from '../upstream/route.ts';
import { classify } from '../upstream/classify.ts';

/** Whose limit it is, and who hears of it. */
export interface ConnectionLimitOptions {
  readonly upstream: Pick<Upstream, 'maxConnections'>;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** After so long more are tried again. */
const rememberedMs = 10 * 60_000;

/** Learns from a connection that was refused while others were open. */
export class ConnectionLimit {
  readonly #options: ConnectionLimitOptions;
  #learnt = Number.POSITIVE_INFINITY;
  /** Monotonic ms. */
  #until = 0;

  constructor(options: ConnectionLimitOptions) {
    this.#options = options;
  }

  get most(): number {
    const { upstream, clock } = this.#options;
    const isKnown = clock.monotonic() < this.#until;
    return isKnown ? Math.min(this.#learnt, upstream.maxConnections) : upstream.maxConnections;
  }

  /** True where the failure says no more than that the `others`, open or being dialled, are enough. */
  learn(failure: DeliveryFailure, others: number): boolean {
    if (others === 0 || !isTurnedAway(failure)) return false;
    const { clock, journal } = this.#options;
    const isNew = clock.monotonic() >= this.#until;
    this.#learnt = isNew ? others : Math.min(others, this.#learnt);
    this.#until = clock.monotonic() + rememberedMs;
    if (!isNew) return true;
    const said = failure.responseCode === null ? '' : ` It said: ${failure.reply}`;
    const text = `The provider takes no more connections at once; mail goes over those that it took.${said}`;
    journal.record({ event: 'queue.connections-limited', level: 'notice', text });
    return true;
  }

  /** Nothing is known of another provider. */
  forget(): void {
    this.#until = 0;
  }
}

/**
 * It says that it has enough, or closes at once: not every server has a word for it. One that is gone closes the others,
 * too, and the next failure is none of these.
 */
const isTurnedAway = (failure: DeliveryFailure): boolean =>
  classify(failure).pauseKind === 'busy' || closed.has(failure.errorCode ?? '');
const closed: ReadonlySet<string> = new Set(['ECONNECTION', 'ECONNRESET']);
