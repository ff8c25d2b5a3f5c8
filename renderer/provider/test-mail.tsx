/** Whether a test sends a mail, and to whom: to oneself, since that can be looked at. */
import { useEffect, useState, type ReactNode } from 'react';
import { Tick } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { useWords } from '../words/words-context.tsx';

export function TestMail({
  suggestion,
  isWantedAtFirst = false,
  onChange,
}: {
  /** Used when it is an address. */
  readonly suggestion: string;
  readonly isWantedAtFirst?: boolean;
  /** Null: none is sent. */
  readonly onChange: (mailTo: string | null) => void;
}): ReactNode {
  const { words } = useWords();
  const [isWanted, setWanted] = useState(isWantedAtFirst);
  const [typed, setTyped] = useState<string | null>(null);
  const address = typed ?? (suggestion.includes('@') ? suggestion : '');
  useEffect(() => {
    onChange(isWanted ? address.trim() : null);
  }, [isWanted, address, onChange]);
  const w = words.provider;
  return (
    <div className="stack">
      <Tick label={w.sendTest} isOn={isWanted} onToggle={setWanted} />
      {isWanted ? (
        <TextField label={w.testAddress} type="email" value={address} onText={setTyped} />
      ) : null}
    </div>
  );
}
