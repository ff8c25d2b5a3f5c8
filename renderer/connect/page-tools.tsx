/** Print, save as PDF. */
import type { ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export function PageTools({ title }: { readonly title: string }): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  const savePdf = async (): Promise<void> => {
    const result = await ask('desktop:save-pdf', { suggestedName: `${title}.pdf` });
    if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
  };
  return (
    <>
      <Button icon="print" isBusy={isBusy} onClick={() => void ask('desktop:print', {})}>
        {words.common.print}
      </Button>
      <Button isBusy={isBusy} onClick={() => void savePdf()}>
        {words.common.savePdf}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
