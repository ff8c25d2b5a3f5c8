/** Saves what was typed, or puts back what is in force. They come when something was typed. */
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useWords } from '../words/words-context.tsx';

export function SaveButtons({
  isBusy,
  onCancel,
}: {
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}): ReactNode {
  const { words } = useWords();
  return (
    <>
      <Button look="primary" type="submit" isBusy={isBusy}>
        {words.common.save}
      </Button>
      {/* What is on its way to be in force is not put back. */}
      <Button disabled={isBusy} onClick={onCancel}>
        {words.common.cancel}
      </Button>
    </>
  );
}
