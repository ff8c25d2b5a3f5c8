/**
 * One POP3 session (RFC 1939): its state, the sign-in, and which command may run. No sockets and no timers;
 * what it answers goes back as a value, and the connection sends it.
 */
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { JournalInput, JournalWriter } from '../journal/journal.ts';
import type { AddressKey } from '../net/address.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { Windows } from '../popauth/windows.ts';
import type { Credentials, SignIn } from '../users/users.ts';
import { commands } from './commands.ts';
import { replies } from './replies.ts';
import { beginSasl, type SaslDialogue, type SaslStep } from './sasl.ts';
import { Transaction } from './transaction.ts';

/** What is said to a command. */
export interface Answer {
  readonly line: string;
  /** Follows the line, with the lone dot at its end. A string is whole lines without leading dots. */
  readonly body?: Buffer | Readable | string;
  /** TOP: so many lines after the header. */
  readonly bodyLines?: number;
  /** What the connection does next. */
  readonly then?: 'close' | 'start-tls';
}

/** RFC 1939 §3; the update state is part of `ended`. */
export type SessionState = 'authorization' | 'transaction' | 'ended';

/** What a session needs of the relay, and what is known of its peer. */
export interface SessionContext {
  readonly peer: AddressKey;
  readonly signIn: Pick<SignIn, 'check'>;
  readonly windows: Pick<Windows, 'grant' | 'sessionEnded'>;
  readonly mailboxes: Pick<Mailboxes, 'open'>;
  readonly journal: JournalWriter;
  readonly hostname: string;
  /** Whether a password may come in the clear from this peer. */
  readonly allowsPlaintext: boolean;
  readonly apopOffered: boolean;
  readonly canStartTls: boolean;
  /** Commands before sign-in, in all. */
  readonly commandsBeforeSignIn: number;
}

/** RFC 2449 §4: a command line is at most 255 octets with its CRLF. Passwords in UTF-8 may need more. */
const maxCommandOctets = 253;
/** Refusals one after the other, without one command between that was right. */
const maxErrors = 20;

/** Takes lines, gives answers; a window is open before the +OK of a sign-in is returned. */
export class Pop3Session {
  readonly context: SessionContext;
  /** RFC 1939 §7: unique, in the form of a message id. */
  readonly timestamp: string;
  state: SessionState = 'authorization';
  isSecure: boolean;
  /** What USER said, until PASS. */
  userName: string | null = null;
  #user: string | null = null;
  #transaction: Transaction | null = null;
  #dialogue: SaslDialogue | null = null;
  #errors = 0;
  #commandsBeforeSignIn = 0;
  #isToldUnencrypted = false;

  constructor(context: SessionContext, isSecure: boolean) {
    this.context = context;
    this.isSecure = isSecure;
    this.timestamp = context.apopOffered
      ? `<${randomBytes(12).toString('hex')}@${context.hostname}>`
      : '';
  }

  /** The first line of the conversation. */
  greeting(): string {
    return `+OK Mailroom ready${this.context.apopOffered ? ` ${this.timestamp}` : ''}`;
  }

  get mayPassword(): boolean {
    return this.isSecure || this.context.allowsPlaintext;
  }

  /** Whether the next line answers a question of AUTH and is secret as a whole. */
  get isInDialogue(): boolean {
    return this.#dialogue !== null;
  }

  /** Null before sign-in and after the end. */
  get user(): string | null {
    return this.#user;
  }

  /** The open mailbox; only commands of the transaction state ask for it. */
  get transaction(): Transaction {
    if (this.#transaction === null) throw new Error('no mailbox is open');
    return this.#transaction;
  }

  /** Takes one line without its CRLF, and how many octets it had. Throws or rejects only by a fault of ours. */
  receive(text: string, octets: number): Answer | Promise<Answer> {
    if (this.state === 'authorization') {
      this.#commandsBeforeSignIn += 1;
      if (this.#commandsBeforeSignIn > this.context.commandsBeforeSignIn)
        return { line: replies.tooManyCommands, then: 'close' };
    }
    const answer = this.#answer(text, octets);
    return answer instanceof Promise
      ? answer.then((later) => this.#counted(later))
      : this.#counted(answer);
  }

  /** A line came that is longer than any may be; it was thrown away. */
  receiveTooLong(): Answer {
    this.#dialogue = null;
    return this.#counted({ line: replies.tooLong });
  }

  /** Begins AUTH (RFC 5034). */
  authenticate(mechanism: string, initial: string | undefined): Answer | Promise<Answer> {
    const begun = beginSasl(mechanism, initial);
    if (begun === null) return { line: replies.unknownMechanism };
    this.#dialogue = begun.dialogue;
    return this.#saslStep(begun.step);
  }

  /**
   * Checks credentials and opens the mailbox. The window is opened before the reply is given, so that a
   * printer that connects to SMTP right after +OK finds it; also when the mailbox is empty, in use or
   * broken, since the sign-in itself succeeded.
   */
  async signIn(credentials: Credentials): Promise<Answer> {
    this.userName = null;
    const result = await this.context.signIn.check(credentials, this.context.peer, 'pop3');
    if (result.outcome === 'blocked') return { line: replies.blocked, then: 'close' };
    if (result.outcome === 'unavailable') return { line: replies.signInUnavailable };
    if (result.outcome === 'wrong')
      return { line: credentials.kind === 'apop' ? replies.wrongApop : replies.wrongPassword };
    this.#window('grant', result.user);
    return this.#openMailbox(result.user);
  }

  /** A password would come in the clear from where that is not allowed. Journaled once a session. */
  refuseUnencrypted(): Answer {
    if (!this.#isToldUnencrypted) {
      const text = `A program at ${this.context.peer} wanted to sign in without encryption, which is not allowed from there.`;
      this.#note('pop3.needs-encryption', 'notice', text);
    }
    this.#isToldUnencrypted = true;
    return { line: replies.needsTls };
  }

  /** RFC 1939 §6: only QUIT in the transaction state deletes, and it tells the true result. */
  quit(): Answer | Promise<Answer> {
    const transaction = this.#transaction;
    return transaction === null || transaction.deletedCount === 0
      ? this.#bye(0)
      : transaction.commit().then((failed) => this.#bye(failed));
  }

  #bye(failed: number): Answer | Promise<Answer> {
    const line = failed > 0 ? replies.notAllDeleted : replies.bye;
    if (failed > 0)
      this.#note('pop3.delete-failed', 'error', `${failed} messages could not be deleted.`);
    const answer = { line, then: 'close' } as const;
    // Who waited for the mailbox is answered first: a goodbye has time.
    return this.#end(true) ? new Promise((resolve) => setImmediate(resolve, answer)) : answer;
  }

  /** The session is over without QUIT: frees the mailbox and deletes nothing. Safe to call twice. */
  end(): void {
    this.#end(false);
  }

  /** Nothing will be asked after the command under way: if that is a sign-in, it needs no mailbox. */
  endBeforeSignIn(): void {
    if (this.state === 'authorization') this.#end(false);
  }

  /** Writes to the journal, with peer and user. */
  #note(event: string, level: JournalInput['level'], text: string): void {
    const who = this.#user === null ? {} : { user: this.#user };
    const entry = { event, level: level ?? 'info', peer: this.context.peer, text };
    this.context.journal.record({ ...entry, ...who });
  }

  #answer(text: string, octets: number): Answer | Promise<Answer> {
    if (this.#dialogue !== null) return this.#saslStep(this.#dialogue.next(text));
    const space = text.indexOf(' ');
    const verb = (space < 0 ? text : text.slice(0, space)).toUpperCase();
    const rest = space < 0 ? '' : text.slice(space + 1);
    const command = commands.get(verb);
    if (octets > maxCommandOctets && command?.isLong !== true) return { line: replies.tooLong };
    if (!command) return { line: replies.badCommand };
    if (!command.states.some((state) => state === this.state)) return { line: replies.badState };
    const args = command.takesRest ? wholeRest(rest) : words(rest);
    const [least, most] = command.args;
    if (args.length < least || args.length > most) return { line: replies.badArguments };
    return command.run(this, args);
  }

  #counted(answer: Answer): Answer {
    if (!answer.line.startsWith('-')) {
      // Before sign-in nothing makes good for errors: their number has its own bound anyway.
      if (this.state === 'transaction') this.#errors = 0;
      return answer;
    }
    this.#errors += 1;
    if (answer.then !== undefined || this.#errors < maxErrors) return answer;
    return { line: replies.tooManyErrors, then: 'close' };
  }

  #saslStep(step: SaslStep): Answer | Promise<Answer> {
    if (step.step === 'ask') return { line: step.line };
    this.#dialogue = null;
    return step.step === 'sign-in' ? this.signIn(step.credentials) : { line: step.line };
  }

  async #openMailbox(user: string): Promise<Answer> {
    if (this.#isOver()) return this.#signedInTooLate(user);
    const opened = await this.context.mailboxes.open(user);
    if (this.#isOver()) {
      // The client went away while the mailbox was being opened.
      if (opened.outcome === 'open') opened.maildrop.release();
      return this.#signedInTooLate(user);
    }
    if (opened.outcome !== 'open') {
      this.#window('sessionEnded', user);
      if (opened.outcome === 'in-use') return { line: replies.inUse };
      this.#note('pop3.mailbox-failed', 'error', `The mailbox of ${user} cannot be read.`);
      return { line: opened.temporary ? replies.unreadable : replies.broken };
    }
    this.#user = user;
    this.#transaction = new Transaction(opened.maildrop);
    this.state = 'transaction';
    return { line: `+OK ${user} has ${this.#transaction.messageCount} messages` };
  }

  #isOver(): boolean {
    return this.state === 'ended';
  }

  /** The client closed its side meanwhile. The sign-in counts, and who still listens hears so. */
  #signedInTooLate(user: string): Answer {
    this.#window('sessionEnded', user);
    return { line: replies.bye, then: 'close' };
  }

  /** True when somebody has the mailbox now who waited for it. */
  #end(isQuit: boolean): boolean {
    if (this.state === 'ended') return false;
    this.state = 'ended';
    this.#dialogue = null;
    const transaction = this.#transaction;
    this.#transaction = null;
    if (transaction === null || this.#user === null) return false;
    const isPassedOn = transaction.release();
    this.#window('sessionEnded', this.#user);
    const { retrieved, deletedCount } = transaction;
    const text = isQuit
      ? `${this.#user} fetched ${retrieved} and deleted ${deletedCount} messages.`
      : `${this.#user} went without QUIT: ${retrieved} messages fetched, none deleted.`;
    // Most sessions look and go: no line for them but that of the sign-in.
    if (retrieved > 0 || deletedCount > 0 || !isQuit)
      this.#note('pop3.session-closed', 'info', text);
    return isPassedOn;
  }

  /** POP3 goes on whatever happens to the windows; SMTP refuses then. */
  #window(call: 'grant' | 'sessionEnded', user: string): void {
    const { windows, peer } = this.context;
    try {
      windows[call]({ address: peer, user, source: 'pop3' });
    } catch (error) {
      const text = `The sign-in of ${user} could not be noted for sending. ${String(error)}`;
      this.#note('pop3.window-failed', 'error', text);
    }
  }
}

const wholeRest = (rest: string): string[] => (rest === '' ? [] : [rest]);
const words = (rest: string): string[] => rest.split(' ').filter((word) => word !== '');
