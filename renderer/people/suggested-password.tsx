/** A password that Mailroom made up, in a field: to take, to change, or to make another. */
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import type { FieldFault } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export function SuggestedPassword({
  password,
  error,
  onPassword,
}: {
  /** '' asks for a suggestion. */
  readonly password: string;
  readonly error: FieldFault | null;
  readonly onPassword: (password: string) => void;
}): ReactNode {
  const { words } = useWords();
  const { ask, error: fault } = useAsk();
  const letters = useRef(0);
  const suggest = useCallback(async (): Promise<void> => {
    const before = letters.current;
    const result = await ask('users:suggest-password', {});
    // A late answer must not replace what somebody typed meanwhile.
    if (result.ok && letters.current === before) onPassword(result.value.password);
  }, [ask, onPassword]);
  useEffect(() => void suggest(), [suggest]);
  return (
    <div className="row beside-field">
      <TextField
        label={words.people.password}
        hint={words.people.passwordHint}
        error={error}
        className="mono"
        value={password}
        required
        onText={(text) => {
          letters.current += 1;
          onPassword(text);
        }}
      />
      <Button takesEach onClick={() => void suggest()}>
        {words.people.another}
      </Button>
      <ErrorNotice error={fault} />
    </div>
  );
}
