/** Octets in, lines out: keeps what is unfinished, bounds what is too long, can drop what was read ahead. */

export type LineEvent = { readonly line: Buffer } | { readonly tooLong: true };

export class LineReader {
  #rest: Buffer = Buffer.alloc(0);
  #isSkipping = false;

  /** Longest line in octets without its end. */
  maxOctets: number;

  constructor(maxOctets: number) {
    this.maxOctets = maxOctets;
  }

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole line without CRLF (a bare LF ends one too), a too long one once, or null. */
  next(): LineEvent | null {
    for (;;) {
      const at = this.#rest.indexOf(0x0a);
      if (at < 0) return this.#unfinished();
      const end = at > 0 && this.#rest[at - 1] === 0x0d ? at - 1 : at;
      const line = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(at + 1);
      if (this.#isSkipping) this.#isSkipping = false;
      else return line.length > this.maxOctets ? { tooLong: true } : { line };
    }
  }

  /** Forgets everything read ahead: what came before TLS must not count inside it (CVE-2011-0411). */
  discard(): void {
    this.#rest = Buffer.alloc(0);
    this.#isSkipping = false;
  }

  #unfinished(): LineEvent | null {
    if (this.#isSkipping) {
      this.#rest = Buffer.alloc(0);
      return null;
    }
    if (this.#rest.length <= this.maxOctets) return null;
    this.#rest = Buffer.alloc(0);
    this.#isSkipping = true;
    return { tooLong: true };
  }
}
