/** Labelled inputs: each with its hint and its error tied to it for screen readers. */
import { useEffect, useId, useState, type ComponentProps, type ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';
import { Button } from './button.tsx';
import type { FieldFault } from './field-errors.ts';

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Says what to do; shown below the input and read with it. */
  readonly error?: string | FieldFault | null | undefined;
}

interface Wired {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { readonly children: (wired: Wired) => ReactNode }): ReactNode {
  const id = useId();
  useFaultInSight(id, Boolean(error));
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      {hint ? (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div className="field-error" id={`${id}-error`} role="alert">
          <FieldError error={error} />
        </div>
      ) : null}
    </div>
  );
}

/** Who pressed the button of a form goes on at the first field that is wrong, which may be out of sight. */
function useFaultInSight(id: string, isWrong: boolean): void {
  useEffect(() => {
    if (!isWrong) return;
    const input = document.getElementById(id);
    const pressed = document.activeElement;
    if (pressed instanceof HTMLButtonElement && input?.closest('form')?.contains(pressed) === true)
      input.focus();
  }, [id, isWrong]);
}

function FieldError({ error }: { readonly error: string | FieldFault }): ReactNode {
  const { words } = useWords();
  if (typeof error === 'string') return error;
  if (error.help === undefined) return error.text;
  return (
    <>
      {error.text}{' '}
      <a href={hrefOf(`help/${error.help}`)} aria-label={words.common.helpAbout(error.text)}>
        {words.common.help}
      </a>
    </>
  );
}

type TextProps = FieldProps & {
  readonly value: string;
  readonly onText: (value: string) => void;
} & Omit<ComponentProps<'input'>, 'value' | 'onChange'>;

export function TextField({ label, hint, error, value, onText, ...rest }: TextProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...wired}
          className="input"
          value={value}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Can be shown, can be pasted into. */
export function PasswordField({
  label,
  hint,
  error,
  value,
  onText,
  ...rest
}: TextProps): ReactNode {
  const { words } = useWords();
  const [isShown, setShown] = useState(false);
  const word = isShown ? words.common.hide : words.common.show;
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <div className="input-row">
          <input
            autoComplete="off"
            spellCheck={false}
            {...rest}
            {...wired}
            type={isShown ? 'text' : 'password'}
            className="input"
            value={value}
            onChange={(event) => onText(event.target.value)}
          />
          <Button aria-label={`${word}: ${label}`} onClick={() => setShown(!isShown)}>
            {word}
          </Button>
        </div>
      )}
    </Field>
  );
}

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

export function SelectField<T extends string>({
  label,
  hint,
  error,
  value,
  options,
  onPick,
}: FieldProps & {
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onPick: (value: T) => void;
}): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => <Choices {...{ value, options, onPick }} wired={wired} />}
    </Field>
  );
}

function Choices<T extends string>({
  wired,
  value,
  options,
  onPick,
}: {
  readonly wired: Partial<Wired>;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onPick: (value: T) => void;
}): ReactNode {
  return (
    <select
      {...wired}
      className="input"
      value={value}
      onChange={(event) => onPick(event.target.value as T)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A choice in a row of tools: its word stands before it, not above. */
export function InlineSelect<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onPick: (value: T) => void;
}): ReactNode {
  const { label, value, options, onPick } = props;
  const id = useId();
  return (
    <div className="row inline-select no-print">
      <label className="soft" htmlFor={id}>
        {label}
      </label>
      <Choices {...{ value, options, onPick }} wired={{ id }} />
    </div>
  );
}
