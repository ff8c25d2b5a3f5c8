/** What only an office with a mail server of its own needs: mail from strangers, and the server's name. */
import type { ReactNode, SyntheticEvent } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { useSection } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Switch } from '../ui/choice.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { SaveButtons } from '../ui/save-buttons.tsx';
import { useLeft } from '../ui/use-left.ts';
import { useWords } from '../words/words-context.tsx';

export function OutsideMail(): ReactNode {
  const { words } = useWords();
  const { value, unread, save, error } = useSection('access');
  const office = useSection('office');
  const w = words.security.outside;
  if (value === null || office.value === null)
    return (
      <Fold title={w.title} lead={w.lead}>
        <NotYet error={unread ?? office.unread} />
      </Fold>
    );
  const { domains } = office.value;
  return (
    <Fold title={w.title} lead={w.lead}>
      <Switch
        label={w.accept}
        hint={w.acceptHint}
        isOn={value.acceptOutsideMail}
        onToggle={(acceptOutsideMail) => save({ acceptOutsideMail })}
      />
      {domains.length > 0 ? (
        <p className="soft">{w.domains(domains.join(', '))}</p>
      ) : value.acceptOutsideMail ? (
        <Notice tone="attention" title={w.noDomains} />
      ) : null}
      <ErrorNotice error={error} />
    </Fold>
  );
}

const nameAreas = ['settings', 'backup', 'relay'];

export function HostName({ own }: { readonly own: string }): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error, clearError } = useAsk();
  const { value: saved, error: unread } = useLive('settings:get', { path: 'hostname' }, nameAreas);
  const [typed, setTyped] = useLeft<string | null>('host name', null);
  const errors = fieldErrors(error, ['hostname'], say);
  const w = words.security.name;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const value = (typed ?? '').trim();
    if (!(await ask('settings:set', { path: 'hostname', value })).ok) return;
    // What was typed meanwhile stays.
    setTyped((now) => (now === typed ? null : now));
    announce(words.common.saved);
  };
  const putBack = (): void => {
    setTyped(null);
    clearError();
  };
  return (
    <Fold title={w.title} lead={w.lead}>
      {saved === null ? (
        <NotYet error={unread} />
      ) : (
        <form className="row beside-field" noValidate onSubmit={(event) => void submit(event)}>
          <TextField
            label={w.hostname}
            hint={w.hostnameHint(own)}
            error={errors.of('hostname')}
            value={typed ?? (saved as string)}
            onText={setTyped}
          />
          {typed === null ? null : <SaveButtons isBusy={isBusy} onCancel={putBack} />}
        </form>
      )}
      <ErrorNotice error={errors.rest} />
    </Fold>
  );
}
