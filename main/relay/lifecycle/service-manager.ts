/**
 * Owns the services: starts them in the order in which they are added, stops them in reverse, replaces
 * one without a gap. Commands run one at a time. One service that fails leaves the others running; trying it
 * again is ManagedService's, what it does is its own business.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import { Emitter } from './emitter.ts';
import {
  ManagedService,
  reportFailure,
  type ServiceKeeper,
  type ServiceView,
} from './managed-service.ts';
import { ServiceFault } from './service-fault.ts';
import type { Service, ServiceStatus, Unsubscribe } from './service.ts';
import { within } from './within.ts';
import { Turns } from './turns.ts';

const defaultDeadlineMs = 5_000;
/** Connections get this long to finish their command before they are cut. */
const graceMs = 2_000;
/** Kept back for each service still to be stopped, so that one that hangs cannot eat a store's flush. */
const reservedMs = 150;

/** How one service takes the place of another. */
export interface ReplaceOptions {
  /** Saves what made the change; when it rejects, the old service stays and the new one is stopped. */
  readonly commit?: () => Promise<void> | void;
  /** The new one needs what the old one holds (the same port): stop first, and start again on failure. */
  readonly stopOldFirst?: boolean;
  readonly graceMs?: number;
}

/** Starts, stops and replaces the services; never gives up on one that failed while Mailroom runs. */
export class ServiceManager {
  readonly #services = new Map<string, ManagedService>();
  readonly #clock: Clock;
  readonly #journal: JournalWriter;
  readonly #keeper: ServiceKeeper;
  readonly #changed = new Emitter<ServiceView>();
  readonly #turns = new Turns();
  #isStopping = false;

  constructor(clock: Clock, journal: JournalWriter) {
    this.#clock = clock;
    this.#journal = journal;
    this.#keeper = {
      clock,
      journal,
      inTurn: (run) => void this.#turns.take(run),
      isWanted: (service) => !this.#isStopping && this.#services.get(service.id) === service,
      changed: (view) => this.#changed.emit(view),
    };
  }

  /** All services with their state, in start order. */
  statuses(): readonly ServiceView[] {
    return [...this.#services.values()].map(({ view }) => view);
  }

  /** Called after each change of one service's status. */
  onChange(listener: (view: ServiceView) => void): Unsubscribe {
    return this.#changed.on(listener);
  }

  /** Adds a service and starts it; a failure is journaled, shown in its status, and tried again. */
  async add(service: Service): Promise<void> {
    await this.#turns.take(async () => {
      if (this.#services.has(service.id))
        throw new Error(`Service ${service.id} is there already.`);
      await this.#adopt(service).tryStart();
    });
  }

  /** Tries a failed service again now, with all its tries anew. Resolves to its status then. */
  async retry(id: string): Promise<ServiceStatus | null> {
    return this.#turns.take(async () => {
      const service = this.#services.get(id);
      if (!service) return null;
      await service.retryNow();
      return service.view.status;
    });
  }

  /**
   * Starts `next` first (binds its port), then commits (saves), then stops the old one; null only stops
   * and removes. Rejects, with the old one running, when `next` cannot start or the commit fails.
   */
  async replace(id: string, next: Service | null, options: ReplaceOptions = {}): Promise<void> {
    await this.#turns.take(async () => {
      if (this.#isStopping) throw new ServiceFault('ESHUTDOWN', 'Mailroom is being stopped.');
      const old = this.#services.get(id) ?? null;
      if (options.stopOldFirst && old) await old.stop(options.graceMs ?? graceMs, reservedMs / 2);
      try {
        await this.#startAndCommit(next, options);
      } catch (error) {
        if (options.stopOldFirst && old) await old.tryStart();
        throw error;
      }
      this.#exchange(id, next);
      if (old && !options.stopOldFirst) await old.stop(options.graceMs ?? graceMs, reservedMs / 2);
    });
  }

  /**
   * Stops everything in reverse order. Never takes longer than the deadline, whatever hangs; returns
   * (and journals) the ids that were still pending then.
   */
  async stopAll(deadlineMs: number = defaultDeadlineMs): Promise<readonly string[]> {
    this.#isStopping = true;
    const endAt = this.#clock.monotonic() + deadlineMs;
    const pending = new Set(this.#services.keys());
    // The clock's timers do not keep the process alive, and a stop may wait for nothing else.
    const keepAlive = setInterval(() => undefined, 1_000);
    try {
      // A start that hangs must not keep the others from being stopped.
      await within(this.#turns.ended, deadlineMs / 4, this.#clock);
      for (const service of [...this.#services.values()].reverse()) {
        const leftMs = endAt - this.#clock.monotonic() - reservedMs * (pending.size - 1);
        const forMs = Math.max(0, Math.min(graceMs, leftMs));
        if (await service.stop(forMs, reservedMs / 2)) pending.delete(service.id);
      }
    } finally {
      clearInterval(keepAlive);
    }
    if (pending.size > 0) this.#reportPending([...pending]);
    return [...pending];
  }

  #adopt(service: Service): ManagedService {
    const managed = new ManagedService(service, this.#keeper);
    this.#services.set(service.id, managed);
    return managed;
  }

  /** Puts the started `next` in the old one's place of the start order. */
  #exchange(id: string, next: Service | null): void {
    const order = [...this.#services];
    const old = this.#services.get(id);
    this.#services.clear();
    old?.release();
    for (const [key, service] of order) {
      if (key !== id) this.#services.set(key, service);
      else if (next) this.#adopt(next).noteRunning();
    }
    if (next && !old) this.#adopt(next).noteRunning();
  }

  async #startAndCommit(next: Service | null, options: ReplaceOptions): Promise<void> {
    try {
      await next?.start();
      await options.commit?.();
    } catch (error) {
      await next?.stop(0).catch((second: unknown) => {
        reportFailure(this.#journal, next.id, second);
      });
      throw error;
    }
  }

  #reportPending(ids: readonly string[]): void {
    const text = `Not stopped in time, cut off: ${ids.join(', ')}.`;
    this.#journal.record({ event: 'service.stop-pending', level: 'warning', text });
  }
}
