/** Numbers of the settings as a person types them, in units that people use. Pure. */
import { numberOf } from '../ui/typed-values.ts';

type NumberKey<S> = Extract<{ [K in keyof S]: S[K] extends number ? K : never }[keyof S], string>;

export interface NumberSpec<S> {
  readonly key: NumberKey<S>;
  readonly label: string;
  readonly hint?: string;
  readonly unit: string;
  /** How many of the setting's own units make one of these: 1048576 for megabytes. */
  readonly factor?: number;
}

/** What stands in the fields, by key. */
export type Texts = Readonly<Record<string, string>>;

export const textsOf = <S>(value: S, fields: readonly NumberSpec<S>[]): Texts =>
  Object.fromEntries(
    fields.map(({ key, factor = 1 }) => [key, String(rounded(Number(value[key]) / factor))]),
  );

/** Nobody reads more than two decimals of a megabyte. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The first field that holds no number, or null. */
export const firstBad = <S>(texts: Texts, fields: readonly NumberSpec<S>[]): string | null =>
  fields.find(({ key }) => Number.isNaN(numberOf(texts[key] ?? '')))?.key ?? null;

export const numbersOf = <S>(texts: Texts, fields: readonly NumberSpec<S>[]): Partial<S> =>
  Object.fromEntries(
    fields.map(({ key, factor = 1 }) => {
      const value = numberOf(texts[key] ?? '') * factor;
      return [key, factor === 1 ? value : Math.round(value)];
    }),
  ) as Partial<S>;
