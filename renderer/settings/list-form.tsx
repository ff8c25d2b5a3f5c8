/** A list of the settings, one entry a line; saved by its own button, which comes when something was typed. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useAnnounce } from '../ui/announce.tsx';
import type { FieldFault } from '../ui/field-errors.ts';
import { SaveButtons } from '../ui/save-buttons.tsx';
import { entriesOf } from '../ui/typed-values.ts';
import { useLeft } from '../ui/use-left.ts';
import { ListField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';

export function ListForm({
  name,
  label,
  hint,
  fault,
  rows = 3,
  entries,
  isBusy,
  onSave,
}: {
  /** Tells this list from all others. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly fault: FieldFault | null;
  readonly rows?: number;
  /** As they are in force. */
  readonly entries: readonly string[];
  readonly isBusy: boolean;
  /** True when they are in force. */
  readonly onSave: (entries: readonly string[]) => Promise<boolean>;
}): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const [typed, setTyped] = useLeft<string | null>(`list of ${name}`, null);
  /** What was given to be saved last: a fault is about it, until it is put back. */
  const [given, setGiven] = useState<readonly string[] | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed === null) return;
    setGiven(entriesOf(typed));
    if (!(await onSave(entriesOf(typed)))) return;
    // What was typed meanwhile stays.
    setTyped((now) => (now === typed ? null : now));
    announce(words.common.saved);
  };
  const putBack = (): void => {
    setTyped(null);
    setGiven(null);
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <ListField
        {...{ label, hint, rows }}
        error={given === null ? null : named(fault, given)}
        text={typed ?? entries.join('\n')}
        onText={setTyped}
      />
      {typed === null ? null : (
        <div className="buttons">
          <SaveButtons isBusy={isBusy} onCancel={putBack} />
        </div>
      )}
    </form>
  );
}

/** Of several entries it says which one is meant. */
function named(fault: FieldFault | null, given: readonly string[]): FieldFault | null {
  const entry = fault?.entry === undefined ? undefined : given[fault.entry];
  return fault === null || entry === undefined || given.length < 2
    ? fault
    : { ...fault, text: `${entry}: ${fault.text}` };
}
