/** What the lists show of a message or a refusal; fewer columns where there is less room for them. */
import type { ReactNode } from 'react';
import type { HistoryKind, HistoryRow } from '../../main/contract/history.ts';
import type { MessageState, MessageView } from '../../main/contract/mail.ts';
import { Button } from '../ui/button.tsx';
import type { Room } from '../ui/split.tsx';
import { StateMark, type Tone } from '../ui/state-mark.tsx';
import type { WideColumn } from '../ui/virtual-table.tsx';
import type { Speech } from '../words/words-context.tsx';

export const messageTones: Readonly<Record<MessageState, Tone>> = {
  waiting: 'idle',
  sending: 'busy',
  held: 'paused',
};

type Columns<R> = readonly WideColumn<R>[];

/** So that of an older time its date is seen, too. */
const timeRem = 9.2;

export function waitingColumns(
  speech: Speech,
  { room, isPaused }: { readonly room: Room; readonly isPaused: boolean },
): Columns<MessageView> {
  const { words, format } = speech;
  const w = words.mail.columns;
  const state: WideColumn<MessageView> = {
    ...{ id: 'state', title: w.state, width: 'minmax(6.8rem, 0.8fr)' },
    cell: (row) => (
      <StateMark tone={messageTones[row.state]}>{words.mail.messageStates[row.state]}</StateMark>
    ),
  };
  const to: WideColumn<MessageView> = {
    ...{ id: 'to', title: w.to, width: 'minmax(6rem, 1.6fr)' },
    cell: (row) => <Recipients message={row} speech={speech} />,
  };
  const received: WideColumn<MessageView> = {
    ...{ id: 'received', title: w.received, width: `minmax(${timeRem}rem, 0.3fr)` },
    cell: ({ receivedAt }) => format.time(receivedAt),
  };
  if (room === 'narrow') return [state, to, received];
  const from: WideColumn<MessageView> = {
    ...{ id: 'from', title: w.from, width: 'minmax(7rem, 1.3fr)' },
    cell: ({ sender }) => sender || words.mail.nobody,
  };
  if (room === 'middle') return [state, from, to, received];
  return [
    ...[state, from, to, received],
    {
      ...{ id: 'next', title: w.next, width: 'minmax(10rem, 0.5fr)' },
      cell: ({ nextAttemptAt: at }) => {
        // Held, or on its way: nothing is planned.
        if (at === null) return '–';
        if (isPaused) return <span className="soft">{w.paused}</span>;
        return at <= Date.now() ? words.mail.detail.now : format.time(at);
      },
    },
    {
      ...{ id: 'size', title: w.size, isNumber: true, width: '5.6rem' },
      cell: ({ sizeBytes }) => format.size(sizeBytes),
    },
  ];
}

function Recipients(props: { readonly message: MessageView; readonly speech: Speech }): ReactNode {
  const { words, format } = props.speech;
  const { recipients } = props.message;
  const [first] = recipients;
  const rest = recipients.length - 1;
  return (
    <>
      {first?.address}
      {rest > 0 ? <span className="soft"> {words.mail.more(format.number(rest))}</span> : null}
    </>
  );
}

export function historyColumns(kind: HistoryKind, speech: Speech, room: Room): Columns<HistoryRow> {
  const { words, format, say } = speech;
  const w = words.mail.columns;
  const at: WideColumn<HistoryRow> = {
    ...{ id: 'at', title: w.at, width: `minmax(${timeRem}rem, 0.3fr)` },
    cell: (row) => format.time(row.at),
  };
  const to: WideColumn<HistoryRow> = {
    ...{ id: 'to', title: w.to, width: 'minmax(8rem, 1.4fr)' },
    cell: ({ recipient }) => recipient || '–',
  };
  const from: WideColumn<HistoryRow> = {
    ...{ id: 'from', title: w.from, width: 'minmax(8rem, 1.4fr)' },
    cell: ({ sender }) => sender || words.mail.nobody,
  };
  const by: WideColumn<HistoryRow> = {
    ...{ id: 'by', title: w.by, width: 'minmax(7rem, 1fr)' },
    cell: ({ user, peer }) => user || peer || '–',
  };
  const cause: WideColumn<HistoryRow> = {
    ...{ id: 'cause', title: w.cause, width: 'minmax(10rem, 1.8fr)' },
    cell: (row) => say(row.cause),
  };
  if (kind === 'refused') return refusedColumns(speech, { at, to }, room);
  if (room === 'narrow') return [at, to];
  if (kind === 'sent') return [at, from, to, by];
  return room === 'middle' ? [at, to, cause] : [at, from, to, cause];
}

/** Who it was in one word: the person, the sender, else the address. */
const whoOf = ({ user, sender, peer }: HistoryRow): string => user || sender || peer;

function refusedColumns(
  { words, format }: Speech,
  { at, to }: Readonly<Record<'at' | 'to', WideColumn<HistoryRow>>>,
  room: Room,
): Columns<HistoryRow> {
  const w = words.mail.columns;
  const who: WideColumn<HistoryRow> = {
    ...{ id: 'who', title: w.who, width: 'minmax(7rem, 1.4fr)' },
    cell: whoOf,
  };
  const why: WideColumn<HistoryRow> = {
    ...{ id: 'why', title: w.why, width: 'minmax(8rem, 2fr)' },
    cell: (row) => (
      <StateMark tone="error">
        {words.mail.why.reasons[row.why ?? 'other'].short}
        {row.count > 1 ? ` (${words.mail.times(format.number(row.count))})` : ''}
      </StateMark>
    ),
  };
  if (room === 'narrow') return [at, who, why];
  if (room === 'middle') return [at, who, to, why];
  return [
    ...[at, who, to, why],
    {
      ...{ id: 'ask', width: '5.8rem' },
      title: <span className="visually-hidden">{w.ask}</span>,
      // The row itself opens it, by click and by Enter; this shows that it can be asked.
      cell: () => (
        <Button look="plain" isSmall tabIndex={-1}>
          {words.mail.why.ask}
        </Button>
      ),
    },
  ];
}
