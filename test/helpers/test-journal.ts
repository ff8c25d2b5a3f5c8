import type { JournalInput, JournalWriter } from '../../main/relay/journal/journal.ts';

/** A journal that a test can read. */
export class TestJournal implements JournalWriter {
  readonly entries: JournalInput[] = [];

  record(entry: JournalInput): void {
    this.entries.push(entry);
  }

  /** The events so far, in order; `area` keeps only `area.*`. */
  events(area = ''): string[] {
    return this.entries.map((entry) => entry.event).filter((event) => event.startsWith(area));
  }

  /** Everything that was written, as one text to look for secrets in. */
  text(): string {
    return JSON.stringify(this.entries);
  }
}
