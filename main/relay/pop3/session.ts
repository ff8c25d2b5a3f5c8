/**
 * One POP3 session (RFC 1939): its state and what each command does. No sockets and no timers; what it
 * answers goes back as a value, and the connection sends it.
 */
import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { AddressKey } from '../net/address.ts';
import type { Maildrop, Mailboxes } from '../mailboxes/mailboxes.ts';
import type { Windows } from '../popauth/windows.ts';
import type { Credentials, SignIn } from '../users/users.ts';
import { replies } from './replies.ts';

/** `body` follows the line dot-stuffed, with the lone dot at its end. `then` is what the connection does next. */
export interface Answer {
  readonly line: string;
  readonly body?: Buffer | Readable | string;
  /** TOP: so many lines after the header. */
  readonly bodyLines?: number;
  readonly then?: 'close' | 'start-tls';
}

export type SessionState = 'authorization' | 'transaction' | 'ended';

export interface SessionContext {
  readonly peer: AddressKey;
  readonly signIn: SignIn;
  readonly windows: Windows;
  readonly mailboxes: Mailboxes;
  readonly hostname: string;
  /** Whether a password may come in the clear from this peer. */
  readonly allowsPlaintext: boolean;
  readonly apopOffered: boolean;
  readonly canStartTls: boolean;
}

export class Pop3Session {
  readonly context: SessionContext;
  readonly timestamp: string;
  state: SessionState = 'authorization';
  isSecure: boolean;
  user: string | null = null;
  userName: string | null = null;
  #maildrop: Maildrop | null = null;
  readonly #deleted = new Set<number>();

  constructor(context: SessionContext, isSecure: boolean) {
    this.context = context;
    this.isSecure = isSecure;
    // RFC 1939 §7: unique, in the form of a message id.
    this.timestamp = `<${randomBytes(12).toString('hex')}@${context.hostname}>`;
  }

  greeting(): string {
    return `+OK Mailroom ready${this.context.apopOffered ? ` ${this.timestamp}` : ''}`;
  }

  get mayPassword(): boolean {
    return this.isSecure || this.context.allowsPlaintext;
  }

  /**
   * Checks credentials and opens the mailbox. The window is opened before the reply is given, so that a
   * printer that connects to SMTP right after +OK finds it; also when the mailbox is empty or in use,
   * since the sign-in itself succeeded.
   */
  async signIn(credentials: Credentials): Promise<Answer> {
    const { signIn, windows, mailboxes, peer } = this.context;
    this.userName = null;
    const result = await signIn.check(credentials, peer, 'pop3');
    if (result.outcome === 'blocked') return { line: replies.blocked, then: 'close' };
    if (result.outcome === 'unavailable') return { line: replies.signInUnavailable };
    if (result.outcome === 'wrong')
      return { line: credentials.kind === 'apop' ? replies.noApop : replies.wrongPassword };
    windows.grant({ address: peer, user: result.user, source: 'pop3' });
    const opened = await mailboxes.open(result.user);
    if (this.state === 'ended') {
      // The client went away while the mailbox was being opened.
      if (opened.outcome === 'open') opened.maildrop.release();
      windows.sessionEnded({ address: peer, user: result.user, source: 'pop3' });
      return { line: replies.bye, then: 'close' };
    }
    if (opened.outcome !== 'open') {
      windows.sessionEnded({ address: peer, user: result.user, source: 'pop3' });
      if (opened.outcome === 'in-use') return { line: replies.inUse };
      return { line: opened.temporary ? replies.unreadable : replies.broken };
    }
    this.user = result.user;
    this.#maildrop = opened.maildrop;
    this.state = 'transaction';
    return { line: `+OK ${result.user} has ${opened.maildrop.messages.length} messages` };
  }

  stat(): Answer {
    let octets = 0;
    let count = 0;
    for (const [index, { sizeBytes }] of this.#messages.entries())
      if (!this.#deleted.has(index)) [octets, count] = [octets + sizeBytes, count + 1];
    return { line: `+OK ${count} ${octets}` };
  }

  list(number?: string): Answer {
    return this.#listing(number, ({ sizeBytes }) => String(sizeBytes));
  }

  uidl(number?: string): Answer {
    return this.#listing(number, ({ uid }) => uid);
  }

  async retr(number: string): Promise<Answer> {
    const index = this.#find(number);
    if (typeof index === 'string') return { line: index };
    const body = await this.#read(index);
    return body === null
      ? { line: replies.gone }
      : { line: `+OK ${this.#messages[index]?.sizeBytes ?? 0} octets`, body };
  }

  async top(number: string, lines: string): Promise<Answer> {
    const index = this.#find(number);
    if (typeof index === 'string') return { line: index };
    if (!/^\d{1,9}$/.test(lines)) return { line: replies.badArguments };
    const body = await this.#read(index);
    return body === null
      ? { line: replies.gone }
      : { line: replies.ok, body, bodyLines: Number(lines) };
  }

  dele(number: string): Answer {
    const index = this.#find(number);
    if (typeof index === 'string') return { line: index };
    this.#deleted.add(index);
    return { line: `+OK Message ${number} is deleted at QUIT` };
  }

  rset(): Answer {
    this.#deleted.clear();
    return { line: replies.ok };
  }

  /** RFC 1939 §6: only QUIT in the transaction state deletes, and it tells the true result. */
  async quit(): Promise<Answer> {
    const failed = this.state === 'transaction' ? await this.#maildrop?.commit(this.#deleted) : [];
    this.end();
    return {
      line: failed && failed.length > 0 ? replies.notAllDeleted : replies.bye,
      then: 'close',
    };
  }

  /** The session is over, however it ended: frees the mailbox and deletes nothing. Safe to call twice. */
  end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.#maildrop?.release();
    this.#maildrop = null;
    if (this.user !== null)
      this.context.windows.sessionEnded({
        address: this.context.peer,
        user: this.user,
        source: 'pop3',
      });
  }

  get #messages(): Maildrop['messages'] {
    return this.#maildrop?.messages ?? [];
  }

  async #read(index: number): Promise<Buffer | Readable | null> {
    try {
      return (await this.#maildrop?.read(index)) ?? null;
    } catch {
      // Somebody took the file away behind our back: this message cannot be had, the others can.
      return null;
    }
  }

  /** RFC 1939 §5: numbers stay fixed for the session; a deleted message has none to ask for. */
  #find(number: string): number | string {
    const index = /^\d{1,9}$/.test(number) ? Number(number) - 1 : -1;
    if (!this.#messages[index]) return replies.noMessage;
    return this.#deleted.has(index) ? replies.deleted : index;
  }

  #listing(
    number: string | undefined,
    show: (message: Maildrop['messages'][number]) => string,
  ): Answer {
    if (number !== undefined) {
      const index = this.#find(number);
      if (typeof index === 'string') return { line: index };
      const message = this.#messages[index];
      return message ? { line: `+OK ${number} ${show(message)}` } : { line: replies.noMessage };
    }
    const lines: string[] = [];
    for (const [index, message] of this.#messages.entries())
      if (!this.#deleted.has(index)) lines.push(`${index + 1} ${show(message)}\r\n`);
    return { line: `+OK ${lines.length} messages`, body: lines.join('') };
  }
}
