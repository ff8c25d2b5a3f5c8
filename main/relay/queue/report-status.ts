/** The part of a report that programs read: RFC 3464 §2, RFC 6533 §3. Pure. */
import { isSaidOverSmtp } from '../../contract/reply-words.ts';
import { mailDate } from '../lifecycle/mail-date.ts';
import type { QueuedRecipient, ReportAction } from './message.ts';
import { asciiLine, isAscii, oneLine } from './report-text.ts';
import type { ReportRequest } from './reporter.ts';

interface Frame {
  readonly host: string;
  /** Epoch ms of the end of all attempts, where the mail still waits. */
  readonly until: number | null;
  readonly isGlobal: boolean;
}

/** Per-message fields, then one block a recipient. */
export function statusFields(request: ReportRequest, frame: Frame): string {
  const { message, recipients, action } = request;
  const line = frame.isGlobal ? oneLine : asciiLine;
  const envid = message.envelope.dsn?.envid;
  const fields = [
    ...(envid === undefined ? [] : [`Original-Envelope-Id: ${line(envid)}`]),
    `Reporting-MTA: dns; ${line(frame.host)}`,
    `Arrival-Date: ${mailDate(message.receivedAt)}`,
  ];
  const blocks = recipients.map((recipient) => recipientBlock(recipient, action, frame));
  return [fields, ...blocks].map((block) => `${block.join('\r\n')}\r\n`).join('\r\n');
}

function recipientBlock(recipient: QueuedRecipient, action: ReportAction, frame: Frame): string[] {
  const { address, dsn, lastReply } = recipient;
  const line = frame.isGlobal ? oneLine : asciiLine;
  const type = isAscii(address) ? 'rfc822' : 'utf-8';
  return [
    ...(dsn?.orcpt === undefined ? [] : [`Original-Recipient: ${line(dsn.orcpt)}`]),
    `Final-Recipient: ${type}; ${line(address)}`,
    `Action: ${action}`,
    `Status: ${statusOf(recipient, action)}`,
    ...(saidOverSmtp(lastReply) ? [`Diagnostic-Code: smtp; ${line(lastReply)}`] : []),
    ...(frame.until === null ? [] : [`Will-Retry-Until: ${mailDate(frame.until)}`]),
  ];
}

/** RFC 3463 status of a recipient: what the provider said, where that fits what happened. */
export function statusOf({ lastReply }: QueuedRecipient, action: ReportAction): string {
  if (action === 'relayed' || action === 'delivered') return '2.0.0';
  const said = /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})\b/.exec(lastReply ?? '')?.[1] ?? '';
  if (action === 'delayed') return said.startsWith('4.') ? said : '4.0.0';
  if (said.startsWith('5.')) return said;
  // Given up although nobody said a definite no: the time was over.
  return /^5\d\d\b/.test(lastReply ?? '') ? '5.0.0' : '4.4.7';
}

/** Whether a reply came over SMTP, and is not our own word. */
export const saidOverSmtp = (reply: string | null): reply is string =>
  reply !== null && isSaidOverSmtp(reply);
