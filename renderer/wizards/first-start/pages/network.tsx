/** Page 5: what clients type to reach this PC, who holds a taken port, and what may stand in the way. */
import type { ReactNode } from 'react';
import { useNetwork } from '../../../link/office-facts.ts';
import { Addresses, FirewallHint } from '../../../security/addresses.tsx';
import { OfficeSignIn } from '../../../security/plaintext-sign-in.tsx';
import { Ports } from '../../../security/ports.tsx';
import { NotYet } from '../../../ui/not-yet.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function NetworkStep(): ReactNode {
  const { words } = useWords();
  const { value: network, error } = useNetwork();
  const w = words.wizard.network;
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="ports-and-firewall">
      {network === null ? (
        <NotYet error={error} />
      ) : (
        <>
          <Addresses network={network} />
          <Card title={words.security.ports.title}>
            <Ports ports={network.ports} />
          </Card>
          <FirewallHint ports={network.ports} />
          <Card title={w.unencryptedTitle}>
            <OfficeSignIn />
          </Card>
        </>
      )}
    </WizardPage>
  );
}
