/** What was sent, came back or was refused, the newest first. */
import { useMemo, type ReactNode } from 'react';
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
  const { place, text, isNarrow, onOpen, onActive } = props;
  const { bridge } = useRelay();
  const speech = useWords();
  const { state, source, see } = useLiveList<HistoryRow>(
    text,
    { keyOf, ask: (range) => bridge.request('history:list', { ...range, kind, text }) },
    areas[kind],
  );
  const columns = useMemo(() => historyColumns(kind, speech, isNarrow), [kind, speech, isNarrow]);
  const open = state.rows.find((row) => idOf(row) === place.id);
  return (
    <ListFrame {...{ state, place, text }} bar={null}>
      <VirtualTable
        caption={speech.words.mail.kinds[kind]}
        {...{ columns, keyOf, rows: source, onSee: see, moved: state.moved }}
        openKey={open ? keyOf(open) : null}
        onOpen={(row, by) => onOpen(idOf(row), by)}
        onActive={(row) => onActive(idOf(row))}
      />
    </ListFrame>
  );
}
