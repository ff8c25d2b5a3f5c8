/**
 * Whether mail goes out at all. A fault of the route pauses it as a whole, and one probe at a time asks
 * whether it is back; no message pays for it with an attempt. An operator's pause stands above.
 */
import type { DeliveryStage, RouteState } from '../../contract/mail.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { ConnectOutcome, DeliveryFailure, UpstreamConnection } from '../upstream/route.ts';
import { classify, type PauseKind } from '../upstream/classify.ts';

const second = 1_000;
const minute = 60 * second;

/**
 * Waits between probes. A network that is away costs only a connection attempt: twice a second, so that mail
 * flows at once when it is back, then slower. A refused sign-in waits long, or the account gets locked.
 */
const probeWaits: Readonly<Record<PauseKind, (sinceMs: number, probes: number) => number>> = {
  network: (sinceMs) => {
    if (sinceMs < 10 * minute) return second / 2;
    return sinceMs < 120 * minute ? 2 * second : 5 * second;
  },
  busy: (_sinceMs, probes) => Math.min(minute, second * 2 ** Math.min(probes, 6)),
  tls: (_sinceMs, probes) => ([1, 2, 5, 10][probes] ?? 30) * minute,
  'sign-in': (_sinceMs, probes) => ([1, 2, 5, 10, 30][probes] ?? 60) * minute,
};

/** How to ask whether the route is back, and who hears. */
export interface RouteBreakerOptions {
  readonly clock: Clock;
  readonly journal: JournalWriter;
  readonly connect: () => Promise<ConnectOutcome>;
  /** The route is open again; the connection of the probe can be used. */
  readonly onOpen: (connection: UpstreamConnection | null) => void;
  readonly onChange: () => void;
}

interface Fault {
  readonly failure: DeliveryFailure;
  readonly cause: string;
  readonly remedy: string;
  readonly kind: PauseKind;
  readonly since: number;
  probes: number;
  nextTryAt: number;
  /** How often the route failed again before any message was answered. */
  readonly relapses: number;
}

/** Open, paused by a fault (promise 4), or paused by an operator. */
export class RouteBreaker {
  readonly #options: RouteBreakerOptions;
  #fault: Fault | null = null;
  /** The last fault until a message is answered: some providers greet, and then refuse every mail. */
  #unproven: Fault | null = null;
  #pausedSince: number | null = null;
  #cancelProbe: () => void = () => undefined;
  #isProbing = false;
  #isStopped = false;

  constructor(options: RouteBreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#fault === null && this.#pausedSince === null && !this.#isStopped;
  }

  get isPausedByHand(): boolean {
    return this.#pausedSince !== null;
  }

  /** Open again, but no message was answered yet. */
  get isUnproven(): boolean {
    return this.#unproven !== null;
  }

  get state(): RouteState {
    if (this.#pausedSince !== null)
      return { state: 'paused', by: 'operator', since: this.#pausedSince };
    const fault = this.#fault;
    if (fault === null) return { state: 'open' };
    const { failure, cause, remedy, since, nextTryAt } = fault;
    const reply = failure.responseCode === null ? null : failure.reply;
    return {
      ...{ state: 'paused', by: 'fault', since, stage: failure.stage },
      ...{ cause, remedy, reply, nextTryAt },
    };
  }

  /** Pauses the route for a failure that `classify` calls the route's. */
  trip(failure: DeliveryFailure): void {
    const { clock, journal } = this.#options;
    const { cause, remedy, pauseKind = 'network' } = classify(failure);
    const before = this.#fault ?? this.#unproven;
    const isNew = before?.kind !== pauseKind;
    const isTold = !isNew && !isToldOpen(this.#unproven);
    this.#fault = {
      ...{ failure, cause, remedy, kind: pauseKind, nextTryAt: 0 },
      since: before?.since ?? clock.now(),
      // A connection alone proves nothing: the waits grow on until a message is answered.
      probes: isNew ? 0 : before.probes,
      relapses: (before?.relapses ?? 0) + (this.#unproven === null ? 0 : 1),
    };
    this.#unproven = null;
    this.#scheduleProbe();
    this.#options.onChange();
    if (isTold) return;
    // Without a code nobody said it: these are the words of a library, for support.
    const isSaid = failure.responseCode !== null && failure.reply !== '';
    const text = `${cause} ${remedy}${isSaid ? ` It said: ${failure.reply}` : ''}`;
    const data = { stage: failure.stage, detail: failure.reply };
    journal.record({ event: 'queue.route-paused', level: 'error', text, data });
  }

  /** A message was answered: the route works. */
  confirm(): void {
    const isToBeTold = this.#unproven !== null && !isToldOpen(this.#unproven);
    this.#unproven = null;
    if (isToBeTold) this.#tellOpen();
  }

  /** Asks at once: a person said so. */
  probeNow(): void {
    void this.#probe();
  }

  /** The provider's settings changed: nothing is known of the new ones. */
  beginAnew(): void {
    this.#unproven = null;
    if (this.#fault !== null) this.#fault.probes = 0;
    this.probeNow();
  }

  pause(): void {
    this.#pausedSince ??= this.#options.clock.now();
    this.#options.onChange();
  }

  resume(): void {
    this.#pausedSince = null;
    this.#options.onChange();
    if (this.isOpen) this.#options.onOpen(null);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelProbe();
  }

  #scheduleProbe(): void {
    const fault = this.#fault;
    if (fault === null || this.#isStopped) return;
    const { clock } = this.#options;
    const waitMs = probeWaits[fault.kind](clock.now() - fault.since, fault.probes);
    fault.nextTryAt = clock.now() + waitMs;
    this.#cancelProbe();
    this.#cancelProbe = clock.after(waitMs, () => void this.#probe());
  }

  async #probe(): Promise<void> {
    const fault = this.#fault;
    if (this.#isProbing || fault === null || this.#isStopped) return;
    this.#isProbing = true;
    this.#cancelProbe();
    fault.probes += 1;
    const result = await this.#options.connect();
    this.#isProbing = false;
    if (result.outcome === 'connected') this.#open(result.connection);
    else this.trip(result.failure);
  }

  #open(connection: UpstreamConnection): void {
    this.#unproven = this.#fault;
    this.#fault = null;
    if (this.#isStopped) {
      connection.close();
      return;
    }
    if (isToldOpen(this.#unproven)) this.#tellOpen();
    this.#options.onChange();
    this.#options.onOpen(connection);
  }

  #tellOpen(): void {
    const text = 'The provider takes mail again.';
    this.#options.journal.record({ event: 'queue.route-open', text });
  }
}

const mailStages: readonly DeliveryStage[] = ['mail', 'rcpt', 'data'];

/** Whether an open, signed-in connection showed that the fault is gone, and so it was said. */
const isToldOpen = (unproven: Fault | null): boolean =>
  unproven?.relapses === 0 && !mailStages.includes(unproven.failure.stage);
