/** User name and password at the provider, and where the password will lie. */
import { useState, type ReactNode } from 'react';
import type { WindowRequests } from '../../main/contract/desktop.ts';
import { useProvider } from '../link/office-facts.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { PasswordField, TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';

export function Credentials({
  host,
  user,
  userError = null,
  password,
  passwordError = null,
  onUser,
  onPassword,
}: {
  /** The server that they are for. */
  readonly host: string;
  readonly user: string;
  /** Why it is not good as it is; so of the password. */
  readonly userError?: string | null;
  readonly password: string;
  readonly passwordError?: string | null;
  /** Hears it without the blanks around it. */
  readonly onUser: (user: string) => void;
  readonly onPassword: (password: string) => void;
}): ReactNode {
  const { words } = useWords();
  const stored = useProvider().value;
  const [typed, setTyped] = useState(user);
  const w = words.provider;
  return (
    <div className="stack">
      <TextField
        label={w.user}
        hint={w.userHint}
        error={userError}
        // A blank at its end may be one in its midst with the next letter.
        value={typed.trim() === user ? typed : user}
        onText={(text) => {
          setTyped(text);
          onUser(text.trim());
        }}
      />
      {user === '' ? null : (
        <PasswordField
          label={w.password}
          hint={passwordHint(stored, host, w)}
          error={passwordError}
          value={password}
          onText={onPassword}
        />
      )}
      {user === '' ? null : <WherePasswordLies />}
    </div>
  );
}

/** Whether there is one already, and for which server. */
function passwordHint(
  stored: WindowRequests['provider:show']['result'] | null,
  host: string,
  w: Words['provider'],
): string {
  if (!stored?.hasPassword || stored.host === '') return w.passwordHint;
  const isStoredHere = stored.host.toLowerCase() === host.toLowerCase();
  return isStoredHere ? w.passwordStored : w.passwordElsewhere(stored.host);
}

/** A relay that runs elsewhere, as a service, has no password store of the OS to ask. */
export function WherePasswordLies(): ReactNode {
  const { words } = useWords();
  const { info } = useDesktop();
  if (info.protectsSecrets && info.relay === 'own')
    return <p className="soft">{words.provider.keptByOs}</p>;
  return <Notice tone="attention" title={words.provider.unprotected} />;
}
