/**
 * The journal on disk: one JSON line an event, one file a day, and the newest in memory for the screens.
 * `record` only puts a line in memory; a timer writes them together. Owns no meaning of events.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { JournalEntry } from '../../contract/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import type { JournalInput, JournalWriter } from './journal.ts';

const writeEveryMs = 150;
const ringSize = 2_000;
const longestText = 1_000;
/** Above this many unwritten lines (a disk that hangs), new ones are counted and dropped. */
const maxPending = 50_000;

export interface JournalQuery {
  readonly limit: number;
  /** Case-insensitive part of event, text, user, peer or id. */
  readonly text?: string;
}

export class FileJournal implements JournalWriter {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #keepDays: () => number;
  readonly #ring: JournalEntry[] = [];
  readonly #entries = new Emitter<JournalEntry>();
  #pending: JournalEntry[] = [];
  #dropped = 0;
  #isTimerSet = false;
  #writing: Promise<void> = Promise.resolve();
  #lastDay = '';
  #fault: string | null = null;

  constructor(folder: string, clock: Clock, keepDays: () => number) {
    this.#folder = folder;
    this.#clock = clock;
    this.#keepDays = keepDays;
  }

  /** Why the journal cannot be written at the moment, or null. */
  get fault(): string | null {
    return this.#fault;
  }

  record(input: JournalInput): void {
    const text =
      input.text.length > longestText ? `${input.text.slice(0, longestText)}…` : input.text;
    const entry: JournalEntry = { at: this.#clock.now(), level: 'info', ...input, text };
    this.#ring.push(entry);
    if (this.#ring.length > ringSize * 2) this.#ring.splice(0, ringSize);
    if (this.#pending.length < maxPending) this.#pending.push(entry);
    else this.#dropped += 1;
    this.#entries.emit(entry);
    if (this.#isTimerSet) return;
    this.#isTimerSet = true;
    this.#clock.after(writeEveryMs, () => {
      this.#isTimerSet = false;
      void this.flush();
    });
  }

  onEntry(listener: (entry: JournalEntry) => void): () => void {
    return this.#entries.on(listener);
  }

  /** Writes what is pending; a disk error is kept in `fault` and the lines are tried again. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Newest first, from memory and then from the files. */
  async read(query: JournalQuery): Promise<readonly JournalEntry[]> {
    await this.flush();
    const found: JournalEntry[] = [];
    for (const day of this.#days().reverse()) {
      const lines = (await fs.promises.readFile(path.join(this.#folder, day), 'utf8')).split('\n');
      for (let i = lines.length - 1; i >= 0 && found.length < query.limit; i -= 1) {
        const entry = parseLine(lines[i] ?? '');
        if (entry && matches(entry, query.text)) found.push(entry);
      }
      if (found.length >= query.limit) break;
    }
    return found;
  }

  /** The newest entry with this id, or null. */
  async find(id: string): Promise<JournalEntry | null> {
    const wanted = id.toUpperCase();
    for (let i = this.#ring.length - 1; i >= 0; i -= 1)
      if (this.#ring[i]?.id?.toUpperCase() === wanted) return this.#ring[i] ?? null;
    const entries = await this.read({ limit: 500, text: id });
    return entries.find((entry) => entry.id?.toUpperCase() === wanted) ?? null;
  }

  #days(): string[] {
    if (!fs.existsSync(this.#folder)) return [];
    return fs
      .readdirSync(this.#folder)
      .filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))
      .sort();
  }

  async #write(): Promise<void> {
    const batch = this.#pending;
    if (batch.length === 0) return;
    this.#pending = [];
    const day = new Date(this.#clock.now()).toISOString().slice(0, 10);
    const lines = batch.map((entry) => JSON.stringify(entry)).join('\n');
    try {
      await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const file = path.join(this.#folder, `${day}.jsonl`);
      await fs.promises.appendFile(file, `${lines}\n`, { mode: 0o600 });
      this.#fault = null;
      if (day !== this.#lastDay) this.#forgetOldDays();
      this.#lastDay = day;
    } catch (error) {
      this.#fault = `The journal cannot be written: ${String(error)}`;
      this.#pending = [...batch, ...this.#pending].slice(0, maxPending);
    }
  }

  #forgetOldDays(): void {
    const days = this.#days();
    const oldest = new Date(this.#clock.now() - this.#keepDays() * 24 * 3600_000)
      .toISOString()
      .slice(0, 10);
    for (const day of days)
      if (day < oldest) fs.rmSync(path.join(this.#folder, day), { force: true });
  }
}

function parseLine(line: string): JournalEntry | null {
  if (line === '') return null;
  try {
    return JSON.parse(line) as JournalEntry;
  } catch {
    // A line torn by a crash; the journal goes on after it.
    return null;
  }
}

function matches(entry: JournalEntry, text: string | undefined): boolean {
  if (text === undefined || text === '') return true;
  const wanted = text.toLowerCase();
  return [entry.event, entry.text, entry.user, entry.peer, entry.id].some(
    (field) => field?.toLowerCase().includes(wanted) === true,
  );
}
