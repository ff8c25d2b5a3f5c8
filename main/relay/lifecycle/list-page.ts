/** A part of a list that changes while a person reads in it. Pure. */
import type { ListRange } from '../../contract/requests.ts';

/** Rows of a longer list. */
export interface ListPage<R> {
  readonly total: number;
  /** Place of the first row. */
  readonly offset: number;
  readonly rows: readonly R[];
}

const usualLimit = 100;

/** `rows` in the order in which they are shown. */
export function pageOf<R>(
  rows: readonly R[],
  keyOf: (row: R) => string,
  { offset = 0, limit = usualLimit, from }: ListRange,
): ListPage<R> {
  const at = from ? rows.findIndex((row) => keyOf(row) === from.key) : -1;
  const begin = from && at >= 0 ? Math.max(0, at - from.back) : offset;
  return { total: rows.length, offset: begin, rows: rows.slice(begin, begin + limit) };
}
