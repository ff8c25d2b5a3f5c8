/** SMTP replies as values. Owns their shape and the ones that several parts use; the wire is the adapter's. */

/** One reply: RFC 5321 §4.2 code, RFC 3463 status code, one line of text. */
export interface Reply {
  readonly code: number;
  readonly status: string;
  readonly text: string;
  /** Why a whole message was not taken, where nothing else tells it: sentences for the journal. */
  readonly why?: string;
}

/** A reply with its enhanced status code (RFC 2034, RFC 3463). */
export const reply = (code: number, status: string, text: string): Reply => ({
  code,
  status,
  text,
});

/** As it goes over the wire, in one line or several (RFC 5321 §4.2.1). A control character could begin another reply. */
export const replyLines = (code: number, text: string | readonly string[]): string =>
  (typeof text === 'string' ? [text] : text)
    .map((line, at, { length }) => `${code}${at < length - 1 ? '-' : ' '}${line}`)
    .map((line) => `${line.replace(/[\x00-\x1f\x7f-\x9f]/g, ' ')}\r\n`)
    .join('');

/** An error of ours: no detail leaves the house. */
export const internalError = reply(451, '4.3.0', 'Something went wrong here, try again later');
/** The flush or the write failed: nothing was kept. */
export const storageFailed = reply(
  451,
  '4.3.0',
  'The message could not be stored, try again later',
);
/** Too little room for another message. */
export const diskFull = reply(452, '4.3.1', 'The disk is nearly full, try again later');
/** MAIL without angle brackets, or with a name that has no domain: the "old devices" of a listener take it. */
export const oddSender: Reply = {
  ...reply(501, '5.1.7', 'Bad sender address syntax'),
  why: 'Its sender’s address is not written as mail asks. Switch on "Be lenient with old devices" for this port if it must be taken.',
};
/** RFC 1870 §6.3: the message is over the limit. */
export function messageTooBig(maxSizeBytes: number): Reply {
  const most = sizeWords(maxSizeBytes);
  return {
    ...reply(552, '5.3.4', `The message is too big, at most ${most} are taken`),
    why: `It is too big: at most ${most} are taken.`,
  };
}

/** People see this in their mail program; binary multiples, as the settings count. */
const sizeWords = (octets: number): string =>
  octets < 1024 ** 2 ? `${octets} octets` : `${Math.floor((octets / 1024 ** 2) * 10) / 10} MB`;
