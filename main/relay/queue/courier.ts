/**
 * One attempt at one message: local recipients into their mailboxes, the others to the provider, and what
 * follows from the answers. Owns the meaning of an attempt; connections are the dispatch loop's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { DeliveryFailure, RecipientOutcome, UpstreamConnection } from '../upstream/route.ts';
import { classify } from './classify.ts';
import type { QueuedMessage, QueuedRecipient } from './message.ts';
import type { Report, ReportAction, Reporter } from './reporter.ts';
import type { Spool } from './spool/spool.ts';
import { transactionsOf } from './transactions.ts';

export interface CourierOptions {
  readonly spool: Spool;
  readonly settings: SettingsReader;
  readonly mailboxes: Mailboxes;
  readonly reporter: Reporter;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly enqueue: (report: Report) => Promise<void>;
  readonly onLeft: (message: QueuedMessage) => void;
  readonly setState: (message: QueuedMessage, state: QueuedMessage['state']) => void;
}

/** `tried`: its outcome is recorded. `route-fault`: the route failed, the message lost no attempt. */
export type AttemptOutcome =
  | { readonly outcome: 'tried' }
  | { readonly outcome: 'route-fault'; readonly failure: DeliveryFailure };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Enough of a large message for its header in a report. */
const headBytes = 64 << 10;

export class Courier {
  readonly #options: CourierOptions;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  /** Whether any waiting recipient is a user here. */
  needsMailbox(message: QueuedMessage): boolean {
    return waiting(message).some(isLocal);
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
    const { clock, settings, spool } = this.#options;
    const ageMs = clock.now() - message.receivedAt;
    if (message.delayNoticeSent || ageMs < settings.get().queue.delayNoticeHours * hourMs) return;
    message.delayNoticeSent = true;
    try {
      await this.#report(message, waiting(message), 'delayed');
    } catch (error) {
      message.delayNoticeSent = false;
      throw error;
    }
    await spool.update(message, 'flushed');
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
    setState(message, 'waiting');
    const hasProgress = message.recipients.some(({ state }) => state !== 'waiting');
    await spool.update(message, hasProgress ? 'flushed' : 'written');
  }

  /** Tries the recipients here, and records what came of it. */
  async attemptLocal(message: QueuedMessage): Promise<void> {
    for (const recipient of waiting(message)) await this.#deliverLocally(message, recipient);
    if (!this.needsProvider(message)) await this.#settle(message);
    else {
      await this.#reportNews(message);
      this.#options.setState(message, 'waiting');
      await this.#options.spool.update(message, 'flushed');
    }
  }

  /** Tries the provider's recipients and records what came of it, flushed, before it resolves. */
  async attempt(message: QueuedMessage, connection: UpstreamConnection): Promise<AttemptOutcome> {
    try {
      const fault = await this.#sendAll(message, connection);
      if (fault !== null) return { outcome: 'route-fault', failure: fault };
    } catch (error) {
      if (!(error instanceof BodyError)) throw error;
      connection.close();
      this.#unreadable(message, error.cause);
    }
    await this.#settle(message);
    return { outcome: 'tried' };
  }

  async #deliverLocally(message: QueuedMessage, recipient: QueuedRecipient): Promise<void> {
    const { spool, mailboxes, journal } = this.#options;
    const user = recipient.localUser;
    if (user === null) return;
    recipient.attempts += 1;
    try {
      const source = { sizeBytes: message.sizeBytes, body: await spool.body(message) };
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

  /** Null when each group was answered; the route's failure when it was not. */
  async #sendAll(
    message: QueuedMessage,
    connection: UpstreamConnection,
  ): Promise<DeliveryFailure | null> {
    const { spool } = this.#options;
    const remote = waiting(message).filter(isRemote);
    const transactions = transactionsOf(message, remote, spool);
    for (const [index, { outgoing, recipients }] of transactions.entries()) {
      // What was taken is on disk before the next transaction: a crash repeats only the one in flight.
      if (index > 0) await spool.update(message, 'flushed');
      const result = await connection.send(outgoing).catch((cause: unknown) => {
        throw new BodyError('Not sent', { cause });
      });
      if (result.outcome === 'answered') {
        const fault = this.#answered(message, recipients, result.recipients);
        if (fault !== null) return fault;
        continue;
      }
      if (classify(result.failure).disposition === 'pause-route') return result.failure;
      for (const recipient of recipients) this.#failed(message, recipient, result.failure);
      if (!connection.isUsable) return null;
    }
    return null;
  }

  /** Takes down every answer; returns one that is about the route, if there is any. */
  #answered(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    answers: readonly RecipientOutcome[],
  ): DeliveryFailure | null {
    let fault: DeliveryFailure | null = null;
    for (const [index, recipient] of recipients.entries()) {
      const answer = answers[index];
      if (!answer) continue;
      if (answer.outcome === 'delivered') {
        recipient.attempts += 1;
        this.#delivered(message, recipient, answer.reply);
        if (wantsSuccess(recipient) && answer.takesDsn !== true) recipient.owed = 'relayed';
      } else if (classify(answer.failure).disposition === 'pause-route') fault = answer.failure;
      else this.#failed(message, recipient, answer.failure);
    }
    return fault;
  }

  #delivered(message: QueuedMessage, recipient: QueuedRecipient, reply: string): void {
    recipient.state = 'delivered';
    recipient.lastReply = reply;
    const text = `Delivered to ${recipient.address}: ${reply}`;
    this.#options.journal.record({ event: 'queue.delivered', id: message.id, text });
  }

  #failed(message: QueuedMessage, recipient: QueuedRecipient, failure: DeliveryFailure): void {
    const { disposition, cause } = classify(failure);
    recipient.attempts += 1;
    recipient.lastReply = failure.reply === '' ? cause : failure.reply;
    const isOver = disposition === 'give-up';
    if (isOver) giveUp(recipient);
    const event = isOver ? 'queue.bounced' : 'queue.deferred';
    const text = `${recipient.address}: ${cause} ${failure.reply}`;
    this.#options.journal.record({ event, level: 'notice', id: message.id, text });
  }

  /** Our own disk does not give the message back: it keeps its place, in case the disk comes round. */
  #unreadable(message: QueuedMessage, cause: unknown): void {
    for (const recipient of waiting(message))
      recipient.lastReply = 'The message could not be read from this computer’s disk.';
    const text = `The message could not be read from the disk and is tried again. Check the disk. ${String(cause)}`;
    const { journal } = this.#options;
    journal.record({ event: 'queue.unreadable', level: 'error', id: message.id, text });
  }

  /** Gives up what is too old, writes the reports, and lets the message leave or wait. */
  async #settle(message: QueuedMessage): Promise<void> {
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
    setState(message, 'waiting');
    await spool.update(message, 'flushed');
  }

  #expired(message: QueuedMessage, recipient: QueuedRecipient): void {
    giveUp(recipient);
    const ageHours = Math.round((this.#options.clock.now() - message.receivedAt) / hourMs);
    const text = `Given up after ${ageHours} hours: ${recipient.address}`;
    const { journal } = this.#options;
    journal.record({ event: 'queue.expired', level: 'warning', id: message.id, text });
  }

  /** A report is on disk before the message may leave: no silence (promise 3). */
  async #reportNews(message: QueuedMessage): Promise<void> {
    for (const action of ['failed', 'relayed', 'delivered'] as const) {
      const recipients = message.recipients.filter(({ owed }) => owed === action);
      if (recipients.length === 0) continue;
      await this.#report(message, recipients, action);
      for (const recipient of recipients) recipient.owed = undefined;
    }
  }

  async #report(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    action: ReportAction,
  ): Promise<void> {
    const { reporter, enqueue, journal } = this.#options;
    // RFC 5321 §6.1: a report is never answered with a report.
    if (recipients.length === 0 || message.envelope.sender === '') return;
    const original = await this.#original(message);
    const report = reporter.report({ message, recipients, action, original });
    if (report === null) return;
    await enqueue(report);
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
