/** The office certificate as a file, for computers and phones that shall not ask whether to trust Mailroom. */
import type { ReactNode } from 'react';
import { useAsk } from '../../link/use-ask.ts';
import { useAnnounce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { useWords } from '../../words/words-context.tsx';

/** Shows nothing where the office uses a certificate of its own. */
export function CertificateFile({ pem }: { readonly pem: string | null }): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  if (pem === null) return null;
  const save = async (): Promise<void> => {
    const saved = await ask('desktop:save-text', {
      suggestedName: 'mailroom-office.crt',
      text: pem,
    });
    if (saved.ok && saved.value) announce(words.common.savedAs(saved.value.savedAs));
  };
  return (
    <>
      <Button isSmall isBusy={isBusy} onClick={() => void save()}>
        {words.connect.page.files.certificate}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
