/**
 * Reads small bodies out of the log. They are mostly sent in the order in which they stand there: one turn of
 * the disk brings what is behind a body too, and the next ones are copied from memory.
 */
import { blocks } from '../../lifecycle/blocks.ts';
import type { QueuedMessage } from '../message.ts';
import type { Segment, SpoolFiles } from './segment-files.ts';

/** So many octets of a segment, from `start` on. */
interface Stretch {
  readonly segment: Segment;
  readonly start: number;
  readonly sizeBytes: number;
}

/** One stretch of the log is kept in memory at a time; what is read is copied out of it. */
export class BodyReader {
  readonly #files: SpoolFiles;
  #known: (Stretch & { readonly block: Buffer }) | null = null;
  #coming: Stretch | null = null;

  constructor(files: SpoolFiles) {
    this.#files = files;
  }

  /** Rejects where the body cannot be read. */
  async read(message: QueuedMessage): Promise<Buffer> {
    for (;;) {
      const { segment } = message;
      try {
        return this.#copy(message) ?? (await this.#fetch(message));
      } catch (error) {
        // Copied to a younger segment meanwhile, and the old one closed.
        if (message.segment === segment) throw error;
      }
    }
  }

  #copy(message: QueuedMessage): Buffer | null {
    const known = this.#known;
    if (known === null || !isWithin(message, known)) return null;
    // Its own memory: a part of a larger one would keep all of that from being freed.
    const body = Buffer.allocUnsafeSlow(message.sizeBytes);
    known.block.copy(body, 0, message.bodyOffset - known.start);
    return body;
  }

  async #fetch(message: QueuedMessage): Promise<Buffer> {
    const { segment, bodyOffset: start } = message;
    // What is not flushed yet may not be there yet.
    const sizeBytes = Math.min(segment.flushedBytes - start, blocks.sizeBytes);
    const isComing = this.#coming !== null && isWithin(message, this.#coming);
    if (isComing || sizeBytes <= message.sizeBytes) return this.#readAlone(message);
    // What stands behind it may be on a bad sector: that must not cost this body.
    await this.#bring({ segment, start, sizeBytes }).catch(() => undefined);
    return this.#copy(message) ?? this.#readAlone(message);
  }

  async #bring(stretch: Stretch): Promise<void> {
    const block = blocks.take();
    this.#coming = stretch;
    try {
      const room = block.subarray(0, stretch.sizeBytes);
      await this.#files.read(stretch.segment.handle, room, stretch.start);
      if (this.#known !== null) blocks.give(this.#known.block);
      this.#known = { ...stretch, block };
    } catch (error) {
      blocks.give(block);
      throw error;
    } finally {
      if (this.#coming === stretch) this.#coming = null;
    }
  }

  async #readAlone({ segment, bodyOffset, sizeBytes }: QueuedMessage): Promise<Buffer> {
    const body = Buffer.allocUnsafeSlow(sizeBytes);
    await this.#files.read(segment.handle, body, bodyOffset);
    return body;
  }
}

const isWithin = (
  { segment, bodyOffset, sizeBytes }: QueuedMessage,
  { segment: of, start, sizeBytes: there }: Stretch,
): boolean => segment === of && bodyOffset >= start && bodyOffset + sizeBytes <= start + there;
