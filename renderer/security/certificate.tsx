/** The certificate that mail programs see: the office's own authority to hand out, or an own pair. */
import type { ReactNode } from 'react';
import type { TlsView } from '../../main/contract/status.ts';
import { useTls } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Facts, HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { OwnCertificate } from './own-certificate.tsx';

export function Certificate({ title }: { readonly title?: string }): ReactNode {
  const { words, say } = useWords();
  const { value: tls, error } = useTls();
  const w = words.security.certificate;
  if (tls === null)
    return (
      <Card title={title}>
        <NotYet error={error} />
      </Card>
    );
  return (
    <Card
      title={title}
      actions={title ? <HelpLink topic="certificates" about={title} /> : undefined}
    >
      {tls.certificate === null ? (
        <Notice tone="error" title={w.none} />
      ) : (
        <CertificateFacts tls={tls} certificate={tls.certificate} />
      )}
      {tls.fault === null ? null : <Notice tone="attention" title={say(tls.fault)} />}
      {tls.authorityPem === null ? null : <SaveAuthority pem={tls.authorityPem} />}
      <OwnCertificate tls={tls} />
    </Card>
  );
}

function CertificateFacts({
  tls,
  certificate: { names, validTo, fingerprint, issuer },
}: {
  readonly tls: TlsView;
  readonly certificate: NonNullable<TlsView['certificate']>;
}): ReactNode {
  const { words, format } = useWords();
  const w = words.security.certificate;
  return (
    <Facts
      facts={[
        [w.names, names.join(', ')],
        [w.issuer, tls.source === 'office' ? w.office : issuer],
        [w.until, validTo === null ? words.common.unreadableDate : format.dateTime(validTo)],
        [w.fingerprint, <code key="f">{fingerprint}</code>],
      ]}
    />
  );
}

function SaveAuthority({ pem }: { readonly pem: string }): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const w = words.security.certificate;
  const save = async (): Promise<void> => {
    const suggestedName = 'mailroom-office-certificate.crt';
    const result = await ask('desktop:save-text', { suggestedName, text: pem });
    if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
  };
  return (
    <>
      <p className="soft">{w.saveHint}</p>
      <div className="buttons">
        <Button isBusy={isBusy} onClick={() => void save()}>
          {w.save}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </>
  );
}
