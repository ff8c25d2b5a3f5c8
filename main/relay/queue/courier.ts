/**
 * One attempt at one message: local recipients into their mailboxes, the others to the provider, and what
 * follows from the answers. Owns the meaning of an attempt; connections are the dispatch loop's, what is taken
 * down of it the notes', what senders hear the reports'.
 */
import type { Readable } from 'node:stream';
import type { Clock } from '../lifecycle/clock.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type {
  BodyRelease,
  DeliveryFailure,
  RecipientOutcome,
  SendOutcome,
  UpstreamConnection,
} from '../upstream/route.ts';
import { classify, isTooManyRecipients } from '../upstream/classify.ts';
import { waiting, type QueuedMessage, type QueuedRecipient } from './message.ts';
import type { OutcomeNotes } from './outcome-notes.ts';
import { ageHours, fairAttempts, waitAfterMs } from './retry-schedule.ts';
import type { SenderReports } from './sender-reports.ts';
import type { Spool } from './spool/spool.ts';
import { transactionOf, transactionsOf } from './transactions.ts';

/** What the courier needs of the relay. */
export interface CourierOptions {
  readonly spool: Spool;
  readonly settings: SettingsReader;
  readonly mailboxes: Mailboxes;
  /** Whether there is such a user; one may have been removed while mail waited for him. */
  readonly hasUser: (name: string) => boolean;
  readonly clock: Clock;
  readonly onLeft: (message: QueuedMessage) => void;
  readonly setState: (message: QueuedMessage, state: QueuedMessage['state']) => void;
}

/** `tried`: its outcome is still to be recorded. `route-fault`: the route failed, the message lost no attempt. */
export type AttemptOutcome =
  | {
      readonly outcome: 'tried';
      /** The provider said something about the mail, so the route works. */
      readonly isAnswered: boolean;
    }
  | { readonly outcome: 'route-fault'; readonly failure: DeliveryFailure }
  /** A body might not leave: that was no attempt. What came of transactions before is noted and stays. */
  | { readonly outcome: 'withheld' };

/** Makes attempts and writes down what came of them, the attempt before dialling. */
export class Courier {
  readonly #options: CourierOptions;
  readonly #notes: OutcomeNotes;
  readonly #reports: SenderReports;

  constructor(options: CourierOptions, notes: OutcomeNotes, reports: SenderReports) {
    this.#options = options;
    this.#notes = notes;
    this.#reports = reports;
  }

  /** Whether there is something to do without the provider: mailboxes, a report that is owed, the end. */
  needsUs(message: QueuedMessage): boolean {
    const isOwing = message.recipients.some(({ owed }) => owed !== undefined);
    return isOwing || !this.needsProvider(message) || waiting(message).some(isLocal);
  }

  /** Whether any waiting recipient is the provider's. */
  needsProvider(message: QueuedMessage): boolean {
    return waiting(message).some(isRemote);
  }

  /** After trouble of our own: the message waits, in memory only. */
  putBack(message: QueuedMessage, dueAt: number): void {
    if (message.state === 'gone') return;
    message.dueAt = dueAt;
    this.#options.setState(message, 'waiting');
  }

  /**
   * Records the attempt before anything is dialled, so that a crash cannot hammer the provider. Flushed where the last
   * flush failed: a disk that takes writes and no flush would let all that waits be sent and none of it be noted.
   */
  async begin(message: QueuedMessage): Promise<void> {
    const { spool, setState } = this.#options;
    message.dueAt = this.#dueAfter(message.attempts);
    message.attempts += 1;
    setState(message, 'sending');
    try {
      await spool.update(message, spool.failure === null ? 'written' : 'flushed');
    } catch (error) {
      // Nothing is dialled then, so that this was no attempt.
      message.attempts -= 1;
      throw error;
    }
  }

  /** Later than this no waiting message is due, unless the clock was set back since its last attempt. */
  latestDueAt(message: QueuedMessage): number {
    return this.#dueAfter(Math.max(0, message.attempts - 1));
  }

  #dueAfter(attempts: number): number {
    const { settings, clock } = this.#options;
    return clock.now() + waitAfterMs(attempts, settings.get().queue);
  }

  /** What comes of a message will be noted as soon as what waits now is; returns the end of that. */
  expectNote(): () => void {
    return this.#options.spool.expect();
  }

  /** The route failed before this message was handled: it gets its attempt back. */
  async takeBack(message: QueuedMessage): Promise<void> {
    const { clock, spool, setState } = this.#options;
    message.attempts = Math.max(0, message.attempts - 1);
    message.dueAt = clock.now();
    const hasProgress = message.recipients.some(({ state }) => state !== 'waiting');
    await spool.update(message, hasProgress ? 'flushed' : 'written');
    setState(message, 'waiting');
  }

  /** Tries the recipients here, and records what came of it. */
  async attemptLocal(message: QueuedMessage): Promise<void> {
    for (const recipient of waiting(message)) await this.#deliverLocally(message, recipient);
    if (!this.needsProvider(message)) await this.settle(message);
    else {
      await this.#reports.payOwed(message);
      await this.#options.spool.update(message, 'flushed');
      this.#options.setState(message, 'waiting');
    }
  }

  /**
   * Tries the provider's recipients; the body leaves once it is released. Where it was tried, `settle` must
   * record what came of it.
   */
  async attempt(
    message: QueuedMessage,
    connection: UpstreamConnection,
    release: BodyRelease,
  ): Promise<AttemptOutcome> {
    let isAnswered = false;
    try {
      const sent = await this.#sendAll(message, connection, release);
      if (sent === 'withheld') return { outcome: 'withheld' };
      if (sent.fault !== null) return { outcome: 'route-fault', failure: sent.fault };
      isAnswered = sent.isAnswered;
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      connection.close();
      this.#notes.unreadable(message, error.cause);
    }
    return { outcome: 'tried', isAnswered };
  }

  /** This message makes the provider refuse us, while it takes others: it waits like any refused one. */
  async postpone(message: QueuedMessage, failure: DeliveryFailure): Promise<void> {
    for (const recipient of waiting(message).filter(isRemote))
      this.#notes.failed(message, recipient, failure);
    await this.settle(message);
  }

  async #deliverLocally(message: QueuedMessage, recipient: QueuedRecipient): Promise<void> {
    const user = recipient.localUser;
    if (user === null) return;
    const body = await this.#bodyFor(message);
    if (body === null) return;
    // A mailbox that nobody can open would swallow it without a word (promise 3). Asked last: a removal from here
    // on waits for the delivery.
    if (!this.#options.hasUser(user)) {
      if (!Buffer.isBuffer(body)) body.destroy();
      this.#notes.failed(message, recipient, noSuchUser);
      return;
    }
    try {
      const source = { sizeBytes: message.sizeBytes, body };
      await this.#options.mailboxes.deliver(user, source, `${message.id}.${user}`);
    } catch (error) {
      this.#notes.mailboxFailed(message, recipient, error);
      return;
    }
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
  ): Promise<Sent | 'withheld'> {
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
      if (result.outcome === 'withheld') return 'withheld';
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

  /** Gives up what is too old, writes the reports, and lets the message leave or wait: flushed when it resolves. */
  async settle(message: QueuedMessage): Promise<void> {
    const { spool, clock, settings, onLeft, setState } = this.#options;
    const { queue } = settings.get();
    const age = ageHours(message, clock.now(), queue);
    if (age >= queue.giveUpHours && message.attempts >= fairAttempts(queue))
      for (const recipient of waiting(message))
        this.#notes.expired(message, recipient, Math.round(age));
    await this.#reports.payOwed(message);
    if (waiting(message).length === 0) {
      await spool.finish(message);
      setState(message, 'gone');
      onLeft(message);
      return;
    }
    await this.#reports.noticeDelay(message);
    await spool.update(message, 'flushed');
    setState(message, 'waiting');
  }
}

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

const isLocal = ({ localUser }: QueuedRecipient): boolean => localUser !== null;
const isRemote = ({ localUser }: QueuedRecipient): boolean => localUser === null;

/** RFC 3461 §4.1: success is told only to those who asked. */
const wantsSuccess = ({ dsn }: QueuedRecipient): boolean =>
  dsn?.notify?.includes('SUCCESS') === true;
