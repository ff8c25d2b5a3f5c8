/**
 * Octets in, lines out: keeps what is unfinished, bounds what is too long, can drop what was read ahead.
 * Knows no text: what the octets of a line mean is the reader's of the line.
 */

/** A line without its line end, or one that was longer than allowed and is gone. */
export type LineEvent = { readonly line: Buffer } | { readonly tooLong: true };

const nothing = Buffer.alloc(0);
const lf = 0x0a;
const cr = 0x0d;

/**
 * Lines end with LF, a CR before it is taken away. Octets beyond the bound are dropped up to the next line end.
 */
export class LineReader {
  readonly #maxOctets: number;
  #rest: Buffer = nothing;
  /** Octets of the rest that were looked at and hold no line end. */
  #searched = 0;
  #isSkipping = false;

  /** `maxOctets`: of the longest line, without its end. */
  constructor(maxOctets: number) {
    this.#maxOctets = maxOctets;
  }

  /** Octets that are here and not read as lines yet. */
  get waitingOctets(): number {
    return this.#rest.length;
  }

  /** Whether these octets are here and nothing else: the beginning of a line, or all of one without its end. */
  isWaitingFor(octets: Buffer): boolean {
    return this.#rest.equals(octets);
  }

  /** Takes octets as they came, in pieces of any size. */
  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole line without CRLF (a bare LF ends one too), a too long one once, or null. */
  next(): LineEvent | null {
    for (;;) {
      const at = this.#rest.indexOf(lf, this.#searched);
      if (at < 0) return this.#unfinished();
      const end = at > 0 && this.#rest[at - 1] === cr ? at - 1 : at;
      const line = this.#rest.subarray(0, end);
      this.#rest = at + 1 === this.#rest.length ? nothing : this.#rest.subarray(at + 1);
      this.#searched = 0;
      if (this.#isSkipping) this.#isSkipping = false;
      else return line.length > this.#maxOctets ? { tooLong: true } : { line };
    }
  }

  /** Forgets everything read ahead: what came before TLS must not count inside it (CVE-2011-0411). */
  discard(): void {
    this.#forget();
    this.#isSkipping = false;
  }

  #unfinished(): LineEvent | null {
    this.#searched = this.#rest.length;
    if (this.#isSkipping) {
      this.#forget();
      return null;
    }
    // One more: the CR of a line that just fits may be here already.
    if (this.#rest.length <= this.#maxOctets + 1) return null;
    this.#forget();
    this.#isSkipping = true;
    return { tooLong: true };
  }

  #forget(): void {
    this.#rest = nothing;
    this.#searched = 0;
  }
}
