/**
 * RFC 3463 codes for the replies that smtp-server words itself. The library keys its table by the
 * three-digit code alone, which says "mailbox unknown" for every 550 and "timeout" for every 421.
 */
import { messageTooBig, type Reply } from './reply.ts';

/** `text` is how the library's reply starts. */
const corrections: readonly { readonly text: string; readonly status: string }[] = [
  { text: 'Server shutting down', status: '4.3.2' },
  { text: 'Timeout', status: '4.4.2' },
  { text: 'HTTP requests', status: '4.7.0' },
  { text: 'Error: too many un', status: '4.7.0' },
  { text: 'Error: Command line too long', status: '4.7.0' },
  { text: 'Error: Must issue a STARTTLS', status: '5.7.11' },
  { text: 'Authentication aborted', status: '5.7.0' },
  // RFC 4954 §4: an initial response where the server speaks first.
  { text: 'Error: syntax: AUTH CRAM-MD5', status: '5.7.0' },
  { text: 'Error: invalid userdata', status: '5.5.2' },
  { text: 'Error: missing username', status: '5.5.2' },
  { text: 'Try to send something', status: '2.0.0' },
  { text: 'Error: internal server error', status: '4.3.0' },
];

/** RFC 1870 §6.1: the library refuses a declared size by itself, with a number that few can read. */
const tooBig = /^Error: message exceeds fixed maximum message size (\d+)$/;

/** Our refusal in place of the library's own, or null where it says something else. */
export function sizeRefusal(text: string): Reply | null {
  const limit = tooBig.exec(text)?.[1];
  return limit === undefined ? null : messageTooBig(Number(limit));
}

const ownStatus = /^[245]\.\d{1,3}\.\d{1,3} /;

/** Whether the text brings its own status code. */
export const hasStatus = (text: string): boolean => ownStatus.test(text);

/** The right status code for a reply of the library's own, or null where the library's table is right. */
export function correctedStatus(code: number, text: string): string | null {
  if (code < 400 && code !== 252) return null;
  const entry = corrections.find((known) => text.startsWith(known.text));
  // RFC 3463 §2: the class must be that of the reply.
  return entry && entry.status.charCodeAt(0) === 48 + Math.floor(code / 100) ? entry.status : null;
}
