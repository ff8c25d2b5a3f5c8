/** The files of the journal: appending, reading backwards, forgetting old days. */
import fs from 'node:fs';
import path from 'node:path';
import type { JournalEntry } from '../../contract/journal.ts';
import { messageOf } from '../../contract/thrown.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { unlessMissing } from '../store/if-there.ts';
import { parseLine } from './journal-line.ts';
import { linesBackwards } from './lines-backwards.ts';

const dayMs = 24 * 3600_000;
const dayFile = /^\d{4}-\d\d-\d\d\.jsonl$/;

/** Which lines of the files are wanted, newest first. */
export interface FileQuery {
  readonly limit: number;
  readonly matches: (entry: JournalEntry) => boolean;
  /** Upper case; lines without it are passed over unparsed. */
  readonly contains?: string;
}

/** What came of writing: entries that are not on disk come back, to be tried again. */
export interface AppendOutcome {
  /** Plain words, or null when all was written. */
  readonly error: string | null;
  readonly unwritten: readonly JournalEntry[];
}

/** One JSON line an event, one file a UTC day (`2025-01-31.jsonl`), read from the end in pieces. */
export class JournalFiles {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #keepDays: () => number;
  #lastCleaned = '';

  constructor(folder: string, clock: Clock, keepDays: () => number) {
    this.#folder = folder;
    this.#clock = clock;
    this.#keepDays = keepDays;
  }

  /** Writes entries to the files of their days. Never rejects. */
  async append(entries: readonly JournalEntry[]): Promise<AppendOutcome> {
    let written = 0;
    try {
      await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
      while (written < entries.length) {
        const batch = sameDay(entries, written);
        await appendLines(path.join(this.#folder, fileOf(batch[0]?.at ?? 0)), batch);
        written += batch.length;
      }
      await this.#forgetOldDays();
      return { error: null, unwritten: [] };
    } catch (error) {
      return { error: messageOf(error), unwritten: entries.slice(written) };
    }
  }

  /** Newest file first, each from its end. Rejects with a ServiceFault `journal.unreadable` when one cannot be read. */
  async read(query: FileQuery): Promise<readonly JournalEntry[]> {
    const found: JournalEntry[] = [];
    for (const name of (await this.#days()).reverse()) {
      await this.#readDay(path.join(this.#folder, name), query, found);
      if (found.length >= query.limit) break;
    }
    return found;
  }

  /** Newest first, until `visit` answers false. Rejects as `read` does. */
  async scan(visit: (entry: JournalEntry) => boolean): Promise<void> {
    for (const name of (await this.#days()).reverse())
      for await (const lines of linesOf(path.join(this.#folder, name)))
        if (!lines.map(parseLine).every((entry) => entry === null || visit(entry))) return;
  }

  async #readDay(file: string, query: FileQuery, found: JournalEntry[]): Promise<void> {
    for await (const lines of linesOf(file)) {
      for (const line of lines) {
        if (found.length >= query.limit) return;
        if (query.contains !== undefined && !line.toUpperCase().includes(query.contains)) continue;
        const entry = parseLine(line);
        if (entry && query.matches(entry)) found.push(entry);
      }
    }
  }

  async #days(): Promise<string[]> {
    const names = await fs.promises
      .readdir(this.#folder)
      .catch(unlessMissing([]))
      .catch((error: unknown) => {
        throw unreadable(`folder ${this.#folder}`, error);
      });
    return names.filter((name) => dayFile.test(name)).sort();
  }

  /** Once a day, by the names: a clock that was once wrong does not remove today's file. */
  async #forgetOldDays(): Promise<void> {
    const today = fileOf(this.#clock.now());
    if (today === this.#lastCleaned) return;
    this.#lastCleaned = today;
    const before = (await this.#days()).filter((name) => name < today);
    const oldest = this.#oldestKept(before.at(-1));
    // One that another program holds open (Windows) goes on another day: what came meanwhile is written all the same.
    for (const name of before)
      if (name < oldest)
        await fs.promises.rm(path.join(this.#folder, name), { force: true }).catch(() => undefined);
  }

  /**
   * Counted from today; where the whole journal would go, from its last day: after a long absence that costs a day,
   * and one day with the clock far ahead removes nothing that it should not. A second such day does.
   */
  #oldestKept(lastDay: string | undefined): string {
    const keptMs = this.#keepDays() * dayMs;
    const oldest = fileOf(this.#clock.now() - keptMs);
    if (lastDay === undefined || lastDay >= oldest) return oldest;
    return fileOf(Date.parse(lastDay.slice(0, 10)) - keptMs);
  }
}

const fileOf = (at: number): string => `${new Date(at).toISOString().slice(0, 10)}.jsonl`;

/** The entries from `start` that belong into one file: usually all of them, fewer around midnight. */
function sameDay(entries: readonly JournalEntry[], start: number): readonly JournalEntry[] {
  const day = Math.floor((entries[start]?.at ?? 0) / dayMs);
  let end = start + 1;
  while (end < entries.length && Math.floor((entries[end]?.at ?? 0) / dayMs) === day) end += 1;
  return entries.slice(start, end);
}

async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  try {
    yield* linesBackwards(file);
  } catch (error) {
    throw unreadable(`file ${file}`, error);
  }
}

/** Another user's file, for example of who once ran this as an administrator, or a bad disk. */
function unreadable(place: string, error: unknown): ServiceFault {
  const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
  const words = `The journal ${place} cannot be read (${code}). Look at the disk and at who may read the data folder.`;
  return new ServiceFault('journal.unreadable', words, error);
}

async function appendLines(file: string, entries: readonly JournalEntry[]): Promise<void> {
  const handle = await fs.promises.open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    // A line torn by a crash must not take the next one with it.
    const start = (await endsWithinLine(handle, size)) ? '\n' : '';
    try {
      await handle.appendFile(start + text);
    } catch (error) {
      // Half of it may be there (disk full); it is written again as a whole. By its name: Windows lets nobody
      // shorten what was opened for appending. What went wrong first is what is told.
      await fs.promises.truncate(file, size).catch(() => undefined);
      throw error;
    }
  } finally {
    await handle.close();
  }
}

async function endsWithinLine(handle: fs.promises.FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}
