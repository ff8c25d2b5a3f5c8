/** Bodies just taken, kept for their first attempt so that they need not be read again; bounded. */

/** Many bodies share one piece of memory: one each would leave the heap in shreds. */
const slabBytes = 256 << 10;

export class BodyCache {
  readonly #mostBytes: number;
  readonly #bodies = new Map<string, Buffer>();
  #sizeBytes = 0;
  #slab: Buffer = Buffer.alloc(0);

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get(id: string): Buffer | undefined {
    return this.#bodies.get(id);
  }

  /** The oldest make room. */
  add(id: string, chunks: readonly Buffer[]): void {
    // Copied: a chunk is a slice of a socket's buffer, and would keep all of that in memory.
    const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const body = this.#room(sizeBytes);
    let at = 0;
    for (const chunk of chunks) at += chunk.copy(body, at);
    this.forget(id);
    this.#bodies.set(id, body);
    this.#sizeBytes += sizeBytes;
    for (const oldId of this.#bodies.keys()) {
      if (this.#sizeBytes <= this.#mostBytes) break;
      this.forget(oldId);
    }
  }

  forget(id: string): void {
    const body = this.#bodies.get(id);
    if (body && this.#bodies.delete(id)) this.#sizeBytes -= body.length;
  }

  #room(sizeBytes: number): Buffer {
    if (sizeBytes > this.#slab.length)
      this.#slab = Buffer.allocUnsafeSlow(Math.max(sizeBytes, slabBytes));
    const room = this.#slab.subarray(0, sizeBytes);
    this.#slab = this.#slab.subarray(sizeBytes);
    return room;
  }
}
