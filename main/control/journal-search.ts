/**
 * The search of the journal by what a window shows: its sentences are kept in English, and a person types the
 * words that stand on the screen. Names, addresses and ids are found as in the plain search.
 */
import {
  entryHolds,
  isAtLeast,
  type JournalEntry,
  type JournalLevel,
} from '../contract/journal.ts';
import type { Language } from '../contract/languages.ts';
import { phrases as german } from '../contract/phrases/de.ts';
import { phrases as english } from '../contract/phrases/en.ts';
import { sayWith, type Say } from '../contract/phrases/say.ts';
import type { FileJournal } from '../relay/journal/file-journal.ts';

/** What is wanted: `text` in a sentence as `language` says it, or in a field as it is kept. */
export interface SaidSearch {
  readonly text: string;
  readonly language: Language;
  readonly level: JournalLevel;
  readonly limit: number;
}

/** To say a sentence costs more than to read it: older entries are looked at in the words that are kept. */
const mostSaid = 200_000;

const speech: Readonly<Record<Language, Say>> = { en: sayWith(english), de: sayWith(german) };

/** Newest first. While the disk cannot be read, what is in memory. */
export async function searchSaid(
  journal: Pick<FileJournal, 'scan' | 'recent'>,
  search: SaidSearch,
): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  const isWanted = matcher(search);
  const visit = (entry: JournalEntry): boolean => {
    if (isWanted(entry)) found.push(entry);
    return found.length < search.limit;
  };
  try {
    await journal.scan(visit);
    return found;
  } catch {
    return journal.recent().filter(matcher(search)).slice(0, search.limit);
  }
}

function matcher({ text, language, level }: SaidSearch): (entry: JournalEntry) => boolean {
  const wanted = text.toLowerCase();
  const say = speech[language];
  let said = 0;
  return (entry) => {
    if (!isAtLeast(entry.level, level)) return false;
    if (entryHolds(entry, wanted)) return true;
    said += 1;
    return said <= mostSaid && say(entry.text).toLowerCase().includes(wanted);
  };
}
