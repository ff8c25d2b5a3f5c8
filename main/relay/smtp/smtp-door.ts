/**
 * What one SMTP listener does with its sessions, apart from the library: lets connections in, counts
 * commands, signs people in, opens the intake of a message. Joins policy, sign-in and queue.
 */
import { randomUUID } from 'node:crypto';
import type { SmtpListenerName, SmtpListenerSettings } from '../../contract/settings.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { anyNetworkContains, type AddressKey } from '../net/address.ts';
import type { Envelope, IncomingMessage, QueueIntake } from '../queue/queue.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { SignIn } from '../users/users.ts';
import type { ConnectionLedger } from './connection-ledger.ts';
import { withDeadline } from './deadline.ts';
import type { HeaderFacts } from './header-block.ts';
import { MessageIntake } from './message-intake.ts';
import type { SmtpPolicy } from './policy.ts';
import { reply, type Reply } from './reply.ts';
import type { SmtpSession } from './session.ts';
import { SignInGate, type SignInAttempt, type SignInVerdict } from './sign-in.ts';
import { cleanName, mailDate, receivedLine } from './trace-lines.ts';

/** What a door for sending needs of the relay. */
export interface SmtpDoorOptions {
  readonly listener: SmtpListenerName;
  readonly listenerSettings: () => SmtpListenerSettings;
  readonly settings: SettingsReader;
  readonly signIn: Pick<SignIn, 'check' | 'isBlocked'>;
  readonly policy: SmtpPolicy;
  readonly queue: QueueIntake;
  readonly ledger: ConnectionLedger;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly hostname: () => string;
  readonly mark: string;
}

/** What counts of a command line that came. */
export interface CommandFacts {
  readonly verb: string;
  /** A line inside an AUTH exchange. */
  readonly isAuthStep: boolean;
  /** AUTH may be used in this session now. */
  readonly isAuthOpen: boolean;
}

/** What of a connection the door may do and hang on to. */
export interface ConnectionHandle {
  readonly onEnd: (() => void)[];
  hangUp(status: string, text: string): void;
}

/** What the library is told at the start; sizes in octets. */
export interface ListenerLimits {
  readonly hostname: string;
  readonly sizeBytes: number;
  readonly recipients: number;
  readonly idleMs: number;
  readonly authMethods: readonly string[];
}

/** Longest wait for a flush: a disk that hangs is answered 451, and the client tries again. */
const commitTimeoutMs = 120_000;
const failedSignInsPerSession = 5;
/** As POP3's: a slow line needs seconds, not minutes. */
const handshakeMs = 30_000;

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
  readonly listener: SmtpListenerName;
  readonly #options: SmtpDoorOptions;
  readonly #gate: SignInGate;

  constructor(options: SmtpDoorOptions) {
    this.#options = options;
    this.policy = options.policy;
    this.listener = options.listener;
    this.#gate = new SignInGate(options.signIn, options.clock);
  }

  limits(): ListenerLimits {
    const { settings, hostname } = this.#options;
    const { limits, access } = settings.get();
    return {
      hostname: cleanName(hostname()),
      sizeBytes: limits.messageSizeBytes,
      recipients: limits.recipientsPerMessage,
      idleMs: limits.idleSeconds * 1000,
      authMethods: access.cramMd5 ? ['PLAIN', 'LOGIN', 'CRAM-MD5'] : ['PLAIN', 'LOGIN'],
    };
  }

  /** A new connection: counted in, or refused before the greeting (RFC 5321 §3.1: 421 is allowed there). */
  enter(session: SmtpSession, connection: ConnectionHandle): Reply | null {
    const { ledger, settings, signIn, clock } = this.#options;
    if (signIn.isBlocked(session.peer))
      return reply(421, '4.7.0', 'Your address is blocked for a while after failed sign-ins');
    const { limits } = settings.get();
    const entry = ledger.enter(session.peer, limits);
    if (entry === 'full') return reply(421, '4.7.0', 'Too many connections, try again later');
    if (entry === 'address-full')
      return reply(421, '4.7.0', 'Too many connections from your address, try again later');
    const cancel = clock.after(limits.sessionMinutes * 60_000, () => {
      connection.hangUp('4.4.2', 'This session has lasted too long');
    });
    connection.onEnd.push(cancel, () => {
      ledger.leave(session.peer);
    });
    return null;
  }

  /**
   * A TLS handshake begins, before there is a session that `enter` counts: it counts like one, and must end
   * soon. Null: no room. What is returned is called at its end, however it ends.
   */
  beginHandshake(peer: AddressKey, giveUp: () => void): (() => void) | null {
    const { ledger, settings, clock } = this.#options;
    if (ledger.enter(peer, settings.get().limits) !== 'ok') return null;
    const cancel = clock.after(handshakeMs, giveUp);
    return () => {
      cancel();
      ledger.leave(peer);
    };
  }

  /** Asked before each command; a reply takes its place. */
  beforeCommand(session: SmtpSession, command: CommandFacts): Reply | null {
    if (session.signIn.state !== 'user') {
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
    return settings.get().office.domains[0] ?? cleanName(hostname());
  }

  /** DATA: begins a message in the queue. Throws when the queue cannot. */
  openIntake(session: SmtpSession): MessageIntake {
    const { queue, clock, listenerSettings, mark } = this.#options;
    const message = queue.begin();
    return new MessageIntake(message, {
      maxSizeBytes: this.policy.maxSizeBytes(session),
      lineEnds: listenerSettings().oldDevices ? 'repair' : 'refuse',
      mark,
      onHeader: (header) => {
        const refusal = this.policy.acceptHeader(session, header);
        return refusal ? { refusal } : { lines: this.#traceLines(session, message, header) };
      },
      commit: (whole, isEightBit) => {
        const envelope = envelopeOf(session, isEightBit);
        return withDeadline(clock, commitTimeoutMs, whole.commit(envelope));
      },
      onError: (error) => {
        this.surprise(error);
      },
    });
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
    const { isEsmtp, isSecure, hasSaidMail, signIn } = session;
    if (!isEsmtp || isSecure || hasSaidMail || signIn.state !== 'none') return;
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

  #traceLines(session: SmtpSession, message: IncomingMessage, header: HeaderFacts): string {
    const now = this.#options.clock.now();
    const hostname = this.#options.hostname();
    const facts = { session, queueId: message.id, hostname, mark: this.#options.mark, now };
    let lines = receivedLine(facts);
    // RFC 6409 §8: a submission server completes the header; mail from outside is left as it came.
    if (session.transaction?.reason?.kind === 'outside-mail') return lines;
    if (!header.hasDate) lines += `Date: ${mailDate(now)}\r\n`;
    if (!header.hasMessageId) lines += `Message-ID: <${randomUUID()}@${cleanName(hostname)}>\r\n`;
    return lines;
  }
}

/** `isEightBit`: many clients send 8-bit text without saying BODY; the next hop is told (RFC 6152). */
function envelopeOf(session: SmtpSession, isEightBit: boolean): Envelope {
  const { transaction } = session;
  if (!transaction) throw new Error('A message without transaction');
  const { sender, smtpUtf8, bodyType, dsn, recipients, reason } = transaction;
  const user = session.user || (reason?.kind === 'window' ? (reason.users[0] ?? '') : '');
  return {
    sender,
    recipients: [...recipients.values()],
    user,
    peer: session.peer,
    bodyType: isEightBit ? '8bitmime' : bodyType,
    smtpUtf8,
    ...(dsn ? { dsn } : {}),
  };
}
