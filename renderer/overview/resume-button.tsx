/** Lets sending go on after a person paused it. */
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { useSending } from './use-sending.ts';

export function ResumeButton({ look = 'primary' }: { readonly look?: ButtonLook }): ReactNode {
  const { words } = useWords();
  const { resume, isBusy, error } = useSending();
  return (
    <>
      <Button look={look} icon="play" isBusy={isBusy} onClick={() => void resume()}>
        {words.overview.resume}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
