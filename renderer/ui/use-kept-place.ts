/** Keeps the rows in sight where they are while others come and go above them, for lists that are all there. */
import { useCallback, useRef } from 'react';
import type { RowSource } from './row-source.ts';

export interface KeptPlace {
  readonly moved: number;
  readonly onSee: (first: number, last: number) => void;
}

export function useKeptPlace<R>(rows: RowSource<R>, keyOf: (row: R) => string): KeptPlace {
  const place = useRef<{ rows: RowSource<R>; first: number; key: string | null; moved: number }>({
    ...{ rows, first: 0, key: null, moved: 0 },
  });
  const now = place.current;
  if (now.rows !== rows) {
    now.rows = rows;
    const at = now.first === 0 || now.key === null ? null : rows.indexOf(now.key);
    if (at !== null) {
      now.moved += at - now.first;
      now.first = at;
    }
  }
  const onSee = useCallback(
    (first: number) => {
      const row = now.rows.at(first);
      now.first = first;
      now.key = row === undefined ? null : keyOf(row);
    },
    [now, keyOf],
  );
  return { moved: now.moved, onSee };
}
