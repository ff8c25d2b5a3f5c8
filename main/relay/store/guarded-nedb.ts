/**
 * NeDB with its traps closed: a torn last line, its refusal to load small files with one bad line, the
 * line that a full disk leaves half written, file modes. Users and windows both stand on it.
 */
import fs from 'node:fs';
import path from 'node:path';
import Datastore from 'nedb-promises';

/** What is used of NeDB's own handle; its types do not name it. */
interface Original {
  loadDatabaseAsync(): Promise<void>;
  compactDatafileAsync(): Promise<void>;
}

export interface Document {
  readonly _id: string;
}

export interface GuardedNedbOptions {
  readonly file: string;
  /** Flush after every change: for what must survive a power cut. */
  readonly isDurable: boolean;
  /** Told when a damaged file was put aside, with its new name. */
  readonly onPutAside: (file: string) => void;
}

/** A small collection of documents by `_id`. Every write rejects when it did not reach the file. */
export class GuardedNedb<T extends Document> {
  readonly #options: GuardedNedbOptions;
  #db: Datastore<Document> | null = null;
  /** A write failed: the file may end in half a line, and memory may hold what the file does not. */
  #isSuspect = false;

  constructor(options: GuardedNedbOptions) {
    this.#options = options;
  }

  /** Opens the file and returns what it holds; a file beyond repair is put aside and starts empty. */
  async load(): Promise<T[]> {
    fs.mkdirSync(path.dirname(this.#options.file), { recursive: true, mode: 0o700 });
    trimTornTail(this.#options.file);
    try {
      this.#db = await this.#open();
    } catch {
      // NeDB caches a failed load for ever, so the second try needs a new instance too.
      const aside = `${this.#options.file}.damaged-${Date.now()}`;
      fs.renameSync(this.#options.file, aside);
      this.#options.onPutAside(aside);
      this.#db = await this.#open();
    }
    return (await this.#db.find({})) as unknown as T[];
  }

  /** Inserts or replaces the document with this `_id`. */
  async put(document: T): Promise<void> {
    await this.#write((db) => db.update({ _id: document._id }, document, { upsert: true }));
  }

  /** Removes what matches the NeDB query, at the moment of removal; resolves to how many. */
  async remove(query: Record<string, unknown>): Promise<number> {
    let removed = 0;
    await this.#write(async (db) => {
      removed = await db.remove(query, { multi: true });
    });
    return removed;
  }

  async #open(): Promise<Datastore<Document>> {
    const db = Datastore.create({
      filename: this.#options.file,
      // One torn line in a file of three is 33 %: the tail is trimmed by us, so any other damage is rare.
      corruptAlertThreshold: 0.5,
      modes: { fileMode: 0o600, dirMode: 0o700 },
    } as unknown as string);
    await originalOf(db).loadDatabaseAsync();
    return db;
  }

  async #write(run: (db: Datastore<Document>) => Promise<unknown>): Promise<void> {
    const db = this.#db;
    if (db === null) throw new Error('The database is not loaded');
    if (this.#isSuspect) await this.#heal(db);
    try {
      await run(db);
      if (this.#options.isDurable) await flushFile(this.#options.file);
    } catch (cause) {
      this.#isSuspect = true;
      throw new Error(`Cannot write ${path.basename(this.#options.file)}`, { cause });
    }
  }

  /**
   * Compaction writes a fresh, flushed file of all documents. Without it the next line would be glued
   * to the half line that a full disk left, and both lost at the next start.
   */
  async #heal(db: Datastore<Document>): Promise<void> {
    await originalOf(db).compactDatafileAsync();
    this.#isSuspect = false;
  }
}

const originalOf = (db: Datastore<Document>): Original =>
  (db as unknown as { __original: Original }).__original;

/** Cuts an unfinished last line: a crash in mid-append leaves one, and it was never confirmed. */
function trimTornTail(file: string): void {
  if (!fs.existsSync(file)) return;
  const content = fs.readFileSync(file);
  const end = content.lastIndexOf(0x0a) + 1;
  if (end < content.length) fs.truncateSync(file, end);
}

async function flushFile(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
