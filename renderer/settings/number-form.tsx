/**
 * Several numbers of one section of the settings, saved together by a button that comes when something was
 * typed. What is typed is text until then.
 */
import { useEffect, useMemo, useState, type ReactNode, type SyntheticEvent } from 'react';
import type { Settings } from '../../main/contract/settings.ts';
import { useSection } from '../link/use-section.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { SaveButtons } from '../ui/save-buttons.tsx';
import { NumberField } from '../ui/value-fields.tsx';
import { useWords } from '../words/words-context.tsx';
import {
  changedIn,
  firstBad,
  inUnits,
  numbersOf,
  textsOf,
  type NumberSpec,
  type Texts,
} from './number-texts.ts';

type NumbersIn = 'popAuth' | 'limits' | 'queue' | 'journal';

export interface NumberFormProps<K extends NumbersIn> {
  readonly section: K;
  /** The same array as long as the words are the same. */
  readonly fields: readonly NumberSpec<Settings[K]>[];
  /** Offers to fill these in. */
  readonly defaults?: { readonly label: string; readonly values: Settings[K] };
}

export function NumberForm<K extends NumbersIn>(props: NumberFormProps<K>): ReactNode {
  const { section, fields, defaults } = props;
  const { words, say, format } = useWords();
  const announce = useAnnounce();
  const { value, unread, save, isBusy, error, clearError } = useSection(section);
  const [typed, setTyped] = useState<Texts>({});
  const [bad, setBad] = useState<string | null>(null);
  const keys = fields.map(({ key }) => key);
  const errors = fieldErrors(inUnits(error, fields, format.number), keys, say);
  const saved = useMemo(() => (value === null ? {} : textsOf(value, fields)), [value, fields]);
  // What came into force is no longer "typed"; what somebody else changed shows where nothing was typed.
  useEffect(() => setTyped((before) => changedIn(before, saved)), [saved]);
  if (value === null) return <NotYet error={unread} />;
  const texts = { ...saved, ...typed };
  const changed = changedIn(typed, saved);
  const isChanged = Object.keys(changed).length > 0;
  const usual = defaults ? textsOf(defaults.values, fields) : texts;
  const isUsual = Object.keys(changedIn(texts, usual)).length === 0;

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const wrong = firstBad(texts, fields);
    setBad(wrong);
    if (isChanged && wrong === null && (await save(numbersOf(changed, fields))))
      announce(words.common.saved);
  };
  const putBack = (): void => {
    setTyped({});
    setBad(null);
    clearError();
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <div className="columns">
        {fields.map(({ key, label, hint, unit }) => (
          <NumberField
            key={key}
            {...{ label, hint, unit }}
            error={bad === key ? words.common.needNumber : errors.of(key)}
            text={texts[key] ?? ''}
            onText={(text) => setTyped((before) => ({ ...before, [key]: text }))}
          />
        ))}
      </div>
      <ErrorNotice error={errors.rest} />
      {isChanged || !isUsual ? (
        <div className="buttons">
          {isChanged ? <SaveButtons isBusy={isBusy} onCancel={putBack} /> : null}
          {defaults && !isUsual ? (
            <Button look="plain" onClick={() => setTyped(usual)}>
              {defaults.label}
            </Button>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}
