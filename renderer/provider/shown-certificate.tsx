/** The certificate that the provider showed in a test, and the way to trust exactly this one. */
import type { ReactNode } from 'react';
import type { CheckView } from '../../main/contract/status.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function ShownCertificate({
  check,
  fingerprint,
  onPin,
}: {
  /** The step that encrypts; undefined before it. */
  readonly check: CheckView | undefined;
  /** The one that is trusted already, or ''. */
  readonly fingerprint: string;
  readonly onPin: ((fingerprint: string) => void) | undefined;
}): ReactNode {
  const { words, format } = useWords();
  const announce = useAnnounce();
  const w = words.provider.certificate;
  const shown = check?.certificate;
  if (shown === undefined) return null;
  const isPinned = fingerprint.toLowerCase() === shown.fingerprint.toLowerCase();
  return (
    // Open where it is the trouble: then a person has to look at it.
    <details open={check?.state === 'failed'}>
      <summary>{w.title}</summary>
      <div className="stack shown-certificate">
        <Facts
          facts={[
            [w.subject, shown.subject],
            [w.issuer, shown.issuer],
            ...(shown.names.length === 0 ? [] : [[w.names, shown.names.join(', ')] as const]),
            [
              w.until,
              shown.validTo === null ? words.common.unreadableDate : format.dateTime(shown.validTo),
            ],
            [w.fingerprint, <code key="f">{shown.fingerprint}</code>],
          ]}
        />
        {isPinned ? <p className="soft">{w.pinned}</p> : null}
        {onPin && !isPinned ? (
          <>
            <p className="soft">{w.pinHint}</p>
            <div className="buttons">
              <Button
                onClick={() => {
                  onPin(shown.fingerprint);
                  announce(w.pinned);
                }}
              >
                {w.pin}
              </Button>
            </div>
          </>
        ) : null}
      </div>
    </details>
  );
}
