/**
 * Writes the windows to the store in order, behind the answers. Owns the knowledge whether the store
 * works; a failed write is kept and tried again, so that the store and memory meet again.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { AddressKey } from '../net/address.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';

type Task = (store: PopAuthStore) => Promise<void>;

const retryMs = 2_000;

export class WriteBehind {
  readonly #store: PopAuthStore;
  readonly #clock: Clock;
  readonly #journal: JournalWriter;
  /** Latest wish per row; a Map keeps the order and folds repeated renewals into one write. */
  readonly #tasks = new Map<string, Task>();
  #running: Promise<void> | null = null;
  #isFailing = false;

  constructor(store: PopAuthStore, clock: Clock, journal: JournalWriter) {
    this.#store = store;
    this.#clock = clock;
    this.#journal = journal;
  }

  /** True from a failed write until one succeeds. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  put(row: WindowRow): void {
    this.#enqueue(`${row.address} ${row.user}`, (store) => store.put(row));
  }

  remove(address: AddressKey, user: string): void {
    this.#enqueue(`${address} ${user}`, (store) => store.remove(address, user));
  }

  removeExpired(now: number): void {
    this.#enqueue('expired', (store) => store.removeExpired(now));
  }

  /** Resolves when nothing is left to write, or the store fails. */
  async drained(): Promise<void> {
    await this.#running;
  }

  #enqueue(key: string, task: Task): void {
    this.#tasks.delete(key);
    this.#tasks.set(key, task);
    if (this.#running === null && !this.#isFailing) this.#run();
  }

  #run(): void {
    this.#running = this.#drain().finally(() => {
      this.#running = null;
    });
  }

  async #drain(): Promise<void> {
    for (;;) {
      const next = this.#tasks.entries().next();
      if (next.done) return;
      const [key, task] = next.value;
      try {
        await task(this.#store);
        if (this.#tasks.get(key) === task) this.#tasks.delete(key);
        this.#healed();
      } catch (error) {
        this.#failed(error);
        return;
      }
    }
  }

  #healed(): void {
    if (!this.#isFailing) return;
    this.#isFailing = false;
    this.#journal.record({
      event: 'popauth.store-works',
      text: 'The POPAUTH database works again.',
    });
  }

  #failed(error: unknown): void {
    if (!this.#isFailing)
      this.#journal.record({
        event: 'popauth.store-failed',
        level: 'error',
        text: `The POPAUTH database cannot be written: nobody is let through by a mail check until it can. ${String(error)}`,
      });
    this.#isFailing = true;
    this.#clock.after(retryMs, () => {
      if (this.#running === null) this.#run();
    });
  }
}
