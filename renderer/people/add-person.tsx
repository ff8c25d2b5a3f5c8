/** Adds a person or a device: name, address, password, and the slip with all of it to copy or print. */
import { useState, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { entriesOf } from '../ui/typed-values.ts';
import { useWords } from '../words/words-context.tsx';
import { AccessSlip } from './access-slip.tsx';
import { SuggestedPassword } from './suggested-password.tsx';

/** What a form holds of a person who is not added yet; the password is not kept. */
export interface TypedPerson {
  readonly name: string;
  readonly address: string;
}

export const nobody: TypedPerson = { name: '', address: '' };

interface Added {
  readonly name: string;
  readonly password: string;
}

/** The password is shown here once; the relay keeps only its hash. */
export function AddPerson({
  typed,
  onTyped,
  formRef,
  after,
}: {
  /** What stood in the form when it was left. */
  readonly typed?: TypedPerson;
  /** Told with each letter; nothing is typed any more when the person is added. */
  readonly onTyped?: (typed: TypedPerson) => void;
  /** For a button elsewhere that adds what was typed. */
  readonly formRef?: RefObject<HTMLFormElement | null>;
  /** Where to go on with the one who was added. */
  readonly after?: (name: string) => ReactNode;
}): ReactNode {
  const [isAnother, setAnother] = useState(false);
  const [added, setAdded] = useState<Added | null>(null);
  const { words } = useWords();
  if (added === null)
    return (
      <Form
        {...{ onTyped, formRef, isAnother }}
        typed={isAnother ? nobody : (typed ?? nobody)}
        onAdded={(one) => {
          setAdded(one);
          onTyped?.(nobody);
        }}
      />
    );
  return (
    <div className="stack">
      <AccessSlip {...added} />
      <div className="buttons no-print">
        {after?.(added.name)}
        <Button
          icon="add"
          onClick={() => {
            setAnother(true);
            setAdded(null);
          }}
        >
          {words.people.addAnother}
        </Button>
      </div>
    </div>
  );
}

interface FormProps {
  readonly onAdded: (added: Added) => void;
  readonly typed: TypedPerson;
  readonly onTyped: ((typed: TypedPerson) => void) | undefined;
  readonly formRef: RefObject<HTMLFormElement | null> | undefined;
  /** A person asked for this form: the keyboard goes on in it. */
  readonly isAnother: boolean;
}

function Form({ onAdded, typed, onTyped, formRef, isAnother }: FormProps): ReactNode {
  const { words } = useWords();
  const { name, address, type, password, setPassword, add, isBusy, errors } = useAdding({
    ...{ onAdded, typed, onTyped },
  });
  const w = words.people;
  return (
    <form ref={formRef} className="stack" noValidate onSubmit={(event) => void add(event)}>
      <TextField
        label={w.name}
        hint={w.nameHint}
        error={errors.of('name')}
        value={name}
        required
        autoFocus={isAnother}
        onText={(text) => type({ name: text })}
      />
      <TextField
        label={w.address}
        hint={w.addressHint}
        error={errors.of('aliases')}
        value={address}
        onText={(text) => type({ address: text })}
      />
      <SuggestedPassword
        password={password}
        error={errors.of('password')}
        onPassword={setPassword}
      />
      <ErrorNotice error={errors.rest} />
      <div className="buttons">
        <Button look="primary" type="submit" icon="add" isBusy={isBusy}>
          {w.add}
        </Button>
      </div>
    </form>
  );
}

/** What is typed of a person, and the way to add them. */
function useAdding(form: Pick<FormProps, 'onAdded' | 'typed' | 'onTyped'>) {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [{ name, address }, setTyped] = useState(form.typed);
  const [password, setPassword] = useState('');
  const type = (part: Partial<TypedPerson>): void => {
    const next = { name, address, ...part };
    setTyped(next);
    form.onTyped?.(next);
  };
  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const aliases = entriesOf(address);
    const result = await ask('users:add', { name: name.trim(), password, aliases });
    if (!result.ok) return;
    announce(words.people.added(result.value.name));
    form.onAdded({ name: result.value.name, password });
  };
  const errors = fieldErrors(error, ['name', 'password', 'aliases'], say);
  return { name, address, type, password, setPassword, add, isBusy, errors };
}
