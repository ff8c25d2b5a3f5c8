/**
 * Reports to senders: bounces, delay notices, success notices as RFC 3464 asks, with plain words first.
 * Honours NOTIFY, RET, ENVID and ORCPT (RFC 3461). Never answers a report or the null sender. When to
 * report is sender-reports'; the words are report-words', the fields for programs report-status'.
 */
import { isAscii as isAsciiOctets } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { Language } from '../../contract/languages.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { mailDate } from '../lifecycle/mail-date.ts';
import { ownName } from '../net/own-name.ts';
import type { QueuedRecipient, ReportAction } from './message.ts';
import { statusFields } from './report-status.ts';
import { isAscii, oneLine } from './report-text.ts';
import { plainWords } from './report-words/plain-words.ts';
import { reportWordsIn } from './report-words/words-of.ts';
import type { Report, Reporter, ReportRequest } from './reporter.ts';

/** What reports are made of. */
export interface SenderReporterOptions {
  readonly hostname: () => string;
  /** The user whose mailbox takes mail for this address, or null. */
  readonly ownerOf: (address: string) => string | null;
  readonly clock: Clock;
  /** In which language the person is spoken to; English where nothing is said. */
  readonly language?: () => Language;
  /** How long mail is tried, for the words of a delay notice. */
  readonly giveUpHours?: () => number;
}

/** Above this the original is not sent back whole, only its header. */
const wholeBytes = 64 << 10;
const hourMs = 3_600_000;

/** Makes the report for a sender (RFC 3464, RFC 6533), or null where none may be sent. */
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
    const wanted = { ...request, recipients };
    const localUser = this.#options.ownerOf(sender);
    return {
      envelope: {
        sender: '',
        recipients: [{ address: sender, localUser, dsn: { notify: ['NEVER'] } }],
        ...(localUser === null ? broughtBy(message.envelope.user) : {}),
        user: '',
        peer: '',
        bodyType: '8bitmime',
        smtpUtf8: isGlobal(wanted),
      },
      body: Buffer.concat(this.#compose(wanted)),
    };
  }

  /** RFC 3462: words for the person, fields for programs, and what the report is about. */
  #compose(request: ReportRequest): Buffer[] {
    const host = ownName(this.#options.hostname());
    const until = this.#retryUntil(request);
    const language = this.#options.language?.() ?? 'en';
    const words = reportWordsIn[language];
    const boundary = `=_${randomBytes(12).toString('hex')}`;
    const global = isGlobal(request);
    const isWhole = isReturnedWhole(request);
    const part = (type: string, content: string | Buffer): Buffer[] => {
      const octets = typeof content === 'string' ? Buffer.from(content) : content;
      const head = `--${boundary}\r\nContent-Type: ${type}\r\n${transferOf(octets)}\r\n`;
      return [Buffer.from(head), octets, Buffer.from('\r\n')];
    };
    return [
      Buffer.from(this.#header(request, boundary, words.subjects[request.action])),
      ...part(
        `text/plain; charset=utf-8\r\nContent-Language: ${language}`,
        plainWords(request, until, words),
      ),
      ...part(
        global ? 'message/global-delivery-status' : 'message/delivery-status',
        statusFields(request, { host, until, isGlobal: global }),
      ),
      ...part(
        originalType(isWhole, global),
        isWhole ? request.original : headerOf(request.original),
      ),
      Buffer.from(`--${boundary}--\r\n`),
    ];
  }

  #header(request: ReportRequest, boundary: string, subject: string): string {
    const host = ownName(this.#options.hostname());
    const kind = isGlobal(request) ? 'global-delivery-status' : 'delivery-status';
    const about = messageIdOf(request.original);
    return [
      `From: Mail Delivery System <MAILER-DAEMON@${host}>`,
      `To: <${oneLine(request.message.envelope.sender)}>`,
      `Subject: ${subject}`,
      `Date: ${mailDate(this.#options.clock.now())}`,
      `Message-ID: <${randomBytes(12).toString('hex')}@${host}>`,
      // RFC 3834 §3.1.5, so that mail programs show the report beside the mail.
      ...(about === null ? [] : [`In-Reply-To: ${about}`, `References: ${about}`]),
      // RFC 3834 §5: keeps vacation programs and the like from answering.
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      eightBit,
      `Content-Type: multipart/report; report-type=${kind};`,
      `\tboundary="${boundary}"`,
      '\r\n',
    ].join('\r\n');
  }

  #retryUntil({ message, action }: ReportRequest): number | null {
    const { giveUpHours } = this.#options;
    if (action !== 'delayed' || giveUpHours === undefined) return null;
    return message.receivedAt + giveUpHours() * hourMs;
  }
}

/** Of several who share an address nobody knows who it was: what one wrote is not for the others. */
const broughtBy = (user: string): { readonly reportFor?: string } =>
  user === '' || user.includes(',') ? {} : { reportFor: user };

/** RFC 2045 §6.4: what holds such a part says so, too. */
const eightBit = 'Content-Transfer-Encoding: 8bit';

const transferOf = (octets: Buffer): string => (isAsciiOctets(octets) ? '' : `${eightBit}\r\n`);

function originalType(isWhole: boolean, global: boolean): string {
  if (isWhole) return global ? 'message/global' : 'message/rfc822';
  return global ? 'message/global-headers' : 'text/rfc822-headers';
}

/** RFC 3461 §4.1: without NOTIFY, failures (and, as is usual, delays) are reported. */
function isWanted(recipient: QueuedRecipient, action: ReportAction): boolean {
  const notify = recipient.dsn?.notify;
  if (notify === undefined) return action === 'failed' || action === 'delayed';
  if (action === 'failed') return notify.includes('FAILURE');
  if (action === 'delayed') return notify.includes('DELAY');
  return notify.includes('SUCCESS');
}

/**
 * RFC 6533 has forms of its own for mail that cannot be told of in ASCII. Only such mail gets them: a mail
 * that merely asked for SMTPUTF8 is reported in the form that every mail program reads.
 */
function isGlobal({ message, recipients, original }: ReportRequest): boolean {
  const addresses = [message.envelope.sender, ...recipients.map(({ address }) => address)];
  const isPlain = addresses.every(isAscii);
  return (
    !isPlain || (message.envelope.smtpUtf8 && headerOf(original).some((octet) => octet > 0x7f))
  );
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

const messageIdOf = (original: Buffer): string | null =>
  /^Message-ID:\s*(<[\x21-\x7e]{1,250}>)/im.exec(headerOf(original).toString('latin1'))?.[1] ??
  null;
