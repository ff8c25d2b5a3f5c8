/** Page 2: the provider, by e-mail address, from the list, or by hand; all of it may be changed. */
import { useRef, useState, type ReactNode, type RefObject } from 'react';
import type { FoundProvider } from '../../../../main/contract/providers.ts';
import { FindProvider } from '../../../provider/find-provider.tsx';
import { ServerForm, type ServerFields } from '../../../provider/provider-form.tsx';
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
  const [searched, setSearched] = useState(draft.found === null ? null : draft.address.trim());
  const search = useRef<HTMLFormElement>(null);

  const next = (): boolean => {
    // Who types the address, or another one than before, and goes on means the search.
    const address = draft.address.trim();
    const isNew = searched === null ? !isShown : searched !== address;
    if (!isPractice && isNew && address !== '') {
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
        <Server {...{ search, isShown, setShown, searched, setSearched }} />
      )}
      {problem === '' ? null : <Notice tone="attention" title={problem} isAlert />}
    </WizardPage>
  );
}

interface ServerProps {
  readonly search: RefObject<HTMLFormElement | null>;
  readonly isShown: boolean;
  readonly setShown: (isShown: boolean) => void;
  /** The address that what stands in the fields was looked up for; null where nothing was. */
  readonly searched: string | null;
  readonly setSearched: (searched: string | null) => void;
}

function Server({ search, isShown, setShown, searched, setSearched }: ServerProps): ReactNode {
  const { words } = useWords();
  const { draft, change } = useWizard();
  const take = (found: FoundProvider | null, address: string | null): void => {
    setShown(true);
    setSearched(address);
    if (found === null) {
      // Nobody chose the name that stands there for the address before.
      const isOpen = draft.user === '' || draft.user === searched;
      change({ found: null, ...(isOpen ? { user: draft.address.trim() } : {}) });
      return;
    }
    const { host, port, tls, user, maxConnections } = found.provider;
    change({ host, port, tls, user, maxConnections, found });
  };
  // What somebody types there no search takes away.
  const type = (server: ServerFields): void => {
    setSearched(null);
    change(server);
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
          <ServerForm server={draft} onChange={type} />
        </Card>
      ) : null}
    </>
  );
}
