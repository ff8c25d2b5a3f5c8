/** What was sent, came back or was refused, the newest first. */
import { useMemo, useState, type ReactNode } from 'react';
import type { HistoryKind, HistoryRow } from '../../main/contract/history.ts';
import { useLiveList } from '../link/use-live-list.ts';
import { useRelay } from '../link/relay-context.tsx';
import { VirtualTable } from '../ui/virtual-table.tsx';
import { useWords } from '../words/words-context.tsx';
import { historyColumns } from './columns.tsx';
import { ListFrame, type ListProps } from './list-frame.tsx';

const keyOf = ({ key }: HistoryRow): string => key;
/** Refusals without an id (a wrong password) are named by their key. */
const idOf = ({ id, key }: HistoryRow): string => id || key;

const areas: Readonly<Record<HistoryKind, readonly string[]>> = {
  sent: ['queue', 'relay', 'tick'],
  bounced: ['queue', 'relay', 'tick'],
  refused: ['smtp', 'pop3', 'sign-in', 'relay', 'tick'],
};

export function HistoryList({
  kind,
  ...props
}: ListProps & { readonly kind: HistoryKind }): ReactNode {
  const { place, text, room, onOpen, onActive } = props;
  const { bridge } = useRelay();
  const speech = useWords();
  const { state, isCurrent, source, see } = useLiveList<HistoryRow>(
    text,
    { keyOf, ask: (range) => bridge.request('history:list', { ...range, kind, text }) },
    areas[kind],
  );
  const columns = useMemo(() => historyColumns(kind, speech, room), [kind, speech, room]);
  // A message has a row for each recipient: the one that was picked stands open.
  const [picked, setPicked] = useState('');
  const open = state.rows.filter((row) => idOf(row) === place.id).map(keyOf);
  const pick = (row: HistoryRow): string => {
    setPicked(keyOf(row));
    return idOf(row);
  };
  return (
    <ListFrame {...{ state, isCurrent, place, text }} bar={null}>
      <VirtualTable
        caption={speech.words.mail.kinds[kind]}
        {...{ columns, keyOf, rows: source, onSee: see, moved: state.moved }}
        openKey={open.includes(picked) ? picked : (open[0] ?? null)}
        onOpen={(row, by) => onOpen(pick(row), by)}
        onActive={(row) => onActive(pick(row))}
      />
    </ListFrame>
  );
}
