/**
 * A part of a long list, around the rows in sight, kept true. Rows that come or go elsewhere do not move
 * those in sight: it asks by the first of them, and tells by how many rows they moved in the whole list, so
 * that the scroll position can follow. At the top it follows what is new. Knows no React.
 */
import type { AppError, Result } from '../../main/contract/result.ts';
import type { ListRange } from '../../main/contract/requests.ts';
import type { PageClock } from './page-clock.ts';

export interface Page<R> {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly R[];
}

export interface LiveListOptions<R> {
  readonly ask: (range: ListRange) => Promise<Result<Page<R>>>;
  readonly keyOf: (row: R) => string;
  readonly clock: Pick<PageClock, 'after' | 'now'>;
  readonly onChange: () => void;
}

export interface ListState<R> extends Page<R> {
  /** False before the first answer. */
  readonly isKnown: boolean;
  readonly error: AppError | null;
  /** Rows by which those in sight moved, all changes so far together. */
  readonly moved: number;
}

/** Rows asked for beyond those in sight, each way. */
const margin = 100;
/** Asked for before the first word of the table. */
const firstRows = 60;

export class LiveList<R> {
  readonly #options: LiveListOptions<R>;
  #sight = { first: 0, last: firstRows };
  #isAsking = false;
  /** Asked for while an answer was on its way. */
  #isAgain = false;
  state: ListState<R> = {
    ...{ isKnown: false, total: 0, offset: 0, rows: [], error: null, moved: 0 },
  };

  constructor(options: LiveListOptions<R>) {
    this.#options = options;
  }

  /** The rows that the table shows, by their place in the whole list. */
  see(first: number, last: number): void {
    this.#sight = { first, last };
    if (!this.#covers(margin / 2)) void this.#load();
  }

  /** Something changed. */
  refresh(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#isAgain = this.#isAsking;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const { clock, ask } = this.#options;
    const askedAt = clock.now();
    try {
      this.#take(await ask(this.#range()));
    } finally {
      this.#isAsking = false;
    }
    // An error is not asked again before something changes.
    if (this.state.error === null && !this.#covers(0)) void this.#load();
    else if (this.#isAgain)
      clock.after(clock.now() - askedAt, () => this.#isAgain && void this.#load());
  }

  #range(): ListRange {
    const { first, last } = this.#sight;
    const offset = Math.max(0, first - margin);
    const limit = last - first + 1 + 2 * margin;
    const key = this.#keyAt(first);
    return first === 0 || key === null
      ? { offset, limit }
      : { offset, limit, from: { key, back: first - offset } };
  }

  #take(result: Result<Page<R>>): void {
    const before = this.state;
    if (!result.ok) this.state = { ...before, isKnown: true, error: result.error };
    else {
      const { total, offset } = result.value;
      const rows = this.#sameRows(result.value.rows);
      const moved = this.#movedTo(result.value);
      this.#sight = { first: this.#sight.first + moved, last: this.#sight.last + moved };
      const all = { total, offset, rows, moved: before.moved + moved };
      this.state = { ...all, isKnown: true, error: null };
    }
    if (!isSame(before, this.state)) this.#options.onChange();
    else this.state = before;
  }

  /** Rows that say the same stay the same objects: they are not drawn again. */
  #sameRows(rows: readonly R[]): readonly R[] {
    const { keyOf } = this.#options;
    const before = new Map(this.state.rows.map((row) => [keyOf(row), row]));
    return rows.map((row) => {
      const known = before.get(keyOf(row));
      return known !== undefined && JSON.stringify(known) === JSON.stringify(row) ? known : row;
    });
  }

  /** By how much the first row in sight moved; 0 at the top, where one looks for what is new. */
  #movedTo(page: Page<R>): number {
    const { first } = this.#sight;
    const key = this.#keyAt(first);
    if (first === 0 || key === null) return 0;
    const at = page.rows.findIndex((row) => this.#options.keyOf(row) === key);
    return at < 0 ? 0 : page.offset + at - first;
  }

  #keyAt(index: number): string | null {
    const row = this.state.rows[index - this.state.offset];
    return row === undefined ? null : this.#options.keyOf(row);
  }

  /** Whether the rows in sight are there, with so many more on each side. */
  #covers(more: number): boolean {
    const { isKnown, total, offset, rows } = this.state;
    if (!isKnown) return false;
    const { first, last } = this.#sight;
    const end = Math.min(total, last + 1 + more);
    return offset <= Math.max(0, first - more) && offset + rows.length >= end;
  }
}

/** Nothing is drawn again for an answer that says the same. */
const isSame = <R>(a: ListState<R>, b: ListState<R>): boolean =>
  a.isKnown === b.isKnown &&
  a.total === b.total &&
  a.offset === b.offset &&
  a.moved === b.moved &&
  a.rows.length === b.rows.length &&
  a.rows.every((row, at) => row === b.rows[at]) &&
  JSON.stringify(a.error) === JSON.stringify(b.error);
