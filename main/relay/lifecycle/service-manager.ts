/**
 * Owns the services: starts them in the order in which they are added, stops them in reverse, replaces
 * one without a gap. Commands run one at a time. One service that fails leaves the others running, is
 * shown as failed, and is tried again. What a service does is its own business.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import { Emitter } from './emitter.ts';
import { ServiceFault } from './service-fault.ts';
import type { Service, ServiceStatus, Unsubscribe } from './service.ts';
import { within } from './within.ts';

/** Waits before a failed service is tried again; the last repeats, for a port that is free tomorrow. */
const retryMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000] as const;
const lastRetryMs = 60_000;
/** A service that ran this long before it failed starts again at the shortest wait. */
const steadyMs = 60_000;
const defaultDeadlineMs = 5_000;
/** Connections get this long to finish their command before they are cut. */
const graceMs = 2_000;
/** Kept back for each service still to be stopped, so that one that hangs cannot eat a store's flush. */
const reservedMs = 150;

/** A service as the screens show it. */
export interface ServiceView {
  readonly id: string;
  readonly status: ServiceStatus;
}

/** How one service takes the place of another. */
export interface ReplaceOptions {
  /** Saves what made the change; when it rejects, the old service stays and the new one is stopped. */
  readonly commit?: () => Promise<void> | void;
  /** The new one needs what the old one holds (the same port): stop first, and start again on failure. */
  readonly stopOldFirst?: boolean;
  readonly graceMs?: number;
}

interface Entry {
  readonly service: Service;
  readonly unsubscribe: Unsubscribe;
  attempts: number;
  /** Monotonic; null while it does not run. */
  runningSince: number | null;
  /** Set where start() rejected, since a service may not have said so in its own status. */
  fault: ServiceStatus | null;
  cancelRetry: (() => void) | null;
}

/** Starts, stops and replaces the services; never gives up on one that failed while Mailroom runs. */
export class ServiceManager {
  readonly #entries = new Map<string, Entry>();
  readonly #clock: Clock;
  readonly #journal: JournalWriter;
  readonly #changed = new Emitter<ServiceView>();
  #last: Promise<unknown> = Promise.resolve();
  #isStopping = false;

  constructor(clock: Clock, journal: JournalWriter) {
    this.#clock = clock;
    this.#journal = journal;
  }

  /** All services with their state, in start order. */
  statuses(): readonly ServiceView[] {
    return [...this.#entries.values()].map(viewOf);
  }

  /** Called after each change of one service's status. */
  onChange(listener: (view: ServiceView) => void): Unsubscribe {
    return this.#changed.on(listener);
  }

  /** Adds a service and starts it; a failure is journaled, shown in its status, and tried again. */
  async add(service: Service): Promise<void> {
    await this.#command(async () => {
      if (this.#entries.has(service.id)) throw new Error(`Service ${service.id} is there already.`);
      await this.#tryStart(this.#adopt(service));
    });
  }

  /** Tries a failed service again now, with all its tries anew. Resolves to its status then. */
  async retry(id: string): Promise<ServiceStatus | null> {
    return this.#command(async () => {
      const entry = this.#entries.get(id);
      if (!entry) return null;
      entry.attempts = 0;
      if (isDown(viewOf(entry).status)) await this.#tryStart(entry);
      return viewOf(entry).status;
    });
  }

  /**
   * Starts `next` first (binds its port), then commits (saves), then stops the old one; null only stops
   * and removes. Rejects, with the old one running, when `next` cannot start or the commit fails.
   */
  async replace(id: string, next: Service | null, options: ReplaceOptions = {}): Promise<void> {
    await this.#command(async () => {
      if (this.#isStopping) throw new ServiceFault('ESHUTDOWN', 'Mailroom is being stopped.');
      const old = this.#entries.get(id) ?? null;
      if (options.stopOldFirst && old) await this.#stop(old, options.graceMs ?? graceMs);
      try {
        await this.#startAndCommit(next, options);
      } catch (error) {
        if (options.stopOldFirst && old) await this.#tryStart(old);
        throw error;
      }
      this.#exchange(id, next);
      if (old && !options.stopOldFirst) await this.#stop(old, options.graceMs ?? graceMs);
    });
  }

  /**
   * Stops everything in reverse order. Never takes longer than the deadline, whatever hangs; returns
   * (and journals) the ids that were still pending then.
   */
  async stopAll(deadlineMs: number = defaultDeadlineMs): Promise<readonly string[]> {
    this.#isStopping = true;
    const endAt = this.#clock.monotonic() + deadlineMs;
    const pending = new Set(this.#entries.keys());
    // The clock's timers do not keep the process alive, and a stop may wait for nothing else.
    const keepAlive = setInterval(() => undefined, 1_000);
    try {
      // A start that hangs must not keep the others from being stopped.
      await within(this.#last, deadlineMs / 4, this.#clock);
      for (const entry of [...this.#entries.values()].reverse()) {
        const leftMs = endAt - this.#clock.monotonic() - reservedMs * (pending.size - 1);
        const isDone = await this.#stop(entry, Math.max(0, Math.min(graceMs, leftMs)));
        if (isDone) pending.delete(entry.service.id);
      }
    } finally {
      clearInterval(keepAlive);
    }
    if (pending.size > 0) this.#reportPending([...pending]);
    return [...pending];
  }

  #command<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    // The caller hears of the failure; the queue only has to go on.
    this.#last = result.catch(() => undefined);
    return result;
  }

  #adopt(service: Service): Entry {
    const entry: Entry = {
      service,
      unsubscribe: service.onStatus((status) => {
        this.#onStatus(entry, status);
      }),
      attempts: 0,
      runningSince: null,
      fault: null,
      cancelRetry: null,
    };
    this.#entries.set(service.id, entry);
    return entry;
  }

  /** Puts the started `next` in the old one's place of the start order. */
  #exchange(id: string, next: Service | null): void {
    const order = [...this.#entries];
    this.#entries.clear();
    const old = order.find(([key]) => key === id)?.[1];
    if (old) release(old);
    for (const [key, entry] of order) {
      if (key !== id) this.#entries.set(key, entry);
      else if (next) this.#adoptRunning(next);
    }
    if (next && !old) this.#adoptRunning(next);
  }

  #adoptRunning(service: Service): void {
    const entry = this.#adopt(service);
    entry.runningSince = this.#clock.monotonic();
    this.#changed.emit(viewOf(entry));
  }

  async #startAndCommit(next: Service | null, options: ReplaceOptions): Promise<void> {
    try {
      await next?.start();
      await options.commit?.();
    } catch (error) {
      await next?.stop(0).catch((second: unknown) => {
        this.#report(next.id, second);
      });
      throw error;
    }
  }

  async #tryStart(entry: Entry): Promise<void> {
    entry.cancelRetry?.();
    entry.cancelRetry = null;
    if (this.#isStopping || this.#entries.get(entry.service.id) !== entry) return;
    try {
      await entry.service.start();
      entry.fault = null;
      entry.runningSince = this.#clock.monotonic();
    } catch (error) {
      const before = entry.fault?.detail;
      entry.fault = faultStatus(error);
      // Tried each minute for days, the same fault is said once.
      if (entry.fault.detail !== before) this.#report(entry.service.id, error);
      this.#retryLater(entry);
    }
    this.#changed.emit(viewOf(entry));
  }

  #onStatus(entry: Entry, status: ServiceStatus): void {
    if (status.state !== 'failed') entry.fault = null;
    this.#changed.emit(viewOf(entry));
    if (status.state !== 'failed' || entry.runningSince === null) return;
    // It died while it ran; a failed start is reported where start() rejects.
    const ranMs = this.#clock.monotonic() - entry.runningSince;
    if (ranMs >= steadyMs) entry.attempts = 0;
    this.#report(entry.service.id, new Error(status.detail ?? 'It stopped by itself.'));
    this.#retryLater(entry);
  }

  #retryLater(entry: Entry): void {
    entry.runningSince = null;
    if (entry.cancelRetry !== null || this.#isStopping) return;
    const waitMs = retryMs[entry.attempts] ?? lastRetryMs;
    entry.attempts += 1;
    entry.cancelRetry = this.#clock.after(waitMs, () => {
      entry.cancelRetry = null;
      void this.#command(() => this.#tryStart(entry));
    });
  }

  /** Whether it stopped (or failed to, and said so) in time. */
  async #stop(entry: Entry, forMs: number): Promise<boolean> {
    entry.cancelRetry?.();
    entry.cancelRetry = null;
    entry.runningSince = null;
    const stopping = entry.service.stop(forMs).catch((error: unknown) => {
      this.#report(entry.service.id, error);
    });
    return within(stopping, forMs + reservedMs / 2, this.#clock);
  }

  #report(id: string, error: unknown): void {
    const text = `${id}: ${error instanceof Error ? error.message : String(error)}`;
    this.#journal.record({ event: 'service.failed', level: 'error', id, text });
  }

  #reportPending(ids: readonly string[]): void {
    const text = `Not stopped in time, cut off: ${ids.join(', ')}.`;
    this.#journal.record({ event: 'service.stop-pending', level: 'warning', text });
  }
}

function release(entry: Entry): void {
  entry.unsubscribe();
  entry.cancelRetry?.();
  entry.cancelRetry = null;
}

const isDown = (status: ServiceStatus): boolean =>
  status.state === 'failed' || status.state === 'stopped';

const viewOf = ({ service, fault }: Entry): ServiceView => ({
  id: service.id,
  status: fault ?? service.status,
});

const faultStatus = (error: unknown): ServiceStatus => ({
  state: 'failed',
  detail: error instanceof Error ? error.message : String(error),
  ...(error instanceof ServiceFault ? { errorCode: error.code } : {}),
});
