/**
 * The people and devices of the office: who there is, and every change of them. Rows, addresses, credentials and
 * last sign-ins have rooms of their own; what a change voids is decided here.
 */
import type { UserView } from '../../contract/people.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import { OverloadError } from '../lifecycle/limiter.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { AddressBook, formsOf, yielding } from './address-book.ts';
import { CredentialCheck } from './credential-check.ts';
import { LastSignIns } from './last-sign-ins.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { checkAlias, checkName, checkPassword, comparedName } from './user-names.ts';
import { parseUserRow, userView, userViews, type UserRow } from './user-row.ts';
import { UserRows, type UserRowsOptions } from './user-rows.ts';
import type { Credentials, Users } from './users.ts';

/** Where users.db is, and what the directory needs of the relay. */
export interface UserDirectoryOptions extends UserRowsOptions {
  readonly settings: SettingsReader;
}

/**
 * Finds, checks and changes users. What cannot be is an error value; a change that is not on disk has not
 * happened.
 */
export class UserDirectory implements Users {
  readonly #options: UserDirectoryOptions;
  readonly #rows: UserRows;
  readonly #credentials: CredentialCheck;
  readonly #signIns: LastSignIns;
  #book = new AddressBook([]);
  #hasChallengeUsers = false;
  /** Since the start: then a person has seen to the list. */
  #isChanged = false;
  readonly #revoked = new Emitter<string>();
  readonly #changed = new Emitter<void>();

  constructor(options: UserDirectoryOptions) {
    this.#options = options;
    this.#rows = new UserRows(options);
    this.#credentials = new CredentialCheck(this.#rows);
    this.#signIns = new LastSignIns(this.#rows, options.clock);
  }

  /** Reads users.db; rejects with a ServiceFault when it cannot be read. */
  async start(): Promise<void> {
    await this.#rows.load();
    this.#look();
    this.#signIns.start();
  }

  async stop(): Promise<void> {
    await this.#signIns.stop();
    await this.#rows.settled();
  }

  list(): readonly UserView[] {
    return userViews(this.#rows.all().map((row) => this.#signIns.in(row)));
  }

  get damage(): string | null {
    return this.#isChanged ? null : this.#rows.damage;
  }

  get(name: string): UserView | null {
    const row = this.#rows.get(name);
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
    return this.#rows.inTurn(async () => {
      const taken = this.#takenForm(name, null);
      if (taken !== null) return nameTaken(taken);
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
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const removed = await this.#rows.remove(row);
      if (!removed.ok) return removed;
      this.#signIns.forget(row._id);
      this.#applied();
      this.#revoke(row._id);
      this.#tell('users.removed', row._id, `User ${row._id} was removed.`);
      return ok(null);
    });
  }

  exportRows(): readonly UserRow[] {
    return this.#rows.all().map((row) => this.#signIns.in(row));
  }

  async importRows(raw: readonly unknown[]): Promise<Result<{ count: number }>> {
    const rows = raw.flatMap((one) => parseUserRow(one ?? {}) ?? []);
    const good = rows.filter((row) => checkName(row._id) === null);
    return this.#rows.inTurn(async () => {
      // A window that stood on the old password is void, as after any change of it.
      const credentialsSince = this.#options.clock.now();
      const fresh = good.map((row): UserRow => ({ ...row, credentialsSince }));
      // The backup's word counts: else who gets the mail of an address would change with the order of the file.
      const others = yielding(this.#rows.all(), fresh, this.#options.settings.get().office);
      const written = await this.#rows.put(...fresh, ...others);
      if (!written.ok) return written;
      this.#applied();
      for (const row of fresh) this.#revoke(row._id);
      for (const { _id } of others) this.#tellAliases(_id);
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
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const checked = this.#checkAliases(row._id, aliases);
      if (!checked.ok) return checked;
      const saved = await this.#save({ ...row, aliases: checked.value });
      if (saved.ok) this.#tellAliases(row._id);
      return saved;
    });
  }

  async setChallengeSignIn(name: string, password: string | null): Promise<Result<null>> {
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const bad = password === null ? null : await faultOfPassword(password, row.passwordHash);
      if (bad) return bad;
      const saved = await this.#save({ ...row, secret: password });
      const what = password === null ? 'off' : 'on';
      if (saved.ok)
        this.#tell(`users.apop-${what}`, row._id, `User ${row._id}: APOP switched ${what}.`);
      return saved;
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
    const lower = comparedName(typed);
    return (lower.includes('@') ? this.#holder(lower) : null) ?? lower;
  }

  /** See CredentialCheck. */
  recognise(name: string, password: string): string | null {
    return this.#credentials.recognise(name, password);
  }

  /** See CredentialCheck. */
  verify(credentials: Credentials): Promise<string | null> {
    return this.#credentials.verify(credentials);
  }

  /** See LastSignIns. */
  noteSignIn(name: string, peer: string): void {
    this.#signIns.note(name, peer);
  }

  ownerOf(address: string): string | null {
    return this.#book.ownerOf(address, this.#options.settings.get().office);
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

  #holder(address: string): string | null {
    return this.#book.holderOf(address, this.#options.settings.get().office);
  }

  /** The aliases as they are kept, or why they cannot be. */
  #checkAliases(owner: string, aliases: readonly string[]): Result<readonly string[]> {
    const lower = [...new Set(aliases.map(comparedName))];
    for (const alias of lower) {
      const bad = checkAlias(alias);
      if (bad) return { ok: false, error: bad };
      const taken = this.#takenForm(alias, owner);
      if (taken === null) continue;
      const hint = 'Take it from that user first.';
      const message = `${taken} belongs to ${this.#holder(taken) ?? ''} already.`;
      return failed('users.alias-taken', message, hint, 'aliases');
    }
    return ok(lower);
  }

  /**
   * The form in which a name or alias is somebody else's: as it is, or, for one without a domain, as the address that
   * it would be in every domain of the office. Mail for it would go to that person, and nobody could see why.
   */
  #takenForm(name: string, owner: string | null): string | null {
    const isTaken = (form: string): boolean => {
      const holder = this.#holder(form);
      return holder !== null && holder !== owner;
    };
    if (isTaken(name)) return name;
    const [, ...addresses] = formsOf(name, this.#options.settings.get().office.domains);
    return addresses.every(isTaken) ? (addresses[0] ?? null) : null;
  }

  /** A change after which everything that stood on the old password or state is void. */
  async #changeCredentials(
    name: string,
    change: (row: UserRow) => UserRow,
    what: 'password-changed' | 'enabled' | 'disabled',
  ): Promise<Result<null>> {
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
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
    this.#credentials.forget(name);
    this.#revoked.emit(name);
  }

  async #save(row: UserRow): Promise<Result<null>> {
    const saved = await this.#rows.put(row);
    if (saved.ok) this.#applied();
    return saved;
  }

  #applied(): void {
    this.#isChanged = true;
    this.#look();
    this.#changed.emit();
  }

  /** What each connection asks is worked out once a change. */
  #look(): void {
    const rows = this.#rows.all();
    this.#book = new AddressBook(rows);
    this.#hasChallengeUsers = rows.some((row) => row.enabled && row.secret !== null);
  }

  #tellAliases(user: string): void {
    this.#tell('users.aliases-changed', user, `User ${user}: addresses changed.`);
  }

  #tell(event: string, user: string, text: string): void {
    this.#options.journal.record({ event, level: 'notice', user, text });
  }

  #view(row: UserRow): UserView {
    return userView(this.#signIns.in(row));
  }
}

/** Null where it is this password; else the error for who typed it. */
async function faultOfPassword(password: string, hash: string): Promise<Result<never> | null> {
  try {
    if (await verifyPassword(password, hash)) return null;
    const message = 'That is not this user’s password.';
    return failed('users.wrong-password', message, 'Try again.', 'password');
  } catch (error) {
    if (!(error instanceof OverloadError)) throw error;
    const message = 'So many sign-ins are being checked now that this password cannot be.';
    return failed('users.busy', message, 'Try again in a minute.');
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
