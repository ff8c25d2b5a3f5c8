/** The row that the keyboard stands on: it stays on its row while others come and go above it. */
import { useEffect, useRef, useState } from 'react';
import type { RowSource } from './row-source.ts';

export interface ActiveRow {
  /** Where it stood last, while it is not among those that are loaded. */
  readonly index: number;
  /** Of the row itself, which tells it wherever it stands now; null while it was never loaded. */
  readonly key: () => string | null;
  readonly move: (index: number) => void;
}

export function useActiveRow<R>(rows: RowSource<R>, keyOf: (row: R) => string): ActiveRow {
  const [index, setIndex] = useState(0);
  const key = useRef<string | null>(null);
  const known = key.current === null ? null : rows.indexOf(key.current);
  // At the top it stays at the top, where one looks for what is new.
  const present = Math.min(index === 0 ? 0 : (known ?? index), Math.max(0, rows.count - 1));
  useEffect(() => {
    const row = rows.at(present);
    if (row !== undefined) key.current = keyOf(row);
    if (present !== index) setIndex(present);
  });
  const move = (to: number): void => {
    const row = rows.at(to);
    key.current = row === undefined ? null : keyOf(row);
    setIndex(to);
  };
  return { index: present, key: () => key.current, move };
}
