/** Restores a backup: file and passphrase. */
import { useState, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

export function RestoreBackup({
  onRestored,
}: {
  readonly onRestored: (users: number) => void;
}): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const [file, setFile] = useState<{ path: string; name: string } | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const w = words.backup;

  const pick = async (): Promise<void> => {
    const result = await ask('desktop:pick-file', { purpose: 'backup' });
    if (result.ok && result.value) setFile(result.value);
  };
  const restore = async (): Promise<void> => {
    if (file === null) return;
    const result = await ask('backup:restore', { file: file.path, passphrase });
    if (result.ok) onRestored(result.value.users);
  };

  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => void pick()}>{w.pickFile}</Button>
        <span>{file?.name}</span>
      </div>
      <PasswordField label={w.passphrase} value={passphrase} onText={setPassphrase} />
      <ErrorNotice error={error} />
      <div className="buttons">
        <Button
          look="primary"
          isBusy={isBusy}
          disabled={file === null || passphrase === ''}
          onClick={() => void restore()}
        >
          {w.restore}
        </Button>
      </div>
    </div>
  );
}
