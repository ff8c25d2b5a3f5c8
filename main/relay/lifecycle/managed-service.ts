/**
 * One service under the manager: started, tried again after a failure, stopped in time. When that happens among the
 * other services is the manager's.
 */
import { messageOf } from '../../contract/thrown.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import { faultStatus } from './service-fault.ts';
import type { Service, ServiceStatus, Unsubscribe } from './service.ts';
import { within } from './within.ts';

/** Waits before a failed service is tried again; the last repeats, for a port that is free tomorrow. */
const retryMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000] as const;
const lastRetryMs = 60_000;
/** A service that ran this long before it failed starts again at the shortest wait. */
const steadyMs = 60_000;

/** A service as the screens show it. */
export interface ServiceView {
  readonly id: string;
  readonly status: ServiceStatus;
}

/** What a service needs of those that manage it. */
export interface ServiceKeeper {
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Runs a further try when its turn comes. */
  readonly inTurn: (run: () => Promise<void>) => void;
  /** Whether it is still one of those that are to run. */
  readonly isWanted: (service: ManagedService) => boolean;
  readonly changed: (view: ServiceView) => void;
}

/** A service with its tries. */
export class ManagedService {
  readonly #service: Service;
  readonly #keeper: ServiceKeeper;
  readonly #unsubscribe: Unsubscribe;
  #attempts = 0;
  /** Monotonic; null while it does not run. */
  #runningSince: number | null = null;
  /** Set where start() rejected, since a service may not have said so in its own status. */
  #fault: ServiceStatus | null = null;
  #cancelRetry: (() => void) | null = null;

  constructor(service: Service, keeper: ServiceKeeper) {
    this.#service = service;
    this.#keeper = keeper;
    this.#unsubscribe = service.onStatus((status) => this.#onStatus(status));
  }

  get id(): string {
    return this.#service.id;
  }

  get view(): ServiceView {
    return { id: this.id, status: this.#fault ?? this.#service.status };
  }

  /** It runs already: somebody else started it. */
  noteRunning(): void {
    this.#runningSince = this.#keeper.clock.monotonic();
    this.#tell();
  }

  /** Starts it; a failure is journaled, shown in its status, and tried again. */
  async tryStart(): Promise<void> {
    this.#dropRetry();
    if (!this.#keeper.isWanted(this)) return;
    // Asked first: that it is starting takes the fault of the last try away.
    const before = this.#fault?.detail;
    try {
      await this.#service.start();
      this.#fault = null;
      this.#runningSince = this.#keeper.clock.monotonic();
    } catch (error) {
      this.#fault = faultStatus(error);
      // Tried each minute for days, the same fault is said once.
      if (this.#fault.detail !== before) this.#report(error);
      this.#retryLater();
    }
    this.#tell();
  }

  /** Whether it stopped (or failed to, and said so) within `forMs` and a grace of `graceMs`. */
  async stop(forMs: number, graceMs: number): Promise<boolean> {
    this.#dropRetry();
    this.#runningSince = null;
    const stopping = this.#service.stop(forMs).catch((error: unknown) => {
      this.#report(error);
    });
    return within(stopping, forMs + graceMs, this.#keeper.clock);
  }

  /** It is the manager's no more: nothing of it is told, and it is not tried again. */
  release(): void {
    this.#unsubscribe();
    this.#dropRetry();
  }

  #onStatus(status: ServiceStatus): void {
    if (status.state !== 'failed') this.#fault = null;
    this.#tell();
    if (status.state !== 'failed' || this.#runningSince === null) return;
    // It died while it ran; a failed start is reported where start() rejects.
    const ranMs = this.#keeper.clock.monotonic() - this.#runningSince;
    if (ranMs >= steadyMs) this.#attempts = 0;
    this.#report(new Error(status.detail ?? 'It stopped by itself.'));
    this.#retryLater();
  }

  #retryLater(): void {
    this.#runningSince = null;
    if (this.#cancelRetry !== null || !this.#keeper.isWanted(this)) return;
    const waitMs = retryMs[this.#attempts] ?? lastRetryMs;
    this.#attempts += 1;
    this.#cancelRetry = this.#keeper.clock.after(waitMs, () => {
      this.#cancelRetry = null;
      this.#keeper.inTurn(() => this.tryStart());
    });
  }

  #dropRetry(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  #tell(): void {
    this.#keeper.changed(this.view);
  }

  #report(error: unknown): void {
    reportFailure(this.#keeper.journal, this.id, error);
  }
}

/** Writes down that a service failed, and of what. */
export function reportFailure(journal: JournalWriter, id: string, error: unknown): void {
  const text = `${id}: ${messageOf(error)}`;
  journal.record({ event: 'service.failed', level: 'error', id, text });
}
