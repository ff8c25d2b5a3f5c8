/** The certificate that mail programs see: the office's own authority to hand out, or an own pair. */
import { useState, type ReactNode } from 'react';
import type { TlsView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card, Facts, Loading } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function Certificate(): ReactNode {
  const { words, format } = useWords();
  const { value: tls } = useLive('tls:show', {}, ['tls', 'settings']);
  const w = words.wizard.encryption;
  if (tls === null) return <Loading />;
  if (tls.certificate === null) return <Notice tone="error" title={w.none} />;
  const { names, validTo, fingerprint } = tls.certificate;
  return (
    <>
      <Card>
        <Facts
          facts={[
            [w.names, names.join(', ')],
            [w.until, format.dateTime(validTo)],
            [w.fingerprint, <code key="f">{fingerprint}</code>],
          ]}
        />
        {tls.authorityPem === null ? null : <SaveAuthority pem={tls.authorityPem} />}
      </Card>
      <OwnCertificate tls={tls} />
    </>
  );
}

function SaveAuthority({ pem }: { readonly pem: string }): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const save = async (): Promise<void> => {
    const suggestedName = 'mailroom-office-certificate.crt';
    const result = await ask('desktop:save-text', { suggestedName, text: pem });
    if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
  };
  return (
    <>
      <div className="buttons">
        <Button isBusy={isBusy} onClick={() => void save()}>
          {words.wizard.encryption.save}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </>
  );
}

interface Picked {
  readonly path: string;
  readonly name: string;
}

function OwnCertificate({ tls }: { readonly tls: TlsView }): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const [certificate, setCertificate] = useState<Picked | null>(null);
  const [key, setKey] = useState<Picked | null>(null);
  const w = words.wizard.encryption;

  const pick = async (purpose: 'certificate' | 'key'): Promise<void> => {
    const result = await ask('desktop:pick-file', { purpose });
    if (result.ok && result.value) (purpose === 'key' ? setKey : setCertificate)(result.value);
  };
  const use = async (certificateFile: string, keyFile: string): Promise<void> => {
    if (certificateFile !== '') {
      const checked = await ask('tls:check', { certificateFile, keyFile });
      if (!checked.ok) return;
    }
    const value = JSON.stringify({ certificateFile, keyFile });
    await ask('settings:set', { path: 'tls', value });
  };

  return (
    <details>
      <summary>{w.own}</summary>
      <div className="stack" style={{ paddingTop: '0.75rem' }}>
        <p className="soft">{w.ownHint}</p>
        <div className="row">
          <Button onClick={() => void pick('certificate')}>{w.pickCertificate}</Button>
          <span>{certificate?.name}</span>
        </div>
        <div className="row">
          <Button onClick={() => void pick('key')}>{w.pickKey}</Button>
          <span>{key?.name}</span>
        </div>
        <ErrorNotice error={error} />
        <div className="buttons">
          <Button
            look="primary"
            isBusy={isBusy}
            disabled={certificate === null || key === null}
            onClick={() => void use(certificate?.path ?? '', key?.path ?? '')}
          >
            {w.useOwn}
          </Button>
          {tls.source === 'own' ? (
            <Button onClick={() => void use('', '')}>{w.useOffice}</Button>
          ) : null}
        </div>
      </div>
    </details>
  );
}
