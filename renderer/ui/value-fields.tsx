/** Fields for numbers and for lists: what is typed stays text until it is one. */
import type { ReactNode } from 'react';
import { Field } from './field.tsx';

interface Shared {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
}

/** A whole or broken number with its unit behind it; the text is the page's until it is saved. */
export function NumberField({
  unit,
  text,
  onText,
  ...shared
}: Shared & {
  readonly unit: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactNode {
  return (
    <Field {...shared}>
      {(wired) => (
        <div className="number-row">
          <input
            {...wired}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => onText(event.target.value.replace(/[^\d.,]/g, ''))}
          />
          <span className="soft">{unit}</span>
        </div>
      )}
    </Field>
  );
}

/** The number that a person typed, with a point or a comma; NaN for none. Pure. */
export const numberOf = (text: string): number =>
  text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'));

/** One entry a line. */
export function ListField({
  text,
  onText,
  rows = 3,
  placeholder,
  ...shared
}: Shared & {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly rows?: number;
  readonly placeholder?: string;
}): ReactNode {
  return (
    <Field {...shared}>
      {(wired) => (
        <textarea
          {...wired}
          className="input"
          rows={rows}
          spellCheck={false}
          placeholder={placeholder}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** The entries of such a text: people part them by lines, commas, or spaces. Pure. */
export const entriesOf = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
