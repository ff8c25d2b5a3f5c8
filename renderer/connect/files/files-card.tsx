/** What can be saved as a file so that nobody has to type: the office certificate, and a profile for Apple. */
import type { ReactNode } from 'react';
import { useAsk } from '../../link/use-ask.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { Card, HelpLink } from '../../ui/surface.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { Filling, Program } from '../model/program.ts';
import { CertificateFile } from './certificate-file.tsx';
import { mobileconfig } from './mobileconfig.ts';

export interface FilesCardProps {
  readonly program: Program;
  readonly filling: Filling;
  readonly authorityPem: string | null;
}

export function FilesCard(props: FilesCardProps): ReactNode {
  const { words } = useWords();
  const { program, filling, authorityPem } = props;
  const isApple = program.topic === 'apple-mail';
  const isEncrypted = filling.smtp.tls !== 'none' || filling.pop.tls !== 'none';
  if (!isApple && (authorityPem === null || !isEncrypted)) return null;
  const w = words.connect.page.files;
  return (
    <div className="no-print">
      <Card title={isApple ? w.title : w.certificateTitle}>
        {isApple ? <AppleProfile {...props} /> : null}
        {authorityPem === null ? null : (
          <div className="stack tight">
            <p className="soft">{w.certificateHint}</p>
            <div className="buttons">
              <CertificateFile pem={authorityPem} />
              <HelpLink topic="certificates" about={w.certificate} />
            </div>
          </div>
        )}
      </Card>
    </div>
  );
}

function AppleProfile({ filling, authorityPem }: FilesCardProps): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  const w = words.connect.page.files;
  const save = async (): Promise<void> => {
    const text = mobileconfig({
      ...{ filling, authorityPem },
      words: { title: w.profileTitle(filling.user), description: w.profileDescription },
      uuid: () => crypto.randomUUID(),
    });
    const suggestedName = `mailroom-${filling.user}.mobileconfig`;
    const saved = await ask('desktop:save-text', { suggestedName, text });
    if (saved.ok && saved.value) announce(words.common.savedAs(saved.value.savedAs));
  };
  return (
    <div className="stack tight">
      <p className="soft">{w.apple}</p>
      {authorityPem === null ? null : <p className="soft">{w.appleTrust}</p>}
      <div className="buttons">
        <Button isSmall isBusy={isBusy} onClick={() => void save()}>
          {w.saveApple}
        </Button>
      </div>
      <ErrorNotice error={error} />
    </div>
  );
}
