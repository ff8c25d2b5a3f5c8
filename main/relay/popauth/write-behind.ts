/**
 * Writes the windows to the store in order, behind the answers. Owns the knowledge whether the store
 * works; a failed write is kept and tried again, so that the store and memory meet again.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';

type Task = (store: PopAuthStore) => Promise<void>;

const firstRetryMs = 500;
const longestRetryMs = 30_000;
/**
 * A renewal may wait so long for others: a program that polls without pause must not cost a write each
 * time. If the power goes meanwhile, the stored window ends by so much too early.
 */
const renewalWaitMs = 200;

/** What is written to, and who hears whether it works. */
export interface WriteBehindOptions {
  readonly store: PopAuthStore;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Told when the store stops working, and when it works again. */
  readonly onFault: () => void;
}

/** Puts and removes rows in order. None is given up: a failing store is tried again at growing intervals. */
export class WriteBehind {
  readonly #options: WriteBehindOptions;
  /** Latest wish per row; a Map keeps the order and folds repeated renewals into one write. */
  readonly #tasks = new Map<string, Task>();
  /** Renewals that wait for others, by row. */
  readonly #renewals = new Map<string, Task>();
  #running: Promise<void> | null = null;
  #isFailing = false;
  /** Not before the store was read: it would be told to write what it has not loaded. */
  #isOpen = false;
  #retryMs = firstRetryMs;
  #cancelRetry: () => void = () => undefined;
  #cancelRenewals: () => void = () => undefined;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
  }

  /** True from a failed write until one succeeds. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** The store was read: what has been asked for meanwhile is written now. */
  open(): void {
    this.#isOpen = true;
    this.#run();
  }

  put(row: WindowRow): void {
    this.#enqueue(keyOf(row), (store) => store.put(row));
  }

  /** The same for a row that is stored already and only ends later now: written a little later. */
  renew(row: WindowRow): void {
    const isFirst = this.#renewals.size === 0;
    this.#renewals.set(keyOf(row), (store) => store.put(row));
    if (!isFirst) return;
    this.#cancelRenewals();
    this.#cancelRenewals = this.#options.clock.after(renewalWaitMs, () => this.#writeRenewals());
  }

  /** Flushed, behind all that is removed with it: a power cut must not open again what somebody closed. */
  remove(row: WindowRow): void {
    this.#enqueue(keyOf(row), (store) => store.remove(row.address, row.user));
    this.#enqueue('flush', (store) => store.flush());
  }

  /**
   * Its time is over. Where the last wish for it was never written, the store may hold an older row that ends later and
   * was to go: that goes whatever it says.
   */
  removeEnded(row: WindowRow): void {
    const { address, user } = row;
    const key = keyOf(row);
    const isStored = !this.#tasks.has(key) && !this.#renewals.has(key);
    this.#enqueue(key, (store) =>
      isStored ? store.removeEnded(row) : store.remove(address, user),
    );
  }

  /** Writes what is left; one last try where the store was failing. */
  async close(): Promise<void> {
    this.#cancelRetry();
    this.#cancelRenewals();
    await this.#running;
    this.#writeRenewals();
    this.#run();
    await this.#running;
    this.#isOpen = false;
    this.#cancelRetry();
  }

  /** Resolves when nothing is left to write, or a write failed. */
  async drained(): Promise<void> {
    this.#writeRenewals();
    await this.#running;
  }

  #writeRenewals(): void {
    for (const [key, task] of this.#renewals) this.#enqueue(key, task);
  }

  #enqueue(key: string, task: Task): void {
    this.#renewals.delete(key);
    this.#tasks.delete(key);
    this.#tasks.set(key, task);
    if (!this.#isFailing) this.#run();
  }

  #run(): void {
    if (!this.#isOpen || this.#running !== null || this.#tasks.size === 0) return;
    this.#running = this.#drain().finally(() => {
      this.#running = null;
      // A wish may have come between the last look and now.
      if (!this.#isFailing) this.#run();
    });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const next = this.#tasks.entries().next();
      if (next.done) return;
      const [key, task] = next.value;
      try {
        await task(this.#options.store);
      } catch (error) {
        this.#failed(error);
        return;
      }
      // A newer wish for the same row came while this one was written: it stays.
      if (this.#tasks.get(key) === task) this.#tasks.delete(key);
      this.#succeeded();
    }
  }

  #succeeded(): void {
    this.#retryMs = firstRetryMs;
    if (!this.#isFailing) return;
    this.#isFailing = false;
    const text = 'The POPAUTH database works again: checking mail lets people send.';
    this.#options.journal.record({ event: 'popauth.store-works', level: 'notice', text });
    this.#options.onFault();
  }

  #failed(error: unknown): void {
    const { clock, journal, onFault } = this.#options;
    this.#cancelRetry();
    this.#cancelRetry = clock.after(this.#retryMs, () => this.#run());
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
    if (this.#isFailing) return;
    this.#isFailing = true;
    const text = `The POPAUTH database cannot be written: until it can, only signing in when sending lets people send. Look at the disk. ${reasonOf(error)}`;
    journal.record({ event: 'popauth.store-failed', level: 'error', text });
    onFault();
  }
}

/** The words of an error and of its cause, one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}

const keyOf = (row: WindowRow): string => `${row.address} ${row.user}`;
