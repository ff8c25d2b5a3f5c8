/** Trusts a device that was refused, or lets it do more: within bounds that a person sees and can change before. */
import { useState, type ReactNode } from 'react';
import { useStatus, useTrusted } from '../link/office-facts.ts';
import { TrustedForm } from '../security/trusted-form.tsx';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Remedy, RefusalFacts } from './remedies.ts';
import { boundsFor, isOwnPc, widened } from './trust-bounds.ts';

export function TrustButton({
  remedy,
  facts,
  look,
}: {
  readonly remedy: Extract<Remedy, { readonly kind: 'trust' | 'widen' }>;
  readonly facts: RefusalFacts;
  readonly look: ButtonLook;
}): ReactNode {
  const { words } = useWords();
  const trusted = useTrusted().value ?? [];
  const addresses = useStatus().value?.addresses ?? [];
  const [isOpen, setOpen] = useState(false);
  const w = words.mail;
  const names = trusted.map(({ name }) => name);
  const form =
    remedy.kind === 'trust'
      ? {
          title: w.trust.title,
          device: null,
          draft: boundsFor(facts, w.trust.suggestedName(facts.peer), names),
        }
      : { device: remedy.network, draft: widened(remedy.network, facts) };
  return (
    <>
      <Button look={look} icon="security" onClick={() => setOpen(true)}>
        {remedy.kind === 'trust' ? w.remedies.trust : w.remedies.widen(remedy.network.name)}
      </Button>
      {isOpen ? (
        <TrustedForm {...form} onClose={() => setOpen(false)}>
          <p className="soft">{w.trust.lead}</p>
          {isOwnPc(form.draft.network, addresses) ? (
            <Notice tone="attention" title={w.trust.ownPc} />
          ) : null}
        </TrustedForm>
      ) : null}
    </>
  );
}
