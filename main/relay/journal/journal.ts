import type { JournalEntry, JournalLevel } from '../../contract/journal.ts';

/** What a part says happened; the journal adds the time. */
export type JournalInput = Omit<JournalEntry, 'at' | 'level'> & { readonly level?: JournalLevel };

/** The one thing that most parts need of the journal. `record` never throws and never waits. */
export interface JournalWriter {
  record(entry: JournalInput): void;
}
