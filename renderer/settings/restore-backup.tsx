/** Restores a backup: file and passphrase, one question, then part after part as it comes back. */
import { useState, type ReactNode } from 'react';
import type { BackupPartId } from '../../main/contract/codes.ts';
import type { CheckView } from '../../main/contract/status.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { PasswordField } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { StepList, type Step } from '../ui/step-list.tsx';
import { useWords, type Speech } from '../words/words-context.tsx';

interface File {
  readonly path: string;
  readonly name: string;
}

const parts: readonly BackupPartId[] = ['open', 'settings', 'people', 'authority', 'secret'];

export function RestoreBackup({
  isFirstStart = false,
  onRestored,
}: {
  /** Nothing is here yet that could be lost: then nothing is asked. */
  readonly isFirstStart?: boolean;
  readonly onRestored?: () => void;
}): ReactNode {
  const { words, say } = useWords();
  const { pick, restore, file, checks, isPicking, isRestoring, error } = useRestore();
  const [passphrase, setPassphrase] = useState('');
  const [isAsking, setAsking] = useState(false);
  const errors = fieldErrors(error, ['passphrase'], say);
  const w = words.backup;
  const begin = async (): Promise<void> => {
    setAsking(false);
    if (!(await restore(passphrase))) return;
    setPassphrase('');
    onRestored?.();
  };

  return (
    <div className="stack">
      <div className="row">
        <Button isBusy={isPicking || isRestoring} onClick={() => void pick()}>
          {w.pickFile}
        </Button>
        <span className="selectable">{file?.name}</span>
      </div>
      <PasswordField
        label={w.passphrase}
        error={errors.of('passphrase')}
        value={passphrase}
        onText={setPassphrase}
      />
      <ErrorNotice error={errors.rest} />
      {checks === null ? null : <Parts checks={checks} isBusy={isRestoring} />}
      <div className="buttons">
        <Button
          look={isFirstStart ? 'primary' : 'secondary'}
          isBusy={isPicking || isRestoring}
          disabled={file === null || passphrase === ''}
          onClick={() => (isFirstStart ? void begin() : setAsking(true))}
        >
          {isFirstStart ? w.restore : w.restoreStart}
        </Button>
      </div>
      {isAsking ? (
        <Question onConfirm={() => void begin()} onClose={() => setAsking(false)} />
      ) : null}
    </div>
  );
}

/** Picks a file and puts it in force; `checks` fill while it works. */
function useRestore() {
  const { words } = useWords();
  const announce = useAnnounce();
  const picking = useAsk();
  const { ask, isBusy: isRestoring, error, clearError } = useAsk();
  const [file, setFile] = useState<File | null>(null);
  const [checks, setChecks] = useState<readonly CheckView[] | null>(null);

  const pick = async (): Promise<void> => {
    const result = await picking.ask('desktop:pick-file', { purpose: 'backup' });
    if (!result.ok || result.value === null) return;
    setFile(result.value);
    // What came of the file before is nothing of this one.
    setChecks(null);
    clearError();
  };
  const restore = async (passphrase: string): Promise<boolean> => {
    if (file === null) return false;
    setChecks([]);
    const args = { file: file.path, passphrase };
    const { ok } = await ask('backup:restore', args, ({ name, value }) => {
      if (name === 'check') setChecks((before) => [...(before ?? []), value as CheckView]);
    });
    if (ok) announce(words.backup.done);
    // What is in force already stays on the list: then something did change.
    else setChecks((before) => (before?.some(({ id }) => id === 'settings') ? before : null));
    return ok;
  };
  return {
    ...{ pick, restore, file, checks, isRestoring },
    isPicking: picking.isBusy,
    error: error ?? picking.error,
  };
}

function Question({
  onConfirm,
  onClose,
}: {
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.backup;
  return (
    <Confirm title={w.question} action={w.restore} onConfirm={onConfirm} onClose={onClose}>
      <ul className="losses">
        <li>{w.loses.settings}</li>
        <li>{w.loses.people}</li>
        <li>{w.loses.authority}</li>
      </ul>
    </Confirm>
  );
}

function Parts({
  checks,
  isBusy,
}: {
  readonly checks: readonly CheckView[];
  readonly isBusy: boolean;
}): ReactNode {
  const speech = useWords();
  const present = isBusy ? 'running' : 'failed';
  const steps = parts.map((id, index): Step => {
    const title = speech.words.backup.parts[id];
    const check = checks.find((one) => one.id === id);
    if (check) return { id, title, state: check.state, detail: detailOf(check, speech) };
    return { id, title, state: index === checks.length ? present : 'waiting' };
  });
  const isDone = !isBusy && checks.length === parts.length;
  return (
    <>
      <StepList steps={steps} words={speech.words.states.steps} />
      {isDone ? <Notice tone="good" title={speech.words.backup.done} /> : null}
    </>
  );
}

/** The relay tells a time and a count as programs read them. */
function detailOf({ id, state, detail }: CheckView, { words, say, format }: Speech): string {
  if (state !== 'ok') return say(detail);
  if (id === 'open') return words.backup.madeAt(format.dateTime(Date.parse(detail)));
  return id === 'people' ? words.backup.restoredPeople(Number(detail)) : '';
}
