/** The first wizard: ten pages, Back and Next, progress kept when the window closes. */
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import type { AppError } from '../../../main/contract/result.ts';
import { useProvider } from '../../link/office-facts.ts';
import { useDesktop } from '../../shell/desktop-context.tsx';
import { go as goTo } from '../../shell/route.ts';
import { AwayNotice } from '../../shell/away-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { NotYet } from '../../ui/not-yet.tsx';
import { StateShape } from '../../ui/state-mark.tsx';
import { useIsHere } from '../../ui/use-is-here.ts';
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
import { isSameHost } from '../../../main/contract/new-server.ts';
import { beginAgain } from './draft.ts';
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
  const { preferences } = useDesktop();
  // Once: when it ends, there is a moment in which nothing is kept of it.
  const [isBegun, setBegun] = useState(preferences.wizard !== null);
  return isBegun ? <Steps /> : <Anew onBegun={() => setBegun(true)} />;
}

/** Nothing is kept of it: it begins with what is in force. */
function Anew({ onBegun }: { readonly onBegun: () => void }): ReactNode {
  const { words } = useWords();
  const { prefer, preferences } = useDesktop();
  const { value: provider, error } = useProvider();
  const [unsaved, setUnsaved] = useState<AppError | null>(null);
  const begin = async (): Promise<void> => {
    if (provider === null) return;
    const saved = await prefer({ wizard: beginAgain(provider, preferences.startAtSignIn) });
    // It was typed for another draft, whose server may have been another one.
    typedPassword = '';
    if (saved.ok) onBegun();
    else setUnsaved(saved.error);
  };
  useEffect(() => void begin(), [provider === null]);
  return (
    <div className="wizard">
      <Progress current="welcome" />
      <main id="content">
        <div className="wizard-content stack">
          <AwayNotice />
          <NotYet error={error ?? unsaved} />
        </div>
        <footer className="wizard-foot">
          <Button look="plain" onClick={() => goTo('overview')}>
            {words.wizard.leave}
          </Button>
        </footer>
      </main>
    </div>
  );
}

function Steps(): ReactNode {
  const { page, draft, change, go, end } = useProgress();
  const isHere = useIsHere();
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
      // A backup may be in force only after the person went elsewhere.
      void end().then(() => isHere.current && goTo(place));
    },
  };
  const Current = pages[page];
  return (
    <WizardContext value={state}>
      <div className="wizard">
        <Progress current={page} skipped={draft.skipped} />
        <main id="content">
          <Current />
        </main>
      </div>
    </WizardContext>
  );
}

/** Where the person is, for the eyes; the page's heading says it to screen readers. */
function Progress({
  current,
  skipped = [],
}: {
  readonly current: StepName;
  readonly skipped?: readonly StepName[];
}): ReactNode {
  const { words } = useWords();
  const at = stepNames.indexOf(current);
  return (
    <aside aria-label={words.wizard.title}>
      <div className="wizard-title">{words.wizard.title}</div>
      <ol>
        {stepNames.map((name, index) => (
          <li key={name} aria-current={name === current ? 'step' : undefined}>
            {index < at && !skipped.includes(name) ? (
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
