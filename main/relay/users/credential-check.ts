/** Whether credentials are a user's. Knows no throttle: that is the sign-in desk's. */
import { apopDigest, cramMd5Digest, isSameDigest } from './challenge.ts';
import { RememberedPasswords, verifyPassword } from './password.ts';
import type { UserRow } from './user-row.ts';
import type { UserRows } from './user-rows.ts';
import type { Credentials } from './users.ts';

/** Checks against the rows as they are now. Disabled users have no credentials. */
export class CredentialCheck {
  readonly #rows: UserRows;
  readonly #remembered = new RememberedPasswords();

  constructor(rows: UserRows) {
    this.#rows = rows;
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

  /** What was right before is not any more. */
  forget(name: string): void {
    this.#remembered.forget(name);
  }

  #usable(name: string): UserRow | null {
    const row = this.#rows.get(name);
    return row?.enabled === true ? row : null;
  }
}

const digestOf = (
  credentials: Exclude<Credentials, { kind: 'password' }>,
  secret: string,
): string =>
  credentials.kind === 'apop'
    ? apopDigest(credentials.timestamp, secret)
    : cramMd5Digest(credentials.challenge, secret);
