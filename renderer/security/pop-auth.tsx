/** POP before SMTP in detail: on or off, when the time starts, whose address may be sender, proxies. */
import type { ReactNode } from 'react';
import type { Settings } from '../../main/contract/settings.ts';
import { useSection, type Section } from '../link/use-section.ts';
import { ListForm } from '../settings/list-form.tsx';
import { Choices, Switch } from '../ui/choice.tsx';
import { fieldErrors, type FieldFault } from '../ui/field-errors.ts';
import { Fold } from '../ui/fold.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';

type PopAuthSettings = Settings['popAuth'];
const starts: readonly PopAuthSettings['countFrom'][] = ['sign-in', 'session-end'];

export function PopAuth(): ReactNode {
  const { words, say } = useWords();
  const section = useSection('popAuth');
  const { value, unread, save, error } = section;
  const errors = fieldErrors(error, ['proxies'], say);
  const w = words.security.popAuth;
  if (value === null)
    return (
      <Fold title={w.title} lead={w.lead}>
        <NotYet error={unread} />
      </Fold>
    );
  return (
    <Fold title={w.title} lead={w.lead}>
      <Switch
        label={w.enabled}
        hint={w.enabledHint(words.common.minutes(value.windowMinutes))}
        isOn={value.enabled}
        onToggle={(enabled) => save({ enabled })}
      />
      {value.enabled ? <Details {...{ section, value }} fault={errors.of('proxies')} /> : null}
      <ErrorNotice error={errors.rest} />
    </Fold>
  );
}

function Details({
  section: { save, isBusy },
  value,
  fault,
}: {
  readonly section: Section<'popAuth'>;
  readonly value: PopAuthSettings;
  /** About the list of proxies. */
  readonly fault: FieldFault | null;
}): ReactNode {
  const { words } = useWords();
  const w = words.security.popAuth;
  return (
    <>
      <Choices
        legend={w.countFrom}
        value={value.countFrom}
        choices={starts.map((start) => ({ value: start, title: w.countFroms[start] }))}
        onPick={(countFrom) => void save({ countFrom })}
      />
      <Switch
        label={w.strict}
        hint={w.strictHint}
        isOn={value.strictSender}
        onToggle={(strictSender) => save({ strictSender })}
      />
      <ListForm
        {...{ label: w.proxies, hint: w.proxiesHint, isBusy, fault }}
        name="proxies"
        entries={value.proxies}
        onSave={(proxies) => save({ proxies })}
      />
    </>
  );
}
