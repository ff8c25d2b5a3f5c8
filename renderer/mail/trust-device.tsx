/** Trusts a device by its address, within bounds that a person sees and can change before. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { isOwnPc, networkOf, wholeNumber, type TrustDraft } from './trust-bounds.ts';

interface TrustDeviceProps {
  readonly draft: TrustDraft;
  /** Name of the device that is changed; null adds one. */
  readonly changes: string | null;
  readonly onClose: () => void;
}

export function TrustDevice(props: TrustDeviceProps): ReactNode {
  const { changes, onClose } = props;
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  const [draft, setDraft] = useState(props.draft);
  const w = words.mail.trust;
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const network = networkOf(draft);
    if (network === null) return;
    const result =
      changes === null
        ? await ask('trust:add', { network })
        : await ask('trust:set', { name: changes, network });
    if (!result.ok) return;
    announce(words.mail.remedies.isTrusted(network.name));
    onClose();
  };
  return (
    <Dialog title={changes === null ? w.title : w.change} isWide onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <p className="soft">{w.lead}</p>
        <TrustFields draft={draft} onDraft={setDraft} />
        {isOwnPc(draft.network) ? (
          <Notice tone="attention" title={w.ownPc} />
        ) : (
          <p className="soft">{w.fixed}</p>
        )}
        <ErrorNotice error={error} />
        <div className="buttons end">
          <HelpLink topic="trusted-devices" about={w.title} />
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" isBusy={isBusy}>
            {changes === null ? w.save : w.saveChange}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function TrustFields(props: {
  readonly draft: TrustDraft;
  readonly onDraft: (draft: TrustDraft) => void;
}): ReactNode {
  const { words } = useWords();
  const { draft, onDraft } = props;
  const w = words.mail.trust;
  const field = (name: keyof TrustDraft) => ({
    value: draft[name],
    onText: (text: string) => onDraft({ ...draft, [name]: text }),
  });
  const numberError = (text: string): string | null =>
    wholeNumber(text) === null ? w.notNumber : null;
  return (
    <div className="columns">
      <TextField label={w.name} required {...field('name')} />
      <TextField label={w.network} hint={w.networkHint} required {...field('network')} />
      <TextField label={w.senders} hint={w.sendersHint} {...field('senders')} />
      <TextField label={w.recipients} hint={w.recipientsHint} {...field('recipients')} />
      <TextField
        label={w.perHour}
        hint={w.perHourHint}
        inputMode="numeric"
        error={numberError(draft.perHour)}
        {...field('perHour')}
      />
      <TextField
        label={w.maxSize}
        hint={w.maxSizeHint}
        inputMode="numeric"
        error={numberError(draft.maxSizeMb)}
        {...field('maxSizeMb')}
      />
    </div>
  );
}
