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
import { KnownPeers } from './known-peers.ts';
import { passwordMarker } from './password.ts';
import { SignInThrottle, userAtAddress, type FailedTry } from './sign-in-throttle.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Credentials, SignIn, SignInOutcome, SignInProtocol } from './users.ts';

/** What signing in needs of the relay. */
export interface SignInDeskOptions {
  readonly users: Pick<
    UserDirectory,
    'signInName' | 'recognise' | 'verify' | 'get' | 'list' | 'noteSignIn'
  >;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

interface Attempt {
  readonly credentials: Credentials;
  /** Lower-case; a user's where it is one's address. */
  readonly name: string;
  readonly typedName: string;
  readonly peer: AddressKey;
  readonly protocol: SignInProtocol;
}

/** So many of those who tried are named with a block. */
const mostNamed = 3;

/** Checks at once, and waiting, for one address: guesses in parallel must not outrun their own block. */
const checksPerAddress = 2;
const waitingPerAddress = 100;

/** Checks credentials. `check` never rejects: a fault of ours is the outcome `unavailable`. */
export class SignInDesk implements SignIn {
  readonly #options: SignInDeskOptions;
  readonly #throttle: SignInThrottle;
  readonly #mark = passwordMarker();
  readonly #peers: KnownPeers;
  readonly #turns = new Map<AddressKey, Limiter>();

  constructor(options: SignInDeskOptions) {
    this.#options = options;
    this.#throttle = new SignInThrottle(() => options.settings.get().limits, options.clock);
    this.#peers = new KnownPeers(options);
  }

  async check(
    credentials: Credentials,
    peer: AddressKey,
    protocol: SignInProtocol,
  ): Promise<SignInOutcome> {
    const name = this.#options.users.signInName(credentials.user);
    const typedName = credentials.user;
    const attempt = {
      credentials: { ...credentials, user: name },
      name,
      typedName,
      peer,
      protocol,
    };
    return this.#atOnce(attempt) ?? this.#withTurn(attempt);
  }

  isShutOut(peer: AddressKey): boolean {
    return this.#throttle.blockedUntil('address', peer) !== null && !this.#peers.isWorkplace(peer);
  }

  blocks(): readonly BlockView[] {
    const isUser = (name: string): boolean => this.#options.users.get(name) !== null;
    return this.#throttle
      .blocks()
      .filter(({ kind, subject }) => kind === 'address' || isUser(subject))
      .map((block) => {
        const by = block.kind === 'user' ? block.by : block.by.filter(isUser);
        return { ...block, by: by.slice(0, mostNamed) };
      });
  }

  unblock(subject: string): boolean {
    const { users } = this.#options;
    const blocked = parseAddressKey(subject) ?? users.signInName(subject);
    const wasBlocked = this.#throttle.unblock(blocked);
    if (wasBlocked) {
      const text = `The block of ${subject} was lifted.`;
      const data = { subject: blocked };
      this.#options.journal.record({ event: 'sign-in.unblocked', level: 'notice', text, data });
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
    const until =
      this.#throttle.blockedUntil('address', peer) ?? this.#throttle.blockedUntil('user', name);
    if (until === null || !this.#peers.isKnown(name, peer)) return until;
    // Guesses from elsewhere, or another's old password on the same terminal server, must not lock a user out of
    // the place where he works: there only guesses at his own name count.
    return this.#throttle.blockedUntil('user-at-address', userAtAddress(name, peer));
  }

  #succeeded(user: string, { peer, protocol }: Attempt): SignInOutcome {
    const { users, journal } = this.#options;
    this.#throttle.succeed(user, peer);
    this.#peers.remember(user, peer);
    users.noteSignIn(user, peer);
    const text = `${user} signed in from ${peer}.`;
    journal.record({ event: `${protocol}.signed-in`, user, peer, text });
    return { outcome: 'ok', user };
  }

  /** Counts and journals a failure; returns how long (ms) the answer should wait. */
  #failed(attempt: Attempt): number {
    const { name, peer, protocol } = attempt;
    const { users, journal } = this.#options;
    const isKnown = users.get(name) !== null;
    const who = isKnown ? name : 'an unknown user';
    const event = `${protocol}.sign-in-failed`;
    const text = `A sign-in as ${who} from ${peer} failed.`;
    journal.record({ event, level: 'notice', ...(isKnown ? { user: name } : {}), peer, text });
    const guess = this.#guessOf(attempt);
    const blocksAddress = this.#throttle.fail('address', peer, { by: name, ...guess });
    const blocksUser = this.#throttle.fail('user', name, { by: peer, ...guess });
    if (this.#peers.isKnown(name, peer))
      this.#throttle.fail('user-at-address', userAtAddress(name, peer), { by: '', ...guess });
    if (blocksAddress) this.#tellBlock(peer, peer);
    if (blocksUser && isKnown) this.#tellBlock(name, peer);
    return blocksAddress || blocksUser ? 0 : this.#throttle.delayMs('address', peer);
  }

  #guessOf({ credentials, name, typedName, protocol }: Attempt): Omit<FailedTry, 'by'> {
    const isPassword = credentials.kind === 'password';
    const method = isPassword ? credentials.method : credentials.kind;
    return {
      mark: isPassword ? this.#mark(name, credentials.password).toString('base64') : null,
      way: `${protocol} ${method} ${typedName}`,
    };
  }

  #tellBlock(subject: string, peer: AddressKey): void {
    const { settings, journal } = this.#options;
    const { limits, access } = settings.get();
    const isOurs =
      subject === peer && (isLoopback(peer) || narrowestNetwork(access.trusted, peer) !== null);
    const advice = isOurs
      ? ' It is an address of this office: look for a program or device there with an old password.'
      : '';
    const [name] = subject === peer ? this.#triedFrom(peer) : [];
    const whose = name === undefined ? '' : ` Most of them were for ${name}.`;
    const text = `${subject} is blocked for ${limits.blockMinutes} minute${limits.blockMinutes === 1 ? '' : 's'} after too many failed sign-ins.${whose}${advice} "mailroom blocks remove ${subject}" lifts it.`;
    const data = { subject };
    journal.record({ event: 'sign-in.blocked', level: 'warning', peer, text, data });
  }

  /** Users whose names were tried from there, most often first. */
  #triedFrom(peer: AddressKey): readonly string[] {
    return this.blocks().find(({ subject }) => subject === peer)?.by ?? [];
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
