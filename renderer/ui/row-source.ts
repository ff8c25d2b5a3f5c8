/** Rows of a table that need not all be there. */
export interface RowSource<R> {
  readonly count: number;
  /** Undefined: not loaded yet. */
  readonly at: (index: number) => R | undefined;
  /** Null: not among those that are loaded. */
  readonly indexOf: (key: string) => number | null;
}

export const allRows = <R>(rows: readonly R[], keyOf: (row: R) => string): RowSource<R> => ({
  count: rows.length,
  at: (index) => rows[index],
  indexOf(key) {
    const at = rows.findIndex((row) => keyOf(row) === key);
    return at < 0 ? null : at;
  },
});
