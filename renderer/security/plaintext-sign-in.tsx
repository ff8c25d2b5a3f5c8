/** From where a password may come unencrypted: one switch for the office, and the list for who knows. */
import type { ReactNode } from 'react';
import { useSection } from '../link/use-section.ts';
import { ListForm } from '../settings/list-form.tsx';
import { Switch } from '../ui/choice.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { Fold } from '../ui/fold.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { useWords } from '../words/words-context.tsx';

/** RFC 1918, RFC 4193, RFC 4291 §2.5.6: what an office uses inside. */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'];

export function PlaintextSignIn(): ReactNode {
  const { words } = useWords();
  const w = words.security.plaintext;
  return (
    <Fold title={w.title} lead={w.lead}>
      <OfficeSignIn />
      <Networks />
      <CramMd5 />
    </Fold>
  );
}

/** One switch for what the settings keep as a list of networks; lists made by hand keep their entries. */
export function OfficeSignIn(): ReactNode {
  const { words } = useWords();
  const { value, unread, save, error } = useSection('access');
  if (value === null) return <NotYet error={unread} />;
  const { plaintextSignIn } = value;
  const isOn = privateNetworks.every((network) => plaintextSignIn.includes(network));
  const toggle = (wanted: boolean): Promise<boolean> => {
    const others = plaintextSignIn.filter((network) => !privateNetworks.includes(network));
    return save({ plaintextSignIn: wanted ? [...others, ...privateNetworks] : others });
  };
  const w = words.security.plaintext;
  return (
    <>
      <Switch label={w.office} hint={w.officeHint} isOn={isOn} onToggle={toggle} />
      <ErrorNotice error={error} />
    </>
  );
}

function Networks(): ReactNode {
  const { words, say } = useWords();
  const { value, save, isBusy, error } = useSection('access');
  const errors = fieldErrors(error, ['plaintextSignIn'], say);
  if (value === null) return null;
  const w = words.security.plaintext;
  return (
    <>
      <ListForm
        {...{ label: w.networks, hint: w.networksHint, rows: 4, isBusy }}
        name="networks"
        fault={errors.of('plaintextSignIn')}
        entries={value.plaintextSignIn}
        onSave={(plaintextSignIn) => save({ plaintextSignIn })}
      />
      <ErrorNotice error={errors.rest} />
    </>
  );
}

function CramMd5(): ReactNode {
  const { words } = useWords();
  const { value, save, error } = useSection('access');
  if (value === null) return null;
  const w = words.security.plaintext;
  return (
    <>
      <Switch
        label={w.cramMd5}
        hint={w.cramMd5Hint}
        isOn={value.cramMd5}
        onToggle={(cramMd5) => save({ cramMd5 })}
      />
      <ErrorNotice error={error} />
    </>
  );
}
