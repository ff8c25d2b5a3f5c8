/** The part of a report that a person reads: what happened, to whom, the provider's words, what to do. Pure. */
import { withoutStatus } from '../../../contract/reply-words.ts';
import { subjectIn } from '../../lifecycle/mail-subject.ts';
import { saidOverSmtp, statusOf } from '../report-status.ts';
import { oneLine } from '../report-text.ts';
import type { ReportRequest } from '../reporter.ts';
import type { Advice, ReportWords } from './report-words.ts';

/** `until` is when a delayed mail is given up, epoch ms. */
export function plainWords(
  request: ReportRequest,
  until: number | null,
  words: ReportWords,
): string {
  const { message, recipients, action } = request;
  const subject = subjectOf(request.original);
  return [
    words.openings[action],
    '',
    ...recipients.flatMap(({ address, lastReply }) => [
      `  ${oneLine(address)}`,
      ...(lastReply === null
        ? []
        : [
            `    ${oneLine(saidOverSmtp(lastReply) ? lastReply : words.say(withoutStatus(lastReply)))}`,
          ]),
    ]),
    '',
    ...adviceFor(request, until, words),
    ...(subject === null ? [] : [words.itsSubject(subject)]),
    words.sentOn(words.date(message.receivedAt), message.id),
    '',
  ].join('\r\n');
}

function adviceFor(
  { recipients, action }: ReportRequest,
  until: number | null,
  words: ReportWords,
): string[] {
  if (action === 'delayed') {
    const end = until === null ? [] : [words.triedUntil(words.date(until))];
    return [[words.willHear, ...end].join(' '), ''];
  }
  if (action !== 'failed') return [];
  const advice = recipients.map((recipient) => words.advice[adviceOn(statusOf(recipient, action))]);
  return [...new Set(advice), ''];
}

/** RFC 3463 statuses that have a remedy of their own. */
const adviceByStatus: readonly (readonly [RegExp, Advice])[] = [
  [/^5\.1\.[1236]$/, 'address'],
  [/^5\.1\.[78]$/, 'sender'],
  [/^5\.2\.2$/, 'mailbox-full'],
  [/^5\.(2\.3|3\.4)$/, 'too-large'],
  [/^5\.6\.7$/, 'plain-letters'],
  [/^5\.7\./, 'rule'],
  [/^4\.4\.7$/, 'gave-up'],
];

const adviceOn = (status: string): Advice =>
  adviceByStatus.find(([pattern]) => pattern.test(status))?.[1] ?? 'other';

function subjectOf(original: Buffer): string | null {
  const end = original.indexOf('\r\n\r\n');
  const header = original.subarray(0, end < 0 ? original.length : end + 2).toString('utf8');
  const subject = subjectIn(header);
  // One that could not be decoded says nothing to a person.
  return subject === '' || /=\?|\ufffd/.test(subject) ? null : subject.slice(0, 200);
}
