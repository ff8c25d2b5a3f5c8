/**
 * The people and devices of the office: who there is now, and who is told of changes. Rows, addresses, credentials, last
 * sign-ins and the changes themselves have rooms of their own.
 */
import type { UserView } from '../../contract/people.ts';
import type { Result } from '../../contract/result.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { CredentialCheck } from './credential-check.ts';
import { LastSignIns } from './last-sign-ins.ts';
import { OfficeAddresses } from './office-addresses.ts';
import { UserChanges } from './user-changes.ts';
import { comparedName } from './user-names.ts';
import { userView, userViews, type UserRow } from './user-row.ts';
import { UserRows, type UserRowsOptions } from './user-rows.ts';
import type { Credentials, NewUser, Users } from './users.ts';

/** Where users.db is, and what the directory needs of the relay. */
export interface UserDirectoryOptions extends UserRowsOptions {
  readonly settings: SettingsReader;
}

/**
 * Finds, checks and changes users. What cannot be is an error value; a change that is not on disk has not
 * happened.
 */
export class UserDirectory implements Users {
  readonly #rows: UserRows;
  readonly #addresses: OfficeAddresses;
  readonly #credentials: CredentialCheck;
  readonly #signIns: LastSignIns;
  readonly #changes: UserChanges;
  #hasChallengeUsers = false;
  /** What was to be told of the list when it was last changed: then a person has seen to it. */
  #damageSeen: string | null = null;
  #damageTold: string | null = null;
  readonly #revoked = new Emitter<string>();
  readonly #changed = new Emitter<void>();

  constructor(options: UserDirectoryOptions) {
    const rows = (this.#rows = new UserRows(options));
    const addresses = (this.#addresses = new OfficeAddresses(options.settings));
    this.#credentials = new CredentialCheck(rows);
    const signIns = (this.#signIns = new LastSignIns(rows, options.clock));
    this.#changes = new UserChanges({
      ...{ ...options, rows, addresses, signIns },
      onChange: () => this.#applied(),
      onRevoked: (name) => this.#revoke(name),
    });
  }

  /** Reads users.db; rejects with a ServiceFault when it cannot be read. */
  async start(): Promise<void> {
    await this.#rows.load();
    this.#damageTold = this.#rows.damage;
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
    const { damage } = this.#rows;
    return damage === this.#damageSeen ? null : damage;
  }

  get(name: string): UserView | null {
    const row = this.#rows.get(name);
    return row ? userView(this.#signIns.in(row)) : null;
  }

  exportRows(): readonly UserRow[] {
    return this.#rows.all().map((row) => this.#signIns.in(row));
  }

  add(user: NewUser): Promise<Result<UserView>> {
    return this.#changes.add(user);
  }

  remove(name: string): Promise<Result<null>> {
    return this.#changes.remove(name);
  }

  importRows(rows: readonly unknown[]): Promise<Result<{ count: number }>> {
    return this.#changes.importRows(rows);
  }

  setPassword(name: string, password: string): Promise<Result<null>> {
    return this.#changes.setPassword(name, password);
  }

  setEnabled(name: string, enabled: boolean): Promise<Result<null>> {
    return this.#changes.setEnabled(name, enabled);
  }

  setAliases(name: string, aliases: readonly string[]): Promise<Result<null>> {
    return this.#changes.setAliases(name, aliases);
  }

  setChallengeSignIn(name: string, password: string | null): Promise<Result<null>> {
    return this.#changes.setChallengeSignIn(name, password);
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
    return (lower.includes('@') ? this.#addresses.holderOf(lower) : null) ?? lower;
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
    return this.#addresses.ownerOf(address);
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

  #revoke(name: string): void {
    this.#credentials.forget(name);
    this.#revoked.emit(name);
  }

  #applied(): void {
    this.#damageSeen = this.#damageTold;
    // This very change may have put the damaged file aside: who made it has not read of that.
    this.#damageTold = this.#rows.damage;
    this.#look();
    this.#changed.emit();
  }

  /** What each connection asks is worked out once a change. */
  #look(): void {
    const rows = this.#rows.all();
    this.#addresses.renew(rows);
    this.#hasChallengeUsers = rows.some((row) => row.enabled && row.secret !== null);
  }
}
