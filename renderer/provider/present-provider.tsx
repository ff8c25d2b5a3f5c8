/** The provider in force, as facts, and a test of just that. */
import { useState, type ReactNode } from 'react';
import type { WindowRequests } from '../../main/contract/desktop.ts';
import { useProvider } from '../link/office-facts.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { WherePasswordLies } from './credentials.tsx';
import { ProviderTest } from './provider-test.tsx';
import { TestMail } from './test-mail.tsx';

type Shown = WindowRequests['provider:show']['result'];

export function PresentProvider(): ReactNode {
  const { words } = useWords();
  const { value: provider, error } = useProvider();
  const w = words.provider.present;
  if (provider === null)
    return (
      <Card title={w.title}>
        <NotYet error={error} />
      </Card>
    );
  return (
    <>
      <Card
        title={w.title}
        actions={
          <ButtonLink look="primary" place="provider/change">
            {provider.host === '' ? w.setUp : w.change}
          </ButtonLink>
        }
      >
        {provider.kind === 'practice' ? (
          <Notice tone="info" title={w.practice} />
        ) : (
          <ServerFacts provider={provider} />
        )}
      </Card>
      <Card title={w.test}>
        <p className="soft">{w.testHint}</p>
        <TestInForce key={JSON.stringify(provider)} provider={provider} />
      </Card>
    </>
  );
}

function ServerFacts({ provider }: { readonly provider: Shown }): ReactNode {
  const { words } = useWords();
  const w = words.provider;
  const { host, port, tls, auth, user, hasPassword, maxConnections, fingerprint } = provider;
  const signsIn = auth !== 'none' && user !== '';
  return (
    <>
      <Facts
        facts={[
          [w.host, `${host}:${port}`],
          [w.tls, w.tlsModes[tls]],
          [w.present.signIn, signsIn ? w.present.signInAs(user) : w.present.signInNone],
          [w.present.connections, maxConnections],
          ...(fingerprint === ''
            ? []
            : [[w.certificate.fingerprint, <code key="f">{fingerprint}</code>] as const]),
        ]}
      />
      {signsIn && hasPassword ? <WherePasswordLies /> : null}
      {signsIn && !hasPassword ? (
        <Notice tone="attention" title={w.present.passwordMissing} />
      ) : null}
    </>
  );
}

function TestInForce({ provider }: { readonly provider: Shown }): ReactNode {
  const [mailTo, setMailTo] = useState<string | null>(null);
  const isPractice = provider.kind === 'practice';
  return (
    <>
      <TestMail suggestion={isPractice ? 'test@example.org' : provider.user} onChange={setMailTo} />
      <ProviderTest provider={{}} password={undefined} mailTo={mailTo} />
    </>
  );
}
