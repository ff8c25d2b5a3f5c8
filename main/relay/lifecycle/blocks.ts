/**
 * Pieces of memory through which mail passes, used again and again: thrown away, many of them would stay until
 * the next full collection, and two messages of 20 MiB would take 60 MB more.
 */
class Pieces {
  readonly sizeBytes: number;
  /** More are given back to the system: they were for an unusual rush. */
  readonly #mostFree: number;
  readonly #free: Buffer[] = [];

  constructor(sizeBytes: number, mostFree: number) {
    this.sizeBytes = sizeBytes;
    this.#mostFree = mostFree;
  }

  /** Holds whatever was in it before. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(this.sizeBytes);
  }

  /** Nobody may use the piece any more, neither a read nor a write that is under way. */
  give(piece: Buffer): void {
    if (this.#free.length < this.#mostFree) this.#free.push(piece);
  }
}

/** For a small mail. */
export const pages = new Pieces(16 << 10, 64);
/** For large mail, block by block. */
export const blocks = new Pieces(256 << 10, 8);
