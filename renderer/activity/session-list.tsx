/** The connections, open ones first. */
import { useMemo, type ReactNode } from 'react';
import type { SessionView } from '../../main/contract/sessions.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { allRows } from '../ui/row-source.ts';
import type { Room } from '../ui/split.tsx';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { VirtualTable, type WideColumn } from '../ui/virtual-table.tsx';
import { useWords, type Speech } from '../words/words-context.tsx';

export interface SessionListProps {
  readonly sessions: readonly SessionView[];
  readonly openId: number | null;
  readonly room: Room;
  readonly onOpen: (id: number, by: 'enter' | 'click') => void;
  readonly onActive: (id: number) => void;
}

const keyOf = ({ id }: SessionView): string => String(id);

export function SessionList(props: SessionListProps): ReactNode {
  const { sessions, openId, room, onOpen, onActive } = props;
  const speech = useWords();
  const rows = useMemo(() => allRows(sessions, keyOf), [sessions]);
  const columns = useMemo(() => columnsOf(speech, room), [speech, room]);
  const place = useKeptPlace(rows, keyOf);
  return (
    <VirtualTable
      caption={speech.words.shell.pages.activity}
      {...{ columns, keyOf, rows, ...place }}
      openKey={openId === null ? null : String(openId)}
      onOpen={({ id }, by) => onOpen(id, by)}
      onActive={({ id }) => onActive(id)}
    />
  );
}

function columnsOf({ words, format }: Speech, room: Room): readonly WideColumn<SessionView>[] {
  const w = words.activity;
  const state: WideColumn<SessionView> = {
    ...{ id: 'state', title: w.columns.state, width: 'minmax(6.2rem, 0.6fr)' },
    cell: ({ endedAt }) =>
      endedAt === null ? (
        <StateMark tone="good">{w.open}</StateMark>
      ) : (
        <StateMark tone="idle">{w.ended}</StateMark>
      ),
  };
  const began: WideColumn<SessionView> = {
    ...{ id: 'began', title: w.columns.began, width: 'minmax(6.2rem, 0.7fr)' },
    cell: ({ startedAt }) => format.timeWithSeconds(startedAt),
  };
  const who: WideColumn<SessionView> = {
    ...{ id: 'who', title: w.columns.who, width: 'minmax(7rem, 1fr)' },
    cell: ({ user }) => user || <span className="soft">{w.nobody}</span>,
  };
  const from: WideColumn<SessionView> = {
    ...{ id: 'from', title: w.columns.from, width: 'minmax(7rem, 0.9fr)' },
    cell: ({ peer }) => peer,
  };
  if (room === 'narrow') return [state, began, who];
  if (room === 'middle') return [state, began, who, from];
  return [
    ...[state, began, who, from],
    {
      ...{ id: 'port', title: w.columns.port, width: 'minmax(9rem, 1.5fr)' },
      cell: ({ listener }) => words.states.listeners[listener],
    },
    {
      ...{ id: 'last', title: w.columns.last, width: 'minmax(8rem, 1.4fr)' },
      cell: ({ lastReply }) => lastReply,
    },
  ];
}
