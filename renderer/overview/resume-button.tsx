/** Lets sending go on after a person paused it. */
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { useSending } from './use-sending.ts';

export function ResumeButton({
  look = 'primary',
  disabled = false,
}: {
  readonly look?: ButtonLook;
  readonly disabled?: boolean;
}): ReactNode {
  const { words } = useWords();
  const { resume, isBusy, error } = useSending();
  return (
    <>
      <Button {...{ look, disabled, isBusy }} icon="play" onClick={() => void resume()}>
        {words.overview.resume}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
