import type { WindowView } from '../../main/contract/people.ts';
import { Emitter } from '../../main/relay/lifecycle/emitter.ts';
import { cramMd5Digest } from '../../main/relay/users/challenge.ts';
import type { Credentials, SignInOutcome } from '../../main/relay/users/users.ts';
import type { WindowLookup } from '../../main/relay/popauth/windows.ts';

/** Users in memory: name -> password; owners of addresses apart. */
export class FakeUsers {
  readonly passwords = new Map<string, string>();
  /** Address, or bare name, in lower case -> user. */
  readonly owners = new Map<string, string>();
  readonly revoked = new Emitter<string>();
  damage: string | null = null;

  add(name: string, password: string, ...addresses: string[]): void {
    this.passwords.set(name, password);
    for (const address of [name, ...addresses]) this.owners.set(address, name);
  }

  ownerOf(address: string): string | null {
    return this.owners.get(address.toLowerCase()) ?? null;
  }

  onRevoked(listener: (name: string) => void): () => void {
    return this.revoked.on(listener);
  }

  ownsSender(user: string, address: string): boolean {
    return this.ownerOf(address) === user;
  }
}

/** A sign-in desk that knows the fake users, and blocks or fails on demand. */
export class FakeSignIn {
  readonly checked: Credentials[] = [];
  /** Answer given instead of checking. */
  answer: SignInOutcome | null = null;
  blockedPeers = new Set<string>();
  /** Throws, as a bug would. */
  isBroken = false;
  readonly #users: FakeUsers;

  constructor(users: FakeUsers) {
    this.#users = users;
  }

  async check(credentials: Credentials): Promise<SignInOutcome> {
    this.checked.push(credentials);
    await Promise.resolve();
    if (this.isBroken) throw new Error('secret detail of the users file');
    if (this.answer) return this.answer;
    const password = this.#users.passwords.get(credentials.user);
    if (password === undefined) return { outcome: 'wrong' };
    const isRight =
      credentials.kind === 'password'
        ? credentials.password === password
        : credentials.kind === 'cram-md5' &&
          credentials.digest === cramMd5Digest(credentials.challenge, password);
    return isRight ? { outcome: 'ok', user: credentials.user } : { outcome: 'wrong' };
  }

  isShutOut(peer: string): boolean {
    return this.blockedPeers.has(peer);
  }
}

/** Open windows in memory. */
export class FakeWindows {
  readonly rows: WindowView[] = [];
  readonly relayed: string[] = [];
  isUnavailable = false;

  /** Opens a window of `user` on `address` until `expiresAt` (epoch ms). */
  open(address: string, user: string, expiresAt: number): void {
    const row = { address, user, grantedAt: 0, expiresAt, source: 'pop3', relayed: 0 } as const;
    this.rows.push(row);
  }

  openFor(address: string): WindowLookup {
    if (this.isUnavailable) return { state: 'unavailable' };
    return { state: 'known', open: this.rows.filter((row) => row.address === address) };
  }

  list(): readonly WindowView[] {
    return this.rows;
  }

  countRelayed(address: string): void {
    this.relayed.push(address);
  }
}
