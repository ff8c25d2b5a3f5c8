/**
 * Reports to senders: bounces, delay notices, success notices as RFC 3464 asks, with plain words first.
 * Honours NOTIFY, RET, ENVID and ORCPT (RFC 3461). Never answers a report or the null sender.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../lifecycle/clock.ts';
import type { QueuedRecipient } from './message.ts';
import type { Report, Reporter, ReportAction, ReportRequest } from './reporter.ts';

export interface SenderReporterOptions {
  readonly hostname: () => string;
  /** The user whose mailbox takes mail for this address, or null. */
  readonly ownerOf: (address: string) => string | null;
  readonly clock: Clock;
}

/** Above this the original is not sent back whole, only its header. */
const wholeBytes = 64 << 10;

export class SenderReporter implements Reporter {
  readonly #options: SenderReporterOptions;

  constructor(options: SenderReporterOptions) {
    this.#options = options;
  }

  report(request: ReportRequest): Report | null {
    const { message } = request;
    const sender = message.envelope.sender;
    // RFC 5321 §6.1: a report is never answered with a report.
    if (sender === '') return null;
    const recipients = request.recipients.filter((recipient) =>
      isWanted(recipient, request.action),
    );
    if (recipients.length === 0) return null;
    const localUser = this.#options.ownerOf(sender);
    return {
      envelope: {
        sender: '',
        recipients: [{ address: sender, localUser, dsn: { notify: ['NEVER'] } }],
        user: '',
        peer: '',
        bodyType: '8bitmime',
        smtpUtf8: message.envelope.smtpUtf8,
      },
      body: Buffer.from(this.#compose({ ...request, recipients }), 'latin1'),
    };
  }

  #compose(request: ReportRequest): string {
    const host = this.#options.hostname();
    const boundary = `=_${randomBytes(12).toString('hex')}`;
    const { message, action } = request;
    const isGlobal = message.envelope.smtpUtf8;
    const isWhole = isReturnedWhole(request);
    const original = isWhole ? request.original : headerOf(request.original);
    const part = (type: string, content: string): string =>
      `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
    return [
      `From: Mail Delivery System <MAILER-DAEMON@${host}>\r\n`,
      `To: ${oneLine(message.envelope.sender)}\r\n`,
      `Subject: ${subjects[action]}\r\n`,
      `Date: ${rfc5322Date(this.#options.clock.now())}\r\n`,
      `Message-ID: <${randomBytes(12).toString('hex')}@${host}>\r\n`,
      // RFC 3834 §5: keeps vacation programs and the like from answering.
      'Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n',
      `Content-Type: multipart/report; report-type=${isGlobal ? 'global-delivery-status' : 'delivery-status'};\r\n\tboundary="${boundary}"\r\n\r\n`,
      part(
        'text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit',
        latin1(plainWords(request)),
      ),
      part(
        isGlobal ? 'message/global-delivery-status' : 'message/delivery-status',
        latin1(this.#status(request)),
      ),
      part(
        isWhole ? (isGlobal ? 'message/global' : 'message/rfc822') : 'text/rfc822-headers',
        original.toString('latin1'),
      ),
      `--${boundary}--\r\n`,
    ].join('');
  }

  /** RFC 3464 §2: per-message fields, then one block a recipient. */
  #status({ message, recipients, action }: ReportRequest): string {
    const host = this.#options.hostname();
    const lines = [`Reporting-MTA: dns; ${host}`];
    const envid = message.envelope.dsn?.envid;
    if (envid !== undefined) lines.unshift(`Original-Envelope-Id: ${oneLine(envid)}`);
    lines.push(`Arrival-Date: ${rfc5322Date(message.receivedAt)}`, '');
    for (const recipient of recipients) {
      const type = message.envelope.smtpUtf8 ? 'utf-8' : 'rfc822';
      if (recipient.dsn?.orcpt !== undefined)
        lines.push(`Original-Recipient: ${oneLine(recipient.dsn.orcpt)}`);
      lines.push(`Final-Recipient: ${type}; ${oneLine(recipient.address)}`, `Action: ${action}`);
      lines.push(`Status: ${statusOf(recipient, action)}`);
      if (recipient.lastReply !== null && /^\d{3}/.test(recipient.lastReply))
        lines.push(`Diagnostic-Code: smtp; ${oneLine(recipient.lastReply)}`);
      lines.push('');
    }
    return lines.join('\r\n');
  }
}

const subjects: Readonly<Record<ReportAction, string>> = {
  failed: 'Your mail could not be delivered',
  delayed: 'Your mail is delayed',
  relayed: 'Your mail was passed on',
  delivered: 'Your mail was delivered',
};

/** RFC 3461 §4.1: without NOTIFY, failures (and, as is usual, delays) are reported. */
function isWanted(recipient: QueuedRecipient, action: ReportAction): boolean {
  const notify = recipient.dsn?.notify;
  if (notify === undefined) return action === 'failed' || action === 'delayed';
  if (action === 'failed') return notify.includes('FAILURE');
  if (action === 'delayed') return notify.includes('DELAY');
  return notify.includes('SUCCESS');
}

function plainWords({ message, recipients, action }: ReportRequest): string {
  const who = recipients.map(
    ({ address, lastReply }) =>
      `  ${oneLine(address)}${lastReply === null ? '' : `\r\n    ${oneLine(lastReply)}`}`,
  );
  const opening: Readonly<Record<ReportAction, string>> = {
    failed: 'Your mail could not be delivered to:',
    delayed:
      'Your mail has not been delivered yet. It is tried again; you need not send it again. It waits for:',
    relayed: 'Your mail was passed on to a system that does not confirm delivery, for:',
    delivered: 'Your mail was delivered to:',
  };
  const advice: Readonly<Record<ReportAction, string>> = {
    failed: 'Check the address and the words behind it, then send the mail again.',
    delayed: 'If it cannot be delivered in the end, you will hear so.',
    relayed: '',
    delivered: '',
  };
  const sentAt = rfc5322Date(message.receivedAt);
  return [
    opening[action],
    '',
    ...who,
    '',
    advice[action],
    '',
    `It was sent on ${sentAt}; its number here is ${message.id}.`,
    '',
  ].join('\r\n');
}

function statusOf(recipient: QueuedRecipient, action: ReportAction): string {
  if (action === 'relayed' || action === 'delivered') return '2.0.0';
  const own = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(recipient.lastReply ?? '')?.[1];
  if (action === 'delayed') return own?.startsWith('4.') === true ? own : '4.0.0';
  return own?.startsWith('5.') === true ? own : '5.0.0';
}

/** RFC 3461 §4.3: RET=HDRS only matters to failures; a large mail comes back as header in any case. */
function isReturnedWhole({ action, message, original }: ReportRequest): boolean {
  if (action !== 'failed' || message.envelope.dsn?.ret === 'HDRS') return false;
  return message.sizeBytes <= wholeBytes && original.length === message.sizeBytes;
}

function headerOf(original: Buffer): Buffer {
  const end = original.indexOf('\r\n\r\n');
  return end < 0 ? original : original.subarray(0, end + 2);
}

/** Words of others must not become header lines. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}]+/gu, ' ').slice(0, 900);

/** The report is put together as octets; UTF-8 text comes in as such. */
const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** RFC 5322 §3.3, in UTC. */
export const rfc5322Date = (at: number): string =>
  new Date(at).toUTCString().replace('GMT', '+0000');
