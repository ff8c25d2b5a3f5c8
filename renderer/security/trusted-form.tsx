/** One device that sends without signing in: who it is, and what it may do. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { TrustedNetwork } from '../../main/contract/settings.ts';
import { useAsk } from '../link/use-ask.ts';
import { inUnits, shownNumber } from '../settings/number-texts.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { fieldErrors, type FieldFault } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { entriesOf, numberOf } from '../ui/typed-values.ts';
import { ListField, NumberField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';

const megabyte = 1024 * 1024;

/** Sensible bounds for something that is known by its address alone. */
export const newDevice: TrustedNetwork = {
  ...{ name: '', network: '', allowedSenders: [], recipientDomains: [] },
  ...{ messagesPerHour: 100, maxSizeBytes: 0 },
};

/** As it stands in the fields. */
const textsOf = (device: TrustedNetwork) => ({
  name: device.name,
  network: device.network,
  senders: device.allowedSenders.join('\n'),
  recipients: device.recipientDomains.join('\n'),
  perHour: device.messagesPerHour === 0 ? '' : String(device.messagesPerHour),
  size: device.maxSizeBytes === 0 ? '' : shownNumber(device.maxSizeBytes / megabyte),
});
type Texts = ReturnType<typeof textsOf>;

/** A size that was only shown is kept as it is: the field shows it rounded. */
const deviceOf = (texts: Texts, before: TrustedNetwork): TrustedNetwork => ({
  name: texts.name.trim(),
  network: texts.network.trim(),
  allowedSenders: entriesOf(texts.senders),
  recipientDomains: entriesOf(texts.recipients).map((domain) => domain.toLowerCase()),
  messagesPerHour: numberIn(texts.perHour) ?? 0,
  maxSizeBytes:
    texts.size === textsOf(before).size
      ? before.maxSizeBytes
      : Math.round((numberIn(texts.size) ?? 0) * megabyte),
});

/** Null where nothing is typed, which means no bound of its own. */
const numberIn = (text: string): number | null => (text === '' ? null : numberOf(text));

const bounds = { messagesPerHour: 'perHour', maxSizeBytes: 'size' } as const;
type Bound = keyof typeof bounds;

const badIn = (texts: Texts): Bound | null =>
  (Object.keys(bounds) as Bound[]).find((field) => Number.isNaN(numberIn(texts[bounds[field]]))) ??
  null;

const measures = [{ key: 'maxSizeBytes', factor: megabyte }];

const fields = [
  ...['name', 'network', 'allowedSenders', 'recipientDomains'],
  ...['messagesPerHour', 'maxSizeBytes'],
];

export function TrustedForm({
  device,
  draft = device ?? newDevice,
  title,
  children,
  onClose,
}: {
  /** Null: a new one. */
  readonly device: TrustedNetwork | null;
  /** What stands in the fields at first. */
  readonly draft?: TrustedNetwork;
  readonly title?: string;
  /** Said above the fields. */
  readonly children?: ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  const { words } = useWords();
  const { texts, type, save, isBusy, errorOf, rest } = useDevice({ device, draft, onClose });
  const w = words.security.trusted;
  return (
    <Dialog
      title={title ?? (device ? w.editTitle(device.name) : w.addTitle)}
      isWide
      onClose={onClose}
    >
      <form className="stack" noValidate onSubmit={(event) => void save(event)}>
        {children}
        <Fields {...{ texts, errorOf }} onType={type} />
        <ErrorNotice error={rest} />
        <div className="buttons end">
          <Button onClick={onClose}>{isBusy ? words.common.close : words.common.cancel}</Button>
          <Button look="primary" type="submit" isBusy={isBusy}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface Given {
  readonly device: TrustedNetwork | null;
  readonly draft: TrustedNetwork;
  readonly onClose: () => void;
}

/** What is typed of a device, and the way to save it. */
function useDevice({ device, draft, onClose }: Given) {
  const { words, say, format } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [texts, setTexts] = useState<Texts>(() => textsOf(draft));
  const [bad, setBad] = useState<Bound | null>(null);
  const errors = fieldErrors(inUnits(error, measures, format.number), fields, say);
  const type = (part: Partial<Texts>): void => setTexts((before) => ({ ...before, ...part }));
  const errorOf: FieldsProps['errorOf'] = (field) =>
    bad === field ? words.common.needNumber : errors.of(field);
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const noNumber = badIn(texts);
    setBad(noNumber);
    if (noNumber !== null) return;
    const network = deviceOf(texts, draft);
    const saved = device
      ? await ask('trust:set', { name: device.name, network })
      : await ask('trust:add', { network });
    if (!saved.ok) return;
    announce(words.common.saved);
    onClose();
  };
  return { texts, type, save, isBusy, errorOf, rest: errors.rest };
}

interface FieldsProps {
  readonly texts: Texts;
  readonly onType: (part: Partial<Texts>) => void;
  readonly errorOf: (field: string) => FieldFault | string | null;
}

function Fields({ texts, onType, errorOf }: FieldsProps): ReactNode {
  const { words } = useWords();
  const w = words.security.trusted;
  return (
    <div className="columns">
      <WhoFields {...{ texts, onType, errorOf }} />
      <ListField
        label={w.senders}
        hint={w.sendersHint}
        error={errorOf('allowedSenders')}
        text={texts.senders}
        onText={(senders) => onType({ senders })}
      />
      <ListField
        label={w.recipients}
        hint={w.recipientsHint}
        error={errorOf('recipientDomains')}
        text={texts.recipients}
        onText={(recipients) => onType({ recipients })}
      />
      <NumberField
        label={w.perHour}
        hint={w.noLimit}
        unit={w.perHourUnit}
        error={errorOf('messagesPerHour')}
        text={texts.perHour}
        onText={(perHour) => onType({ perHour })}
      />
      <NumberField
        label={w.size}
        hint={w.generalLimit}
        unit={words.security.units.megabytes}
        error={errorOf('maxSizeBytes')}
        text={texts.size}
        onText={(size) => onType({ size })}
      />
    </div>
  );
}

function WhoFields({ texts, onType, errorOf }: FieldsProps): ReactNode {
  const { words } = useWords();
  const w = words.security.trusted;
  return (
    <>
      <TextField
        label={w.name}
        hint={w.nameHint}
        error={errorOf('name')}
        value={texts.name}
        autoFocus
        onText={(name) => onType({ name })}
      />
      <TextField
        label={w.network}
        hint={w.networkHint}
        error={errorOf('network')}
        value={texts.network}
        onText={(network) => onType({ network })}
      />
    </>
  );
}
