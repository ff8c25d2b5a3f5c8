/** POP before SMTP in detail: on or off, when the time starts, whose address may be sender, proxies. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { Settings } from '../../main/contract/settings.ts';
import { useSection, type Section } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Choices, Switch } from '../ui/choice.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { Fold } from '../ui/fold.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { entriesOf } from '../ui/typed-values.ts';
import { ListField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';

type PopAuthSettings = Settings['popAuth'];
const starts: readonly PopAuthSettings['countFrom'][] = ['sign-in', 'session-end'];

export function PopAuth(): ReactNode {
  const { words } = useWords();
  const section = useSection('popAuth');
  const { value, save } = section;
  const w = words.security.popAuth;
  if (value === null) return null;
  return (
    <Fold title={w.title} lead={w.lead}>
      <Switch
        label={w.enabled}
        hint={w.enabledHint(words.common.minutes(value.windowMinutes))}
        isOn={value.enabled}
        onToggle={(enabled) => void save({ enabled })}
      />
      {value.enabled ? <Details section={section} value={value} /> : null}
    </Fold>
  );
}

function Details({
  section: { save, isBusy, error },
  value,
}: {
  readonly section: Section<'popAuth'>;
  readonly value: PopAuthSettings;
}): ReactNode {
  const { words, say } = useWords();
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const errors = fieldErrors(error, ['proxies'], say);
  const w = words.security.popAuth;
  const saveProxies = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (typed === null || !(await save({ proxies: entriesOf(typed) }))) return;
    setTyped(null);
    announce(words.common.saved);
  };
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
        onToggle={(strictSender) => void save({ strictSender })}
      />
      <form className="stack" noValidate onSubmit={(event) => void saveProxies(event)}>
        <ListField
          label={w.proxies}
          hint={w.proxiesHint}
          error={errors.of('proxies')}
          text={typed ?? value.proxies.join('\n')}
          onText={setTyped}
        />
        {typed === null ? null : (
          <div className="buttons">
            <Button look="primary" type="submit" isBusy={isBusy}>
              {words.common.save}
            </Button>
            <Button onClick={() => setTyped(null)}>{words.common.cancel}</Button>
          </div>
        )}
      </form>
      <ErrorNotice error={errors.rest} />
    </>
  );
}
