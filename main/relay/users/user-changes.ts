/**
 * Every change of the people and devices of the office: whether it may be, and what it voids. A change that is not on
 * disk has not happened.
 */
import type { UserView } from '../../contract/people.ts';
import { failed, ok, type Result } from '../../contract/result.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { OverloadError } from '../lifecycle/limiter.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { yielding } from './address-book.ts';
import type { LastSignIns } from './last-sign-ins.ts';
import type { OfficeAddresses } from './office-addresses.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { checkName, checkPassword } from './user-names.ts';
import { parseUserRow, userView, type UserRow } from './user-row.ts';
import type { UserRows } from './user-rows.ts';
import type { NewUser } from './users.ts';

/** What is changed, and who is told. */
export interface UserChangesOptions {
  readonly rows: UserRows;
  readonly addresses: OfficeAddresses;
  readonly signIns: Pick<LastSignIns, 'forget'>;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** The rows are others now, on disk too. */
  readonly onChange: () => void;
  /** What stood on this user's password or state is void. */
  readonly onRevoked: (name: string) => void;
}

/** Changes users, one after the other. What cannot be is an error value. */
export class UserChanges {
  readonly #options: UserChangesOptions;
  readonly #rows: UserRows;
  readonly #addresses: OfficeAddresses;

  constructor(options: UserChangesOptions) {
    this.#options = options;
    this.#rows = options.rows;
    this.#addresses = options.addresses;
  }

  async add(user: NewUser): Promise<Result<UserView>> {
    const name = user.name.toLowerCase();
    const bad = checkName(name) ?? checkPassword(user.password);
    if (bad) return { ok: false, error: bad };
    const passwordHash = await hashPassword(user.password);
    return this.#rows.inTurn(async () => {
      const taken = this.#addresses.faultOfName(name);
      if (taken !== null) return taken;
      const aliases = this.#addresses.checkAliases(name, user.aliases ?? []);
      if (!aliases.ok) return aliases;
      const createdAt = this.#options.clock.now();
      const row: UserRow = {
        ...{ _id: name, aliases: aliases.value, enabled: true, passwordHash, secret: null },
        ...{ createdAt, credentialsSince: createdAt, lastSignInAt: null, lastSignInFrom: null },
      };
      const saved = await this.#save(row);
      if (!saved.ok) return saved;
      this.#tell('users.added', name, `User ${name} was added.`);
      return ok(userView(row));
    });
  }

  async remove(name: string): Promise<Result<null>> {
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const removed = await this.#rows.remove(row);
      if (!removed.ok) return removed;
      this.#options.signIns.forget(row._id);
      this.#options.onChange();
      this.#options.onRevoked(row._id);
      this.#tell('users.removed', row._id, `User ${row._id} was removed.`);
      return ok(null);
    });
  }

  async importRows(raw: readonly unknown[]): Promise<Result<{ count: number }>> {
    const rows = raw.flatMap((one) => parseUserRow(one ?? {}) ?? []);
    const good = rows.filter((row) => checkName(row._id) === null);
    return this.#rows.inTurn(async () => {
      // A window that stood on the old password is void, as after any change of it.
      const credentialsSince = this.#options.clock.now();
      const fresh = good.map((row): UserRow => {
        const here = this.#rows.get(row._id);
        return here !== undefined && isSameSignIn(here, row)
          ? { ...here, aliases: row.aliases, secret: row.secret }
          : { ...row, credentialsSince };
      });
      // The backup's word counts: else who gets the mail of an address would change with the order of the file.
      const others = yielding(this.#rows.all(), fresh, this.#options.settings.get().office);
      const written = await this.#rows.put(...fresh, ...others);
      if (!written.ok) return written;
      this.#options.onChange();
      for (const row of fresh)
        if (row.credentialsSince === credentialsSince) this.#options.onRevoked(row._id);
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
    const change = (row: UserRow): UserRow => (row.enabled === enabled ? row : { ...row, enabled });
    return this.#changeCredentials(name, change, enabled ? 'enabled' : 'disabled');
  }

  async setAliases(name: string, aliases: readonly string[]): Promise<Result<null>> {
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const checked = this.#addresses.checkAliases(row._id, aliases);
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

  /** A change after which everything that stood on the old password or state is void. */
  async #changeCredentials(
    name: string,
    change: (row: UserRow) => UserRow,
    what: 'password-changed' | 'enabled' | 'disabled',
  ): Promise<Result<null>> {
    return this.#rows.inTurn(async () => {
      const row = this.#rows.get(name);
      if (!row) return unknownUser(name);
      const changed = change(row);
      // Nothing to change: windows and sessions stand on what still holds.
      if (changed === row) return ok(null);
      const credentialsSince = this.#options.clock.now();
      const saved = await this.#save({ ...changed, credentialsSince });
      if (!saved.ok) return saved;
      this.#options.onRevoked(row._id);
      this.#tell(`users.${what}`, row._id, `User ${row._id}: ${what.replace('-', ' ')}.`);
      return saved;
    });
  }

  async #save(row: UserRow): Promise<Result<null>> {
    const saved = await this.#rows.put(row);
    if (saved.ok) this.#options.onChange();
    return saved;
  }

  #tellAliases(user: string): void {
    this.#tell('users.aliases-changed', user, `User ${user}: addresses changed.`);
  }

  #tell(event: string, user: string, text: string): void {
    this.#options.journal.record({ event, level: 'notice', user, text });
  }
}

/** What stands on the one stands on the other: a hash is salted, so that the same one is the same change of password. */
const isSameSignIn = (one: UserRow, other: UserRow): boolean =>
  one.passwordHash === other.passwordHash && one.enabled === other.enabled;

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
