/**
 * Owns the services: starts them in order, stops them in reverse, replaces one without a gap. Commands
 * run one at a time. One service that fails leaves the others running and is tried again.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from './clock.ts';
import type { Service, ServiceStatus } from './service.ts';

/** Waits before a failed service is tried again; after the last it stays failed until settings change. */
const retryMs = [
  1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000,
] as const;

export class ServiceManager {
  readonly #services = new Map<string, Service>();
  readonly #clock: Clock;
  readonly #journal: JournalWriter;
  #last: Promise<unknown> = Promise.resolve();
  #isStopping = false;

  constructor(clock: Clock, journal: JournalWriter) {
    this.#clock = clock;
    this.#journal = journal;
  }

  /** All services with their state, in start order. */
  statuses(): readonly { readonly id: string; readonly status: ServiceStatus }[] {
    return [...this.#services.values()].map(({ id, status }) => ({ id, status }));
  }

  /** Adds a service and starts it; a failure is journaled, shown in its status, and tried again. */
  async add(service: Service): Promise<void> {
    this.#services.set(service.id, service);
    await this.#command(() => this.#tryStart(service, 0));
  }

  /**
   * Starts `next` first (binds its port), then lets the caller save, then stops the old one. Rejects,
   * with the old one still running, when `next` cannot start.
   */
  async replace(id: string, next: Service | null, deadlineMs = 2_000): Promise<void> {
    await this.#command(async () => {
      const old = this.#services.get(id);
      await next?.start();
      if (next) this.#services.set(id, next);
      else this.#services.delete(id);
      await old?.stop(deadlineMs);
    });
  }

  /** Stops everything in reverse order within the deadline; returns the ids that did not make it. */
  async stopAll(deadlineMs: number): Promise<readonly string[]> {
    this.#isStopping = true;
    return this.#command(async () => {
      const pending = new Set(this.#services.keys());
      const stopping = (async () => {
        for (const service of [...this.#services.values()].reverse()) {
          await service.stop(Math.max(500, deadlineMs / 2)).catch((error: unknown) => {
            this.#report(service, error);
          });
          pending.delete(service.id);
        }
      })();
      await Promise.race([stopping, new Promise<void>((done) => setTimeout(done, deadlineMs))]);
      return [...pending];
    });
  }

  #command<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #tryStart(service: Service, attempt: number): Promise<void> {
    if (this.#isStopping || this.#services.get(service.id) !== service) return;
    try {
      await service.start();
    } catch (error) {
      this.#report(service, error);
      const waitMs = retryMs[attempt];
      if (waitMs === undefined) return;
      this.#clock.after(waitMs, () => {
        void this.#command(() => this.#tryStart(service, attempt + 1));
      });
    }
  }

  #report(service: Service, error: unknown): void {
    const text = `${service.id}: ${error instanceof Error ? error.message : String(error)}`;
    this.#journal.record({ event: 'service.failed', level: 'error', id: service.id, text });
  }
}
