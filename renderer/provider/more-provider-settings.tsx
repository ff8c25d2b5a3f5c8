/** What few offices need: kind of sign-in, connections, one trusted certificate, a password in the clear. */
import { useState, type ReactNode } from 'react';
import type { ProviderAuthMethod, ProviderSettings } from '../../main/contract/settings.ts';
import { useAsk } from '../link/use-ask.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { Fold } from '../ui/fold.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { numberOf } from '../ui/typed-values.ts';
import { NumberField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';

const methods: readonly ProviderAuthMethod[] = ['auto', 'plain', 'login', 'cram-md5', 'none'];

export function MoreProviderSettings({
  draft,
  hasPassword,
  storedFor,
  onChange,
}: {
  readonly draft: ProviderSettings;
  readonly hasPassword: boolean;
  /** The server that the stored password belongs to. */
  readonly storedFor: string;
  readonly onChange: (part: Partial<ProviderSettings>) => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.provider.change;
  return (
    <Fold title={w.moreTitle} lead={w.moreLead}>
      <SelectField
        label={w.auth}
        value={draft.auth}
        options={methods.map((value) => ({ value, label: w.authMethods[value] }))}
        onPick={(auth) => onChange({ auth })}
      />
      <Connections
        count={draft.maxConnections}
        onCount={(maxConnections) => onChange({ maxConnections })}
      />
      {draft.tls === 'none' ? (
        <Plaintext
          isOn={draft.allowPlaintextPassword}
          onToggle={(allowPlaintextPassword) => onChange({ allowPlaintextPassword })}
        />
      ) : (
        <TextField
          label={w.fingerprint}
          hint={w.fingerprintHint}
          className="mono"
          value={draft.fingerprint}
          onText={(fingerprint) => onChange({ fingerprint: fingerprint.trim() })}
        />
      )}
      {hasPassword ? <Forget host={storedFor} /> : null}
    </Fold>
  );
}

function Connections({
  count,
  onCount,
}: {
  readonly count: number;
  readonly onCount: (count: number) => void;
}): ReactNode {
  const { words } = useWords();
  const [typed, setTyped] = useState('');
  const w = words.provider.change;
  return (
    <NumberField
      label={w.connections}
      hint={w.connectionsHint}
      unit={w.connectionsUnit}
      // What a known provider wants is taken over, whatever was typed before.
      text={countIn(typed) === count ? typed : String(count)}
      onText={(text) => {
        setTyped(text);
        onCount(countIn(text));
      }}
    />
  );
}

/** 0 for what is no number yet: it is refused when it is saved, instead of an older one. */
const countIn = (text: string): number => numberOf(text) || 0;

function Plaintext({
  isOn,
  onToggle,
}: {
  readonly isOn: boolean;
  readonly onToggle: (isOn: boolean) => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.provider.change;
  return (
    <>
      <Tick label={w.plaintext} isOn={isOn} onToggle={onToggle} />
      {isOn ? <Notice tone="attention" title={w.plaintextHint} /> : null}
    </>
  );
}

function Forget({ host }: { readonly host: string }): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const [isAsking, setAsking] = useState(false);
  const w = words.provider.change;
  const forget = async (): Promise<void> => {
    const done = await ask('provider:set', { provider: {}, password: null });
    if (!done.ok) return;
    setAsking(false);
    announce(w.forgotten);
  };
  return (
    <>
      <div className="buttons">
        <Button look="danger" icon="trash" onClick={() => setAsking(true)}>
          {w.forget}
        </Button>
      </div>
      {isAsking ? (
        <Confirm
          title={w.forgetQuestion}
          action={w.forget}
          isBusy={isBusy}
          onConfirm={() => void forget()}
          onClose={() => setAsking(false)}
        >
          <p>{w.forgetLoses(host)}</p>
          <ErrorNotice error={error} />
        </Confirm>
      ) : null}
    </>
  );
}
