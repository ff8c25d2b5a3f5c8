/**
 * Network and security. What an office needs comes first: how this computer is reached, encryption, devices,
 * blocks. The rest stands closed below, for who knows what it is.
 */
import type { ReactNode } from 'react';
import { useNetwork } from '../link/office-facts.ts';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Blocks } from './blocks.tsx';
import { Certificate } from './certificate.tsx';
import { Limits } from './limits.tsx';
import { HostName, OutsideMail } from './mail-server.tsx';
import { Addresses, FirewallHint } from './addresses.tsx';
import { PlaintextSignIn } from './plaintext-sign-in.tsx';
import { PopAuth } from './pop-auth.tsx';
import { Ports } from './ports.tsx';
import { Trusted } from './trusted.tsx';
import './page.css';

export function SecurityPage(): ReactNode {
  const { words } = useWords();
  const { value: network, error } = useNetwork();
  const w = words.security;
  return (
    <Page title={words.shell.pages.security} lead={w.lead} helpTopic="ports-and-firewall">
      {network === null ? (
        <NotYet error={error} />
      ) : (
        <>
          <Addresses network={network} />
          <Card title={w.ports.title}>
            <Ports ports={network.ports} />
          </Card>
          <FirewallHint ports={network.ports} />
        </>
      )}
      <Certificate title={w.certificate.title} />
      <Trusted />
      <Blocks />
      <div>
        <h2>{w.moreTitle}</h2>
        <p className="soft">{w.moreLead}</p>
      </div>
      <PlaintextSignIn />
      <PopAuth />
      <Limits />
      <OutsideMail />
      <HostName own={network?.hostname ?? ''} />
    </Page>
  );
}
