/** The first wizard: ten pages, Back and Next, progress kept when the window closes. */
import { useEffect, useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { useDesktop } from '../../shell/desktop-context.tsx';
import { go as goTo } from '../../shell/route.ts';
import { StateShape } from '../../ui/state-mark.tsx';
import { useWords } from '../../words/words-context.tsx';
import { progressOf, restore, type Draft } from './draft.ts';
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
import { stepFrom, stepNames, type StepName } from './steps.ts';
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

export function SetupWizard(): ReactNode {
  const { preferences, prefer } = useDesktop();
  const [{ page, draft }, setState] = useState(() => restore(preferences.wizard));
  const [password, setPassword] = useState('');

  // Kept with every change: the window may be closed at any moment.
  const [hasChanged, setChanged] = useState(false);
  useEffect(() => {
    if (!hasChanged) return undefined;
    const timer = window.setTimeout(() => void prefer({ wizard: progressOf(page, draft) }), 300);
    return () => window.clearTimeout(timer);
    // `prefer` is new with every answer of the desktop; what matters is what was typed.
  }, [page, draft, hasChanged]);

  const state = useMemo<WizardState>(
    () => ({
      ...{ step: page, draft, password, setPassword },
      change(part: Partial<Draft>) {
        setChanged(true);
        setState((before) => ({ ...before, draft: { ...before.draft, ...part } }));
      },
      go(by) {
        setChanged(true);
        setState((before) => ({ ...before, page: stepFrom(before.page, by) }));
      },
      finish(place) {
        setChanged(false);
        void prefer({ wizard: null }).then(() => goTo(place));
      },
    }),
    [page, draft, password, prefer],
  );
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
              <StateShape tone="good" size={18} />
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
