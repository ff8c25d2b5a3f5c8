/** The line at the foot of a page: reacts when exactly this person's program signs in, sends, or is refused. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { UserView } from '../../../main/contract/people.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { useWords } from '../../words/words-context.tsx';
import { numbersOf, type NumberedScreen } from '../model/numbered.ts';
import type { Way } from '../offer/offer.ts';
import { TroubleView } from './trouble-view.tsx';
import { tellTrouble } from './trouble-words.ts';
import { useWatch } from './use-watch.ts';
import type { Goal, Watch } from './watch.ts';
import './live.css';

export interface LiveLineProps {
  readonly person: UserView;
  readonly users: readonly UserView[];
  readonly screens: readonly NumberedScreen[];
  readonly way: Way;
  /** False for what only sends: it never checks mail. */
  readonly usesPop: boolean;
}

export function LiveLine({ person, users, screens, way, usesPop }: LiveLineProps): ReactNode {
  const { words } = useWords();
  const w = words.connect.live;
  const now = useWatch(person.name, users);
  useNews(now, person.name, way);
  return (
    <section className="live-line" aria-label={w.title(person.name)} data-state={stateOf(now)}>
      <Goals now={now} goals={goalsOf(way, usesPop)} />
      {now.trouble ? (
        <TroubleView
          trouble={now.trouble}
          person={person.name}
          way={way}
          numbersFor={(role) => numbersOf(screens, role)}
        />
      ) : (
        <News now={now} person={person} usesPop={usesPop} />
      )}
    </section>
  );
}

/** For tests and for the style: what the line shows. */
const stateOf = ({ trouble, latest }: Watch): string => trouble?.kind ?? latest?.goal ?? 'waiting';

const goalsOf = (way: Way, usesPop: boolean): readonly Goal[] => [
  ...(usesPop ? (['checked'] as const) : []),
  ...(way === 'auth' ? (['signed-in'] as const) : []),
  'accepted',
  'delivered',
];

function Goals({
  now,
  goals,
}: {
  readonly now: Watch;
  readonly goals: readonly Goal[];
}): ReactNode {
  const { words, format } = useWords();
  const w = words.connect.live;
  return (
    <ul className="live-goals">
      {goals.map((goal) => {
        const at = now.done[goal];
        return (
          <li key={goal} data-done={at !== null}>
            <StateMark tone={at === null ? 'idle' : 'good'}>
              {w.goals[goal]}{' '}
              {at === null ? (
                <span className="visually-hidden">({w.notYet})</span>
              ) : (
                <span className="soft">{format.time(at)}</span>
              )}
            </StateMark>
          </li>
        );
      })}
    </ul>
  );
}

function News({
  now,
  person,
  usesPop,
}: { readonly now: Watch } & Pick<LiveLineProps, 'person' | 'usesPop'>): ReactNode {
  const { words, format } = useWords();
  const w = words.connect.live;
  const { latest } = now;
  if (latest === null)
    return (
      <p className="live-news">
        <StateMark tone="busy">{usesPop ? w.waiting : w.waitingToSend}</StateMark>{' '}
        {person.lastSignInAt !== null && person.lastSignInFrom !== null ? (
          <span className="soft">
            {w.lastSeen(format.time(person.lastSignInAt), person.lastSignInFrom)}
          </span>
        ) : null}
      </p>
    );
  return (
    <p className="live-news">
      <StateMark tone="good">{newsOf(latest, w.news)}</StateMark>{' '}
      <span className="soft">{format.timeWithSeconds(latest.at)}</span>
    </p>
  );
}

function newsOf(
  { goal, peer }: NonNullable<Watch['latest']>,
  news: ReturnType<typeof useWords>['words']['connect']['live']['news'],
): string {
  return goal === 'checked' || goal === 'signed-in' ? news[goal](peer) : news[goal];
}

/** Says each change once, without moving the focus. */
function useNews(now: Watch, person: string, way: Way): void {
  const { words } = useWords();
  const announce = useAnnounce();
  const w = words.connect.live;
  const told = useRef('');
  const { trouble, latest } = now;
  const key = `${trouble?.kind ?? ''} ${trouble?.at ?? ''} ${latest?.goal ?? ''} ${latest?.at ?? ''}`;
  useEffect(() => {
    if (told.current === key) return;
    told.current = key;
    if (trouble) {
      const { title, text } = tellTrouble(trouble, { person, way, words: w });
      announce(`${title}. ${text}`);
    } else if (latest) announce(newsOf(latest, w.news));
  }, [key, trouble, latest, announce, w, person, way]);
}
