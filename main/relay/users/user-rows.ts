/**
 * users.db in memory and on disk: the rows by name. A change that did not reach the disk has not happened, and
 * is an error value. What may be changed, and what that voids, is user-changes'.
 */
import { failed, ok, type Result } from '../../contract/result.ts';
import { messageOf } from '../../contract/thrown.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { endsTorn } from '../store/data-file.ts';
import { GuardedNedb } from '../store/guarded-nedb.ts';
import { lostUsers } from './lost-users.ts';
import { parseUserRow, type UserRow } from './user-row.ts';
import { Turns } from '../lifecycle/turns.ts';

/** Where users.db is, and who is told what became of it. */
export interface UserRowsOptions {
  /** users.db */
  readonly file: string;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Names of the mailboxes that stand beside the list: whose they are was once in it. */
  readonly mailboxNames?: () => readonly string[];
}

/** The rows. Names are asked for in any case. */
export class UserRows {
  readonly #options: UserRowsOptions;
  readonly #db: GuardedNedb<UserRow>;
  readonly #rows = new Map<string, UserRow>();
  #damage: string | null = null;
  readonly #turns = new Turns();

  constructor(options: UserRowsOptions) {
    this.#options = options;
    const onPutAside = (file: string | null): void => {
      const text =
        file === null
          ? 'The list of users is damaged, and the full disk takes no copy of it. Who could be read may sign in; nobody can be added or changed. Free some space.'
          : `The list of users was damaged. What could be read is in use; the damaged file was kept as ${file}. Compare the users and add who is missing.`;
      this.#tellDamage(text);
    };
    this.#db = new GuardedNedb<UserRow>({
      file: options.file,
      isDurable: true,
      // Each change rewrites the file, so that no line depends on another.
      onDamage: 'salvage',
      onPutAside,
      now: () => options.clock.now(),
    });
  }

  /** Rejects with a ServiceFault when the file cannot be read. */
  async load(): Promise<void> {
    const { documents, isCutOff } = await this.#read();
    for (const document of documents) {
      const row = parseUserRow(document);
      if (row) this.#rows.set(row._id, row);
    }
    if ((this.#rows.size > 0 && !isCutOff) || this.#damage !== null) return;
    const lost = lostUsers(this.#options.mailboxNames?.() ?? [], this.all());
    if (lost !== null) this.#tellDamage(lost);
  }

  #tellDamage(text: string): void {
    this.#options.journal.record({ event: 'users.damaged', level: 'error', text });
    this.#damage = text;
  }

  /** What became of a damaged file at the start; null where all was well. */
  get damage(): string | null {
    return this.#damage;
  }

  get(name: string): UserRow | undefined {
    return this.#rows.get(name.toLowerCase());
  }

  all(): readonly UserRow[] {
    return [...this.#rows.values()];
  }

  async put(...rows: readonly UserRow[]): Promise<Result<null>> {
    const written = await this.#tryWrite(() => this.#db.put(...rows));
    if (written.ok) for (const row of rows) this.#rows.set(row._id, row);
    return written;
  }

  async remove(row: UserRow): Promise<Result<null>> {
    const removed = await this.#tryWrite(async () => {
      await this.#db.remove({ _id: row._id });
    });
    if (removed.ok) this.#rows.delete(row._id);
    return removed;
  }

  /** Changes run one after the other: each starts from what the one before left. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    return this.#turns.take(change);
  }

  /** Resolves when the changes that were begun are done. */
  async settled(): Promise<void> {
    await this.#turns.ended;
  }

  async #read(): Promise<{ documents: readonly UserRow[]; isCutOff: boolean }> {
    const { file } = this.#options;
    try {
      // Asked first: loading tidies the end away.
      const isCutOff = endsTorn(file);
      return { documents: await this.#db.load(), isCutOff };
    } catch (error) {
      const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
      const text = `The list of users, ${file}, cannot be read (${code}). Look at the disk and at who may read the file, then start Mailroom again.`;
      throw new ServiceFault(code, text, error);
    }
  }

  /** A disk that cannot take the change is an expected failure: nothing has changed then. */
  async #tryWrite(write: () => Promise<void>): Promise<Result<null>> {
    try {
      await write();
      return ok(null);
    } catch (error) {
      // What the system said, beneath what the store makes of it.
      const { cause = error } = error as Error;
      const text = `The list of users could not be saved. ${messageOf(cause)}`;
      this.#options.journal.record({ event: 'users.not-saved', level: 'error', text });
      const message = 'The list of users could not be saved, so nothing was changed.';
      const hint =
        'Check that the disk is not full and that the data folder may be written, then try again.';
      return failed('users.not-saved', message, hint);
    }
  }
}
