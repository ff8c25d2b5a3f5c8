/** An own certificate in place of the office's: two files, checked before they are put in force. */
import { useState, type ReactNode } from 'react';
import type { TlsView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

interface Picked {
  readonly path: string;
  readonly name: string;
}

export function OwnCertificate({ tls }: { readonly tls: TlsView }): ReactNode {
  const { words } = useWords();
  const { certificate, key, pick, use, isBusy, error } = useOwnFiles();
  const w = words.security.certificate;
  return (
    <details>
      <summary>{w.own}</summary>
      <div className="stack own-certificate">
        {tls.source === 'office' && tls.isOwnSet ? null : (
          <p className="soft">{tls.source === 'own' ? w.ownInUse : w.ownHint}</p>
        )}
        <FileRow
          label={w.pickCertificate}
          file={certificate}
          isBusy={isBusy}
          onPick={() => void pick('certificate')}
        />
        <FileRow label={w.pickKey} file={key} isBusy={isBusy} onPick={() => void pick('key')} />
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
          {tls.isOwnSet ? (
            <Button isBusy={isBusy} onClick={() => void use('', '')}>
              {w.useOffice}
            </Button>
          ) : null}
        </div>
      </div>
    </details>
  );
}

/** The two files that were picked, and the way to put them in force; none are the office's own. */
function useOwnFiles() {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [certificate, setCertificate] = useState<Picked | null>(null);
  const [key, setKey] = useState<Picked | null>(null);
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
    const applied = await ask('settings:set', { path: 'tls', value });
    if (applied.ok) announce(words.security.certificate.used);
  };
  return { certificate, key, pick, use, isBusy, error };
}

function FileRow({
  label,
  file,
  isBusy,
  onPick,
}: {
  readonly label: string;
  readonly file: Picked | null;
  readonly isBusy: boolean;
  readonly onPick: () => void;
}): ReactNode {
  return (
    <div className="row">
      <Button isBusy={isBusy} onClick={onPick}>
        {label}
      </Button>
      <span className="selectable">{file?.name}</span>
    </div>
  );
}
