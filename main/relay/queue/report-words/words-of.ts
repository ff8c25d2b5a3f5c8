import type { Language } from '../../../contract/languages.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import type { ReportWords } from './report-words.ts';

/** The words of each language. */
export const reportWordsIn: Readonly<Record<Language, ReportWords>> = { en: english, de: german };
