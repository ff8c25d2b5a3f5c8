import type { AddressKey } from '../net/address.ts';
import type { Result } from '../../contract/result.ts';
import type { BlockView, UserView } from '../../contract/people.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';

/** How a client proves itself. Passwords live only as long as the check. */
export type Credentials =
  | {
      readonly kind: 'password';
      /** The command or SASL mechanism that brought it. */
      readonly method: 'USER' | 'PLAIN' | 'LOGIN';
      readonly user: string;
      readonly password: string;
    }
  /** RFC 1939 §7: digest is lower-case hex of MD5(timestamp + secret). */
  | {
      readonly kind: 'apop';
      readonly user: string;
      readonly timestamp: string;
      readonly digest: string;
    }
  /** RFC 2195: digest is lower-case hex of HMAC-MD5(challenge, secret). */
  | {
      readonly kind: 'cram-md5';
      readonly user: string;
      readonly challenge: string;
      readonly digest: string;
    };

/** Over what somebody signs in. */
export type SignInProtocol = 'pop3' | 'smtp';

/** `blocked` and `wrong` sound alike to the client where that would tell whether a user exists. */
export type SignInOutcome =
  | { readonly outcome: 'ok'; readonly user: string }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'blocked'; readonly until: number }
  | { readonly outcome: 'unavailable' };

/** The door for POP3 and SMTP: checks credentials under the sign-in throttle, and journals the result. */
export interface SignIn {
  /**
   * `ok` holds at the moment at which it resolves: who was removed or changed during the check is `wrong`. What
   * happens later is told by `Users.onRevoked`.
   */
  check(
    credentials: Credentials,
    peer: AddressKey,
    protocol: SignInProtocol,
  ): Promise<SignInOutcome>;
  /** Whether this address is blocked right now, and nobody signed in from there within the last day. */
  isShutOut(peer: AddressKey): boolean;
  blocks(): readonly BlockView[];
  unblock(subject: string): boolean;
}

/** Who is to be added. */
export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly aliases?: readonly string[];
}

/** The people and devices of the office. User names are compared lower-case. */
export interface Users {
  list(): readonly UserView[];
  /** What became of a damaged list, until somebody changes it; null: all was well. */
  readonly damage: string | null;
  get(name: string): UserView | null;
  add(user: NewUser): Promise<Result<UserView>>;
  remove(name: string): Promise<Result<null>>;
  /** The rows as they are kept, with password hashes: for a sealed backup and nothing else. */
  exportRows(): readonly unknown[];
  /**
   * Adds the rows of a backup, or replaces those of the same name; what is no row is left out. Their aliases are
   * taken from who has them here. Who signs in that way already keeps windows and sessions.
   */
  importRows(rows: readonly unknown[]): Promise<Result<{ readonly count: number }>>;
  setPassword(name: string, password: string): Promise<Result<null>>;
  setEnabled(name: string, enabled: boolean): Promise<Result<null>>;
  setAliases(name: string, aliases: readonly string[]): Promise<Result<null>>;
  /** Switches APOP and CRAM-MD5 on (needs the password anew, to keep it recoverably) or off. */
  setChallengeSignIn(name: string, password: string | null): Promise<Result<null>>;
  /**
   * The user whose mailbox takes mail for this address, or null: `name@domain` where domain is one of
   * the office and name a user or a local part of an alias, a full alias, or a bare local name.
   */
  ownerOf(address: string): string | null;
  /** Whether an address may be used as sender by this user (strict sender). */
  ownsSender(user: string, address: string): boolean;
  /** Called with the name when a user is removed, disabled or got a new password: all windows must go. */
  onRevoked(listener: (name: string) => void): Unsubscribe;
  onChange(listener: () => void): Unsubscribe;
}
