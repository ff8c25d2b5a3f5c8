/** Fields for numbers and for lists: what is typed stays text until it is one. */
import type { ReactNode } from 'react';
import { Field, type FieldProps } from './field.tsx';

/** A whole or broken number with its unit behind it; the text is the page's until it is saved. */
export function NumberField({
  unit,
  text,
  onText,
  ...shared
}: FieldProps & {
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

/** One entry a line. */
export function ListField({
  text,
  onText,
  rows = 3,
  placeholder,
  ...shared
}: FieldProps & {
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
