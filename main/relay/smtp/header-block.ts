/**
 * The header of a message on its way in: collects it up to a bound, says what is in it. Owns no decision
 * and writes nothing.
 */

/** What counts in a header. */
export interface HeaderFacts {
  readonly receivedLines: number;
  /** A Received line carries this installation's own mark. */
  readonly hasOwnMark: boolean;
  readonly hasDate: boolean;
  readonly hasMessageId: boolean;
  /** Values of the From fields, unfolded, read as UTF-8 (RFC 6532 §3.2). */
  readonly from: readonly string[];
  /** Where the Bcc fields stand, with their line ends. */
  readonly blindCopies: readonly OctetRange[];
  /** Where the line stands that mail in an mbox file begins with ("From joe Mon Nov 30 ..."); no part of a message. */
  readonly mboxLine: OctetRange | null;
  /** The message begins with no header field at all: a blank line must follow what is put on top. */
  readonly isMissing: boolean;
}

/** Octets of a message from `start` up to before `end`. */
export interface OctetRange {
  readonly start: number;
  readonly end: number;
}

/** Larger headers are refused; Postfix stops at 100 KB. */
const maxHeaderBytes = 256 * 1024;

/** With the mbox line that some programs forget to take away (RFC 4155); text may begin with such words, too. */
const firstField = /^(>?From [^\r\n]*\r\n)?[!-9;-~]+[ \t]*:/;
const mboxStart = /^>?From /;
const watched = /^(received|date|message-id|from|(?:resent-)?bcc)[ \t]*:/gim;
const lineEnd = '\r\n';
const fieldEnd = /\r\n(?![ \t])/g;

/** Reads a header given as latin1 text, with or without the blank line behind it (RFC 5322 §2.2). */
export function readHeader(text: string, ownMark: string): HeaderFacts {
  let receivedLines = 0;
  let hasOwnMark = false;
  let hasDate = false;
  let hasMessageId = false;
  const from: string[] = [];
  const blindCopies: OctetRange[] = [];
  for (const match of text.matchAll(watched)) {
    const name = (match[1] ?? '').toLowerCase();
    if (name === 'date') hasDate = true;
    else if (name === 'message-id') hasMessageId = true;
    else {
      const valueAt = match.index + match[0].length;
      const end = fieldEndAfter(text, valueAt);
      const value = text.slice(valueAt, end).replace(/\r\n/g, '').trim();
      if (name.endsWith('bcc')) blindCopies.push({ start: match.index, end: end + lineEnd.length });
      else if (name === 'from') from.push(Buffer.from(value, 'latin1').toString());
      else {
        receivedLines += 1;
        // A server on the way may have folded anew (RFC 5322 §2.2.3).
        hasOwnMark ||= value.replace(/\s+/g, ' ').includes(ownMark);
      }
    }
  }
  const begin = firstField.exec(text);
  const isMissing = text !== '' && !text.startsWith('\r\n') && begin === null;
  const loop = { receivedLines, hasOwnMark };
  // What looks like a field further down is part of what the message says; a loop is one all the same.
  if (isMissing) return { ...loop, ...nothing, isMissing };
  const mboxLine = begin?.[1] === undefined ? null : { start: 0, end: begin[1].length };
  return { ...loop, hasDate, hasMessageId, from, blindCopies, mboxLine, isMissing };
}

const nothing = {
  hasDate: false,
  hasMessageId: false,
  from: [],
  blindCopies: [],
  mboxLine: null,
} as const;

function fieldEndAfter(text: string, start: number): number {
  fieldEnd.lastIndex = start;
  return fieldEnd.exec(text)?.index ?? text.length;
}

/** Whether the header is whole. */
export type HeaderProgress =
  | { readonly state: 'more' }
  | { readonly state: 'too-long' }
  /** `octets` is everything that came so far; the header is its first part. */
  | { readonly state: 'whole'; readonly octets: Buffer; readonly header: string };

/** Collects octets until the header is whole. Each octet is looked at once, however small the chunks. */
export class HeaderCollector {
  #octets: Buffer = Buffer.alloc(0);
  #length = 0;

  push(chunk: Buffer): HeaderProgress {
    const searchFrom = Math.max(0, this.#length - 3);
    if (this.#length === 0) this.#octets = chunk;
    else this.#append(chunk);
    this.#length += chunk.length;
    const octets = this.#octets.subarray(0, this.#length);
    const end = headerEnd(octets, searchFrom);
    if (end >= 0) return { state: 'whole', octets, header: octets.toString('latin1', 0, end) };
    return { state: this.#length > maxHeaderBytes ? 'too-long' : 'more' };
  }

  /** The message ended inside the header. */
  end(): { octets: Buffer; header: string } {
    const octets = this.#octets.subarray(0, this.#length);
    return { octets, header: octets.toString('latin1', 0, octets.length) };
  }

  #append(chunk: Buffer): void {
    const needed = this.#length + chunk.length;
    if (this.#octets.length < needed) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#length * 2));
      this.#octets.copy(larger, 0, 0, this.#length);
      this.#octets = larger;
    }
    chunk.copy(this.#octets, this.#length);
  }
}

/** Length of the header with its last CRLF, 0 where there is none, -1 where the end is not there yet. */
function headerEnd(octets: Buffer, searchFrom: number): number {
  if (octets[0] === 13 && octets[1] === 10) return 0;
  const blank = octets.indexOf('\r\n\r\n', searchFrom, 'latin1');
  if (blank >= 0 && blank + 2 <= maxHeaderBytes) return blank + 2;
  // Text that begins without any field is body: waiting for a blank line would collect all of it.
  if (searchFrom > 1_000) return -1;
  let lineEnd = octets.indexOf('\r\n', 0, 'latin1');
  if (lineEnd >= 0 && mboxStart.test(octets.toString('latin1', 0, 6)))
    lineEnd = octets.indexOf('\r\n', lineEnd + 2, 'latin1');
  if (lineEnd < 0) return -1;
  return firstField.test(octets.toString('latin1', 0, lineEnd)) ? -1 : lineEnd + 2;
}
