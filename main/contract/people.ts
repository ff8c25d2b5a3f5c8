/** Users, their windows and the blocked addresses, as the screens and the CLI see them. Times are epoch ms. */

/** A person or device that may sign in. */
export interface UserView {
  /** Sign-in name, lower-case. */
  readonly name: string;
  /** Further addresses that are this user's. */
  readonly aliases: readonly string[];
  readonly enabled: boolean;
  /** A recoverable secret is kept, so that APOP and CRAM-MD5 work (old printers). */
  readonly challengeSignIn: boolean;
  readonly createdAt: number;
  readonly lastSignInAt: number | null;
  readonly lastSignInFrom: string | null;
}

/** One row of the POPAUTH database: this user may send from this address until then. */
export interface WindowView {
  readonly address: string;
  readonly user: string;
  readonly grantedAt: number;
  /** Allowed while now < expiresAt. */
  readonly expiresAt: number;
  readonly source: 'pop3' | 'operator';
  /** Messages relayed through this window since it was opened. */
  readonly relayed: number;
}

/** An address or user name that may not sign in for a while, after too many wrong passwords. */
export interface BlockView {
  readonly kind: 'address' | 'user';
  /** The address or the user name. */
  readonly subject: string;
  readonly failures: number;
  readonly until: number;
  /** Users whose names were tried from the address, or addresses that tried the name; most often first. */
  readonly by: readonly string[];
}
