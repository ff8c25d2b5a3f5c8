/** The first wizard: ten pages, Back and Next, progress kept when the window closes. */
import { useState, type ComponentType, type ReactNode } from 'react';
import { go as goTo } from '../../shell/route.ts';
import { StateShape } from '../../ui/state-mark.tsx';
import { useWords } from '../../words/words-context.tsx';
import { ConnectStep } from './pages/connect.tsx';
import { EncryptionStep } from './pages/encryption.tsx';
import { LiveStep } from './pages/live.tsx';
import { NetworkStep } from './pages/network.tsx';
import { PeopleStep } from './pages/people.tsx';
import { ProviderStep } from './pages/provider.tsx';
import { SignInStep } from './pages/sign-in.tsx';
import { StartStep } from './pages/start.tsx';
import { WelcomeStep } from './pages/welcome.tsx';
import { WhoStep } from './pages/who.tsx';
import { isSameHost } from './draft.ts';
import { stepNames, type StepName } from './steps.ts';
import { useProgress } from './use-progress.ts';
import { WizardContext, type WizardState } from './wizard-context.tsx';
import './wizard.css';

const pages: Readonly<Record<StepName, ComponentType>> = {
  welcome: WelcomeStep,
  provider: ProviderStep,
  'sign-in': SignInStep,
  'who-may-send': WhoStep,
  network: NetworkStep,
  people: PeopleStep,
  encryption: EncryptionStep,
  start: StartStep,
  connect: ConnectStep,
  live: LiveStep,
};

/** Outlives a look into the help, and nothing else: it is in the memory of this window alone. */
let typedPassword = '';

export function SetupWizard(): ReactNode {
  const { page, draft, change, go, end } = useProgress();
  const [password, setPassword] = useState(typedPassword);
  const keepPassword = (typed: string): void => {
    typedPassword = typed;
    setPassword(typed);
  };
  const state: WizardState = {
    ...{ step: page, draft, go, password, setPassword: keepPassword },
    change(part) {
      // It was typed for the server before, and no other one may get it.
      if (part.host !== undefined && !isSameHost(draft, { host: part.host })) keepPassword('');
      change(part);
    },
    finish(place) {
      typedPassword = '';
      void end().then(() => goTo(place));
    },
  };
  const Current = pages[page];
  return (
    <WizardContext value={state}>
      <div className="wizard">
        <Progress current={page} />
        <main id="content">
          <Current />
        </main>
      </div>
    </WizardContext>
  );
}

/** Where the person is, for the eyes; the page's heading says it to screen readers. */
function Progress({ current }: { readonly current: StepName }): ReactNode {
  const { words } = useWords();
  const at = stepNames.indexOf(current);
  return (
    <aside aria-label={words.wizard.title}>
      <div className="wizard-title">{words.wizard.title}</div>
      <ol>
        {stepNames.map((name, index) => (
          <li key={name} aria-current={name === current ? 'step' : undefined}>
            {index < at ? (
              <StateShape tone="good" size={20} />
            ) : (
              <span className="wizard-number" aria-hidden="true">
                {index + 1}
              </span>
            )}
            <span>{words.wizard.steps[name]}</span>
          </li>
        ))}
      </ol>
    </aside>
  );
}
