import type { QueuedMessage, QueuedRecipient, ReportAction } from './message.ts';
import type { Envelope } from './queue.ts';

/** A report ready to be queued. */
export interface Report {
  readonly envelope: Envelope;
  readonly body: Buffer;
}

/** What happened to which recipients of a message. */
export interface ReportRequest {
  readonly message: QueuedMessage;
  readonly recipients: readonly QueuedRecipient[];
  readonly action: ReportAction;
  /** The message, or its beginning where it is large. */
  readonly original: Buffer;
}

/** Writes reports to senders; null where none is wanted (null sender, NOTIFY=NEVER, …). */
export interface Reporter {
  report(request: ReportRequest): Report | null;
}
