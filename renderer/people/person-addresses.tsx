/** Further addresses of a person: mail for them is kept here, and they may be used as sender. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useBelief } from '../ui/use-belief.ts';
import { useWords } from '../words/words-context.tsx';

export function PersonAddresses({ user }: { readonly user: UserView }): ReactNode {
  const { words, say } = useWords();
  const { aliases, set, isBusy, error } = useAddresses(user);
  const announce = useAnnounce();
  const [address, setAddress] = useState('');
  const w = words.people.addresses;
  const errors = fieldErrors(error, ['aliases'], say);
  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const typed = address.trim();
    if (!(await set([...aliases, typed]))) return;
    // What was typed meanwhile stays.
    setAddress((now) => (now.trim() === typed ? '' : now));
    announce(w.added(typed));
  };
  const remove = async (alias: string): Promise<void> => {
    if (await set(aliases.filter((other) => other !== alias))) announce(w.removed(alias));
  };
  return (
    <Card title={w.title}>
      <p className="soft">{w.hint}</p>
      {aliases.length === 0 ? (
        <p>{w.none}</p>
      ) : (
        <ul className="plain-list">
          {aliases.map((alias) => (
            <Alias key={alias} alias={alias} onRemove={() => void remove(alias)} />
          ))}
        </ul>
      )}
      <form className="row beside-field" noValidate onSubmit={(event) => void add(event)}>
        <TextField
          label={w.add}
          hint={w.addHint}
          error={errors.of('aliases')}
          value={address}
          onText={setAddress}
        />
        <Button type="submit" icon="add" isBusy={isBusy}>
          {w.addButton}
        </Button>
      </form>
      <ErrorNotice error={errors.rest} />
    </Card>
  );
}

function Alias(props: { readonly alias: string; readonly onRemove: () => void }): ReactNode {
  const { words } = useWords();
  const { alias, onRemove } = props;
  return (
    <li className="row">
      <code className="grow">{alias}</code>
      <Button
        look="plain"
        isSmall
        icon="trash"
        aria-label={words.people.addresses.remove(alias)}
        onClick={onRemove}
      >
        {words.common.remove}
      </Button>
    </li>
  );
}

/** The addresses with what was sent last: a second change before they are read anew must not undo the first. */
function useAddresses(user: UserView) {
  const { ask, isBusy, error } = useAsk();
  const { name } = user;
  // An address that is there already, in other letters, changes nothing of what is read.
  const [sent, setSent] = useBelief<readonly string[]>(user.aliases.join(' '), isBusy);
  /** True when they are in force. */
  const set = async (aliases: readonly string[]): Promise<boolean> => {
    setSent(aliases);
    const changed = await ask('users:set-aliases', { name, aliases });
    if (!changed.ok) setSent(null);
    return changed.ok;
  };
  return { aliases: sent ?? user.aliases, set, isBusy, error };
}
