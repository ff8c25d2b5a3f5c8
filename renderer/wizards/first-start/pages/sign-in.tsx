/** Page 3: user name, password, and the test with its live step list. Next saves. */
import { useState, type ReactNode } from 'react';
import { useProvider } from '../../../link/office-facts.ts';
import { useAsk } from '../../../link/use-ask.ts';
import { Credentials } from '../../../provider/credentials.tsx';
import { fieldLabel } from '../../../provider/field-label.ts';
import { ProviderTest } from '../../../provider/provider-test.tsx';
import { TestMail } from '../../../provider/test-mail.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { providerOf } from '../draft.ts';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function SignInStep(): ReactNode {
  const { words } = useWords();
  const { draft } = useWizard();
  const w = words.wizard.signIn;
  if (draft.kind === 'practice' || draft.host !== '') return <SignIn />;
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="provider" hasNext={false} canSkip>
      <Notice tone="info" title={w.noServer} />
    </WizardPage>
  );
}

function SignIn(): ReactNode {
  const { words } = useWords();
  const { draft, setPassword } = useWizard();
  const { ask, isBusy, error } = useAsk();
  const [hasTried, setTried] = useState(false);
  const [isWarned, setWarned] = useState(false);
  const given = usePasswordToGive();
  const isMissing = useIsPasswordMissing();
  const isNameless = useIsNameMissing();
  const w = words.wizard.signIn;

  const save = async (): Promise<boolean> => {
    setTried(true);
    if (isMissing) return false;
    // Hardly any provider that we know takes mail without a sign-in: who means it says so twice.
    if (isNameless && !isWarned) {
      setWarned(true);
      return false;
    }
    const saved = await ask('provider:set', { provider: providerOf(draft), password: given });
    if (saved.ok) setPassword('');
    return saved.ok;
  };

  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'provider', isBusy }}
      onNext={save}
      canSkip
    >
      {draft.kind === 'practice' ? (
        <Notice tone="info" title={w.practice} />
      ) : (
        <Account
          userError={isWarned && isNameless ? w.needUser : null}
          passwordError={hasTried && isMissing ? w.needPassword : null}
        />
      )}
      <Test />
      <ErrorNotice error={error} about={fieldLabel(error, words)} />
    </WizardPage>
  );
}

/** What was typed for a real provider is not the practice provider's. */
function usePasswordToGive(): string | undefined {
  const { draft, password } = useWizard();
  return draft.kind === 'practice' || password === '' ? undefined : password;
}

/** All mail would wait, and the wizard would call the page done. False until it is known what is stored. */
function useIsPasswordMissing(): boolean {
  const { draft } = useWizard();
  const stored = useProvider().value;
  const given = usePasswordToGive();
  const isWanted = draft.kind !== 'practice' && providerOf(draft).auth !== 'none';
  return isWanted && given === undefined && stored?.hasPassword === false;
}

/** Known providers ask for one; who fills the server in by hand may have one that does not. */
function useIsNameMissing(): boolean {
  const { kind, user, found } = useWizard().draft;
  const isAsked = found !== null && found.provider.auth !== 'none';
  return kind !== 'practice' && isAsked && user === '';
}

function Account(errors: {
  readonly userError: string | null;
  readonly passwordError: string | null;
}): ReactNode {
  const { say } = useWords();
  const { draft, change, password, setPassword } = useWizard();
  const note = draft.found?.note ?? null;
  return (
    <Card>
      {note === null ? null : <Notice tone="attention" title={say(note)} />}
      <Credentials
        {...{ host: draft.host, user: draft.user, password, ...errors }}
        onUser={(user) => change({ user })}
        onPassword={setPassword}
      />
    </Card>
  );
}

function Test(): ReactNode {
  const { draft, change } = useWizard();
  const [mailTo, setMailTo] = useState<string | null>(null);
  return (
    <Card>
      <TestMail
        suggestion={draft.kind === 'practice' ? 'test@example.org' : draft.address}
        isWantedAtFirst
        onChange={setMailTo}
      />
      <ProviderTest
        provider={providerOf(draft)}
        password={usePasswordToGive()}
        mailTo={mailTo}
        onPin={(fingerprint) => change({ fingerprint })}
      />
    </Card>
  );
}
