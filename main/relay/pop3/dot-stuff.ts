/**
 * Messages on their way out of POP3: dot-stuffing (RFC 1939 §3) and the cut of TOP. Works on pieces of any
 * size, so that a long message is never whole in memory; search is native, not octet by octet.
 */

const dot = 0x2e;
const lf = 0x0a;
const lineDot = Buffer.from('\n.');
const oneDot = Buffer.from('.');
const end = Buffer.from('.\r\n');
const endOfLineAndEnd = Buffer.from('\r\n.\r\n');

/** Stuffs the dots of one message; `end` gives its last line end and the lone dot. */
export class DotStuffing {
  #isLineStart = true;

  /** The piece with the dots at line starts doubled; the same buffer where there are none. */
  push(piece: Buffer): Buffer {
    if (piece.length === 0) return piece;
    const parts: Buffer[] = [];
    let from = 0;
    if (this.#isLineStart && piece[0] === dot) parts.push(oneDot);
    for (let at = piece.indexOf(lineDot); at >= 0; at = piece.indexOf(lineDot, at + 1)) {
      parts.push(piece.subarray(from, at + 1), oneDot);
      from = at + 1;
    }
    this.#isLineStart = piece[piece.length - 1] === lf;
    if (parts.length === 0) return piece;
    parts.push(piece.subarray(from));
    return Buffer.concat(parts);
  }

  /** What ends the answer: a line end where the last line has none, and the lone dot. */
  end(): Buffer {
    return this.#isLineStart ? end : endOfLineAndEnd;
  }
}

/** Cuts off what TOP does not send: all behind the header, the empty line and so many lines (RFC 1939 §7). */
export class TopCut {
  #linesLeft: number;
  #isHeader = true;
  /** The end of the piece before, where the end of the header may straddle. */
  #tail: Buffer = Buffer.from('\r\n');

  constructor(lines: number) {
    this.#linesLeft = lines;
  }

  /** Nothing more is to be sent. */
  get isDone(): boolean {
    return !this.#isHeader && this.#linesLeft === 0;
  }

  /** The part of this piece that is sent. */
  push(piece: Buffer): Buffer {
    const bodyAt = this.#isHeader ? this.#headerEnd(piece) : 0;
    if (this.#isHeader) return piece;
    let at = bodyAt;
    while (this.#linesLeft > 0 && at < piece.length) {
      const next = piece.indexOf(lf, at);
      if (next < 0) return piece;
      at = next + 1;
      this.#linesLeft -= 1;
    }
    return piece.subarray(0, at);
  }

  /** Where the body begins in this piece; leaves `#isHeader` when it does not. */
  #headerEnd(piece: Buffer): number {
    const seam = Buffer.concat([this.#tail, piece.subarray(0, 3)]);
    const across = seam.indexOf('\r\n\r\n');
    const whole = across >= 0 ? across - this.#tail.length : piece.indexOf('\r\n\r\n');
    const known = this.#tail;
    this.#tail = Buffer.concat([known, piece.subarray(-3)]).subarray(-3);
    if (across < 0 && whole < 0) return 0;
    this.#isHeader = false;
    return whole + 4;
  }
}
