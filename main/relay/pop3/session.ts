/**
 * One POP3 session (RFC 1939): its state, the sign-in, and the mailbox. No sockets and no timers; what it
 * answers goes back as a value, and the connection sends it.
 */
import { randomBytes } from 'node:crypto';
import { messageCount } from '../../contract/mail.ts';
import type { MailboxHolder, Unremoved } from '../mailboxes/mailboxes.ts';
import { ownName } from '../net/own-name.ts';
import type { Credentials } from '../users/users.ts';
import type { Answer } from './answer.ts';
import { isWebRequest, readCommand } from './command-line.ts';
import type { CommandSession, SessionState } from './commands.ts';
import { Patience } from './patience.ts';
import { replies } from './replies.ts';
import { beginSasl, type SaslDialogue, type SaslStep } from './sasl.ts';
import type { SessionContext } from './session-context.ts';
import {
  noteClosed,
  noteDeleteFailed,
  noteGaveWay,
  noteMailboxFailed,
  noteUnencrypted,
  noteWindowFailed,
} from './session-notes.ts';
import { Transaction } from './transaction.ts';

/** Takes lines, gives answers; a window is open before the +OK of a sign-in is returned. */
export class Pop3Session implements CommandSession {
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
  readonly #patience: Patience;
  readonly #holder: MailboxHolder;
  #isToldUnencrypted = false;
  /** QUIT deletes: only then the mailbox is free, and told what became of it, also where the client is gone. */
  #isQuitting = false;
  /** Whose mailbox is being opened may have it no more. */
  #isRevoked = false;

  /** `holder` answers for this session while it has a mailbox. */
  constructor(context: SessionContext, isSecure: boolean, holder: MailboxHolder) {
    this.context = context;
    this.#holder = holder;
    this.isSecure = isSecure;
    this.#patience = new Patience(context.commandsBeforeSignIn);
    this.timestamp = context.apopOffered
      ? `<${randomBytes(12).toString('hex')}@${ownName(context.hostname)}>`
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

  /** Null before the credentials proved right; stays known after the end. */
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
    if (this.state === 'authorization' && !this.#patience.bearsAnotherBeforeSignIn())
      return { line: replies.tooManyCommands, then: 'close' };
    const answer = this.#answer(text, octets);
    return answer instanceof Promise
      ? answer.then((later) => this.#patience.answered(this.state, later))
      : this.#patience.answered(this.state, answer);
  }

  /** A line came that is longer than any may be; it was thrown away. */
  receiveTooLong(): Answer {
    this.#dialogue = null;
    return this.#patience.answered(this.state, { line: replies.tooLong });
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
    // From here on a change of this user is told to this session: opening the mailbox takes its time.
    this.#user = result.user;
    this.#window('grant', result.user);
    return this.#openMailbox(result.user);
  }

  /** A password would come in the clear from where that is not allowed. Journaled once a session. */
  refuseUnencrypted(): Answer {
    if (!this.#isToldUnencrypted) noteUnencrypted(this.context);
    this.#isToldUnencrypted = true;
    return { line: replies.needsTls };
  }

  /** RFC 1939 §6: only QUIT in the transaction state deletes, and it tells the true result. */
  quit(): Answer | Promise<Answer> {
    const transaction = this.#transaction;
    return transaction === null || transaction.deletedCount === 0
      ? this.#bye([])
      : this.#commit(transaction);
  }

  async #commit(transaction: Transaction): Promise<Answer> {
    this.#isQuitting = true;
    try {
      const failed = await transaction.commit();
      this.#isQuitting = false;
      return await this.#bye(failed);
    } finally {
      // A fault must not keep the mailbox shut.
      this.#isQuitting = false;
      this.end();
    }
  }

  #bye(failed: readonly Unremoved[]): Answer | Promise<Answer> {
    const line = failed.length > 0 ? replies.notAllDeleted : replies.bye;
    if (failed.length > 0) noteDeleteFailed(this.context, this.#user, failed);
    const answer = { line, then: 'close' } as const;
    // Who waited for the mailbox is answered first: a goodbye has time.
    return this.#end(true) ? new Promise((resolve) => setImmediate(resolve, answer)) : answer;
  }

  /** Its client was silent so long (ms), and the same user came again: frees the mailbox and deletes nothing. */
  giveWay(silentMs: number): void {
    if (this.#user !== null) noteGaveWay(this.context, this.#user, silentMs);
    this.#end(false);
  }

  /** The session is over without QUIT: frees the mailbox and deletes nothing. Safe to call twice. */
  end(): void {
    this.#end(false);
  }

  /** Nothing will be asked after the command under way: if that is a sign-in, it needs no mailbox. */
  endBeforeSignIn(): void {
    if (this.state === 'authorization') this.#end(false);
  }

  /** Who signed in was removed or changed: what is being opened for him is not given to him. */
  revoke(): void {
    if (this.state !== 'authorization') return;
    this.#isRevoked = true;
    this.#end(false);
  }

  #answer(text: string, octets: number): Answer | Promise<Answer> {
    if (this.#dialogue !== null) return this.#saslStep(this.#dialogue.next(text));
    if (this.state === 'authorization' && isWebRequest(text))
      return { line: replies.web, then: 'close' };
    const command = readCommand(text, octets, this.state);
    return typeof command === 'string' ? { line: command } : command.run(this, command.args);
  }

  #saslStep(step: SaslStep): Answer | Promise<Answer> {
    if (step.step === 'ask') return { line: step.line };
    this.#dialogue = null;
    return step.step === 'sign-in' ? this.signIn(step.credentials) : { line: step.line };
  }

  async #openMailbox(user: string): Promise<Answer> {
    if (this.#isOver()) return this.#signedInTooLate(user);
    const opened = await this.context.mailboxes.open(user, this.#holder);
    if (this.#isOver()) {
      // The client went away while the mailbox was being opened.
      if (opened.outcome === 'open') opened.maildrop.release();
      return this.#signedInTooLate(user);
    }
    if (opened.outcome !== 'open') {
      this.#user = null;
      this.#window('sessionEnded', user);
      if (opened.outcome === 'in-use') return { line: replies.inUse };
      noteMailboxFailed(this.context, user, opened.code);
      return { line: opened.temporary ? replies.unreadable : replies.broken };
    }
    this.#transaction = new Transaction(opened.maildrop);
    this.state = 'transaction';
    return { line: `+OK ${user} has ${messageCount(this.#transaction.messageCount)}` };
  }

  #isOver(): boolean {
    return this.state === 'ended';
  }

  /**
   * The client closed its side meanwhile: the sign-in counts, and who still listens hears so. Or the user was
   * removed or changed: then what was right is wrong now.
   */
  #signedInTooLate(user: string): Answer {
    this.#window('sessionEnded', user);
    return { line: this.#isRevoked ? replies.wrongPassword : replies.bye, then: 'close' };
  }

  /** True when somebody has the mailbox now who waited for it. */
  #end(isQuit: boolean): boolean {
    if (this.state === 'ended' || this.#isQuitting) return false;
    this.state = 'ended';
    this.#dialogue = null;
    const transaction = this.#transaction;
    this.#transaction = null;
    if (transaction === null || this.#user === null) return false;
    const isPassedOn = transaction.release();
    this.#window('sessionEnded', this.#user);
    noteClosed(this.context, this.#user, { transaction, isQuit });
    return isPassedOn;
  }

  /** POP3 goes on whatever happens to the windows; SMTP refuses then. */
  #window(call: 'grant' | 'sessionEnded', user: string): void {
    const { windows, peer } = this.context;
    try {
      windows[call]({ address: peer, user, source: 'pop3' });
    } catch (error) {
      noteWindowFailed(this.context, user, error);
    }
  }
}
