/** Page 3: user name, password, and the test with its live step list. Next saves. */
import { useState, type ReactNode } from 'react';
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
  const { words, say } = useWords();
  const { draft, change, password, setPassword } = useWizard();
  const { ask, isBusy, error } = useAsk();
  const [mailTo, setMailTo] = useState<string | null>(null);
  const w = words.wizard.signIn;
  const isPractice = draft.kind === 'practice';
  // What was typed for a real provider is not the practice provider's.
  const given = isPractice || password === '' ? undefined : password;
  const note = draft.found?.note ?? null;

  const save = async (): Promise<boolean> => {
    const saved = await ask('provider:set', { provider: providerOf(draft), password: given });
    if (saved.ok) setPassword('');
    return saved.ok;
  };

  if (!isPractice && draft.host === '')
    return (
      <WizardPage title={w.title} lead={w.lead} helpTopic="provider" hasNext={false} canSkip>
        <Notice tone="info" title={w.noServer} />
      </WizardPage>
    );
  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'provider', isBusy }}
      onNext={save}
      canSkip
    >
      {isPractice ? (
        <Notice tone="info" title={w.practice} />
      ) : (
        <Card>
          {note === null ? null : <Notice tone="attention" title={say(note)} />}
          <Credentials
            host={providerOf(draft).host ?? ''}
            user={draft.user}
            password={password}
            onUser={(user) => change({ user })}
            onPassword={setPassword}
          />
        </Card>
      )}
      <Card>
        <TestMail
          suggestion={isPractice ? 'test@example.org' : draft.address}
          isWantedAtFirst
          onChange={setMailTo}
        />
        <ProviderTest
          provider={providerOf(draft)}
          password={given}
          mailTo={mailTo}
          onPin={(fingerprint) => change({ fingerprint })}
        />
      </Card>
      <ErrorNotice error={error} about={fieldLabel(error, words)} />
    </WizardPage>
  );
}
