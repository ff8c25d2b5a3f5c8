/** The part of a report that a person reads: what happened, to whom, the provider's words, what to do. Pure. */
import { statusOf } from './report-status.ts';
import { isAscii, oneLine, rfc5322Date } from './report-text.ts';
import type { ReportAction } from './message.ts';
import type { ReportRequest } from './reporter.ts';

/** The Subject of a report, by what it reports. */
export const subjects: Readonly<Record<ReportAction, string>> = {
  failed: 'Your mail could not be delivered',
  delayed: 'Your mail is delayed',
  relayed: 'Your mail was passed on',
  delivered: 'Your mail was delivered',
};

const openings: Readonly<Record<ReportAction, string>> = {
  failed: 'Your mail could not be delivered to:',
  delayed:
    'Your mail has not been delivered yet. It is tried again; you need not send it again. It waits for:',
  relayed: 'Your mail was passed on to a system that does not confirm delivery, for:',
  delivered: 'Your mail was delivered to:',
};

/** `until` is when a delayed mail is given up, epoch ms. */
export function plainWords(request: ReportRequest, until: number | null): string {
  const { message, recipients, action } = request;
  const subject = subjectOf(request.original);
  const sentAt = rfc5322Date(message.receivedAt);
  return [
    openings[action],
    '',
    ...recipients.flatMap(({ address, lastReply }) => [
      `  ${oneLine(address)}`,
      ...(lastReply === null ? [] : [`    ${oneLine(lastReply)}`]),
    ]),
    '',
    ...adviceFor(request, until),
    ...(subject === null ? [] : [`Its subject: ${subject}`]),
    `It was sent on ${sentAt}; its number here is ${message.id}.`,
    '',
  ].join('\r\n');
}

function adviceFor({ recipients, action }: ReportRequest, until: number | null): string[] {
  if (action === 'delayed') {
    const time = until === null ? '' : ` It is tried until ${rfc5322Date(until)}.`;
    return [`If it cannot be delivered in the end, you will hear so.${time}`, ''];
  }
  if (action !== 'failed') return [];
  const advice = recipients.map((recipient) => adviceOn(statusOf(recipient, action)));
  return [...new Set(advice), ''];
}

/** RFC 3463 statuses that have a remedy of their own. */
const adviceByStatus: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.[1236]$/, 'Check the address for a slip, then send the mail again.'],
  [
    /^5\.1\.[78]$/,
    'The sender address was refused: check it in your mail program’s account settings.',
  ],
  [/^5\.2\.2$/, 'The mailbox is full. Tell the person by other means, and send the mail later.'],
  [/^5\.(2\.3|3\.4)$/, 'The mail is too large. Send it smaller, in parts, or as a link.'],
  [/^5\.6\.7$/, 'Use an address with plain letters (a to z), if the person has one.'],
  [
    /^5\.7\./,
    'The mail was refused by a rule. Read the words above; ask the receiver or your administrator.',
  ],
  [
    /^4\.4\.7$/,
    'It was tried for days without success. Send it again later, or tell the person by other means.',
  ],
];

const adviceOn = (status: string): string =>
  adviceByStatus.find(([pattern]) => pattern.test(status))?.[1] ??
  'Check the address and the words behind it, then send the mail again.';

/** The original's subject where it is plain; an encoded one says nothing to a person. */
function subjectOf(original: Buffer): string | null {
  const end = original.indexOf('\r\n\r\n');
  const header = original.subarray(0, end < 0 ? original.length : end + 2).toString('utf8');
  const subject = /^Subject:[ \t]*([^\r\n]*)/im.exec(header)?.[1]?.trim() ?? '';
  return subject === '' || subject.includes('=?') || !isAscii(subject)
    ? null
    : subject.slice(0, 200);
}
