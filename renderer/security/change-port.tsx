/** One listener: its port, whether it is on, for whom, and how lenient it is. The new port is bound first. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type {
  ListenerName,
  ListenerSettings,
  SmtpListenerSettings,
} from '../../main/contract/settings.ts';
import { useAsk } from '../link/use-ask.ts';
import { useSection } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { fieldErrors, type FieldFault } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

/** What everybody expects; all below 1024. */
const usualPorts: Readonly<Record<ListenerName, number>> = {
  pop3: 110,
  pop3s: 995,
  relay: 25,
  submission: 587,
  submissions: 465,
};
const loopback = '127.0.0.1';

type Listener = ListenerSettings & Partial<Pick<SmtpListenerSettings, 'oldDevices'>>;

export function ChangePort({
  listener,
  onClose,
}: {
  readonly listener: ListenerName;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const { value, unread } = useSection('listeners');
  return (
    <Dialog title={words.states.listeners[listener]} onClose={onClose}>
      {value === null ? (
        <NotYet error={unread} />
      ) : (
        <Form listener={listener} present={value[listener]} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Form({
  listener,
  present,
  onClose,
}: {
  readonly listener: ListenerName;
  readonly present: Listener;
  readonly onClose: () => void;
}): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  // What is not changed here stays as it is by then, whoever set it.
  const [changes, setChanges] = useState<Partial<Listener>>({});
  const [typed, setTyped] = useState<string | null>(null);
  const draft = { ...present, ...changes };
  const text = typed ?? String(present.port);
  const errors = fieldErrors(error, ['port'], say);
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const value = JSON.stringify({ ...draft, port: Number(text) });
    const result = await ask('settings:set', { path: `listeners.${listener}`, value });
    if (!result.ok) return;
    announce(words.common.saved);
    onClose();
  };
  const tick = (part: Partial<Listener>): void => setChanges((before) => ({ ...before, ...part }));
  return (
    <form className="stack" noValidate onSubmit={(event) => void save(event)}>
      <Fields
        {...{ listener, draft, text, onText: setTyped, onTick: tick }}
        fault={errors.of('port')}
      />
      {present.enabled ? <p className="soft">{words.security.ports.ends}</p> : null}
      <ErrorNotice error={errors.rest} />
      <div className="buttons end">
        <Button onClick={onClose}>{isBusy ? words.common.close : words.common.cancel}</Button>
        <Button look="primary" type="submit" isBusy={isBusy}>
          {words.common.save}
        </Button>
      </div>
    </form>
  );
}

function Fields({
  listener,
  draft,
  text,
  fault,
  onText,
  onTick,
}: {
  readonly listener: ListenerName;
  readonly draft: Listener;
  /** The port as it is typed. */
  readonly text: string;
  readonly fault: FieldFault | null;
  readonly onText: (text: string) => void;
  readonly onTick: (part: Partial<Listener>) => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.security.ports;
  return (
    <>
      <Tick label={w.enabled} isOn={draft.enabled} onToggle={(enabled) => onTick({ enabled })} />
      <TextField
        label={w.port}
        hint={`${w.usual(usualPorts[listener])} ${w.clients}`}
        error={fault}
        inputMode="numeric"
        value={text}
        autoFocus
        onText={(typed) => onText(typed.replace(/\D/g, ''))}
      />
      <Tick
        label={w.onlyHere}
        hint={w.onlyHereHint}
        isOn={draft.host === loopback}
        onToggle={(isOn) => onTick({ host: isOn ? loopback : '' })}
      />
      {draft.oldDevices === undefined ? null : (
        <Tick
          label={w.oldDevices}
          hint={w.oldDevicesHint}
          isOn={draft.oldDevices}
          onToggle={(oldDevices) => onTick({ oldDevices })}
        />
      )}
    </>
  );
}
