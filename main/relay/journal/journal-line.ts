/** Reads a line of a journal's file. Pure. A disk may give back another letter than it was given. */
import { journalLevels, type JournalEntry } from '../../contract/journal.ts';

/** The entry in a line; null where it is none that the journal writes, torn by a crash or damaged. */
export function parseLine(line: string): JournalEntry | null {
  try {
    const raw = JSON.parse(line) as Record<keyof JournalEntry, unknown> | null;
    return raw !== null && isEntry(raw) ? (raw as unknown as JournalEntry) : null;
  } catch {
    // The journal goes on after it.
    return null;
  }
}

/** What is missing or of another kind would break whoever shows it: one letter of a name is enough. */
const isEntry = (raw: Readonly<Record<keyof JournalEntry, unknown>>): boolean =>
  isTime(raw.at) &&
  (journalLevels as readonly unknown[]).includes(raw.level) &&
  typeof raw.event === 'string' &&
  typeof raw.text === 'string' &&
  [raw.id, raw.user, raw.peer].every((word) => word === undefined || typeof word === 'string') &&
  (raw.data === undefined || (typeof raw.data === 'object' && raw.data !== null));

/** What a Date can hold, in ms to both sides of 1970. */
const latest = 8.64e15;
const isTime = (at: unknown): boolean => typeof at === 'number' && Math.abs(at) <= latest;
