/** Numbers of the settings as a person types them, in units that people use. Pure. */
import type { AppError } from '../../main/contract/result.ts';
import { numberOf } from '../ui/typed-values.ts';

type NumberKey<S> = Extract<{ [K in keyof S]: S[K] extends number ? K : never }[keyof S], string>;

interface Measure {
  readonly key: string;
  /** How many of the setting's own units make one of those in the field: 1048576 for megabytes. */
  readonly factor?: number;
}

export interface NumberSpec<S> extends Measure {
  readonly key: NumberKey<S>;
  readonly label: string;
  readonly hint?: string;
  readonly unit: string;
}

/** What stands in the fields, by key. */
export type Texts = Readonly<Record<string, string>>;

export const textsOf = <S>(value: S, fields: readonly NumberSpec<S>[]): Texts =>
  Object.fromEntries(
    fields.map(({ key, factor = 1 }) => [key, shownNumber(Number(value[key]) / factor)]),
  );

/** Nobody reads more than two decimals of a megabyte. */
export const shownNumber = (value: number): string => String(Math.round(value * 100) / 100);

/** What was typed and says something else than what is in force. */
export const changedIn = (typed: Texts, saved: Texts): Texts =>
  Object.fromEntries(
    Object.entries(typed).filter(([key, text]) => plain(text) !== plain(saved[key] ?? '')),
  );

const plain = (text: string): string => {
  const value = numberOf(text);
  return Number.isNaN(value) ? text : shownNumber(value);
};

/** The first field that holds no number, or null. */
export const firstBad = <S>(texts: Texts, fields: readonly NumberSpec<S>[]): string | null =>
  fields.find(({ key }) => Number.isNaN(numberOf(texts[key] ?? '')))?.key ?? null;

/** Of the fields that `texts` has: what a field shows rounded must not be saved so. */
export const numbersOf = <S>(texts: Texts, fields: readonly NumberSpec<S>[]): Partial<S> =>
  Object.fromEntries(
    fields
      .filter(({ key }) => Object.hasOwn(texts, key))
      .map(({ key, factor = 1 }) => {
        const value = numberOf(texts[key] ?? '') * factor;
        return [key, factor === 1 ? value : Math.round(value)];
      }),
  ) as Partial<S>;

/** The relay tells a bound in the setting's own unit; here it stands below a field with another one. */
export function inUnits(
  error: AppError | null,
  fields: readonly Measure[],
  format: (value: number) => string,
): AppError | null {
  const key = error?.field?.split('.').at(-1);
  const { factor = 1 } = fields.find((field) => field.key === key) ?? {};
  if (error === null || factor === 1) return error;
  const bound = /\d+(?= or (?:more|less)\.)/;
  return { ...error, message: error.message.replace(bound, (n) => format(Number(n) / factor)) };
}
