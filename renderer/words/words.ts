/**
 * The typed dictionary. English is the original and its shape is the type; a further language is one more
 * folder of that shape, and a missing word does not compile.
 */
import { en } from './en/index.ts';
import { de } from './de/index.ts';
import type { Language } from '../../main/contract/desktop.ts';
import { phrases as germanPhrases } from '../../main/contract/phrases/de.ts';
import { phrases as englishPhrases } from '../../main/contract/phrases/en.ts';
import type { Phrases } from '../../main/contract/phrases/say.ts';

/** Literal texts widened to string; functions keep their parameters. */
export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Words = Widened<typeof en>;

export const languages: Readonly<Record<Language, Words>> = { en, de };

/** How each language says the relay's own sentences. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: englishPhrases,
  de: germanPhrases,
};

/** The first of the OS's languages that the dictionary has; English otherwise. */
export function pickLanguage(wanted: Language | 'system', ofSystem: readonly string[]): Language {
  if (wanted !== 'system') return wanted;
  for (const tag of ofSystem) {
    const base = tag.toLowerCase().split('-', 1)[0] ?? '';
    if (base in languages) return base as Language;
  }
  return 'en';
}
