/**
 * One attempt at one message: local recipients into their mailboxes, the others to the provider, and what
 * follows from the answers. Owns the meaning of an attempt; connections are the dispatch loop's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { DeliveryFailure, UpstreamConnection } from '../upstream/route.ts';
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
    return waiting(message).some(({ localUser }) => localUser !== null);
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
    await this.#report(message, waiting(message), 'delayed');
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
    message.attempts -= 1;
    message.dueAt = clock.now();
    setState(message, 'waiting');
    await spool.update(message, 'written');
  }

  /** Tries all waiting recipients and records what came of it, flushed, before it resolves. */
  async attempt(
    message: QueuedMessage,
    connection: UpstreamConnection | null,
  ): Promise<AttemptOutcome> {
    await this.#deliverLocally(message);
    if (connection === null && waiting(message).some(({ localUser }) => localUser === null))
      // The rest is the provider's part: it is due at once, and this was not an attempt at it.
      return this.#leaveToProvider(message);
    if (connection !== null) {
      const fault = await this.#sendAll(message, connection);
      if (fault !== null) return { outcome: 'route-fault', failure: fault };
    }
    await this.#settle(message);
    return { outcome: 'tried' };
  }

  async #leaveToProvider(message: QueuedMessage): Promise<AttemptOutcome> {
    if (!this.needsMailbox(message)) {
      await this.#reportNews(message);
      await this.takeBack(message);
    } else await this.#settle(message);
    return { outcome: 'tried' };
  }

  async #deliverLocally(message: QueuedMessage): Promise<void> {
    const { spool, mailboxes, journal } = this.#options;
    for (const recipient of waiting(message)) {
      const user = recipient.localUser;
      if (user === null) continue;
      recipient.attempts += 1;
      try {
        const body = await spool.body(message);
        await mailboxes.deliver(
          user,
          { sizeBytes: message.sizeBytes, body },
          `${message.id}.${user}`,
        );
        this.#delivered(message, recipient, `in the mailbox of ${user}`);
      } catch (error) {
        recipient.lastReply = 'The mailbox could not be written.';
        const text = `Mail for ${user} could not be put into the mailbox and is tried again. ${String(error)}`;
        journal.record({ event: 'queue.mailbox-failed', level: 'error', id: message.id, text });
      }
    }
  }

  /** Null when each group was answered; the route's failure when it was not. */
  async #sendAll(
    message: QueuedMessage,
    connection: UpstreamConnection,
  ): Promise<DeliveryFailure | null> {
    const remote = waiting(message).filter(({ localUser }) => localUser === null);
    for (const { outgoing, recipients } of transactionsOf(message, remote, this.#options.spool)) {
      const result = await connection.send(outgoing);
      if (result.outcome === 'failed') {
        if (classify(result.failure).disposition === 'pause-route') return result.failure;
        for (const recipient of recipients) this.#failed(message, recipient, result.failure);
        if (!connection.isUsable) return null;
        continue;
      }
      for (const [index, answer] of result.recipients.entries()) {
        const recipient = recipients[index];
        if (!recipient) continue;
        recipient.attempts += 1;
        if (answer.outcome === 'delivered') this.#delivered(message, recipient, answer.reply);
        else if (classify(answer.failure).disposition === 'pause-route') return answer.failure;
        else this.#failed(message, recipient, answer.failure);
      }
    }
    return null;
  }

  #delivered(message: QueuedMessage, recipient: QueuedRecipient, reply: string): void {
    recipient.state = 'delivered';
    recipient.lastReply = reply;
    const text = `Delivered to ${recipient.address}: ${reply}`;
    this.#options.journal.record({ event: 'queue.delivered', id: message.id, text });
  }

  #failed(message: QueuedMessage, recipient: QueuedRecipient, failure: DeliveryFailure): void {
    const { disposition, cause } = classify(failure);
    recipient.lastReply = failure.reply === '' ? cause : failure.reply;
    if (disposition === 'give-up') recipient.state = 'failed';
    const event = disposition === 'give-up' ? 'queue.failed' : 'queue.deferred';
    const text = `${recipient.address}: ${cause} ${failure.reply}`;
    this.#options.journal.record({ event, level: 'notice', id: message.id, text });
  }

  /** Gives up what is too old, writes the reports, and lets the message leave or wait. */
  async #settle(message: QueuedMessage): Promise<void> {
    const { spool, clock, settings, onLeft, setState } = this.#options;
    const { giveUpHours } = settings.get().queue;
    const ageMs = clock.now() - message.receivedAt;
    if (ageMs >= giveUpHours * hourMs)
      for (const recipient of waiting(message)) this.#expired(message, recipient);
    await this.#reportNews(message);
    if (waiting(message).length === 0) {
      setState(message, 'gone');
      await spool.finish(message);
      onLeft(message);
      return;
    }
    await this.noticeDelay(message);
    setState(message, 'waiting');
    await spool.update(message, 'flushed');
  }

  #expired(message: QueuedMessage, recipient: QueuedRecipient): void {
    recipient.state = 'failed';
    const text = `Given up after ${Math.round((this.#options.clock.now() - message.receivedAt) / hourMs)} hours: ${recipient.address}`;
    this.#options.journal.record({
      event: 'queue.expired',
      level: 'warning',
      id: message.id,
      text,
    });
  }

  /** A report is on disk before the message may leave: no silence (promise 3). */
  async #reportNews(message: QueuedMessage): Promise<void> {
    const news = message.recipients.filter((recipient) => !this.#reported.has(recipient));
    const failed = news.filter(({ state }) => state === 'failed');
    const delivered = news.filter(({ state }) => state === 'delivered');
    for (const recipient of [...failed, ...delivered]) this.#reported.add(recipient);
    await this.#report(message, failed, 'failed');
    await this.#report(
      message,
      delivered.filter(({ localUser }) => localUser !== null),
      'delivered',
    );
  }

  readonly #reported = new WeakSet<QueuedRecipient>();

  async #report(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    action: ReportAction,
  ): Promise<void> {
    const { reporter, enqueue, journal } = this.#options;
    if (recipients.length === 0 || message.envelope.sender === '') return;
    if (
      action === 'delivered' &&
      !recipients.some(({ dsn }) => dsn?.notify?.includes('SUCCESS') === true)
    )
      return;
    const original = await this.#original(message);
    const report = reporter.report({ message, recipients, action, original });
    if (report === null) return;
    await enqueue(report);
    const text = `${message.envelope.sender} is told: ${action}.`;
    journal.record({ event: `queue.report-${action}`, id: message.id, text });
  }

  async #original(message: QueuedMessage): Promise<Buffer> {
    if (message.sizeBytes <= headBytes) {
      const body = await this.#options.spool.body(message);
      if (Buffer.isBuffer(body)) return body;
      body.destroy();
    }
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of (await this.#options.spool.stream(
      message,
    )) as AsyncIterable<Buffer>) {
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes >= headBytes) break;
    }
    return Buffer.concat(parts).subarray(0, headBytes);
  }
}

const waiting = (message: QueuedMessage): QueuedRecipient[] =>
  message.recipients.filter(({ state }) => state === 'waiting');
