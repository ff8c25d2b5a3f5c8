/** Adds a person or a device: name, password, and the slip with both to copy or print. */
import { useCallback, useEffect, useState, type SyntheticEvent, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { AccessSlip } from './access-slip.tsx';

/** The password is shown here once; the relay keeps only its hash. */
export function AddPerson({ onAdded }: { readonly onAdded?: (name: string) => void }): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [added, setAdded] = useState<{ name: string; password: string } | null>(null);

  const suggest = useCallback(async (): Promise<void> => {
    const result = await ask('users:suggest-password', {});
    if (result.ok) setPassword(result.value.password);
  }, [ask]);
  useEffect(() => void suggest(), [suggest]);

  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const result = await ask('users:add', { name: name.trim(), password });
    if (!result.ok) return;
    setAdded({ name: result.value.name, password });
    announce(words.people.added(result.value.name));
    setName('');
    void suggest();
    onAdded?.(result.value.name);
  };

  return (
    <div className="stack">
      <form className="stack" onSubmit={(event) => void add(event)}>
        <TextField
          label={words.people.name}
          hint={words.people.nameHint}
          value={name}
          required
          onText={setName}
        />
        <div className="row" style={{ alignItems: 'end' }}>
          <TextField
            label={words.people.password}
            hint={words.people.passwordHint}
            value={password}
            required
            onText={setPassword}
          />
          <Button onClick={() => void suggest()}>{words.people.another}</Button>
        </div>
        <ErrorNotice error={error} />
        <div className="buttons">
          <Button look="primary" type="submit" icon="add" isBusy={isBusy}>
            {words.people.add}
          </Button>
        </div>
      </form>
      {added ? <AccessSlip {...added} /> : null}
    </div>
  );
}
