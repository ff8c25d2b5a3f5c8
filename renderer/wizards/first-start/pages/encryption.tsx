/** Page 7: the office certificate, its export, or an own one. */
import type { ReactNode } from 'react';
import { useTls } from '../../../link/office-facts.ts';
import { Certificate } from '../../../security/certificate.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function EncryptionStep(): ReactNode {
  const { words } = useWords();
  const tls = useTls().value;
  const w = words.wizard.encryption;
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="certificates" canSkip>
      {tls?.authorityPem ? <p>{w.why}</p> : null}
      <Certificate />
    </WizardPage>
  );
}
