/** Page 2: the provider, by e-mail address, from the list, or by hand; all of it may be changed. */
import { useState, type ReactNode } from 'react';
import type { FoundProvider } from '../../../../main/contract/providers.ts';
import { FindProvider } from '../../../provider/find-provider.tsx';
import { ServerForm } from '../../../provider/provider-form.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/surface.tsx';
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
    setProblem(isComplete ? '' : words.provider.find.needHost);
    return isComplete;
  };

  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="provider" onNext={next} canSkip>
      {isPractice ? <Notice tone="info" title={w.practice} /> : <Server />}
      {problem === '' ? null : <Notice tone="attention" title={problem} isAlert />}
    </WizardPage>
  );
}

function Server(): ReactNode {
  const { words } = useWords();
  const { draft, change } = useWizard();
  const [isShown, setShown] = useState(draft.host !== '');
  const take = (found: FoundProvider | null): void => {
    setShown(true);
    if (found === null) {
      change({ found: null, ...(draft.user === '' ? { user: draft.address } : {}) });
      return;
    }
    const { host, port, tls, user, maxConnections } = found.provider;
    // Another server has another certificate.
    change({ host, port, tls, user, maxConnections, found, fingerprint: '' });
  };
  return (
    <>
      <Card>
        <FindProvider
          address={draft.address}
          found={draft.found}
          onAddress={(address) => change({ address })}
          onFound={take}
        />
      </Card>
      {isShown ? (
        <Card title={words.provider.find.values}>
          <ServerForm server={draft} onChange={change} />
        </Card>
      ) : null}
    </>
  );
}
