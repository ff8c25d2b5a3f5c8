/** Page 10: ticks off the first sign-in, the first accepted and the first delivered message as they happen. */
import { useEffect, useState, type ReactNode } from 'react';
import type { AppError } from '../../../../main/contract/result.ts';
import { usePopAuth, useProvider } from '../../../link/office-facts.ts';
import { useRelay } from '../../../link/relay-context.tsx';
import { useAnnounce } from '../../../ui/announce.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { NotYet } from '../../../ui/not-yet.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { StepList, type Step } from '../../../ui/step-list.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { GoalWatch } from '../goal-watch.ts';
import { goalNames, noGoals, type Goal, type Goals, type Trouble } from '../live-goals.ts';
import { remedyFor } from '../live-remedy.ts';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

/** What happened since `begin` (epoch ms), also while another page was shown, and what happens now. */
function useGoals(begin: number): {
  readonly goals: Goals;
  /** Why what happened before is not known. */
  readonly error: AppError | null;
} {
  const { words } = useWords();
  const { bridge, live } = useRelay();
  const announce = useAnnounce();
  const [now, setNow] = useState<{ goals: Goals; error: AppError | null }>({
    ...{ goals: noGoals, error: null },
  });
  useEffect(() => {
    const onReached = (goal: Goal): void => announce(words.wizard.live[goal]);
    return new GoalWatch({ bridge, live, since: begin, onChange: setNow, onReached }).begin();
  }, [bridge, live, begin, announce, words]);
  return now;
}

export function LiveStep(): ReactNode {
  const { words } = useWords();
  const { go, finish, draft } = useWizard();
  const { goals, error } = useGoals(draft.liveSince);
  const w = words.wizard.live;
  const { stayed, delivered, trouble } = goals;
  const isDone = goalNames.every((name) => goals[name] !== null) && trouble === null;
  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'first-steps' }}
      foot={
        <div className="buttons">
          <Button onClick={() => go(-1)}>{words.common.back}</Button>
          <Button look="primary" onClick={() => finish('overview')}>
            {words.wizard.finish}
          </Button>
        </div>
      }
    >
      <Card>
        {error === null ? null : <NotYet error={error} />}
        <GoalList goals={goals} />
      </Card>
      {stayed === null || delivered !== null ? null : (
        <Notice tone="info" title={w.stayed} isAlert />
      )}
      {trouble === null ? null : <TroubleNotice trouble={trouble} />}
      {isDone ? <Done /> : null}
    </WizardPage>
  );
}

/** Who left the provider out has seen the practice provider work, and no other. */
function Done(): ReactNode {
  const { words } = useWords();
  const provider = useProvider().value;
  const w = words.wizard.live;
  if (provider === null) return null;
  return provider.kind === 'practice' ? (
    <Notice tone="info" title={w.donePractice} isAlert />
  ) : (
    <Notice tone="good" title={w.done} isAlert />
  );
}

function GoalList({ goals }: { readonly goals: Goals }): ReactNode {
  const { words, format, say } = useWords();
  const w = words.wizard.live;
  const firstOpen = goalNames.find((name) => goals[name] === null);
  const steps = goalNames.map((id): Step => {
    const entry = goals[id];
    if (entry === null)
      return { id, title: w[id], state: id === firstOpen ? 'running' : 'waiting' };
    const detail = `${format.timeWithSeconds(entry.at)} · ${say(entry.text)}`;
    return { id, title: w[id], state: 'ok', detail };
  });
  return <StepList steps={steps} words={words.states.steps} isSilent />;
}

function TroubleNotice({ trouble }: { readonly trouble: Trouble }): ReactNode {
  const { words, say } = useWords();
  const popAuth = usePopAuth().value;
  const { text, place, action } = remedyFor(trouble, words, popAuth?.enabled !== false);
  return (
    <Notice
      tone="attention"
      title={`${words.wizard.live.trouble}: ${say(trouble.entry.text)}`}
      isAlert
      actions={<ButtonLink place={place}>{action}</ButtonLink>}
    >
      <p>{text}</p>
    </Notice>
  );
}
