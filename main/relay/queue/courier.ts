/**
 * One attempt at one message: local recipients into their mailboxes, the others to the provider, and what
 * follows from the answers. Owns the meaning of an attempt; connections are the provider's sender's, what is taken
 * down of it with a recipient is the notes', and what the disk knows of it the book's.
 */
import type { Readable } from 'node:stream';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type {
  BodyRelease,
  DeliveryFailure,
  RecipientOutcome,
  SendOutcome,
  UpstreamConnection,
} from '../upstream/route.ts';
import { classify, isTooManyRecipients } from '../upstream/classify.ts';
import type { AttemptBook } from './attempt-book.ts';
import { withReturnPath } from './final-delivery.ts';
import {
  isRemote,
  needsProvider,
  waiting,
  type QueuedMessage,
  type QueuedRecipient,
} from './message.ts';
import type { OutcomeNotes } from './outcome-notes.ts';
import { DamagedBody } from './spool/body-check.ts';
import type { Spool } from './spool/spool.ts';
import { transactionOf, transactionsOf } from './transactions.ts';

/** Whether a user is here, was removed while mail waited for him, or may only be missing in a damaged list. */
export type UserStanding = 'here' | 'gone' | 'unknown';

/** What the courier needs of the relay. */
export interface CourierOptions {
  readonly spool: Spool;
  readonly mailboxes: Mailboxes;
  readonly standingOf: (name: string) => UserStanding;
  readonly book: AttemptBook;
  readonly notes: OutcomeNotes;
}

/** `tried`: its outcome is still to be recorded. `route-fault`: the route failed, the message lost no attempt. */
export type AttemptOutcome =
  | {
      readonly outcome: 'tried';
      /** The provider said something about the mail, so the route works. */
      readonly isAnswered: boolean;
    }
  | { readonly outcome: 'route-fault'; readonly failure: DeliveryFailure }
  /** Nobody has it: that was no attempt. What came of transactions before is noted and stays. */
  | { readonly outcome: 'unsent' };

/** Makes attempts that the book has begun, and notes with each recipient what came of them. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #notes: OutcomeNotes;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#notes = options.notes;
  }

  /** Tries the recipients here, and records what came of it. */
  async attemptLocal(message: QueuedMessage): Promise<void> {
    for (const recipient of waiting(message)) await this.#deliverLocally(message, recipient);
    const { book } = this.#options;
    await (needsProvider(message) ? book.noteLocal(message) : book.settle(message));
  }

  /**
   * Tries the provider's recipients; the body leaves once it is released. Where it was tried, the book must
   * settle what came of it.
   */
  async attempt(
    message: QueuedMessage,
    connection: UpstreamConnection,
    release: BodyRelease,
  ): Promise<AttemptOutcome> {
    let isAnswered = false;
    try {
      const sent = await this.#sendAll(message, connection, release);
      if (sent === 'unsent') return { outcome: 'unsent' };
      if (sent.fault !== null) return { outcome: 'route-fault', failure: sent.fault };
      isAnswered = sent.isAnswered;
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      this.#notes.unreadable(message, error);
    }
    return { outcome: 'tried', isAnswered };
  }

  /** This message makes the provider refuse us, while it takes others: it waits like any refused one. */
  async postpone(message: QueuedMessage, failure: DeliveryFailure): Promise<void> {
    for (const recipient of waiting(message).filter(isRemote))
      this.#notes.failed(message, recipient, failure);
    await this.#options.book.settle(message);
  }

  async #deliverLocally(message: QueuedMessage, recipient: QueuedRecipient): Promise<void> {
    const user = recipient.localUser;
    if (user === null) return;
    // Two addresses of one person: what was fetched and deleted meanwhile must not come back.
    if (isInMailbox(message, user)) {
      this.#noteInMailbox(message, recipient, user);
      return;
    }
    const body = await this.#bodyFor(message);
    if (body === null) return;
    // Asked last: a removal from here on waits for the delivery.
    if (this.#isHere(message, recipient, user)) {
      await this.#putIntoMailbox(message, recipient, { user, body });
      return;
    }
    if (!Buffer.isBuffer(body)) body.destroy();
  }

  /** A mailbox that nobody can open would swallow mail without a word (promise 3); whose it is not, is noted. */
  #isHere(message: QueuedMessage, recipient: QueuedRecipient, user: string): boolean {
    const standing = this.#options.standingOf(user);
    if (standing === 'gone') this.#notes.failed(message, recipient, noSuchUser);
    if (standing === 'unknown') this.#notes.ownerUnknown(message, recipient);
    return standing === 'here';
  }

  async #putIntoMailbox(
    message: QueuedMessage,
    recipient: QueuedRecipient,
    { user, body }: { readonly user: string; readonly body: Buffer | Readable },
  ): Promise<void> {
    const { sizeBytes, envelope } = message;
    const source = withReturnPath(envelope.sender, { sizeBytes, body });
    try {
      await this.#options.mailboxes.deliver(user, source, `${message.id}.${user}`);
    } catch (error) {
      if (error instanceof DamagedBody) this.#notes.unreadable(message, error);
      else this.#notes.mailboxFailed(message, recipient, error);
      return;
    }
    this.#noteInMailbox(message, recipient, user);
  }

  #noteInMailbox(message: QueuedMessage, recipient: QueuedRecipient, user: string): void {
    this.#notes.delivered(message, recipient, `In the mailbox of ${user}.`);
    if (wantsSuccess(recipient)) recipient.owed = 'delivered';
  }

  /** Null where the disk does not give it; that is noted. */
  async #bodyFor(message: QueuedMessage): Promise<Buffer | Readable | null> {
    try {
      return await this.#options.spool.content(message);
    } catch (error) {
      this.#notes.unreadable(message, error);
      return null;
    }
  }

  /** Sends one transaction after the other; `fault` is the route's failure, if there was one. */
  async #sendAll(
    message: QueuedMessage,
    connection: UpstreamConnection,
    release: BodyRelease,
  ): Promise<Sent | 'unsent'> {
    const { spool } = this.#options;
    const remote = waiting(message).filter(isRemote);
    const left = transactionsOf(message, remote, { spool, takesDsn: connection.takesDsn });
    let isAnswered = false;
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      // What was taken is on disk before the next transaction: a crash repeats only the one in flight.
      if (isAnswered) await spool.update(message, 'flushed');
      const result = await connection.send(next.outgoing, release).catch((cause: unknown) => {
        throw new BodyError('Not sent', { cause });
      });
      if (result.outcome === 'unsent') return 'unsent';
      const { fault, later } = this.#noteResult(message, next.recipients, result);
      if (fault !== null) return { fault, isAnswered };
      isAnswered ||= result.outcome === 'answered' || result.failure.responseCode !== null;
      if (later.length > 0) left.unshift(transactionOf(message, later, spool));
      if (!connection.isUsable) break;
    }
    return { fault: null, isAnswered };
  }

  #noteResult(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    result: SendOutcome,
  ): Noted {
    if (result.outcome === 'answered')
      return this.#noteAnswers(message, recipients, result.recipients);
    const { failure } = result;
    if (classify(failure).disposition === 'pause-route') return { fault: failure, later: [] };
    for (const recipient of recipients) this.#notes.failed(message, recipient, failure);
    return { fault: null, later: [] };
  }

  /** Takes down every answer. Those that were too many for one transaction (RFC 5321 §4.5.3.1.10) come next. */
  #noteAnswers(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    answers: readonly RecipientOutcome[],
  ): Noted {
    const isTakenBySome = answers.some(({ outcome }) => outcome === 'delivered');
    let fault: DeliveryFailure | null = null;
    const later: QueuedRecipient[] = [];
    for (const [index, recipient] of recipients.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      if (answer.outcome === 'delivered') {
        this.#notes.delivered(message, recipient, answer.reply);
        if (wantsSuccess(recipient) && answer.takesDsn !== true) recipient.owed = 'relayed';
      } else if (classify(answer.failure).disposition === 'pause-route') fault = answer.failure;
      else if (isTakenBySome && isTooManyRecipients(answer.failure)) later.push(recipient);
      else this.#notes.failed(message, recipient, answer.failure);
    }
    return { fault, later };
  }
}

const isInMailbox = ({ recipients }: QueuedMessage, user: string): boolean =>
  recipients.some(({ localUser, state }) => localUser === user && state === 'delivered');

const goneWords = 'There is no such user here any more.';
const noSuchUser: DeliveryFailure = {
  ...{ stage: 'rcpt', responseCode: null, enhancedCode: '5.1.1', errorCode: null },
  reply: `5.1.1 ${goneWords}`,
};

interface Noted {
  readonly fault: DeliveryFailure | null;
  /** Recipients for a transaction of their own. */
  readonly later: readonly QueuedRecipient[];
}

interface Sent {
  readonly fault: DeliveryFailure | null;
  readonly isAnswered: boolean;
}

/** The body could not be read; whatever else fails while sending comes as an outcome. */
class BodyError extends Error {}

/** RFC 3461 §4.1: success is told only to those who asked. */
const wantsSuccess = ({ dsn }: QueuedRecipient): boolean =>
  dsn?.notify?.includes('SUCCESS') === true;
