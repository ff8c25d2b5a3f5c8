/** The languages that the window speaks, and which of them is spoken. */
import type { Language } from '../../main/contract/languages.ts';
import { phrases as germanPhrases } from '../../main/contract/phrases/de.ts';
import { phrases as englishPhrases } from '../../main/contract/phrases/en.ts';
import type { Phrases } from '../../main/contract/phrases/say.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { Words } from './words.ts';

export const languages: Readonly<Record<Language, Words>> = { en, de };

/** How each language says the relay's own sentences. */
export const phrases: Readonly<Record<Language, Phrases>> = {
  en: englishPhrases,
  de: germanPhrases,
};
