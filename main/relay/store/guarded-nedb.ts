/**
 * NeDB with its traps closed: torn last lines, its refusal to load small files, the half line that a
 * full disk leaves, documents that stay in memory although their write failed, files that only grow,
 * file modes. Users and windows both stand on it. One process owns the file (data folder lock).
 */
import fs from 'node:fs';
import path from 'node:path';
import Datastore from 'nedb-promises';
import { isWriteOnly, prepareDataFile, type DamagePolicy } from './data-file.ts';
import { readDocuments } from './read-documents.ts';
import { Turns } from '../lifecycle/turns.ts';

/** What is used of NeDB's own handle; the types of nedb-promises do not name it. */
interface Original {
  compactDatafileAsync(): Promise<void>;
  getAllData(): Document[];
  _resetIndexes(documents: readonly Document[]): void;
}

/** What all documents have. */
export interface Document {
  readonly _id: string;
}

/** How a file is kept. */
export interface GuardedNedbOptions {
  readonly file: string;
  /**
   * Rewrite and flush the file after every change: for what must survive a power cut, and must not
   * leave older lines (an old password hash) behind.
   */
  readonly isDurable: boolean;
  readonly onDamage: DamagePolicy;
  /**
   * Told when a damaged file was put aside, with the name of the copy. Null: a full disk takes none, so that what
   * can be salvaged is in use and the file stays as it is until the first change, which needs the copy.
   */
  readonly onPutAside: (file: string | null) => void;
  readonly now: () => number;
}

/** Appended lines after which the file is rewritten: some 200 KB, a few ms of work. */
const compactAfterWrites = 1_000;

/** A small collection of documents by `_id`. Every write rejects when it did not reach the file. */
export class GuardedNedb<T extends Document> {
  readonly #options: GuardedNedbOptions;
  #db: Datastore<Document> | null = null;
  /** What the file is known to hold: the truth after a failed write. */
  #confirmed = new Map<string, T>();
  /** A write failed, and what it left in the file could not be taken back. */
  #isSuspect = false;
  #isLoaded = false;
  #writesSinceCompaction = 0;
  readonly #turns = new Turns();

  constructor(options: GuardedNedbOptions) {
    this.#options = options;
  }

  /**
   * Opens the file and returns what it holds. A damaged one is put aside first; a full disk does not
   * keep it from being read. Rejects when it cannot be read; may then be called again.
   */
  async load(): Promise<T[]> {
    const isReady = this.#prepare();
    if (!isReady) this.#options.onPutAside(null);
    const documents = isReady ? await this.#open() : readDocuments(this.#options.file);
    this.#confirmed = new Map(
      (documents as readonly T[]).map((document) => [document._id, document]),
    );
    this.#isSuspect = false;
    this.#isLoaded = true;
    return [...this.#confirmed.values()];
  }

  /** Inserts or replaces the documents with these `_id`s. */
  async put(...documents: readonly T[]): Promise<void> {
    await this.#write(async (db) => {
      for (const document of documents)
        await db.update({ _id: document._id }, document, { upsert: true });
      return () => {
        for (const document of documents) this.#confirmed.set(document._id, document);
      };
    });
  }

  /** Removes the document with this `_id` where it matches the whole NeDB query at the moment of removal. */
  async remove(query: Pick<T, '_id'> & Record<string, unknown>): Promise<void> {
    await this.#write(async (db) => {
      const removed = await db.remove(query, {});
      return () => {
        if (removed > 0) this.#confirmed.delete(query._id);
      };
    });
  }

  /** What was written so far survives a power cut when this resolves. */
  flush(): Promise<void> {
    return this.#turns.take(async () => {
      const handle = await fs.promises.open(this.#options.file, 'r+');
      try {
        await handle.datasync();
      } finally {
        await handle.close();
      }
    });
  }

  /**
   * Makes the file fit to load. False where it is damaged and a full disk takes no copy of it: NeDB, which writes
   * a file anew as it loads it, would leave nothing of what cannot be read.
   */
  #prepare(): boolean {
    const { file, onDamage, now, onPutAside } = this.#options;
    try {
      const aside = prepareDataFile({ file, onDamage, now: now() });
      if (aside !== null) onPutAside(aside);
      return true;
    } catch (error) {
      if (onDamage === 'salvage' && isWriteOnly(error)) return false;
      throw error;
    }
  }

  /** What the file holds, as NeDB reads it. */
  async #open(): Promise<readonly object[]> {
    const { file } = this.#options;
    const db = create(file);
    try {
      await db.load();
      this.#db = db;
    } catch (error) {
      if (!isWriteOnly(error)) throw error;
      // NeDB rewrites the file at each load, and caches a failed one for ever: opened anew at the next write.
      this.#db = null;
      fs.rmSync(`${file}~`, { force: true });
    }
    return structuredClone(originalOf(db).getAllData());
  }

  /** One write at a time, so that a repair never meets another write. */
  #write(run: (db: Datastore<Document>) => Promise<() => void>): Promise<void> {
    return this.#turns.take(() => this.#writeNow(run));
  }

  async #writeNow(run: (db: Datastore<Document>) => Promise<() => void>): Promise<void> {
    const { file } = this.#options;
    try {
      const db = await this.#soundDatastore();
      const before = fs.statSync(file, { throwIfNoEntry: false });
      try {
        const confirm = await run(db);
        await this.#compactWhenDue(db);
        confirm();
      } catch (error) {
        await this.#takeBack(db, before);
        throw error;
      }
    } catch (cause) {
      throw new Error(`Cannot write ${path.basename(file)}`, { cause });
    }
  }

  /**
   * After a failed write NeDB remembers what the file does not hold, and the file may end in half a line:
   * the next line would be glued to it, and both lost at the next start. Cutting the file needs no space.
   */
  async #takeBack(db: Datastore<Document>, before: fs.Stats | undefined): Promise<void> {
    const { file } = this.#options;
    this.#isSuspect = true;
    originalOf(db)._resetIndexes([...this.#confirmed.values()]);
    try {
      // What a failed compaction left takes the space that would heal it.
      fs.rmSync(`${file}~`, { force: true });
      const after = fs.statSync(file, { throwIfNoEntry: false });
      if (before === undefined || after?.ino !== before.ino) {
        // The compaction went through and failed at its end: the next start would read what was told to have failed.
        await this.#repair(db);
        return;
      }
      if (after.size > before.size) fs.truncateSync(file, before.size);
      this.#isSuspect = false;
    } catch {
      // Still suspect: the file is written anew before the next write.
      return;
    }
  }

  async #soundDatastore(): Promise<Datastore<Document>> {
    if (!this.#isLoaded) throw new Error('The database is not loaded');
    if (this.#db === null) {
      if (!this.#prepare()) throw new Error('There is no room for a copy of the damaged file');
      const db = create(this.#options.file);
      await db.load();
      this.#db = db;
    }
    if (this.#isSuspect) await this.#repair(this.#db);
    return this.#db;
  }

  /** Compaction writes what is confirmed as a fresh, flushed file. */
  async #repair(db: Datastore<Document>): Promise<void> {
    await originalOf(db).compactDatafileAsync();
    this.#writesSinceCompaction = 0;
    this.#isSuspect = false;
  }

  async #compactWhenDue(db: Datastore<Document>): Promise<void> {
    this.#writesSinceCompaction += 1;
    const isDue = this.#writesSinceCompaction >= compactAfterWrites;
    if (!isDue && !this.#options.isDurable) return;
    await originalOf(db).compactDatafileAsync();
    this.#writesSinceCompaction = 0;
  }
}

// `modes` is missing from the types; the threshold is 1 since the file was checked line by line before.
const create = (filename: string): Datastore<Document> =>
  Datastore.create({
    filename,
    corruptAlertThreshold: 1,
    modes: { fileMode: 0o600, dirMode: 0o700 },
  } as unknown as string);

const originalOf = (db: Datastore<Document>): Original =>
  (db as unknown as { __original: Original }).__original;
