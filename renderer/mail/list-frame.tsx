/** Around every list: how many there are, what stands there when there are none, and errors. */
import type { ReactNode } from 'react';
import type { ListState } from '../link/live-list.ts';
import type { SplitList } from '../ui/split.tsx';
import { MayBeOld, NotYet } from '../ui/not-yet.tsx';
import { Empty } from '../ui/surface.tsx';
import { useAnnouncedSearch } from '../ui/use-announced-search.ts';
import { useWords } from '../words/words-context.tsx';
import type { MailPlace } from './mail-place.ts';

export interface ListProps extends SplitList {
  readonly place: MailPlace;
  /** What is searched, after the typing has paused. */
  readonly text: string;
}

export function ListFrame<R>({
  state,
  isCurrent,
  place,
  text,
  bar,
  children,
}: {
  readonly state: ListState<R>;
  /** False while the rows are still those of another question. */
  readonly isCurrent: boolean;
  readonly place: MailPlace;
  readonly text: string;
  readonly bar: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { words, format } = useWords();
  const { isKnown, total, error } = state;
  const number = format.number(total);
  const wanted = text.trim();
  const found = words.mail.found(number);
  useAnnouncedSearch({
    text: wanted,
    isAnswered: isKnown && isCurrent && error === null,
    outcome: total === 0 ? words.mail.empty.none(wanted) : found,
  });
  return (
    <>
      {bar ?? (
        <div className="soft list-count">
          {!isCurrent || total === 0 ? '' : wanted === '' ? words.mail.total(number) : found}
        </div>
      )}
      {total > 0 ? (
        <>
          <MayBeOld error={error} />
          {children}
        </>
      ) : error === null && isKnown && isCurrent ? (
        <Nothing {...{ place, text }} />
      ) : (
        <NotYet error={error} />
      )}
    </>
  );
}

function Nothing({ place, text }: Pick<ListProps, 'place' | 'text'>): ReactNode {
  const { words } = useWords();
  const w = words.mail.empty;
  const { kind, state } = place;
  if (text.trim() !== '') return <Empty>{w.none(text.trim())}</Empty>;
  if (kind === 'waiting' && state !== null)
    return <Empty>{state === 'held' ? w.held : w.ofState}</Empty>;
  return (
    <Empty>
      <strong>{w[kind]}</strong>
      <span>{w[`${kind}Hint`]}</span>
    </Empty>
  );
}
