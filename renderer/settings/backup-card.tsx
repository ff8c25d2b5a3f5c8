/** Backup: save one, or put one in force. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { PasswordField } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card, HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { dayOf } from './day-of.ts';
import { RestoreBackup } from './restore-backup.tsx';

export function BackupCard(): ReactNode {
  const { words } = useWords();
  const w = words.settings.backup;
  return (
    <Card title={w.title} actions={<HelpLink topic="backup" about={w.title} />}>
      <p className="soft">{w.lead}</p>
      <div className="columns">
        <section className="stack">
          <h3>{w.saveTitle}</h3>
          <SaveBackup />
        </section>
        <section className="stack">
          <h3>{w.restoreTitle}</h3>
          <RestoreBackup />
        </section>
      </div>
    </Card>
  );
}

function SaveBackup(): ReactNode {
  const { words } = useWords();
  const { save, typed, type, isDifferent, savedAs, isBusy, errors } = useSaving();
  const { passphrase, again } = typed;
  const w = words.backup;
  return (
    <form className="stack" noValidate onSubmit={(event) => void save(event)}>
      <PasswordField
        label={w.newPassphrase}
        hint={w.newPassphraseHint}
        error={errors.of('passphrase')}
        value={passphrase}
        onText={(text) => type({ passphrase: text })}
      />
      <PasswordField
        label={w.repeat}
        error={isDifferent ? w.differs : null}
        value={again}
        onText={(text) => type({ again: text })}
      />
      <ErrorNotice error={errors.rest} />
      {savedAs === '' ? null : <Notice tone="good" title={w.saved(savedAs)} />}
      <div className="buttons">
        <Button type="submit" isBusy={isBusy} disabled={passphrase === ''}>
          {w.save}
        </Button>
      </div>
    </form>
  );
}

const nothing = { passphrase: '', again: '' };

/** The passphrase as it is typed, twice, and the way to a file that the person chooses. */
function useSaving() {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [typed, setTyped] = useState(nothing);
  const [hasTried, setTried] = useState(false);
  const [savedAs, setSavedAs] = useState('');
  const { passphrase, again } = typed;
  const w = words.backup;
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setSavedAs('');
    if (passphrase !== again) return;
    const suggestedName = `${w.fileName}-${dayOf(new Date())}`;
    const place = await ask('desktop:pick-place', { suggestedName });
    if (!place.ok || place.value === null) return;
    const file = place.value.path;
    if (!(await ask('backup:save', { file, passphrase })).ok) return;
    setSavedAs(file);
    announce(w.saved(file));
    setTyped(nothing);
    setTried(false);
  };
  return {
    ...{ save, typed, savedAs, isBusy },
    type: (part: Partial<typeof nothing>): void => setTyped((before) => ({ ...before, ...part })),
    isDifferent: hasTried && passphrase !== again,
    errors: fieldErrors(error, ['passphrase'], say),
  };
}
