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
import { useLeft } from '../ui/use-left.ts';
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
  const form = useNumbers(section, fields);
  const { texts, type, errorOf, rest, isChanged } = form;
  if (texts === null) return <NotYet error={form.unread} />;
  const usual = defaults ? textsOf(defaults.values, fields) : texts;
  const isUsual = Object.keys(changedIn(texts, usual)).length === 0;
  return (
    <form className="stack" noValidate onSubmit={(event) => void form.submit(event)}>
      <div className="columns">
        {fields.map(({ key, label, hint, unit }) => (
          <NumberField
            key={key}
            {...{ label, hint, unit }}
            error={errorOf(key)}
            text={texts[key] ?? ''}
            onText={(text) => type({ [key]: text })}
          />
        ))}
      </div>
      <ErrorNotice error={rest} />
      {isChanged || !isUsual ? (
        <div className="buttons">
          {isChanged ? <SaveButtons isBusy={form.isBusy} onCancel={form.putBack} /> : null}
          {defaults && !isUsual ? (
            <Button look="plain" onClick={() => type(usual)}>
              {defaults.label}
            </Button>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}

/** What is typed over the numbers in force, and the way to save it. */
function useNumbers<K extends NumbersIn>(section: K, fields: readonly NumberSpec<Settings[K]>[]) {
  const { words, say, format } = useWords();
  const announce = useAnnounce();
  const { value, unread, save, isBusy, error, clearError } = useSection(section);
  const [typed, setTyped] = useLeft<Texts>(`numbers of ${section}`, {});
  const [bad, setBad] = useState<string | null>(null);
  const keys = fields.map(({ key }) => key);
  const errors = fieldErrors(inUnits(error, fields, format.number), keys, say);
  const saved = useMemo(() => (value === null ? null : textsOf(value, fields)), [value, fields]);
  useEffect(() => {
    // What came into force is no longer "typed"; what somebody else changed shows where nothing was typed.
    if (saved !== null) setTyped((before) => changedIn(before, saved));
  }, [saved, setTyped]);
  const texts = saved === null ? null : { ...saved, ...typed };
  const changed = saved === null ? {} : changedIn(typed, saved);
  const isChanged = Object.keys(changed).length > 0;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const wrong = firstBad(texts ?? {}, fields);
    setBad(wrong);
    if (isChanged && wrong === null && (await save(numbersOf(changed, fields))))
      announce(words.common.saved);
  };
  return {
    ...{ texts, unread, isChanged, isBusy, submit, rest: errors.rest },
    errorOf: (key: string) => (bad === key ? words.common.needNumber : errors.of(key)),
    type: (part: Texts): void => setTyped((before) => ({ ...before, ...part })),
    putBack: (): void => {
      setTyped({});
      setBad(null);
      clearError();
    },
  };
}
