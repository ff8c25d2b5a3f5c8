/**
 * One attempt at one message: local recipients into their mailboxes, the others to the provider, and what
 * follows from the answers. Owns the meaning of an attempt; connections are the dispatch loop's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type {
  DeliveryFailure,
  RecipientOutcome,
  SendOutcome,
  UpstreamConnection,
} from '../upstream/route.ts';
import { classify, isTooManyRecipients } from './classify.ts';
import {
  stateOf,
  type QueuedMessage,
  type QueuedRecipient,
  type ReportAction,
  type StateHead,
} from './message.ts';
import type { Report, Reporter } from './reporter.ts';
import type { Spool } from './spool/spool.ts';
import { transactionOf, transactionsOf } from './transactions.ts';

/** What the courier needs of the relay. */
export interface CourierOptions {
  readonly spool: Spool;
  readonly settings: SettingsReader;
  readonly mailboxes: Mailboxes;
  /** Whether there is such a user; one may have been removed while mail waited for him. */
  readonly hasUser: (name: string) => boolean;
  readonly reporter: Reporter;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  /** Keeps the report, and in the same record what it settles of the message that it is about. */
  readonly enqueue: (report: Report, settles: StateHead) => Promise<void>;
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
  | { readonly outcome: 'route-fault'; readonly failure: DeliveryFailure };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Enough of a large message for its header in a report. */
const headBytes = 64 << 10;

/** Makes attempts and writes down what came of them, the attempt before dialling. */
export class Courier {
  readonly #options: CourierOptions;
  /** Their delay notice is being written. */
  readonly #noticing = new Set<QueuedMessage>();

  constructor(options: CourierOptions) {
    this.#options = options;
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

  /** Tells the sender once that the mail is late, where it is; also while the route is paused. */
  async noticeDelay(message: QueuedMessage): Promise<void> {
    const { clock, settings } = this.#options;
    const ageMs = clock.now() - message.receivedAt;
    if (message.delayNoticeSent || ageMs < settings.get().queue.delayNoticeHours * hourMs) return;
    if (this.#noticing.has(message)) return;
    this.#noticing.add(message);
    try {
      await this.#writeNotice(message);
    } finally {
      this.#noticing.delete(message);
    }
  }

  async #writeNotice(message: QueuedMessage): Promise<void> {
    const report = await this.#compose(message, waiting(message), 'delayed');
    // It may have left while its beginning was read.
    if (message.state === 'gone' || waiting(message).length === 0) return;
    message.delayNoticeSent = true;
    if (report === null) return;
    await this.#enqueue(message, report, 'delayed').catch((error: unknown) => {
      message.delayNoticeSent = false;
      throw error;
    });
  }

  /** Records the attempt before anything is dialled, so that a crash cannot hammer the provider. */
  async begin(message: QueuedMessage): Promise<void> {
    const { settings, clock, spool, setState } = this.#options;
    const steps = settings.get().queue.retryMinutes;
    const step = steps[Math.min(message.attempts, steps.length - 1)] ?? 60;
    message.attempts += 1;
    message.dueAt = clock.now() + step * minuteMs;
    setState(message, 'sending');
    await spool.update(message, 'written');
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
      await this.#reportNews(message);
      await this.#options.spool.update(message, 'flushed');
      this.#options.setState(message, 'waiting');
    }
  }

  /** Tries the provider's recipients. Where it was tried, `settle` must record what came of it. */
  async attempt(message: QueuedMessage, connection: UpstreamConnection): Promise<AttemptOutcome> {
    let isAnswered = false;
    try {
      const sent = await this.#sendAll(message, connection);
      if (sent.fault !== null) return { outcome: 'route-fault', failure: sent.fault };
      isAnswered = sent.isAnswered;
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      connection.close();
      this.#unreadable(message, error.cause);
    }
    return { outcome: 'tried', isAnswered };
  }

  /** This message makes the provider refuse us, while it takes others: it waits like any refused one. */
  async postpone(message: QueuedMessage, failure: DeliveryFailure): Promise<void> {
    for (const recipient of waiting(message).filter(isRemote))
      this.#failed(message, recipient, failure);
    await this.settle(message);
  }

  async #deliverLocally(message: QueuedMessage, recipient: QueuedRecipient): Promise<void> {
    const { spool, mailboxes, journal } = this.#options;
    const user = recipient.localUser;
    if (user === null) return;
    // A mailbox that nobody can open would swallow it without a word (promise 3).
    if (!this.#options.hasUser(user)) {
      this.#failed(message, recipient, noSuchUser);
      return;
    }
    recipient.attempts += 1;
    try {
      const source = { sizeBytes: message.sizeBytes, body: await spool.content(message) };
      await mailboxes.deliver(user, source, `${message.id}.${user}`);
    } catch (error) {
      recipient.lastReply = 'The mailbox could not be written.';
      const text = `Mail for ${user} could not be put into the mailbox and is tried again. ${String(error)}`;
      journal.record({ event: 'queue.mailbox-failed', level: 'error', id: message.id, text });
      return;
    }
    this.#delivered(message, recipient, `in the mailbox of ${user}`);
    if (wantsSuccess(recipient)) recipient.owed = 'delivered';
  }

  /** Sends one transaction after the other; `fault` is the route's failure, if there was one. */
  async #sendAll(message: QueuedMessage, connection: UpstreamConnection): Promise<Sent> {
    const { spool } = this.#options;
    const remote = waiting(message).filter(isRemote);
    const left = transactionsOf(message, remote, spool);
    let isAnswered = false;
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      // What was taken is on disk before the next transaction: a crash repeats only the one in flight.
      if (isAnswered) await spool.update(message, 'flushed');
      const result = await connection.send(next.outgoing).catch((cause: unknown) => {
        throw new BodyError('Not sent', { cause });
      });
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
    for (const recipient of recipients) this.#failed(message, recipient, failure);
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
        recipient.attempts += 1;
        this.#delivered(message, recipient, answer.reply);
        if (wantsSuccess(recipient) && answer.takesDsn !== true) recipient.owed = 'relayed';
      } else if (classify(answer.failure).disposition === 'pause-route') fault = answer.failure;
      else if (isTakenBySome && isTooManyRecipients(answer.failure)) later.push(recipient);
      else this.#failed(message, recipient, answer.failure);
    }
    return { fault, later };
  }

  #delivered(message: QueuedMessage, recipient: QueuedRecipient, reply: string): void {
    recipient.state = 'delivered';
    recipient.lastReply = reply;
    const text = `Delivered to ${recipient.address}: ${reply}`;
    const data = { recipient: recipient.address, reply };
    this.#options.journal.record({
      event: 'queue.delivered',
      ...storyOf(message, data),
      text,
    });
  }

  #failed(message: QueuedMessage, recipient: QueuedRecipient, failure: DeliveryFailure): void {
    const { disposition, cause } = classify(failure);
    recipient.attempts += 1;
    recipient.lastReply = failure.reply === '' ? cause : failure.reply;
    const isOver = disposition === 'give-up';
    if (isOver) giveUp(recipient);
    const event = isOver ? 'queue.bounced' : 'queue.deferred';
    const text = `${recipient.address}: ${cause} ${failure.reply}`;
    const data = { recipient: recipient.address, cause, reply: failure.reply };
    this.#options.journal.record({ event, level: 'notice', ...storyOf(message, data), text });
  }

  /** Our own disk does not give the message back: it keeps its place, in case the disk comes round. */
  #unreadable(message: QueuedMessage, cause: unknown): void {
    for (const recipient of waiting(message))
      recipient.lastReply = 'The message could not be read from this computer’s disk.';
    const text = `The message could not be read from the disk and is tried again. Check the disk. ${String(cause)}`;
    const { journal } = this.#options;
    journal.record({ event: 'queue.unreadable', level: 'error', id: message.id, text });
  }

  /** Gives up what is too old, writes the reports, and lets the message leave or wait: flushed when it resolves. */
  async settle(message: QueuedMessage): Promise<void> {
    const { spool, clock, settings, onLeft, setState } = this.#options;
    const ageMs = clock.now() - message.receivedAt;
    if (ageMs >= settings.get().queue.giveUpHours * hourMs)
      for (const recipient of waiting(message)) this.#expired(message, recipient);
    await this.#reportNews(message);
    if (waiting(message).length === 0) {
      await spool.finish(message);
      setState(message, 'gone');
      onLeft(message);
      return;
    }
    await this.noticeDelay(message);
    await spool.update(message, 'flushed');
    setState(message, 'waiting');
  }

  #expired(message: QueuedMessage, recipient: QueuedRecipient): void {
    giveUp(recipient);
    const ageHours = Math.round((this.#options.clock.now() - message.receivedAt) / hourMs);
    const text = `Given up after ${ageHours} hours: ${recipient.address}`;
    const { journal } = this.#options;
    const data = { recipient: recipient.address, reply: recipient.lastReply ?? '' };
    const story = storyOf(message, { ...data, cause: `Given up after ${ageHours} hours.` });
    journal.record({ event: 'queue.expired', level: 'warning', ...story, text });
  }

  /** A report is on disk before the message may leave: no silence (promise 3). */
  async #reportNews(message: QueuedMessage): Promise<void> {
    for (const action of ['failed', 'relayed', 'delivered'] as const) {
      const recipients = message.recipients.filter(({ owed }) => owed === action);
      if (recipients.length === 0) continue;
      const report = await this.#compose(message, recipients, action);
      for (const recipient of recipients) recipient.owed = undefined;
      if (report === null) continue;
      await this.#enqueue(message, report, action).catch((error: unknown) => {
        for (const recipient of recipients) recipient.owed = action;
        throw error;
      });
    }
  }

  async #compose(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    action: ReportAction,
  ): Promise<Report | null> {
    // RFC 5321 §6.1: a report is never answered with a report.
    if (recipients.length === 0 || message.envelope.sender === '') return null;
    const original = await this.#original(message);
    return this.#options.reporter.report({ message, recipients, action, original });
  }

  async #enqueue(message: QueuedMessage, report: Report, action: ReportAction): Promise<void> {
    const { enqueue, journal } = this.#options;
    await enqueue(report, stateOf(message));
    const text = `${message.envelope.sender} is told: ${action}.`;
    journal.record({ event: `queue.report-${action}`, id: message.id, text });
  }

  /** The message or its beginning; nothing where the disk does not give it: the report still goes. */
  async #original(message: QueuedMessage): Promise<Buffer> {
    const parts: Buffer[] = [];
    let bytes = 0;
    try {
      const body = await this.#options.spool.stream(message);
      for await (const chunk of body as AsyncIterable<Buffer>) {
        parts.push(chunk);
        bytes += chunk.length;
        if (bytes >= headBytes) break;
      }
    } catch (error) {
      this.#unreadable(message, error);
    }
    return Buffer.concat(parts).subarray(0, headBytes);
  }
}

const noSuchUser: DeliveryFailure = {
  ...{ stage: 'rcpt', responseCode: null, enhancedCode: '5.1.1', errorCode: null },
  reply: '5.1.1 There is no such user here any more.',
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

const waiting = (message: QueuedMessage): QueuedRecipient[] =>
  message.recipients.filter(({ state }) => state === 'waiting');
const isLocal = ({ localUser }: QueuedRecipient): boolean => localUser !== null;
const isRemote = ({ localUser }: QueuedRecipient): boolean => localUser === null;

/** RFC 3461 §4.1: success is told only to those who asked. */
const wantsSuccess = ({ dsn }: QueuedRecipient): boolean =>
  dsn?.notify?.includes('SUCCESS') === true;

function giveUp(recipient: QueuedRecipient): void {
  recipient.state = 'failed';
  recipient.owed = 'failed';
}

/** What a journal line says of the message beside its sentence, so that the screens need not parse it. */
const storyOf = (
  { id, envelope: { user, peer, sender } }: QueuedMessage,
  data: Readonly<Record<string, string>>,
) => ({ id, ...(user === '' ? {} : { user }), peer, data: { sender, ...data } });
