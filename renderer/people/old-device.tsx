/** APOP and CRAM-MD5 for one device: needs a password that can be read back, so it warns before. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { Switch } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { PasswordField } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function OldDevice({ user }: { readonly user: UserView }): ReactNode {
  const { words } = useWords();
  const { ask, error } = useAsk();
  const [isAsking, setAsking] = useState(false);
  const { name } = user;
  const w = words.people.oldDevice;
  const toggle = (isOn: boolean): unknown =>
    isOn ? setAsking(true) : ask('users:set-challenge-sign-in', { name, password: null });
  return (
    <Card title={w.title}>
      <Switch
        label={w.switch}
        hint={user.challengeSignIn ? w.warning : w.hint}
        isOn={user.challengeSignIn}
        onToggle={toggle}
      />
      {user.challengeSignIn ? <p className="soft">{w.smtp}</p> : null}
      <ErrorNotice error={error} />
      {isAsking ? <Allow name={name} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

function Allow({
  name,
  onClose,
}: {
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { words, say } = useWords();
  const { ask, isBusy, error } = useAsk();
  const [password, setPassword] = useState('');
  const errors = fieldErrors(error, ['password'], say);
  const w = words.people.oldDevice;
  const allow = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if ((await ask('users:set-challenge-sign-in', { name, password })).ok) onClose();
  };
  return (
    <Dialog title={w.dialog(name)} onClose={onClose}>
      <form className="stack" noValidate onSubmit={(event) => void allow(event)}>
        <Notice tone="attention" title={w.warning} />
        <PasswordField
          label={w.password}
          hint={w.passwordHint}
          error={errors.of('password')}
          value={password}
          autoFocus
          onText={setPassword}
        />
        <ErrorNotice error={errors.rest} />
        <div className="buttons end">
          <Button onClick={onClose}>{isBusy ? words.common.close : words.common.cancel}</Button>
          <Button look="primary" type="submit" isBusy={isBusy} disabled={password === ''}>
            {w.allow}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
