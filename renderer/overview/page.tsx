/** How the office's mail does, at a glance: one sentence, what needs a person, figures, who may send. */
import { useEffect, useRef, type ReactNode } from 'react';
import type { ProblemCode } from '../../main/contract/codes.ts';
import type { StatusView } from '../../main/contract/status.ts';
import { firstError } from '../link/first-error.ts';
import {
  doWindowsCount,
  useCounts,
  usePeople,
  useStatus,
  useTrusted,
} from '../link/office-facts.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Loading, Page } from '../ui/surface.tsx';
import { StateShape } from '../ui/state-mark.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { useWords } from '../words/words-context.tsx';
import { Figures } from './figures.tsx';
import { HoursCard } from './hours-card.tsx';
import { ListenersCard } from './listeners-card.tsx';
import { nextSteps, type NextStep } from './next-steps.ts';
import { officeState, officeTones, takesMail, type OfficeState } from './office-state.ts';
import { Problems } from './problems.tsx';
import { ResumeButton } from './resume-button.tsx';
import { ProviderCard } from './provider-card.tsx';
import { SendersCard } from './senders-card.tsx';
import { StepsCard } from './steps-card.tsx';
import './page.css';

export function OverviewPage(): ReactNode {
  const { words } = useWords();
  const { value: status, error } = useStatus();
  return (
    <Page title={words.shell.pages.overview} helpTopic="overview">
      {status === null ? (
        <NotYet error={error} />
      ) : (
        <Shown status={status} isKnown={error === null} />
      )}
    </Page>
  );
}

function Shown(props: {
  readonly status: StatusView;
  /** False while the relay gives no answer, and the status is the last one that it gave. */
  readonly isKnown: boolean;
}): ReactNode {
  const { status, isKnown } = props;
  const box = useKeptFocus<HTMLDivElement>();
  const { steps, hasFailed } = useNextSteps(status);
  const known = isKnown ? officeState(status, steps) : 'unknown';
  const state = known === null && hasFailed ? 'unknown' : known;
  const problems = status.problems.filter(({ code }) => !isSaidAbove(code, state));
  return (
    <div className="stack" ref={box}>
      {state === null ? <Loading /> : <Sentence status={status} state={state} />}
      <Problems problems={problems} />
      <StepsCard steps={steps ?? []} isFirst={state !== 'paused' && problems.length === 0} />
      <Figures status={status} />
      <HoursCard />
      <SendersCard doWindowsCount={doWindowsCount(status)} />
      <div className="columns">
        <ProviderCard {...{ status, isKnown }} />
        <ListenersCard {...{ status, isKnown }} />
      </div>
    </div>
  );
}

/** A pause is the state itself, with its button beside it, unless something is worse. */
const isSaidAbove = (code: ProblemCode, state: OfficeState | null): boolean =>
  code === 'route.paused' && state === 'paused';

/** `steps` are null while one of the answers that they hang on is not there, or is an error. */
function useNextSteps(status: StatusView): {
  readonly steps: readonly NextStep[] | null;
  readonly hasFailed: boolean;
} {
  const answers = [usePeople(), useTrusted(), useCounts()] as const;
  const [{ value: people }, { value: trusted }, { value: counts }] = answers;
  if (people === null || trusted === null || counts === null)
    return { steps: null, hasFailed: firstError(answers) !== null };
  const wasUsed =
    counts.lastSentAt !== null || people.some(({ lastSignInAt }) => lastSignInAt !== null);
  const office = { isPractice: status.isPractice, users: status.users, wasUsed };
  return { steps: nextSteps({ ...office, trusted: trusted.length }), hasFailed: false };
}

function Sentence(props: { readonly status: StatusView; readonly state: OfficeState }): ReactNode {
  const { words, format } = useWords();
  const { status, state } = props;
  const { waiting, sending, held } = status.queue;
  const all = waiting + sending + held;
  const w = words.overview;
  const sentences = {
    ...w.state,
    onTheirWay: w.state.onTheirWay(waiting + sending, format.number(waiting + sending)),
    held: w.state.held(held, format.number(held)),
  };
  useAnnounced(state, sentences[state]);
  return (
    <div className="office-state">
      <StateShape tone={officeTones[state]} size={34} />
      <div className="grow">
        <div className="office-sentence">{sentences[state]}</div>
        <div className="soft">
          {state === 'unknown'
            ? w.lastKnown
            : isHeldUp(status, state)
              ? w.waitMeanwhile(all, format.number(all))
              : w.runsSince(format.time(status.startedAt))}
        </div>
      </div>
      {state === 'paused' ? <ResumeButton /> : null}
    </div>
  );
}

/** Mail waits here, and more can come. */
const isHeldUp = (status: StatusView, state: OfficeState): boolean =>
  (state === 'noMail' || state === 'paused') && takesMail(status);

/** Says the sentence when the state becomes another one, not at every message that comes or goes. */
function useAnnounced(state: OfficeState, sentence: string): void {
  const announce = useAnnounce();
  const before = useRef(state);
  useEffect(() => {
    if (before.current !== state) announce(sentence);
    before.current = state;
  }, [state, sentence, announce]);
}
