/**
 * The transaction state of a POP3 session (RFC 1939 §5): what can be done with an open mailbox. Numbers stay
 * fixed, DELE only marks; the marks count at `commit`. Knows no sockets.
 */
import type { Readable } from 'node:stream';
import { messageCount } from '../../contract/mail.ts';
import type { Maildrop, MaildropMessage, Unremoved } from '../mailboxes/mailboxes.ts';
import type { Answer } from './answer.ts';
import { replies } from './replies.ts';

/** An open mailbox with its marks. `commit` deletes what is marked and frees it; `release` only frees it. */
export class Transaction {
  readonly #maildrop: Maildrop;
  readonly #deleted = new Set<number>();
  /** How many messages were fetched, for the journal. */
  retrieved = 0;

  constructor(maildrop: Maildrop) {
    this.#maildrop = maildrop;
  }

  /** With those that are marked. */
  get messageCount(): number {
    return this.#maildrop.messages.length;
  }

  get deletedCount(): number {
    return this.#deleted.size;
  }

  /** RFC 1939 §5: count and octets of what is not marked. */
  stat(): Answer {
    let octets = 0;
    for (const message of this.#maildrop.messages) octets += message.sizeBytes;
    for (const index of this.#deleted) octets -= this.#maildrop.messages[index]?.sizeBytes ?? 0;
    return { line: `+OK ${this.messageCount - this.#deleted.size} ${octets}` };
  }

  /** RFC 1939 §5: octets of one message or of each, as RETR sends them but for doubled dots. */
  list(number?: string): Answer {
    return this.#listing(number, ({ sizeBytes }) => String(sizeBytes));
  }

  /** RFC 1939 §7. */
  uidl(number?: string): Answer {
    return this.#listing(number, ({ uid }) => uid);
  }

  /** RFC 1939 §5. Never rejects: a file that is gone is an answer, too. */
  retr(number: string): Answer | Promise<Answer> {
    const found = this.#find(number);
    if (typeof found === 'string') return { line: found };
    return this.#withBody(found.index, (body) => {
      this.retrieved += 1;
      return { line: `+OK ${found.message.sizeBytes} octets`, body };
    });
  }

  /** RFC 1939 §7: the header, the empty line and so many lines of the body. Never rejects. */
  top(number: string, lines: string): Answer | Promise<Answer> {
    const found = this.#find(number);
    if (typeof found === 'string') return { line: found };
    // However many: some programs say the largest number that they know.
    if (!/^\d+$/.test(lines)) return { line: replies.badArguments };
    const bodyLines = Number(lines);
    return this.#withBody(found.index, (body) => ({ line: replies.ok, body, bodyLines }));
  }

  /** RFC 1939 §5: marks it; it goes at `commit`. */
  dele(number: string): Answer {
    const found = this.#find(number);
    if (typeof found === 'string') return { line: found };
    this.#deleted.add(found.index);
    return { line: `+OK Message ${found.index + 1} goes at QUIT` };
  }

  /** RFC 1939 §5: takes all marks back. */
  rset(): Answer {
    this.#deleted.clear();
    return { line: `+OK ${messageCount(this.messageCount)}` };
  }

  /** Deletes what is marked; resolves to what could not be deleted, and is marked no more. */
  async commit(): Promise<readonly Unremoved[]> {
    const failed = await this.#maildrop.commit(this.#deleted);
    for (const { index } of failed) this.#deleted.delete(index);
    return failed;
  }

  /** Frees the mailbox and deletes nothing; true when somebody who waited for it has it now. */
  release(): boolean {
    return this.#maildrop.release();
  }

  /** At once where the message is at hand. */
  #withBody(index: number, answer: (body: Buffer | Readable) => Answer): Answer | Promise<Answer> {
    const body = this.#maildrop.read(index);
    // Somebody took the file away behind our back: this message cannot be had, the others can.
    return body instanceof Promise
      ? body.then(answer, () => ({ line: replies.gone }))
      : answer(body);
  }

  /** RFC 1939 §5: a deleted message has no number any more, and no other message gets it. */
  #find(number: string): { index: number; message: MaildropMessage } | string {
    const index = /^\d{1,9}$/.test(number) ? Number(number) - 1 : -1;
    const message = this.#maildrop.messages[index];
    if (!message) return replies.noMessage;
    return this.#deleted.has(index) ? replies.deleted : { index, message };
  }

  #listing(number: string | undefined, show: (message: MaildropMessage) => string): Answer {
    if (number !== undefined) {
      const found = this.#find(number);
      if (typeof found === 'string') return { line: found };
      return { line: `+OK ${found.index + 1} ${show(found.message)}` };
    }
    let body = '';
    for (const [index, message] of this.#maildrop.messages.entries())
      if (!this.#deleted.has(index)) body += `${index + 1} ${show(message)}\r\n`;
    return { line: `+OK ${messageCount(this.messageCount - this.#deleted.size)}`, body };
  }
}
