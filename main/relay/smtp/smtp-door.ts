/**
 * What one SMTP listener does with its sessions, apart from the library: counts commands, signs people in.
 * Joins entrance, policy, sign-in and the messages that come.
 */
import type { SmtpListenerName } from '../../contract/settings.ts';
import type { JournalWriter } from '../journal/journal.ts';
import { anyNetworkContains } from '../net/address.ts';
import { ownName } from '../net/own-name.ts';
import type { SignIn } from '../users/users.ts';
import { beginMessage, type MessageParts } from './begin-message.ts';
import { Entrance, type EntranceOptions } from './entrance.ts';
import type { MessageIntake } from './message-intake.ts';
import type { SmtpPolicy } from './policy.ts';
import { reply, type Reply } from './reply.ts';
import type { SmtpSession } from './session.ts';
import { SignInGate, type SignInAttempt, type SignInVerdict } from './sign-in.ts';

/** What a door for sending needs of the relay. */
export interface SmtpDoorOptions extends EntranceOptions, MessageParts {
  readonly listener: SmtpListenerName;
  readonly signIn: Pick<SignIn, 'check' | 'isShutOut'>;
  readonly policy: SmtpPolicy;
  readonly journal: JournalWriter;
}

/** What counts of a command line that came. */
export interface CommandFacts {
  readonly verb: string;
  /** A line inside an AUTH exchange. */
  readonly isAuthStep: boolean;
  /** AUTH may be used in this session now. */
  readonly isAuthOpen: boolean;
}

/** What the library is told at the start; sizes in octets. */
export interface ListenerLimits {
  readonly hostname: string;
  readonly sizeBytes: number;
  readonly recipients: number;
  readonly idleMs: number;
  readonly authMethods: readonly string[];
}

/**
 * As many as block an address anyway. Thunderbird needs two for each password that is typed, and cannot take it well
 * that a connection ends meanwhile: it asks and complains at once, and then hangs, with the right password too.
 */
const failedSignInsPerSession = 10;

/** So Thunderbird greets where it only looks what a port offers, while it sets an account up. */
const thunderbirdProbe = 'we-guess.mozilla.org';

const encryptionNeeded = reply(
  538,
  '5.7.11',
  'Passwords only over an encrypted connection: switch on STARTTLS',
);
const notInTransaction = reply(503, '5.5.1', 'Sign in before MAIL, not in the middle of it');
const tooManyCommands = reply(
  421,
  '4.7.0',
  'Too many commands that led to nothing, closing the connection',
);
const tooManyFailures = reply(421, '4.7.0', 'Too many failed sign-ins, closing the connection');

/** Answers for one listener, as values; only `openIntake` throws, where the queue cannot begin a message. */
export class SmtpDoor {
  readonly policy: SmtpPolicy;
  readonly entrance: Entrance;
  readonly listener: SmtpListenerName;
  readonly #options: SmtpDoorOptions;
  readonly #gate: SignInGate;

  constructor(options: SmtpDoorOptions) {
    this.#options = options;
    this.policy = options.policy;
    this.listener = options.listener;
    this.entrance = new Entrance(options);
    this.#gate = new SignInGate(options.signIn, options.clock);
  }

  limits(): ListenerLimits {
    const { settings, hostname } = this.#options;
    const { limits, access } = settings.get();
    return {
      hostname: ownName(hostname()),
      sizeBytes: limits.messageSizeBytes,
      recipients: limits.recipientsPerMessage,
      idleMs: limits.idleSeconds * 1000,
      authMethods: access.cramMd5 ? ['PLAIN', 'LOGIN', 'CRAM-MD5'] : ['PLAIN', 'LOGIN'],
    };
  }

  /** Asked before each command; a reply takes its place. */
  beforeCommand(session: SmtpSession, command: CommandFacts): Reply | null {
    // The lines of a sign-in are no commands: the fewest that can be set must let people in, over STARTTLS too.
    if (session.signIn.state !== 'user' && !command.isAuthStep) {
      session.commandsWithoutSignIn += 1;
      const { commandsBeforeSignIn } = this.#options.settings.get().limits;
      if (session.commandsWithoutSignIn > commandsBeforeSignIn) return tooManyCommands;
    }
    if (command.verb !== 'AUTH' || command.isAuthStep) return null;
    if (session.failedSignIns >= failedSignInsPerSession) return tooManyFailures;
    // RFC 4954 §4: AUTH is not permitted during a mail transaction.
    if (session.transaction) return notInTransaction;
    return command.isAuthOpen ? null : this.#refuseUnencrypted(session);
  }

  authenticate(session: SmtpSession, attempt: SignInAttempt): Promise<SignInVerdict> {
    return this.#gate.authenticate(session, attempt);
  }

  /** Whether a password may come unencrypted from there. */
  mayOfferSignIn(session: SmtpSession): boolean {
    return anyNetworkContains(this.#options.settings.get().access.plaintextSignIn, session.peer);
  }

  /** The domain that old devices' bare names get, or null on a strict listener. */
  oldDeviceDomain(): string | null {
    const { listenerSettings, settings, hostname } = this.#options;
    if (!listenerSettings().oldDevices) return null;
    return settings.get().office.domains[0] ?? ownName(hostname());
  }

  /** DATA: begins a message in the queue. Throws when the queue cannot. */
  openIntake(session: SmtpSession): MessageIntake {
    return beginMessage(session, this.#options, (error) => this.surprise(error));
  }

  /** An error that nobody expected: to the journal, never to the wire. */
  surprise(error: unknown): void {
    const text = `An SMTP session met an error inside Mailroom. ${String(error)}`;
    this.#options.journal.record({ event: 'smtp.error', level: 'error', text });
  }

  /**
   * The connection is over. Most programs do not even try to sign in where AUTH is not offered: they go,
   * and say something of their own. The journal is where a person can find out why.
   */
  left(session: SmtpSession): void {
    const { isEsmtp, isSecure, hasSaidMail, signIn, heloName } = session;
    if (!isEsmtp || isSecure || hasSaidMail || signIn.state !== 'none') return;
    if (heloName === thunderbirdProbe) return;
    if (this.mayOfferSignIn(session)) return;
    const text = `A program at ${session.peer} left without signing in: it did not encrypt, and without encryption no sign-in is taken from there.`;
    this.#noteUnencrypted(session, text);
  }

  #refuseUnencrypted(session: SmtpSession): Reply {
    const text = `A program at ${session.peer} wanted to sign in without encryption, which is not allowed from there.`;
    this.#noteUnencrypted(session, text);
    return encryptionNeeded;
  }

  #noteUnencrypted(session: SmtpSession, text: string): void {
    if (session.isToldUnencrypted) return;
    session.isToldUnencrypted = true;
    const { peer } = session;
    const event = 'smtp.needs-encryption';
    this.#options.journal.record({ event, level: 'notice', peer, text });
  }
}
