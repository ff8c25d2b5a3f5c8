/**
 * Bodies just taken, kept for their first attempt so that they need not be read again. One piece of memory that
 * is written round and round: thrown away one by one, old bodies would stay until the next full collection.
 */

interface Kept {
  readonly start: number;
  readonly sizeBytes: number;
}

/** Bodies by message id, at most `mostBytes` octets in all; the oldest go first. */
export class BodyCache {
  readonly #mostBytes: number;
  /** Made when the first body comes. */
  #ring: Buffer | null = null;
  /** Where the next body is put. */
  #head = 0;
  /** In the order in which they came, which is that in which they are written over. */
  readonly #bodies = new Map<string, Kept>();

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** A copy: what is kept may be written over at any time. */
  get(id: string): Buffer | undefined {
    const kept = this.#bodies.get(id);
    if (kept === undefined || this.#ring === null) return undefined;
    const body = Buffer.allocUnsafeSlow(kept.sizeBytes);
    this.#ring.copy(body, 0, kept.start);
    return body;
  }

  /** The oldest make room; one that is larger than all of it is not kept, and an empty one has no place. */
  add(id: string, chunks: readonly Buffer[]): void {
    const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    this.forget(id);
    if (sizeBytes === 0 || sizeBytes > this.#mostBytes) return;
    this.#ring ??= Buffer.allocUnsafeSlow(this.#mostBytes);
    const start = this.#makeRoom(sizeBytes);
    let at = start;
    for (const chunk of chunks) at += chunk.copy(this.#ring, at);
    this.#head = at;
    this.#bodies.set(id, { start, sizeBytes });
  }

  forget(id: string): void {
    this.#bodies.delete(id);
  }

  /** Forgets what stands where the next body goes; returns where that is. */
  #makeRoom(sizeBytes: number): number {
    const isAround = this.#head + sizeBytes > this.#mostBytes;
    const start = isAround ? 0 : this.#head;
    for (const [id, kept] of this.#bodies) {
      const isLeftBehind = isAround && kept.start >= this.#head;
      const isOver = kept.start < start + sizeBytes && kept.start + kept.sizeBytes > start;
      if (!isLeftBehind && !isOver) break;
      this.#bodies.delete(id);
    }
    return start;
  }
}
