/**
 * Owns the services: starts them in the order in which they are added, stops them in reverse, replaces
 * some without a gap. Commands run one at a time. One service that fails leaves the others running; trying it
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
import type { Service, Unsubscribe } from './service.ts';
import { within } from './within.ts';
import { Turns } from './turns.ts';

const defaultDeadlineMs = 5_000;
/** Connections get this long to finish their command before they are cut. */
const graceMs = 2_000;
/** Kept back for each service still to be stopped, so that one that hangs cannot eat a store's flush. */
const reservedMs = 150;

/** One service in the place of another; null only stops and removes. */
export interface Replacement {
  readonly id: string;
  readonly next: Service | null;
  /** A new one needs what this old one holds (the same port): stop it first, and start it again on failure. */
  readonly stopOldFirst?: boolean;
}

/** What goes with a replacement. */
export interface ReplaceOptions {
  /** Saves what made the change; when it rejects, the old services stay and the new ones are stopped. */
  readonly commit?: () => Promise<void> | void;
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

  /**
   * Starts all that is new first (binds the ports), then commits (saves), then stops the old ones. Rejects, with
   * the old ones running, when a new one cannot start or the commit fails.
   */
  async replace(changes: readonly Replacement[], options: ReplaceOptions = {}): Promise<void> {
    await this.#turns.take(async () => {
      if (this.#isStopping) throw new ServiceFault('ESHUTDOWN', 'Mailroom is being stopped.');
      const first = this.#oldOf(changes.filter(({ stopOldFirst }) => stopOldFirst === true));
      const last = this.#oldOf(changes.filter(({ stopOldFirst }) => stopOldFirst !== true));
      await stopEach(first, options);
      try {
        await this.#startAndCommit(changes, options);
      } catch (error) {
        for (const service of first) await service.tryStart();
        throw error;
      }
      for (const { id, next } of changes) this.#exchange(id, next);
      await stopEach(last, options);
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

  #oldOf(changes: readonly Replacement[]): ManagedService[] {
    return changes.flatMap(({ id }) => this.#services.get(id) ?? []);
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

  async #startAndCommit(changes: readonly Replacement[], options: ReplaceOptions): Promise<void> {
    const begun: Service[] = [];
    try {
      for (const { next } of changes) {
        if (next === null) continue;
        begun.push(next);
        await next.start();
      }
      await options.commit?.();
    } catch (error) {
      for (const service of begun.reverse())
        await service.stop(0).catch((second: unknown) => {
          reportFailure(this.#journal, service.id, second);
        });
      throw error;
    }
  }

  #reportPending(ids: readonly string[]): void {
    const text = `Not stopped in time, cut off: ${ids.join(', ')}.`;
    this.#journal.record({ event: 'service.stop-pending', level: 'warning', text });
  }
}

const stopEach = async (
  services: readonly ManagedService[],
  options: ReplaceOptions,
): Promise<void> => {
  await Promise.all(
    services.map((service) => service.stop(options.graceMs ?? graceMs, reservedMs / 2)),
  );
};
