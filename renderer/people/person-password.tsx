/** Gives a new password; the slip shows it once. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { AccessSlip } from './access-slip.tsx';
import { SuggestedPassword } from './suggested-password.tsx';

export function PersonPassword({ user }: { readonly user: UserView }): ReactNode {
  const { words } = useWords();
  const [state, setState] = useState<'closed' | 'open' | { readonly password: string }>('closed');
  const w = words.people.newPassword;
  return (
    <Card title={w.title}>
      <p className="soft no-print">{user.challengeSignIn ? w.hintKept : w.hint}</p>
      {typeof state === 'object' ? (
        <AccessSlip name={user.name} password={state.password} />
      ) : state === 'open' ? (
        <Form
          name={user.name}
          onClose={() => setState('closed')}
          onSet={(password) => setState({ password })}
        />
      ) : (
        <div className="buttons">
          <Button icon="key" onClick={() => setState('open')}>
            {w.open}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Form({
  name,
  onSet,
  onClose,
}: {
  readonly name: string;
  readonly onSet: (password: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [password, setPassword] = useState('');
  const errors = fieldErrors(error, ['password'], say);
  const w = words.people.newPassword;
  const set = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const changed = await ask('users:set-password', { name, password });
    if (!changed.ok) return;
    announce(w.done(name));
    onSet(password);
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => void set(event)}>
      <SuggestedPassword
        password={password}
        error={errors.of('password')}
        onPassword={setPassword}
      />
      <Notice tone="attention" title={w.warning} />
      <ErrorNotice error={errors.rest} />
      <div className="buttons">
        <Button look="primary" type="submit" icon="key" isBusy={isBusy}>
          {w.set}
        </Button>
        {/* Once it is being set it must be seen. */}
        <Button disabled={isBusy} onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
