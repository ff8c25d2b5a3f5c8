/** Which entries of the journal a person wants to see: the same rule as the relay's own search. Pure. */
import {
  entryHolds,
  isAtLeast,
  type JournalEntry,
  type JournalLevel,
} from '../../main/contract/journal.ts';
import type { Say } from '../../main/contract/phrases/say.ts';

export interface JournalWish {
  /** '' wants all. */
  readonly text: string;
  /** This level and what is worse. */
  readonly level: JournalLevel;
}

/**
 * An answer may hold already what is told a moment later: entries come in bundles. `rows` is newest first.
 */
export function isKnown(entry: JournalEntry, rows: readonly JournalEntry[]): boolean {
  for (const row of rows) {
    if (row.at < entry.at) return false;
    if (row.at === entry.at && row.event === entry.event && row.text === entry.text) return true;
  }
  return false;
}

const nameOf = ({ at, event, text }: JournalEntry): string => `${at} ${event} ${text}`;

/** What was listed `before` stays the same row when it is read anew, so that place and mark stay on it. */
export function rowsOf<R extends JournalEntry>(
  entries: readonly JournalEntry[],
  before: readonly R[],
  make: (entry: JournalEntry) => R,
): readonly R[] {
  const known = new Map<string, R[]>();
  for (const row of before) {
    const alike = known.get(nameOf(row));
    if (alike === undefined) known.set(nameOf(row), [row]);
    else alike.push(row);
  }
  return entries.map((entry) => known.get(nameOf(entry))?.shift() ?? make(entry));
}

/** `say` words the entry as the screen shows it. */
export function isWanted(entry: JournalEntry, { text, level }: JournalWish, say: Say): boolean {
  if (!isAtLeast(entry.level, level)) return false;
  const wanted = text.trim().toLowerCase();
  return (
    wanted === '' || entryHolds(entry, wanted) || say(entry.text).toLowerCase().includes(wanted)
  );
}
