/**
 * What the live check waits for, from the journal since the check began. Read anew where entries were left out on
 * the way (the window was out of sight for long) or the relay was away: what came meanwhile is told by nobody else.
 * Knows no React.
 */
import type { JournalEntry } from '../../../main/contract/journal.ts';
import type { AppError } from '../../../main/contract/result.ts';
import type { Bridge } from '../../link/bridge.ts';
import type { LiveBus } from '../../link/live-bus.ts';
import { goalNames, goalsAfter, goalsSince, noGoals, type Goal, type Goals } from './live-goals.ts';

export interface GoalWatchOptions {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly live: Pick<LiveBus, 'onEntries' | 'onChange'>;
  /** Epoch ms. */
  readonly since: number;
  /** `error`: why what happened before is not known; it is asked for again. */
  readonly onChange: (now: { readonly goals: Goals; readonly error: AppError | null }) => void;
  /** Not for what was reached before somebody looked. */
  readonly onReached: (goal: Goal) => void;
}

/** Enough for what an office does while somebody sets a mail program up. */
const readBack = 1_000;

export class GoalWatch {
  readonly #options: GoalWatchOptions;
  #goals = noGoals;
  #error: AppError | null = null;
  #wasRead = false;
  /** What comes while the journal is read: the answer may be without it. Null: it is not being read. */
  #meanwhile: JournalEntry[] | null = null;
  /** Asked for while an answer was on its way. */
  #isAgain = false;
  #isOver = false;

  constructor(options: GoalWatchOptions) {
    this.#options = options;
  }

  /** Returns the way to end it. */
  begin(): () => void {
    const { live } = this.#options;
    const ends = [
      live.onEntries((entries) => this.#take(entries)),
      live.onChange((changed) => {
        if (this.#error !== null || changed.has('relay')) void this.#read();
      }),
    ];
    void this.#read();
    return () => {
      this.#isOver = true;
      for (const end of ends) end();
    };
  }

  #take(entries: readonly JournalEntry[]): void {
    this.#meanwhile?.push(...entries);
    this.#become(goalsAfter(this.#goals, entries, this.#options.since), true);
    if (entries.some(({ event }) => event === 'journal.gap')) void this.#read();
  }

  async #read(): Promise<void> {
    if (this.#meanwhile !== null) {
      this.#isAgain = true;
      return;
    }
    const meanwhile: JournalEntry[] = (this.#meanwhile = []);
    const { bridge, since } = this.#options;
    const result = await bridge.request('journal:read', { limit: readBack });
    this.#meanwhile = null;
    if (this.#isOver) return;
    this.#error = result.ok ? null : result.error;
    const read = result.ok ? goalsSince(result.value, since, this.#goals) : this.#goals;
    this.#become(goalsAfter(read, meanwhile, since), this.#wasRead);
    this.#wasRead ||= result.ok;
    if (!this.#isAgain) return;
    this.#isAgain = false;
    await this.#read();
  }

  #become(next: Goals, isNews: boolean): void {
    const { onChange, onReached } = this.#options;
    const before = this.#goals;
    this.#goals = next;
    onChange({ goals: next, error: this.#error });
    if (isNews)
      for (const goal of goalNames)
        if (next[goal] !== null && before[goal] === null) onReached(goal);
  }
}
