/** What keys and clicks do in a `VirtualTable`: move, and choose rows. Pure over what they are given. */
import type { KeyboardEvent, MouseEvent } from 'react';
import type { RowSource } from './row-source.ts';

/** Rows that a person has chosen for an act on all of them. */
export interface Choosing<R> {
  readonly keys: ReadonlySet<string>;
  readonly onChoose: (keys: ReadonlySet<string>) => void;
  readonly onChooseAll: () => void;
  /** Chooses these two rows too and those between, where not all of them are loaded. */
  readonly onChooseSpan: (from: string, to: string) => void;
  /** Read with the box of a row. */
  readonly labelOf: (row: R) => string;
  readonly allLabel: string;
}

const pageRows = 10;

/** The row that a key leads to; null for other keys. */
export function keyTarget(key: string, active: number, count: number): number | null {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageRows,
    PageUp: active - pageRows,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}

/** True when it was a key that chooses. */
export function chooseByKey<R>(
  event: KeyboardEvent,
  row: R | undefined,
  { choosing, keyOf }: { readonly choosing: Choosing<R>; readonly keyOf: (row: R) => string },
): boolean {
  if (event.key === ' ' && row !== undefined) choosing.onChoose(toggled(choosing.keys, keyOf(row)));
  else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) choosing.onChooseAll();
  else return false;
  return true;
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** One more or less; with Shift all from the active row to this one, or null where some of them are not loaded. */
export function chosenByClick<R>(
  keys: ReadonlySet<string>,
  click: {
    readonly rows: RowSource<R>;
    readonly keyOf: (row: R) => string;
    readonly index: number;
    /** Key of the active row. */
    readonly from: string;
    readonly event: MouseEvent;
  },
): ReadonlySet<string> | null {
  const { rows, keyOf, index, from, event } = click;
  const row = rows.at(index);
  if (row === undefined) return keys;
  if (!event.shiftKey) return toggled(keys, keyOf(row));
  const start = rows.indexOf(from);
  if (start === null) return null;
  const next = new Set(keys);
  for (let at = Math.min(start, index); at <= Math.max(start, index); at += 1) {
    const between = rows.at(at);
    if (between === undefined) return null;
    next.add(keyOf(between));
  }
  return next;
}
