/** Page 2: the provider, by e-mail address; says where the answer came from, and all may be changed. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { FoundProvider } from '../../../../main/contract/providers.ts';
import { useAsk } from '../../../link/use-ask.ts';
import { useAnnounce } from '../../../ui/announce.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/surface.tsx';
import { ServerForm } from '../../../provider/provider-form.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function ProviderStep(): ReactNode {
  const { words } = useWords();
  const { draft } = useWizard();
  const [problem, setProblem] = useState('');
  const w = words.wizard.provider;
  const isPractice = draft.kind === 'practice';

  const next = (): boolean => {
    const isComplete = isPractice || (draft.host !== '' && draft.port > 0);
    setProblem(isComplete ? '' : w.needHost);
    return isComplete;
  };

  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="provider" onNext={next} canSkip>
      {isPractice ? <Notice tone="info" title={w.practice} /> : <Search />}
      {problem === '' ? null : <Notice tone="attention" title={problem} isAlert />}
    </WizardPage>
  );
}

function Search(): ReactNode {
  const { words, say } = useWords();
  const { draft, change } = useWizard();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [found, setFound] = useState<FoundProvider | 'nothing' | null>(null);
  const [step, setStep] = useState('');
  const w = words.wizard.provider;

  const look = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const result = await ask('provider:find', { address: draft.address }, ({ value }) =>
      setStep((value as { title: string }).title),
    );
    setStep('');
    if (!result.ok) return;
    setFound(result.value ?? 'nothing');
    announce(result.value ? w.source[result.value.source](result.value.name) : w.nothing);
    if (result.value === null) {
      change({ user: draft.address, note: '', limits: '' });
      return;
    }
    const { provider, note, limits } = result.value;
    const { host, port, tls, user, maxConnections } = provider;
    change({ host, port, tls, user, maxConnections, note: note ?? '', limits: limits ?? '' });
  };

  return (
    <>
      <form className="row" style={{ alignItems: 'end' }} onSubmit={(event) => void look(event)}>
        <TextField
          label={w.address}
          type="email"
          placeholder={w.addressHint}
          value={draft.address}
          required
          onText={(address) => change({ address })}
        />
        <Button look="primary" type="submit" icon="search" isBusy={isBusy}>
          {isBusy ? w.finding : w.find}
        </Button>
        {step === '' ? null : (
          <span className="soft" role="status">
            {say(step)}
          </span>
        )}
      </form>
      <ErrorNotice error={error} />
      {found === null ? null : <Outcome found={found} />}
      {found !== null || draft.host !== '' ? (
        <Card title={w.values}>
          <ServerForm server={draft} onChange={change} />
        </Card>
      ) : null}
    </>
  );
}

function Outcome({ found }: { readonly found: FoundProvider | 'nothing' }): ReactNode {
  const { words, say } = useWords();
  const w = words.wizard.provider;
  if (found === 'nothing') return <Notice tone="attention" title={w.nothing} />;
  const isGuess = found.source === 'guess';
  return (
    <>
      <Notice tone={isGuess ? 'attention' : 'good'} title={w.source[found.source](found.name)}>
        {found.note === null ? null : <p>{say(found.note)}</p>}
        {found.limits === null ? null : <p className="soft">{w.limits(say(found.limits))}</p>}
      </Notice>
      {found.needsOAuth ? <Notice tone="error" title={w.oauth} /> : null}
    </>
  );
}
