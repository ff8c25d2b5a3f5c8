/**
 * The door for POP3 and SMTP: checks credentials under the throttle, and journals what happened. Never
 * writes down a password, nor a name that nobody has: people type passwords into the name field.
 */
import type { BlockView } from '../../contract/people.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Limiter, OverloadError } from '../lifecycle/limiter.ts';
import { isLoopback, narrowestNetwork, parseAddressKey, type AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Credentials, SignIn, SignInOutcome, SignInProtocol } from './users.ts';

/** What signing in needs of the relay. */
export interface SignInDeskOptions {
  readonly users: Pick<UserDirectory, 'signInName' | 'recognise' | 'verify' | 'get' | 'noteSignIn'>;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

interface Attempt {
  readonly credentials: Credentials;
  /** Lower-case; a user's where it is one's address. */
  readonly name: string;
  readonly peer: AddressKey;
  readonly protocol: SignInProtocol;
}

/** For this long after a success, an address is not shut out by failures elsewhere on the same name. */
const knownPeerMs = 24 * 3600_000;
const mostKnownPeers = 10_000;

/** Checks at once, and waiting, for one address: guesses in parallel must not outrun their own block. */
const checksPerAddress = 2;
const waitingPerAddress = 100;

/** Checks credentials. `check` never rejects: a fault of ours is the outcome `unavailable`. */
export class SignInDesk implements SignIn {
  readonly #options: SignInDeskOptions;
  readonly #throttle: SignInThrottle;
  /** `user address` -> monotonic ms of the last success. */
  readonly #successes = new Map<string, number>();
  readonly #turns = new Map<AddressKey, Limiter>();

  constructor(options: SignInDeskOptions) {
    this.#options = options;
    this.#throttle = new SignInThrottle(() => options.settings.get().limits, options.clock);
  }

  async check(
    credentials: Credentials,
    peer: AddressKey,
    protocol: SignInProtocol,
  ): Promise<SignInOutcome> {
    const name = this.#options.users.signInName(credentials.user);
    const attempt = { credentials: { ...credentials, user: name }, name, peer, protocol };
    return this.#atOnce(attempt) ?? this.#withTurn(attempt);
  }

  isBlocked(peer: AddressKey): boolean {
    return this.#throttle.blockedUntil('address', peer) !== null;
  }

  blocks(): readonly BlockView[] {
    const isShown = (block: BlockView): boolean =>
      block.kind === 'address' || this.#options.users.get(block.subject) !== null;
    return this.#throttle.blocks().filter(isShown);
  }

  unblock(subject: string): boolean {
    const { users } = this.#options;
    const wasBlocked = this.#throttle.unblock(
      parseAddressKey(subject) ?? users.signInName(subject),
    );
    if (wasBlocked) {
      const text = `The block of ${subject} was lifted.`;
      this.#options.journal.record({ event: 'sign-in.unblocked', level: 'notice', text });
    }
    return wasBlocked;
  }

  /** What can be told without work: a block, or a password that is remembered. */
  #atOnce(attempt: Attempt): SignInOutcome | null {
    const until = this.#blockedUntil(attempt);
    if (until !== null) return { outcome: 'blocked', until };
    const { credentials } = attempt;
    if (credentials.kind !== 'password') return null;
    const user = this.#options.users.recognise(attempt.name, credentials.password);
    return user === null ? null : this.#succeeded(user, attempt);
  }

  async #withTurn(attempt: Attempt): Promise<SignInOutcome> {
    const { peer } = attempt;
    const turns = this.#turns.get(peer) ?? new Limiter(checksPerAddress, waitingPerAddress);
    this.#turns.set(peer, turns);
    try {
      // Asked again: the guesses in front may have made a block meanwhile.
      return await turns.run(async () => this.#atOnce(attempt) ?? this.#checkSlowly(attempt));
    } catch (error) {
      return this.#unavailable(error, attempt);
    } finally {
      if (turns.isIdle) this.#turns.delete(peer);
    }
  }

  async #checkSlowly(attempt: Attempt): Promise<SignInOutcome> {
    const user = await this.#options.users.verify(attempt.credentials);
    if (user !== null) return this.#succeeded(user, attempt);
    const delayMs = this.#failed(attempt);
    if (delayMs > 0)
      await new Promise<void>((resolve) => {
        this.#options.clock.after(delayMs, resolve);
      });
    return { outcome: 'wrong' };
  }

  #blockedUntil({ name, peer }: Attempt): number | null {
    const until = this.#throttle.blockedUntil('address', peer);
    if (until !== null) return until;
    const userUntil = this.#throttle.blockedUntil('user', name);
    // Guessing from elsewhere must not lock a user out of the place where he works.
    return userUntil !== null && this.#isKnownPeer(name, peer) ? null : userUntil;
  }

  /** Whether the user signed in from there lately; the last place is known over a restart, too. */
  #isKnownPeer(name: string, peer: AddressKey): boolean {
    const { users, clock } = this.#options;
    const successAt = this.#successes.get(`${name} ${peer}`);
    if (successAt !== undefined && clock.monotonic() - successAt < knownPeerMs) return true;
    const user = users.get(name);
    return user?.lastSignInFrom === peer && clock.now() - (user.lastSignInAt ?? 0) < knownPeerMs;
  }

  #succeeded(user: string, { peer, protocol }: Attempt): SignInOutcome {
    const { users, clock, journal } = this.#options;
    this.#throttle.succeed(user, peer);
    this.#rememberPeer(`${user} ${peer}`, clock.monotonic());
    users.noteSignIn(user, peer);
    const text = `${user} signed in from ${peer}.`;
    journal.record({ event: `${protocol}.signed-in`, user, peer, text });
    return { outcome: 'ok', user };
  }

  #rememberPeer(key: string, at: number): void {
    // Their order matters only when there are so many that old ones must go.
    if (this.#successes.size >= mostKnownPeers / 2) this.#successes.delete(key);
    this.#successes.set(key, at);
    if (this.#successes.size <= mostKnownPeers) return;
    const oldest = this.#successes.keys().next();
    if (!oldest.done) this.#successes.delete(oldest.value);
  }

  /** Counts and journals a failure; returns how long (ms) the answer should wait. */
  #failed({ name, peer, protocol }: Attempt): number {
    const { users, journal } = this.#options;
    const isKnown = users.get(name) !== null;
    const who = isKnown ? name : 'an unknown user';
    const event = `${protocol}.sign-in-failed`;
    const text = `A sign-in as ${who} from ${peer} failed.`;
    journal.record({ event, level: 'notice', ...(isKnown ? { user: name } : {}), peer, text });
    const blocksAddress = this.#throttle.fail('address', peer, name);
    const blocksUser = this.#throttle.fail('user', name, peer);
    if (blocksAddress) this.#tellBlock(peer, peer);
    if (blocksUser && isKnown) this.#tellBlock(name, peer);
    return blocksAddress || blocksUser ? 0 : this.#throttle.delayMs('address', peer);
  }

  #tellBlock(subject: string, peer: AddressKey): void {
    const { settings, journal } = this.#options;
    const { limits, access } = settings.get();
    const isOurs =
      subject === peer && (isLoopback(peer) || narrowestNetwork(access.trusted, peer) !== null);
    const advice = isOurs
      ? ' It is an address of this office: look for a program or device there with an old password.'
      : '';
    const text = `${subject} is blocked for ${limits.blockMinutes} minute${limits.blockMinutes === 1 ? '' : 's'} after too many failed sign-ins.${advice} "mailroom blocks remove ${subject}" lifts it.`;
    const data = { subject };
    journal.record({ event: 'sign-in.blocked', level: 'warning', peer, text, data });
  }

  #unavailable(error: unknown, { peer, protocol }: Attempt): SignInOutcome {
    const isOverload = error instanceof OverloadError;
    const text = isOverload
      ? `A sign-in from ${peer} was put off: too many are being checked at once.`
      : `A sign-in from ${peer} could not be checked. ${String(error)}`;
    const level = isOverload ? 'warning' : 'error';
    this.#options.journal.record({ event: `${protocol}.sign-in-unavailable`, level, peer, text });
    return { outcome: 'unavailable' };
  }
}
