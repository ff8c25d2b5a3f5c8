/** What the live check waits for, from the journal since the check began. Knows no React. */
import type { JournalEntry } from '../../../main/contract/journal.ts';
import type { AppError } from '../../../main/contract/result.ts';
import { JournalSince, type JournalSinceOptions } from '../../link/journal-since.ts';
import { goalNames, goalsAfter, noGoals, type Goal, type Goals } from './live-goals.ts';

export interface GoalWatchOptions extends Pick<JournalSinceOptions, 'bridge' | 'live' | 'since'> {
  /** `error`: why what happened before is not known; it is asked for again. */
  readonly onChange: (now: { readonly goals: Goals; readonly error: AppError | null }) => void;
  /** Not for what was reached before somebody looked. */
  readonly onReached: (goal: Goal) => void;
}

export class GoalWatch {
  readonly #options: GoalWatchOptions;
  readonly #journal: JournalSince;
  #goals = noGoals;
  #error: AppError | null = null;
  #wasRead = false;

  constructor(options: GoalWatchOptions) {
    const { bridge, live, since } = options;
    this.#options = options;
    this.#journal = new JournalSince({
      ...{ bridge, live, since },
      onEntries: (entries) => this.#become(entries, true),
      onRead: (entries) => {
        this.#error = null;
        // What they tell once more changes nothing.
        this.#become(entries, this.#wasRead);
        this.#wasRead = true;
      },
      onFailed: (error) => {
        this.#error = error;
        this.#become([], false);
      },
    });
  }

  /** Returns the way to end it. */
  begin(): () => void {
    const end = this.#journal.begin();
    void this.#journal.read();
    return end;
  }

  #become(entries: readonly JournalEntry[], isNews: boolean): void {
    const { onChange, onReached } = this.#options;
    const before = this.#goals;
    this.#goals = goalsAfter(before, entries);
    onChange({ goals: this.#goals, error: this.#error });
    if (!isNews) return;
    for (const goal of goalNames)
      if (this.#goals[goal] !== null && before[goal] === null) onReached(goal);
  }
}
