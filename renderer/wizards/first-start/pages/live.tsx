/** Page 10: ticks off the first sign-in, the first accepted and the first delivered message as they happen. */
import { useState, type ReactNode } from 'react';
import type { JournalEntry } from '../../../../main/contract/journal.ts';
import { useEntries } from '../../../link/use-live.ts';
import { useAnnounce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { StepList, type Step } from '../../../ui/step-list.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { noGoals, watch, type Goals } from '../live-goals.ts';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

const names = ['signedIn', 'accepted', 'delivered'] as const;

export function LiveStep(): ReactNode {
  const { words } = useWords();
  const { go, finish } = useWizard();
  const [goals, setGoals] = useState<Goals>(noGoals);
  const announce = useAnnounce();
  const w = words.wizard.live;
  useEntries((entries: readonly JournalEntry[]) => {
    const next = entries.reduce(watch, goals);
    for (const name of names) if (next[name] && !goals[name]) announce(w[name]);
    setGoals(next);
  });
  const isDone = names.every((name) => goals[name] !== null);
  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'first-steps#wrong' }}
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
        <Goals goals={goals} />
      </Card>
      <Trouble goals={goals} />
      {isDone ? <Notice tone="good" title={w.done} isAlert /> : null}
    </WizardPage>
  );
}

function Goals({ goals }: { readonly goals: Goals }): ReactNode {
  const { words, format, say } = useWords();
  const w = words.wizard.live;
  const firstOpen = names.find((name) => goals[name] === null);
  const steps = names.map((id): Step => {
    const entry = goals[id];
    if (entry === null)
      return { id, title: w[id], state: id === firstOpen ? 'running' : 'waiting' };
    const detail = `${format.timeWithSeconds(entry.at)} · ${say(entry.text)}`;
    return { id, title: w[id], state: 'ok', detail };
  });
  return <StepList steps={steps} words={words.states.steps} />;
}

function Trouble({ goals }: { readonly goals: Goals }): ReactNode {
  const { words, say } = useWords();
  if (goals.trouble === null) return null;
  return (
    <Notice tone="attention" title={words.wizard.live.trouble}>
      <p>{say(goals.trouble.text)}</p>
    </Notice>
  );
}
