/** The door for POP3 and SMTP: checks credentials under the throttle, and journals what happened. */
import type { BlockView } from '../../contract/people.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { AddressKey } from '../net/address.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Credentials, SignIn, SignInOutcome, SignInProtocol } from './users.ts';

export interface SignInDeskOptions {
  readonly users: Pick<UserDirectory, 'verify' | 'get' | 'noteSignIn'>;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** For this long after a success, an address is not shut out by failures elsewhere on the same name. */
const knownPeerMs = 24 * 3600_000;

export class SignInDesk implements SignIn {
  readonly #options: SignInDeskOptions;
  readonly #throttle: SignInThrottle;
  /** `user address` -> monotonic ms of the last success. */
  readonly #successes = new Map<string, number>();

  constructor(options: SignInDeskOptions) {
    this.#options = options;
    this.#throttle = new SignInThrottle(() => options.settings.get().limits, options.clock);
  }

  async check(
    credentials: Credentials,
    peer: AddressKey,
    protocol: SignInProtocol,
  ): Promise<SignInOutcome> {
    const name = credentials.user.toLowerCase();
    const until = this.#throttle.blockedUntil('address', peer) ?? this.#userBlock(name, peer);
    if (until !== null) return { outcome: 'blocked', until };
    let user: string | null;
    try {
      user = await this.#options.users.verify(credentials);
    } catch (error) {
      const text = `A sign-in could not be checked. ${String(error)}`;
      this.#options.journal.record({
        event: `${protocol}.sign-in-unavailable`,
        level: 'error',
        text,
      });
      return { outcome: 'unavailable' };
    }
    if (user === null) {
      this.#failed(name, peer, protocol);
      return { outcome: 'wrong' };
    }
    this.#succeeded(user, peer, protocol);
    return { outcome: 'ok', user };
  }

  isBlocked(peer: AddressKey): boolean {
    return this.#throttle.blockedUntil('address', peer) !== null;
  }

  blocks(): readonly BlockView[] {
    return this.#throttle.blocks();
  }

  unblock(subject: string): boolean {
    return this.#throttle.unblock(subject.toLowerCase());
  }

  /** Guessing from outside must not lock a user out of the place where he works. */
  #userBlock(name: string, peer: AddressKey): number | null {
    const successAt = this.#successes.get(`${name} ${peer}`);
    if (successAt !== undefined && this.#options.clock.monotonic() - successAt < knownPeerMs)
      return null;
    return this.#throttle.blockedUntil('user', name);
  }

  #succeeded(user: string, peer: AddressKey, protocol: SignInProtocol): void {
    const { users, clock, journal } = this.#options;
    this.#throttle.succeed('address', peer);
    this.#throttle.succeed('user', user);
    this.#successes.set(`${user} ${peer}`, clock.monotonic());
    users.noteSignIn(user, peer);
    journal.record({
      event: `${protocol}.signed-in`,
      user,
      peer,
      text: `${user} signed in from ${peer}.`,
    });
  }

  #failed(name: string, peer: AddressKey, protocol: SignInProtocol): void {
    const { users, journal, settings } = this.#options;
    // People type passwords into the name field: only names that exist are written down.
    const isKnown = users.get(name) !== null;
    const who = isKnown ? name : 'an unknown name';
    journal.record({
      event: `${protocol}.sign-in-failed`,
      level: 'notice',
      ...(isKnown ? { user: name } : {}),
      peer,
      text: `A sign-in as ${who} from ${peer} failed.`,
    });
    const minutes = settings.get().limits.blockMinutes;
    const blockedAddress = this.#throttle.fail('address', peer);
    const blockedUser = isKnown && this.#throttle.fail('user', name);
    if (!blockedAddress && !blockedUser) return;
    const subject = blockedAddress ? peer : name;
    const text = `${subject} is blocked for ${minutes} minutes after too many failed sign-ins. "mailroom blocks remove ${subject}" lifts it.`;
    journal.record({ event: 'sign-in.blocked', level: 'warning', peer, text });
  }
}
