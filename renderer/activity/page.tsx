/** What mail programs do right now and did lately: their connections, live, with every word. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { SessionView } from '../../main/contract/sessions.ts';
import { useNotedPlace } from '../shell/noted-places.ts';
import { go, useRoute } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { MayBeOld, NotYet } from '../ui/not-yet.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Segments } from '../ui/segments.tsx';
import { Split, type SplitList } from '../ui/split.tsx';
import { Empty, Page } from '../ui/surface.tsx';
import { useAnnouncedSearch } from '../ui/use-announced-search.ts';
import { useSettled } from '../ui/use-settled.ts';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { ShownWords } from './follow-sessions.ts';
import { SessionDetail } from './session-detail.tsx';
import { SessionList } from './session-list.tsx';
import { useSessions } from './use-sessions.ts';
import './page.css';

type Filter = 'all' | 'open';

export function ActivityPage(): ReactNode {
  const { words } = useWords();
  const { rest, query } = useRoute();
  const asked = query.get('text') ?? '';
  const [text, setText] = useState(asked);
  const [filter, setFilter] = useState<Filter>('all');
  useEffect(() => setText(asked), [asked]);
  useNotedPlace('activity', activityPlace(null, text));
  const w = words.activity;
  return (
    <Page title={words.shell.pages.activity} lead={w.lead} helpTopic="activity" fills>
      <div className="list-tools">
        <SearchField label={w.search} value={text} onText={setText} />
        <Segments
          label={w.which}
          value={filter}
          options={[
            { value: 'all', label: w.filters.all },
            { value: 'open', label: w.filters.open },
          ]}
          onPick={setFilter}
        />
      </div>
      <Connections text={useSettled(text)} {...{ filter, asked }} id={rest[0] ?? null} />
    </Page>
  );
}

function Connections(props: {
  readonly text: string;
  readonly filter: Filter;
  readonly asked: string;
  readonly id: string | null;
}): ReactNode {
  const { text, filter, asked, id } = props;
  const wanted = text.trim();
  const { sessions, all, error, ...answer } = useSessions(wanted, useShownWords());
  const isAnswered = sessions !== null && answer.text === wanted;
  const shown = sessions?.filter(({ endedAt }) => filter === 'all' || endedAt === null) ?? null;
  const { words } = useWords();
  const outcome = shown?.length ? countIn(words, sessions ?? []) : foundNone(words, filter, wanted);
  useAnnouncedSearch({ text: wanted, isAnswered, outcome });
  return (
    <Split
      isDetailWide
      id={id}
      open={(next) => go(activityPlace(next, asked))}
      list={(list) => (
        <>
          <Count sessions={sessions ?? []} />
          {shown === null || (shown.length === 0 && !isAnswered) ? (
            <NotYet error={error} />
          ) : (
            <>
              <MayBeOld error={error} />
              <Found {...{ list, id, filter }} sessions={shown} text={wanted} />
            </>
          )}
        </>
      )}
      detail={(detail) => (
        <SessionDetail
          key={detail.id}
          {...detail}
          version={versionOf(id, all, sessions !== null)}
        />
      )}
    />
  );
}

/** What the search and the filter leave, or that they leave nothing. */
function Found(props: {
  readonly list: SplitList;
  readonly id: string | null;
  readonly filter: Filter;
  readonly text: string;
  readonly sessions: readonly SessionView[];
}): ReactNode {
  const { list, id, filter, text, sessions } = props;
  if (sessions.length === 0) return <Nobody {...{ filter, text }} />;
  return (
    <SessionList
      sessions={sessions}
      openId={id === null ? null : Number(id)}
      room={list.room}
      onOpen={(next, by) => list.onOpen(String(next), by)}
      onActive={(next) => list.onActive(String(next))}
    />
  );
}

const activityPlace = (id: string | null, text: string): string =>
  `activity${id === null ? '' : `/${id}`}${text === '' ? '' : `?text=${encodeURIComponent(text)}`}`;

/** A person searches for what stands there, not for what the protocol calls it. */
function useShownWords(): ShownWords {
  const { words } = useWords();
  return useCallback(
    ({ listener, endedAt, user }) => [
      words.states.listeners[listener],
      endedAt === null ? words.activity.open : words.activity.ended,
      user || words.activity.nobody,
    ],
    [words],
  );
}

/** Whether or not the search finds it. */
function versionOf(id: string | null, all: readonly SessionView[], isKnown: boolean): string {
  const session = all.find((one) => String(one.id) === id);
  if (session === undefined) return isKnown ? 'gone' : '';
  return `${session.lineCount} ${session.endedAt ?? 'open'} ${session.user}`;
}

const foundNone = ({ activity }: Words, filter: Filter, text: string): string =>
  filter === 'open' ? activity.noneOpenFound(text) : activity.noneFound(text);

const countIn = ({ activity }: Words, sessions: readonly SessionView[]): string =>
  activity.openCount(sessions.filter(({ endedAt }) => endedAt === null).length, sessions.length);

function Count({ sessions }: { readonly sessions: readonly SessionView[] }): ReactNode {
  const { words } = useWords();
  return (
    <div className="soft list-count">{sessions.length === 0 ? '' : countIn(words, sessions)}</div>
  );
}

function Nobody({ filter, text }: { readonly filter: Filter; readonly text: string }): ReactNode {
  const { words } = useWords();
  const w = words.activity;
  if (filter === 'open')
    return <Empty>{text === '' ? w.noneOpen : foundNone(words, filter, text)}</Empty>;
  if (text !== '')
    return (
      <Empty>
        <strong>{foundNone(words, filter, text)}</strong>
        <span>{w.detail.goneHint}</span>
      </Empty>
    );
  return (
    <Empty>
      <strong>{w.none}</strong>
      <span>{w.noneHint}</span>
      <ButtonLink look="primary" place="connect">
        {w.connect}
      </ButtonLink>
    </Empty>
  );
}
