/**
 * What senders are told of their mail, and when (promise 3): the delay notice once, and at the end of each
 * recipient what is owed. How a report reads is the reporter's; this is the one place that queues it.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import {
  stateOf,
  waiting,
  type QueuedMessage,
  type QueuedRecipient,
  type ReportAction,
  type StateHead,
} from './message.ts';
import type { OutcomeNotes } from './outcome-notes.ts';
import type { Report, Reporter } from './reporter.ts';
import { ageHours } from './retry-schedule.ts';
import type { Spool } from './spool/spool.ts';

/** What the reports need of the relay. */
export interface SenderReportsOptions {
  readonly spool: Spool;
  readonly settings: SettingsReader;
  readonly reporter: Reporter;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  /** Keeps the report, and in the same record what it settles of the message that it is about. */
  readonly enqueue: (report: Report, settles: StateHead) => Promise<void>;
}

/** Enough of a large message for its header in a report. */
const headBytes = 64 << 10;

/** Rejects where the report could not be kept: then it is still owed. */
export class SenderReports {
  readonly #options: SenderReportsOptions;
  readonly #notes: OutcomeNotes;
  /** Their delay notice is being written. */
  readonly #noticing = new Set<QueuedMessage>();

  constructor(options: SenderReportsOptions, notes: OutcomeNotes) {
    this.#options = options;
    this.#notes = notes;
  }

  /** Tells the sender once that the mail is late, where it is; also while the route is paused. */
  async noticeDelay(message: QueuedMessage): Promise<void> {
    const { clock, settings } = this.#options;
    if (message.delayNoticeSent) return;
    const { queue } = settings.get();
    if (ageHours(message, clock.now(), queue) < queue.delayNoticeHours) return;
    if (this.#noticing.has(message)) return;
    this.#noticing.add(message);
    try {
      await this.#writeNotice(message);
    } finally {
      this.#noticing.delete(message);
    }
  }

  /** Queues what is owed: a report is on disk before the message may leave. */
  async payOwed(message: QueuedMessage): Promise<void> {
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

  async #compose(
    message: QueuedMessage,
    recipients: readonly QueuedRecipient[],
    action: ReportAction,
  ): Promise<Report | null> {
    if (recipients.length === 0) return null;
    // RFC 5321 §6.1: a report is never answered with a report.
    if (message.envelope.sender === '')
      return action === 'failed' ? this.#forMailbox(message) : null;
    const original = await this.#original(message);
    return this.#options.reporter.report({ message, recipients, action, original });
  }

  async #enqueue(message: QueuedMessage, report: Report, action: ReportAction): Promise<void> {
    const { enqueue, journal } = this.#options;
    await enqueue(report, stateOf(message));
    const { sender, reportFor } = message.envelope;
    const text =
      reportFor === undefined
        ? `${sender} is told: ${action}.`
        : `The report could not be sent, and goes into the mailbox of ${reportFor}.`;
    journal.record({ event: `queue.report-${action}`, id: message.id, text });
  }

  /**
   * A provider may refuse the null sender, or that address. Then the same report, and no new one, goes into the
   * mailbox here of who brought the mail: else nobody would be told (promise 3).
   */
  async #forMailbox(message: QueuedMessage): Promise<Report | null> {
    const { reportFor, ...frame } = message.envelope;
    if (reportFor === undefined) return null;
    const body = await this.#options.spool.content(message);
    const [{ address } = { address: '' }] = message.recipients;
    return {
      envelope: { ...frame, recipients: [{ address, localUser: reportFor }] },
      body: Buffer.isBuffer(body) ? body : Buffer.concat(await body.toArray()),
    };
  }

  /** The message or its beginning; nothing where the disk does not give it: the report still goes. */
  async #original(message: QueuedMessage): Promise<Buffer> {
    const parts: Buffer[] = [];
    let bytes = 0;
    try {
      const body = await this.#options.spool.beginning(message);
      for await (const chunk of body as AsyncIterable<Buffer>) {
        parts.push(chunk);
        bytes += chunk.length;
        if (bytes >= headBytes) break;
      }
    } catch (error) {
      this.#notes.unreadable(message, error);
    }
    return Buffer.concat(parts).subarray(0, headBytes);
  }
}
