/** Page 3: user name, password, and the test with its live step list. Next saves. */
import { useState, type ReactNode } from 'react';
import { useAsk } from '../../../link/use-ask.ts';
import { useLive } from '../../../link/use-live.ts';
import { ProviderTest } from '../../../provider/provider-test.tsx';
import { useDesktop } from '../../../shell/desktop-context.tsx';
import { Tick } from '../../../ui/choice.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { providerOf } from '../draft.ts';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function SignInStep(): ReactNode {
  const { words } = useWords();
  const { draft, password } = useWizard();
  const { ask, isBusy, error } = useAsk();
  const [sendsTest, setSendsTest] = useState(true);
  const w = words.wizard.signIn;
  const isPractice = draft.kind === 'practice';
  const given = password === '' ? undefined : password;
  const mailTo = isPractice ? 'test@example.org' : draft.address;

  const save = async (): Promise<boolean> => {
    const saved = await ask('provider:set', { provider: providerOf(draft), password: given });
    return saved.ok;
  };

  return (
    <WizardPage
      title={w.title}
      lead={w.lead}
      helpTopic="provider#sign-in"
      onNext={save}
      isBusy={isBusy}
      canSkip
    >
      {isPractice ? <Notice tone="info" title={w.practice} /> : <Credentials />}
      {mailTo === '' ? null : (
        <Tick label={w.sendTest(mailTo)} isOn={sendsTest} onToggle={setSendsTest} />
      )}
      <ProviderTest
        provider={providerOf(draft)}
        password={given}
        mailTo={sendsTest && mailTo !== '' ? mailTo : null}
      />
      <ErrorNotice error={error} />
    </WizardPage>
  );
}

function Credentials(): ReactNode {
  const { words, say } = useWords();
  const { draft, change, password, setPassword } = useWizard();
  const { info } = useDesktop();
  const stored = useLive('provider:show', {}, ['provider', 'settings']).value;
  const w = words.wizard.signIn;
  return (
    <>
      {draft.note === '' ? null : <Notice tone="attention" title={say(draft.note)} />}
      <TextField label={w.user} value={draft.user} onText={(user) => change({ user })} />
      <PasswordField
        label={w.password}
        hint={stored?.hasPassword ? w.passwordStored : w.passwordHint}
        value={password}
        onText={setPassword}
      />
      {info.protectsSecrets ? null : <Notice tone="attention" title={words.provider.unprotected} />}
    </>
  );
}
