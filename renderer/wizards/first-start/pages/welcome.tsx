/** Page 1: what this is, and how to begin. */
import { useState, type ReactNode } from 'react';
import { usePeople, useProvider, useTrusted } from '../../../link/office-facts.ts';
import { RestoreBackup } from '../../../settings/restore-backup.tsx';
import { Choices } from '../../../ui/choice.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

type Beginning = 'smarthost' | 'practice' | 'restore';

export function WelcomeStep(): ReactNode {
  const { words } = useWords();
  const { draft, change, finish } = useWizard();
  const [isRestore, setRestore] = useState(false);
  const isEmpty = useIsEmpty();
  const w = words.wizard.welcome;
  const pick = (beginning: Beginning): void => {
    setRestore(beginning === 'restore');
    if (beginning !== 'restore') change({ kind: beginning });
  };
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="what-it-does" hasNext={!isRestore}>
      <div className="wizard-cards">
        <Card number={1} title={w.cardProvider} text={w.cardProviderText} />
        <Card number={2} title={w.cardPrograms} text={w.cardProgramsText} />
      </div>
      <Choices<Beginning>
        legend={w.how}
        value={isRestore ? 'restore' : draft.kind}
        onPick={pick}
        choices={[
          { value: 'smarthost', title: w.real, hint: w.realHint },
          { value: 'practice', title: w.practice, hint: w.practiceHint },
          { value: 'restore', title: w.restore, hint: w.restoreHint },
        ]}
      />
      {isRestore ? (
        <section className="card">
          <RestoreBackup isFirstStart={isEmpty} onRestored={() => finish('overview')} />
        </section>
      ) : null}
    </WizardPage>
  );
}

/** Nothing is set up that a backup would replace; false until that is known. */
function useIsEmpty(): boolean {
  const people = usePeople().value;
  const trusted = useTrusted().value;
  const provider = useProvider().value;
  return people?.length === 0 && trusted?.length === 0 && provider?.host === '';
}

function Card(props: {
  readonly number: number;
  readonly title: string;
  readonly text: string;
}): ReactNode {
  return (
    <section className="card">
      <span className="card-number" aria-hidden="true">
        {props.number}
      </span>
      <h2>{props.title}</h2>
      <p className="soft">{props.text}</p>
    </section>
  );
}
