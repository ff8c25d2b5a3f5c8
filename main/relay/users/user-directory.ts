/** The people and devices of the office: users.db in memory and on disk. Owns names, aliases, secrets. */
import type { UserView } from '../../contract/people.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { GuardedNedb } from '../store/guarded-nedb.ts';
import { AddressBook } from './address-book.ts';
import { apopDigest, cramMd5Digest, isSameDigest } from './challenge.ts';
import { hashPassword, RememberedPasswords, verifyPassword } from './password.ts';
import { checkAlias, checkName, checkPassword } from './user-names.ts';
import { parseUserRow, userView, userViews, type UserRow } from './user-row.ts';
import type { Credentials, Users } from './users.ts';

/** Where users.db is, and what the directory needs of the relay. */
export interface UserDirectoryOptions {
  /** users.db */
  readonly file: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** How often the times of the last sign-ins reach the disk: a screen's convenience, not worth a flush each. */
const saveSeenMs = 10 * 60_000;

/**
 * Finds, checks and changes users. What cannot be is an error value; a change that is not on disk has not
 * happened.
 */
export class UserDirectory implements Users {
  readonly #options: UserDirectoryOptions;
  readonly #db: GuardedNedb<UserRow>;
  readonly #rows = new Map<string, UserRow>();
  #book = new AddressBook([]);
  #hasChallengeUsers = false;
  /** Sign-ins that are not on disk yet. */
  readonly #seen = new Map<string, { readonly at: number; readonly from: string }>();
  readonly #remembered = new RememberedPasswords();
  readonly #revoked = new Emitter<string>();
  readonly #changed = new Emitter<void>();
  /** Changes run one after the other: each starts from what the one before left. */
  #lastChange: Promise<unknown> = Promise.resolve();
  #cancelSaving: () => void = () => undefined;

  constructor(options: UserDirectoryOptions) {
    this.#options = options;
    const onPutAside = (file: string): void => {
      const text = `The list of users was damaged. What could be read is in use; the damaged file was kept as ${file}. Compare the users and add who is missing.`;
      options.journal.record({ event: 'users.damaged', level: 'error', text });
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

  /** Reads users.db; rejects with a ServiceFault when it cannot be read. */
  async start(): Promise<void> {
    for (const document of await this.#load()) {
      const row = parseUserRow(document);
      if (row) this.#rows.set(row._id, row);
    }
    this.#look();
    this.#scheduleSaving();
  }

  async #load(): Promise<readonly UserRow[]> {
    try {
      return await this.#db.load();
    } catch (error) {
      const { file } = this.#options;
      const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
      const text = `The list of users, ${file}, cannot be read (${code}). Look at the disk and at who may read the file, then start Mailroom again.`;
      throw new ServiceFault(code, text, error);
    }
  }

  async stop(): Promise<void> {
    this.#cancelSaving();
    await this.#saveSeen();
    await this.#lastChange;
  }

  list(): readonly UserView[] {
    return userViews([...this.#rows.values()].map((row) => this.#withSeen(row)));
  }

  get(name: string): UserView | null {
    const row = this.#rows.get(name.toLowerCase());
    return row ? this.#view(row) : null;
  }

  async add(user: {
    name: string;
    password: string;
    aliases?: readonly string[];
  }): Promise<Result<UserView>> {
    const name = user.name.toLowerCase();
    const bad = checkName(name) ?? checkPassword(user.password);
    if (bad) return { ok: false, error: bad };
    const passwordHash = await hashPassword(user.password);
    return this.#inTurn(async () => {
      if (this.#owner(name) !== null) return nameTaken(name);
      const aliases = this.#checkAliases(name, user.aliases ?? []);
      if (!aliases.ok) return aliases;
      const createdAt = this.#options.clock.now();
      const row: UserRow = {
        ...{ _id: name, aliases: aliases.value, enabled: true, passwordHash, secret: null },
        ...{ createdAt, credentialsSince: createdAt, lastSignInAt: null, lastSignInFrom: null },
      };
      const saved = await this.#save(row);
      if (!saved.ok) return saved;
      this.#tell('users.added', name, `User ${name} was added.`);
      return ok(this.#view(row));
    });
  }

  async remove(name: string): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const row = this.#rows.get(name.toLowerCase());
      if (!row) return unknownUser(name);
      const removed = await this.#tryWrite(async () => {
        await this.#db.remove({ _id: row._id });
      });
      if (!removed.ok) return removed;
      this.#rows.delete(row._id);
      this.#seen.delete(row._id);
      this.#applied();
      this.#revoke(row._id);
      this.#tell('users.removed', row._id, `User ${row._id} was removed.`);
      return ok(null);
    });
  }

  exportRows(): readonly UserRow[] {
    return [...this.#rows.values()].map((row) => this.#withSeen(row));
  }

  async importRows(raw: readonly unknown[]): Promise<Result<{ count: number }>> {
    const rows = raw.flatMap((one) => parseUserRow(one ?? {}) ?? []);
    const good = rows.filter((row) => checkName(row._id) === null);
    return this.#inTurn(async () => {
      // A window that stood on the old password is void, as after any change of it.
      const credentialsSince = this.#options.clock.now();
      const fresh = good.map((row): UserRow => ({ ...row, credentialsSince }));
      const written = await this.#tryWrite(() => this.#db.put(...fresh));
      if (!written.ok) return written;
      for (const row of fresh) this.#rows.set(row._id, row);
      this.#applied();
      for (const row of fresh) this.#revoke(row._id);
      return ok({ count: fresh.length });
    });
  }

  async setPassword(name: string, password: string): Promise<Result<null>> {
    const bad = checkPassword(password);
    if (bad) return { ok: false, error: bad };
    const passwordHash = await hashPassword(password);
    const change = (row: UserRow): UserRow => ({
      ...row,
      passwordHash,
      secret: row.secret === null ? null : password,
    });
    return this.#changeCredentials(name, change, 'password-changed');
  }

  async setEnabled(name: string, enabled: boolean): Promise<Result<null>> {
    const change = (row: UserRow): UserRow => ({ ...row, enabled });
    return this.#changeCredentials(name, change, enabled ? 'enabled' : 'disabled');
  }

  async setAliases(name: string, aliases: readonly string[]): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const row = this.#rows.get(name.toLowerCase());
      if (!row) return unknownUser(name);
      const checked = this.#checkAliases(row._id, aliases);
      return checked.ok ? this.#save({ ...row, aliases: checked.value }) : checked;
    });
  }

  async setChallengeSignIn(name: string, password: string | null): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const row = this.#rows.get(name.toLowerCase());
      if (!row) return unknownUser(name);
      if (password !== null && !(await verifyPassword(password, row.passwordHash)))
        return failed(
          'users.wrong-password',
          'That is not this user’s password.',
          'Try again.',
          'password',
        );
      return this.#save({ ...row, secret: password });
    });
  }

  /** Whether anybody may use APOP, so that the POP3 greeting must carry a timestamp (RFC 1939 §7). */
  get hasChallengeUsers(): boolean {
    return this.#hasChallengeUsers;
  }

  /** See CredentialHolders: windows from before that time are worth nothing; null for nobody who may sign in. */
  credentialsSince(name: string): number | null {
    const row = this.#rows.get(name);
    return row?.enabled === true ? row.credentialsSince : null;
  }

  /**
   * The name that a sign-in means: as typed, in small letters, or the user whose whole e-mail address was
   * typed. Some programs know no other user name than the address.
   */
  signInName(typed: string): string {
    const lower = typed.toLowerCase();
    return (lower.includes('@') ? this.#owner(lower) : null) ?? lower;
  }

  /** The user's name when this password was right before in this run, else null. Costs one HMAC. */
  recognise(name: string, password: string): string | null {
    const row = this.#usable(name);
    return row && this.#remembered.isRemembered(row._id, password) ? row._id : null;
  }

  /**
   * The user's name when the credentials are right, else null; takes as long for unknown users. Rejects
   * with OverloadError when too many checks wait.
   */
  async verify(credentials: Credentials): Promise<string | null> {
    const row = this.#usable(credentials.user);
    if (credentials.kind !== 'password') {
      const secret = row?.secret ?? null;
      const wanted = secret === null ? null : digestOf(credentials, secret);
      return row && wanted !== null && isSameDigest(wanted, credentials.digest) ? row._id : null;
    }
    const { password } = credentials;
    const isKnown = (): boolean => row !== null && this.recognise(row._id, password) !== null;
    const isRight = await verifyPassword(password, row?.passwordHash ?? null, isKnown);
    if (!isRight || row === null) return null;
    // Password or state may have changed while scrypt ran.
    const now = this.#usable(row._id);
    if (now?.passwordHash !== row.passwordHash) return null;
    this.#remembered.remember(row._id, password);
    return row._id;
  }

  /** Keeps when and from where a user last signed in; it reaches the disk some minutes later. */
  noteSignIn(name: string, peer: string): void {
    this.#seen.set(name, { at: this.#options.clock.now(), from: peer });
  }

  ownerOf(address: string): string | null {
    return this.#owner(address) ?? (this.#isPostmaster(address) ? this.#postmaster() : null);
  }

  ownsSender(user: string, address: string): boolean {
    return this.ownerOf(address) === user;
  }

  onRevoked(listener: (name: string) => void): () => void {
    return this.#revoked.on(listener);
  }

  onChange(listener: () => void): () => void {
    return this.#changed.on(listener);
  }

  #usable(name: string): UserRow | null {
    const row = this.#rows.get(name.toLowerCase());
    return row?.enabled === true ? row : null;
  }

  #owner(address: string): string | null {
    return this.#book.ownerOf(address, this.#options.settings.get().office.domains);
  }

  #isPostmaster(address: string): boolean {
    const [local, domain] = address.toLowerCase().split('@');
    const { domains } = this.#options.settings.get().office;
    return local === 'postmaster' && (domain === undefined || domains.includes(domain));
  }

  /** RFC 5321 §4.5.1: postmaster is always somebody; without a choice, the first user. */
  #postmaster(): string | null {
    const chosen = this.#options.settings.get().office.postmaster;
    if (this.#rows.has(chosen)) return chosen;
    const rows = [...this.#rows.values()].sort((a, b) => a.createdAt - b.createdAt);
    return rows[0]?._id ?? null;
  }

  /** The aliases as they are kept, or why they cannot be. */
  #checkAliases(owner: string, aliases: readonly string[]): Result<readonly string[]> {
    const lower = [...new Set(aliases.map((alias) => alias.toLowerCase()))];
    for (const alias of lower) {
      const bad = checkAlias(alias);
      if (bad) return { ok: false, error: bad };
      const other = this.#owner(alias);
      if (other === null || other === owner) continue;
      const hint = 'Take it from that user first.';
      return failed('users.alias-taken', `${alias} belongs to ${other} already.`, hint, 'aliases');
    }
    return ok(lower);
  }

  /** A change after which everything that stood on the old password or state is void. */
  async #changeCredentials(
    name: string,
    change: (row: UserRow) => UserRow,
    what: 'password-changed' | 'enabled' | 'disabled',
  ): Promise<Result<null>> {
    return this.#inTurn(async () => {
      const row = this.#rows.get(name.toLowerCase());
      if (!row) return unknownUser(name);
      const credentialsSince = this.#options.clock.now();
      const saved = await this.#save({ ...change(row), credentialsSince });
      if (!saved.ok) return saved;
      this.#revoke(row._id);
      this.#tell(`users.${what}`, row._id, `User ${row._id}: ${what.replace('-', ' ')}.`);
      return saved;
    });
  }

  #revoke(name: string): void {
    this.#remembered.forget(name);
    this.#revoked.emit(name);
  }

  async #save(row: UserRow): Promise<Result<null>> {
    const written = await this.#tryWrite(() => this.#db.put(row));
    if (!written.ok) return written;
    this.#rows.set(row._id, row);
    this.#applied();
    return ok(null);
  }

  #applied(): void {
    this.#look();
    this.#changed.emit();
  }

  /** What each connection asks is worked out once a change. */
  #look(): void {
    const rows = [...this.#rows.values()];
    this.#book = new AddressBook(rows);
    this.#hasChallengeUsers = rows.some((row) => row.enabled && row.secret !== null);
  }

  /** A disk that cannot take the change is an expected failure: nothing has changed then. */
  async #tryWrite(write: () => Promise<void>): Promise<Result<null>> {
    try {
      await write();
      return ok(null);
    } catch (error) {
      const text = `The list of users could not be saved. ${String(error)}`;
      this.#options.journal.record({ event: 'users.not-saved', level: 'error', text });
      const message = 'The list of users could not be saved, so nothing was changed.';
      return failed('users.not-saved', message, 'Free some disk space and try again.');
    }
  }

  async #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#lastChange.then(change);
    this.#lastChange = turn.catch(() => undefined);
    return turn;
  }

  #scheduleSaving(): void {
    this.#cancelSaving = this.#options.clock.after(saveSeenMs, () => {
      void this.#saveSeen();
      this.#scheduleSaving();
    });
  }

  async #saveSeen(): Promise<void> {
    await this.#inTurn(async () => {
      const rows = [...this.#seen.keys()].flatMap((name) => this.#rows.get(name) ?? []);
      if (rows.length === 0) return;
      const seen = rows.map((row) => this.#withSeen(row));
      const saved = await this.#tryWrite(() => this.#db.put(...seen));
      if (!saved.ok) return;
      for (const row of seen) {
        this.#rows.set(row._id, row);
        // Another sign-in may have come while this was written.
        if (this.#seen.get(row._id)?.at === row.lastSignInAt) this.#seen.delete(row._id);
      }
    });
  }

  #withSeen(row: UserRow): UserRow {
    const seen = this.#seen.get(row._id);
    return seen ? { ...row, lastSignInAt: seen.at, lastSignInFrom: seen.from } : row;
  }

  #tell(event: string, user: string, text: string): void {
    this.#options.journal.record({ event, level: 'notice', user, text });
  }

  #view(row: UserRow): UserView {
    return userView(this.#withSeen(row));
  }
}

const unknownUser = (name: string): Result<never> =>
  failed('users.unknown', `There is no user ${name}.`, 'See the names with "mailroom users list".');

const nameTaken = (name: string): Result<never> =>
  failed(
    'users.name-taken',
    `There is already a user or alias ${name}.`,
    'Choose another name, or take the alias away first.',
    'name',
  );

const digestOf = (
  credentials: Exclude<Credentials, { kind: 'password' }>,
  secret: string,
): string =>
  credentials.kind === 'apop'
    ? apopDigest(credentials.timestamp, secret)
    : cramMd5Digest(credentials.challenge, secret);
