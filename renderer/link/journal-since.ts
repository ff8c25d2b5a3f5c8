/**
 * The journal from a moment on, for who follows a story in it. Read anew where entries were left out on the way (the
 * window was out of sight for long) or the relay was away: what came meanwhile is told by nobody else. Knows no React.
 */
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { AppError } from '../../main/contract/result.ts';
import type { Bridge } from './bridge.ts';
import type { LiveBus } from './live-bus.ts';

export interface JournalSinceOptions {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly live: Pick<LiveBus, 'onEntries' | 'onChange'>;
  /** Epoch ms; what is older is passed over. */
  readonly since: number;
  /** What comes, oldest first. */
  readonly onEntries: (entries: readonly JournalEntry[]) => void;
  /** What the journal has, oldest first, and what came while it was read: each once, also what was told before. */
  readonly onRead: (entries: readonly JournalEntry[]) => void;
  /** Why it could not be read. It is asked for again. */
  readonly onFailed: (error: AppError) => void;
}

/** Enough for what an office does while somebody sets a mail program up. */
const readBack = 1_000;

export class JournalSince {
  readonly #options: JournalSinceOptions;
  #hasFailed = false;
  /** What comes while the journal is read: the answer may be without it. Null: it is not being read. */
  #meanwhile: JournalEntry[] | null = null;
  /** Asked for while an answer was on its way. */
  #isAgain = false;
  #isOver = false;

  constructor(options: JournalSinceOptions) {
    this.#options = options;
  }

  /** Returns the way to end it. */
  begin(): () => void {
    const { live } = this.#options;
    const ends = [
      live.onEntries((entries) => this.#take(entries)),
      live.onChange((changed) => {
        if (this.#hasFailed || changed.has('relay')) void this.read();
      }),
    ];
    return () => {
      this.#isOver = true;
      for (const end of ends) end();
    };
  }

  async read(): Promise<void> {
    if (this.#meanwhile !== null) {
      this.#isAgain = true;
      return;
    }
    const meanwhile: JournalEntry[] = (this.#meanwhile = []);
    const result = await this.#options.bridge.request('journal:read', { limit: readBack });
    this.#meanwhile = null;
    if (this.#isOver) return;
    this.#hasFailed = !result.ok;
    if (result.ok) this.#options.onRead(eachOnce(this.#wanted(result.value).reverse(), meanwhile));
    else this.#options.onFailed(result.error);
    if (!this.#isAgain) return;
    this.#isAgain = false;
    await this.read();
  }

  #take(all: readonly JournalEntry[]): void {
    const entries = this.#wanted(all);
    this.#meanwhile?.push(...entries);
    this.#options.onEntries(entries);
    if (all.some(({ event }) => event === 'journal.gap')) void this.read();
  }

  #wanted(entries: readonly JournalEntry[]): JournalEntry[] {
    return entries.filter(({ at }) => at >= this.#options.since);
  }
}

/** An entry has no number of its own: two that say the same of the same millisecond are one. */
function eachOnce(
  read: readonly JournalEntry[],
  meanwhile: readonly JournalEntry[],
): readonly JournalEntry[] {
  const known = new Set(read.map((entry) => JSON.stringify(entry)));
  return [...read, ...meanwhile.filter((entry) => !known.has(JSON.stringify(entry)))];
}
