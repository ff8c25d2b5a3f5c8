/** The people and devices of the office: users.db in memory and on disk. Owns names, aliases, secrets. */
import type { UserView } from '../../contract/people.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { GuardedNedb } from '../store/guarded-nedb.ts';
import { hashPassword, RememberedPasswords, verifyPassword } from './password.ts';
import { checkAlias, checkName, checkPassword } from './user-names.ts';
import type { Credentials, Users } from './users.ts';
import { apopDigest, cramMd5Digest, isSameDigest } from './challenge.ts';

export interface UserRow {
  readonly _id: string;
  readonly aliases: readonly string[];
  readonly enabled: boolean;
  readonly passwordHash: string;
  /** Kept recoverably only where APOP and CRAM-MD5 were switched on for this user. */
  readonly secret: string | null;
  readonly createdAt: number;
}

export interface UserDirectoryOptions {
  readonly file: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** A hash of nothing: unknown users cost the same scrypt as known ones. */
const nobodysHash = 'none';

export class UserDirectory implements Users {
  readonly #options: UserDirectoryOptions;
  readonly #db: GuardedNedb<UserRow>;
  readonly #rows = new Map<string, UserRow>();
  readonly #seen = new Map<string, { at: number; from: string }>();
  readonly #remembered = new RememberedPasswords();
  readonly #revoked = new Emitter<string>();
  readonly #changed = new Emitter<void>();

  constructor(options: UserDirectoryOptions) {
    this.#options = options;
    const onPutAside = (file: string): void => {
      const text = `The list of users was damaged and put aside as ${file}. Restore it from a backup or add the users again.`;
      options.journal.record({ event: 'users.damaged', level: 'error', text });
    };
    this.#db = new GuardedNedb<UserRow>({ file: options.file, isDurable: true, onPutAside });
  }

  async start(): Promise<void> {
    for (const row of await this.#db.load()) this.#rows.set(row._id, row);
  }

  list(): readonly UserView[] {
    return [...this.#rows.values()]
      .map((row) => this.#view(row))
      .sort((a, b) => a.name.localeCompare(b.name));
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
    const bad =
      checkName(name) ?? checkPassword(user.password) ?? this.#checkAliases(name, user.aliases);
    if (bad) return { ok: false, error: bad };
    if (this.#rows.has(name) || this.ownerOf(name) !== null)
      return failed(
        'users.name-taken',
        `There is already a user or alias ${name}.`,
        'Choose another name.',
      );
    const passwordHash = await hashPassword(user.password);
    const aliases = (user.aliases ?? []).map((alias) => alias.toLowerCase());
    const createdAt = this.#options.clock.now();
    await this.#save({ _id: name, aliases, enabled: true, passwordHash, secret: null, createdAt });
    return ok(this.#view(this.#row(name)));
  }

  async remove(name: string): Promise<Result<null>> {
    const row = this.#rows.get(name.toLowerCase());
    if (!row) return unknownUser(name);
    this.#rows.delete(row._id);
    this.#forget(row._id);
    await this.#db.remove({ _id: row._id });
    this.#changed.emit();
    return ok(null);
  }

  async setPassword(name: string, password: string): Promise<Result<null>> {
    const bad = checkPassword(password);
    if (bad) return { ok: false, error: bad };
    const passwordHash = await hashPassword(password);
    return this.#change(name, (row) => ({
      ...row,
      passwordHash,
      secret: row.secret === null ? null : password,
    }));
  }

  async setEnabled(name: string, enabled: boolean): Promise<Result<null>> {
    return this.#change(name, (row) => ({ ...row, enabled }));
  }

  async setAliases(name: string, aliases: readonly string[]): Promise<Result<null>> {
    const lower = aliases.map((alias) => alias.toLowerCase());
    const bad = this.#checkAliases(name.toLowerCase(), lower);
    if (bad) return { ok: false, error: bad };
    const row = this.#rows.get(name.toLowerCase());
    if (!row) return unknownUser(name);
    await this.#save({ ...row, aliases: lower });
    return ok(null);
  }

  async setChallengeSignIn(name: string, password: string | null): Promise<Result<null>> {
    const row = this.#rows.get(name.toLowerCase());
    if (!row) return unknownUser(name);
    if (password !== null && !(await verifyPassword(password, row.passwordHash)))
      return failed('users.wrong-password', 'That is not this user’s password.', 'Type it again.');
    await this.#save({ ...row, secret: password });
    return ok(null);
  }

  /** Whether anybody may use APOP, so that the greeting must carry a timestamp. */
  get hasChallengeUsers(): boolean {
    return [...this.#rows.values()].some((row) => row.enabled && row.secret !== null);
  }

  /** The user's name when the credentials are right, else null; costs the same for unknown users. */
  async verify(credentials: Credentials): Promise<string | null> {
    const row = this.#rows.get(credentials.user.toLowerCase());
    const usable = row?.enabled === true ? row : null;
    if (credentials.kind !== 'password') {
      const wanted =
        typeof usable?.secret === 'string' ? digestOf(credentials, usable.secret) : null;
      return usable && wanted !== null && isSameDigest(wanted, credentials.digest)
        ? usable._id
        : null;
    }
    if (usable && this.#remembered.isRemembered(usable._id, credentials.password))
      return usable._id;
    const hash = usable?.passwordHash ?? nobodysHash;
    if (!(await verifyPassword(credentials.password, hash)) || !usable) return null;
    // The user may have been removed or changed while scrypt ran.
    if (this.#rows.get(usable._id) !== usable) return null;
    this.#remembered.remember(usable._id, credentials.password);
    return usable._id;
  }

  /** Keeps when and from where a user last signed in; in memory only, a screen's convenience. */
  noteSignIn(name: string, peer: string): void {
    this.#seen.set(name, { at: this.#options.clock.now(), from: peer });
  }

  ownerOf(address: string): string | null {
    const lower = address.toLowerCase();
    for (const row of this.#rows.values()) if (row.aliases.includes(lower)) return row._id;
    const at = lower.lastIndexOf('@');
    const local = at < 0 ? lower : lower.slice(0, at);
    if (at >= 0 && !this.#isOfficeDomain(lower.slice(at + 1))) return null;
    if (this.#rows.has(local)) return local;
    for (const row of this.#rows.values()) if (row.aliases.includes(local)) return row._id;
    return local === 'postmaster' ? this.#postmaster() : null;
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

  #isOfficeDomain(domain: string): boolean {
    return this.#options.settings.get().office.domains.includes(domain);
  }

  /** RFC 5321 §4.5.1: postmaster is always somebody. */
  #postmaster(): string | null {
    const chosen = this.#options.settings.get().office.postmaster;
    if (this.#rows.has(chosen)) return chosen;
    const rows = [...this.#rows.values()].sort((a, b) => a.createdAt - b.createdAt);
    return rows[0]?._id ?? null;
  }

  #checkAliases(owner: string, aliases: readonly string[] = []) {
    for (const alias of aliases) {
      const bad = checkAlias(alias);
      if (bad) return bad;
      const other = this.ownerOf(alias.toLowerCase());
      if (other !== null && other !== owner)
        return failed('users.alias-taken', `${alias} belongs to ${other} already.`).error;
    }
    return null;
  }

  async #change(name: string, change: (row: UserRow) => UserRow): Promise<Result<null>> {
    const row = this.#rows.get(name.toLowerCase());
    if (!row) return unknownUser(name);
    this.#forget(row._id);
    await this.#save(change(row));
    return ok(null);
  }

  async #save(row: UserRow): Promise<void> {
    await this.#db.put(row);
    this.#rows.set(row._id, row);
    this.#changed.emit();
  }

  #forget(name: string): void {
    this.#remembered.forget(name);
    this.#revoked.emit(name);
  }

  #row(name: string): UserRow {
    const row = this.#rows.get(name);
    if (!row) throw new Error(`No user ${name}`);
    return row;
  }

  #view(row: UserRow): UserView {
    const seen = this.#seen.get(row._id);
    return {
      name: row._id,
      aliases: row.aliases,
      enabled: row.enabled,
      challengeSignIn: row.secret !== null,
      createdAt: row.createdAt,
      lastSignInAt: seen?.at ?? null,
      lastSignInFrom: seen?.from ?? null,
    };
  }
}

const unknownUser = (name: string): Result<null> =>
  failed('users.unknown', `There is no user ${name}.`, 'See the names with "mailroom users list".');

const digestOf = (
  credentials: Exclude<Credentials, { kind: 'password' }>,
  secret: string,
): string =>
  credentials.kind === 'apop'
    ? apopDigest(credentials.timestamp, secret)
    : cramMd5Digest(credentials.challenge, secret);
