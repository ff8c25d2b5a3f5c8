/** One user as users.db keeps it. Owns the shape at the border to the file, nothing else. */

import type { UserView } from '../../contract/people.ts';

/** One document. */
export interface UserRow {
  /** The name, lower-case. */
  readonly _id: string;
  /** Lower-case; whole addresses, or local parts that count in every domain of the office. */
  readonly aliases: readonly string[];
  readonly enabled: boolean;
  readonly passwordHash: string;
  /** Kept recoverably only where APOP and CRAM-MD5 were switched on for this user. */
  readonly secret: string | null;
  /** Epoch ms. */
  readonly createdAt: number;
  /** Epoch ms of the last change of password or state: windows from before are worth nothing. */
  readonly credentialsSince: number;
  readonly lastSignInAt: number | null;
  readonly lastSignInFrom: string | null;
}

/** What of a row may be shown: nothing secret. */
export const userView = (row: UserRow): UserView => ({
  ...{ name: row._id, aliases: row.aliases, enabled: row.enabled },
  ...{ challengeSignIn: row.secret !== null, createdAt: row.createdAt },
  ...{ lastSignInAt: row.lastSignInAt, lastSignInFrom: row.lastSignInFrom },
});

/** In the order in which people are listed. */
export const userViews = (rows: Iterable<UserRow>): readonly UserView[] =>
  [...rows].map(userView).sort((a, b) => a.name.localeCompare(b.name));

/** The row of a document from the file, or null where it is none. */
export function parseUserRow(raw: Partial<Record<keyof UserRow, unknown>>): UserRow | null {
  const { _id, passwordHash } = raw;
  if (typeof _id !== 'string' || typeof passwordHash !== 'string') return null;
  const createdAt = numberOf(raw.createdAt) ?? 0;
  return {
    _id,
    passwordHash,
    aliases: Array.isArray(raw.aliases) ? raw.aliases.filter((a) => typeof a === 'string') : [],
    // Refuse by default: only a clear yes lets somebody in.
    enabled: raw.enabled === true,
    secret: textOf(raw.secret),
    createdAt,
    credentialsSince: numberOf(raw.credentialsSince) ?? createdAt,
    lastSignInAt: numberOf(raw.lastSignInAt),
    lastSignInFrom: textOf(raw.lastSignInFrom),
  };
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
