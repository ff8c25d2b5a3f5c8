/** Reads the stored windows at start, and again and again while the store cannot be read. */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { PopAuthStore, WindowRow } from './popauth-store.ts';
import { reasonOf } from './write-behind.ts';

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

/** What the loader reads from, and who takes it. */
export interface WindowLoaderOptions {
  readonly store: Pick<PopAuthStore, 'load'>;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Takes the rows; called once. */
  readonly onLoad: (rows: readonly WindowRow[]) => void;
}

/** Loads once; waits longer after each failure, up to a bound. Nobody is let in by a window before it has. */
export class WindowLoader {
  readonly #options: WindowLoaderOptions;
  #isLoaded = false;
  #isStopped = false;
  #hadRemovals = false;
  #retryMs = firstRetryMs;
  #cancelRetry: () => void = () => undefined;

  constructor(options: WindowLoaderOptions) {
    this.#options = options;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** Resolves after the first try, whatever came of it. */
  async start(): Promise<void> {
    await this.#try();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelRetry();
  }

  /**
   * Windows were taken away. If the store was not read yet, its rows may be among them: none is taken
   * over then, and people check their mail again.
   */
  noteRemoval(): void {
    if (!this.#isLoaded) this.#hadRemovals = true;
  }

  async #try(): Promise<void> {
    try {
      const rows = await this.#options.store.load();
      if (this.#isStopped) return;
      this.#isLoaded = true;
      if (this.#retryMs > firstRetryMs) this.#tellRecovery();
      this.#options.onLoad(this.#hadRemovals ? rows.map(ended) : rows);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const { clock, journal } = this.#options;
    if (this.#retryMs === firstRetryMs) {
      const text = `The POPAUTH database cannot be read: until it can, only signing in when sending lets people send. Look at the file and the disk. ${reasonOf(error)}`;
      journal.record({ event: 'popauth.store-failed', level: 'error', text });
    }
    if (this.#isStopped) return;
    this.#cancelRetry = clock.after(this.#retryMs, () => void this.#try());
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }

  #tellRecovery(): void {
    const text = 'The POPAUTH database can be read again.';
    this.#options.journal.record({ event: 'popauth.store-works', level: 'notice', text });
  }
}

/** The row as over, so that it is removed and not taken. */
const ended = (row: WindowRow): WindowRow => ({ ...row, expiresAt: row.grantedAt });
