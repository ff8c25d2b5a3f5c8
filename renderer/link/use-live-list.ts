/** A long list that stays true and keeps its place, for a `VirtualTable`. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RowSource } from '../ui/row-source.ts';
import { LiveList, type ListState, type LiveListOptions } from './live-list.ts';
import { concerns, type LiveArea } from './live-bus.ts';
import { browserClock } from './page-clock.ts';
import { useRelay } from './relay-context.tsx';

export interface LiveListView<R> {
  readonly state: ListState<R>;
  /** False while the rows are still those of the question before. */
  readonly isCurrent: boolean;
  readonly source: RowSource<R>;
  readonly see: (first: number, last: number) => void;
}

/** `question` names what is asked: another one begins a new list, and the old rows stand until it is there. */
export function useLiveList<R>(
  question: string,
  { ask, keyOf }: Pick<LiveListOptions<R>, 'ask' | 'keyOf'>,
  areas: readonly LiveArea[],
): LiveListView<R> {
  const { live } = useRelay();
  const [, draw] = useState(0);
  const shown = useRef<ListState<R> | null>(null);
  const list = useMemo(
    () => new LiveList<R>({ ask, keyOf, clock: browserClock, onChange: () => draw((n) => n + 1) }),
    [question],
  );
  const areaKey = areas.join(' ');
  useEffect(() => {
    list.refresh();
    const end = live.onChange((changed) => {
      if (concerns(changed, areaKey.split(' '))) list.refresh();
    });
    return end;
  }, [list, live, areaKey]);
  const state = list.state.isKnown || shown.current === null ? list.state : shown.current;
  useEffect(() => {
    shown.current = state;
  }, [state]);
  const source = useMemo(() => sourceOf(state, keyOf), [state]);
  const see = useMemo(() => (first: number, last: number) => list.see(first, last), [list]);
  return { state, isCurrent: state === list.state, source, see };
}

const sourceOf = <R>(state: ListState<R>, keyOf: (row: R) => string): RowSource<R> => ({
  count: state.total,
  at: (index) => state.rows[index - state.offset],
  indexOf(key) {
    const at = state.rows.findIndex((row) => keyOf(row) === key);
    return at < 0 ? null : state.offset + at;
  },
});
