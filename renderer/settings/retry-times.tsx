/** The minutes between tries, as a list in one line. */
import type { ReactNode, SyntheticEvent } from 'react';
import { useSection } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { SaveButtons } from '../ui/save-buttons.tsx';
import { useLeft } from '../ui/use-left.ts';
import { entriesOf, numberOf } from '../ui/typed-values.ts';
import { useWords } from '../words/words-context.tsx';

export function RetryTimes(): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { value, save, isBusy, error, clearError } = useSection('queue');
  const [typed, setTyped] = useLeft<string | null>('retry times', null);
  const errors = fieldErrors(error, ['retryMinutes'], say);
  const w = words.settings.queue;
  if (value === null) return null;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed === null) return;
    if (!(await save({ retryMinutes: entriesOf(typed).map(numberOf) }))) return;
    // What was typed meanwhile stays.
    setTyped((now) => (now === typed ? null : now));
    announce(words.common.saved);
  };
  const putBack = (): void => {
    setTyped(null);
    clearError();
  };
  return (
    <form className="row beside-field" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        label={w.retry}
        hint={w.retryHint}
        error={errors.of('retryMinutes')}
        value={typed ?? value.retryMinutes.join(', ')}
        onText={setTyped}
      />
      {typed === null ? null : <SaveButtons isBusy={isBusy} onCancel={putBack} />}
      <ErrorNotice error={errors.rest} />
    </form>
  );
}
