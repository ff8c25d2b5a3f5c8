/** Page 2: the provider, by e-mail address, from the list, or by hand; all of it may be changed. */
import { useRef, useState, type ReactNode, type RefObject } from 'react';
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
  const [isShown, setShown] = useState(draft.host !== '');
  const search = useRef<HTMLFormElement>(null);

  const next = (): boolean => {
    // Who types the address and goes on means the search.
    if (!isPractice && !isShown && draft.address.trim() !== '') {
      search.current?.requestSubmit();
      return false;
    }
    const { needHost, needPort } = words.provider.find;
    const isPort = draft.port > 0 && draft.port <= 65_535;
    const missing = draft.host === '' ? needHost : isPort ? '' : needPort;
    setProblem(isPractice ? '' : missing);
    return isPractice || missing === '';
  };

  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="provider" onNext={next} canSkip>
      {isPractice ? (
        <Notice tone="info" title={w.practice} />
      ) : (
        <Server {...{ search, isShown, setShown }} />
      )}
      {problem === '' ? null : <Notice tone="attention" title={problem} isAlert />}
    </WizardPage>
  );
}

function Server({
  search,
  isShown,
  setShown,
}: {
  readonly search: RefObject<HTMLFormElement | null>;
  readonly isShown: boolean;
  readonly setShown: (isShown: boolean) => void;
}): ReactNode {
  const { words } = useWords();
  const { draft, change } = useWizard();
  const take = (found: FoundProvider | null): void => {
    setShown(true);
    if (found === null) {
      change({ found: null, ...(draft.user === '' ? { user: draft.address } : {}) });
      return;
    }
    const { host, port, tls, user, maxConnections } = found.provider;
    change({ host, port, tls, user, maxConnections, found });
  };
  return (
    <>
      <Card>
        <FindProvider
          address={draft.address}
          server={draft}
          found={draft.found}
          formRef={search}
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
