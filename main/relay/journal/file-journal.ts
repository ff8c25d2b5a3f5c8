/**
 * The journal: one JSON line an event, one file a day (UTC), and the newest in memory for the screens.
 * `record` only puts an entry in memory; a timer writes them together. Folding of floods is FloodFold's,
 * cutting and redacting journal-entry's, reading the files journal-files'. Owns no meaning of events.
 */
import {
  entryHolds,
  isAtLeast,
  type JournalEntry,
  type JournalLevel,
} from '../../contract/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';
import { FloodFold } from './flood-fold.ts';
import { safeEntry } from './journal-entry.ts';
import { JournalFiles } from './journal-files.ts';
import type { JournalInput, JournalWriter } from './journal.ts';
import { Ring } from './ring.ts';

/** Long enough to write many lines at once, short enough for `journal --follow`. */
const writeEveryMs = 150;
/** A disk that fails is asked again more slowly. */
const tryAgainMs = 2_000;
const ringSize = 2_000;
/** Above this many unwritten lines (a disk that hangs), new ones are counted and dropped. */
const maxPending = 20_000;
const defaultLimit = 200;
const maxLimit = 10_000;

/** Which entries are wanted; without a bound, all. */
export interface JournalQuery {
  readonly limit?: number;
  /** This level and what is worse. */
  readonly level?: JournalLevel;
  /** Case-insensitive part of event, text, user, peer, id or a text in the data. */
  readonly text?: string;
}

/** Records, reads and finds events. `record` never throws or waits, a disk that fails is in `fault`. */
export class FileJournal implements JournalWriter {
  readonly #clock: Clock;
  readonly #files: JournalFiles;
  readonly #fold: FloodFold;
  readonly #ring = new Ring<JournalEntry>(ringSize);
  /** Folded entries are in no file; the newest with an id stay here, so that it still explains a refusal. */
  readonly #folded = new Ring<JournalEntry>(ringSize);
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #pending: JournalEntry[] = [];
  #dropped = 0;
  #isTimerSet = false;
  #writing: Promise<void> = Promise.resolve();
  #diskFault: string | null = null;

  /** `keepDays` is asked each day; files older than that are removed. */
  constructor(folder: string, clock: Clock, keepDays: () => number) {
    this.#clock = clock;
    this.#files = new JournalFiles(folder, clock, keepDays);
    this.#fold = new FloodFold(clock);
  }

  /** Why the journal cannot be written at the moment, and how many entries that cost; or null. */
  get fault(): string | null {
    if (this.#diskFault === null) return null;
    const lost = this.#dropped === 0 ? '' : ` ${this.#dropped} entries were lost so far.`;
    return `The journal cannot be written: ${this.#diskFault}. Check the disk and the data folder.${lost}`;
  }

  record(input: JournalInput): void {
    const entry = safeEntry(input, this.#clock.now());
    if (!this.#fold.takes(entry)) this.#keep(entry);
    else if (entry.id !== undefined) this.#folded.push(entry);
    this.#arm();
  }

  /** Called for each entry as it is recorded (a folded one is not); a listener that throws is left out then. */
  onEntry(listener: (entry: JournalEntry) => void): Unsubscribe {
    const own = (entry: JournalEntry): void => {
      listener(entry);
    };
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** The newest entries in memory, all of them unless told, newest first, without touching the disk. */
  recent(limit = ringSize): readonly JournalEntry[] {
    return this.#ring.newest(limit);
  }

  /** Writes what is pending. Never rejects: a disk error is kept in `fault`, the lines are tried again. */
  flush(): Promise<void> {
    for (const entry of this.#fold.summaries()) this.#keep(entry);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** At the stop: ends all folding and writes what is left. */
  async close(): Promise<void> {
    for (const entry of this.#fold.summaries(true)) this.#keep(entry);
    await this.flush();
  }

  /**
   * Newest first. Reads the files backwards, never more of them than the answer needs. Rejects with a ServiceFault
   * `journal.unreadable` when one of them cannot be read.
   */
  async read(query: JournalQuery = {}): Promise<readonly JournalEntry[]> {
    await this.flush();
    const limit = Math.min(Math.max(query.limit ?? defaultLimit, 0), maxLimit);
    // While the disk fails, the files lack the newest.
    if (this.#diskFault !== null)
      return this.#ring.newest(ringSize).filter(matcher(query)).slice(0, limit);
    return this.#files.read({ limit, matches: matcher(query) });
  }

  /** All entries, newest first, until `visit` answers false. Rejects as `read` does. */
  async scan(visit: (entry: JournalEntry) => boolean): Promise<void> {
    await this.flush();
    const unwritten = this.#diskFault === null ? [] : this.#pending.toReversed();
    if (unwritten.every(visit)) await this.#files.scan(visit);
  }

  /** The newest entry with this id (a refusal, a message), or null. Rejects as `read` does. */
  async find(id: string): Promise<JournalEntry | null> {
    const wanted = id.toUpperCase();
    const hasId = (entry: JournalEntry): boolean => entry.id?.toUpperCase() === wanted;
    const inMemory = this.#ring.find(hasId) ?? this.#folded.find(hasId);
    if (inMemory) return inMemory;
    await this.flush();
    return (await this.#files.read({ limit: 1, matches: hasId, contains: wanted }))[0] ?? null;
  }

  #keep(entry: JournalEntry): void {
    this.#ring.push(entry);
    if (this.#pending.length < maxPending) this.#pending.push(entry);
    else this.#dropped += 1;
    for (const listener of this.#listeners) this.#tell(listener, entry);
  }

  #tell(listener: (entry: JournalEntry) => void, entry: JournalEntry): void {
    try {
      listener(entry);
    } catch {
      // A screen's fault must not reach the part that records; that screen hears no more.
      this.#listeners.delete(listener);
    }
  }

  #arm(): void {
    if (this.#isTimerSet) return;
    this.#isTimerSet = true;
    this.#clock.after(this.#diskFault === null ? writeEveryMs : tryAgainMs, () => {
      this.#isTimerSet = false;
      void this.flush().then(() => {
        if (this.#pending.length > 0 || this.#fold.isHolding) this.#arm();
      });
    });
  }

  async #write(): Promise<void> {
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    const { error, unwritten } = await this.#files.append(batch);
    if (error === null) {
      this.#reportLost();
      return;
    }
    this.#diskFault = error;
    const all = [...unwritten, ...this.#pending];
    this.#dropped += Math.max(0, all.length - maxPending);
    this.#pending = all.slice(0, maxPending);
  }

  #reportLost(): void {
    this.#diskFault = null;
    if (this.#dropped === 0) return;
    const text = `${this.#dropped} journal entries were lost while the disk could not be written.`;
    this.#dropped = 0;
    this.record({ event: 'journal.lost', level: 'warning', text });
  }
}

function matcher({ level, text }: JournalQuery): (entry: JournalEntry) => boolean {
  const wanted = text?.toLowerCase() ?? '';
  return (entry) =>
    (level === undefined || isAtLeast(entry.level, level)) &&
    (wanted === '' || entryHolds(entry, wanted));
}
