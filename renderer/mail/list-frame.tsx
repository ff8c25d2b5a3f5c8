/** Around every list: how many there are, what stands there when there are none, and errors. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { ListState } from '../link/live-list.ts';
import type { SplitList } from '../ui/split.tsx';
import { useAnnounce } from '../ui/announce.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Empty, Loading } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { MailPlace } from './mail-place.ts';

/** By then a search has its answer. */
const answeredMs = 600;

export interface ListProps extends SplitList {
  readonly place: MailPlace;
  /** What is searched, after the typing has paused. */
  readonly text: string;
}

export function ListFrame<R>({
  state,
  place,
  text,
  bar,
  children,
}: {
  readonly state: ListState<R>;
  readonly place: MailPlace;
  readonly text: string;
  readonly bar: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { words, format } = useWords();
  const { isKnown, total, error } = state;
  const number = format.number(total);
  const isSearch = text.trim() !== '';
  useAnnounced(text.trim(), total);
  return (
    <>
      {bar ?? (
        <div className="soft list-count">
          {!isKnown || total === 0
            ? ''
            : isSearch
              ? words.mail.found(number)
              : words.mail.total(number)}
        </div>
      )}
      <ErrorNotice error={error} />
      {!isKnown ? <Loading /> : total === 0 ? <Nothing place={place} text={text} /> : children}
    </>
  );
}

/** Tells what a search found, once it is there; mail that comes later is not read out. */
function useAnnounced(text: string, total: number): void {
  const { words, format } = useWords();
  const announce = useAnnounce();
  const latest = useRef(total);
  useEffect(() => {
    latest.current = total;
  });
  useEffect(() => {
    if (text === '') return undefined;
    const tell = (): void => {
      const { current: found } = latest;
      announce(found === 0 ? words.mail.empty.none(text) : words.mail.found(format.number(found)));
    };
    const timer = window.setTimeout(tell, answeredMs);
    return () => window.clearTimeout(timer);
  }, [text, announce, words, format]);
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
