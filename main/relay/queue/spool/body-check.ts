/** Whether a large body, read piece by piece, is what was taken in. */
import { crc32 } from 'node:zlib';

/** What the envelope knows of a large body; `bodyCrc` is null where nobody made a checksum. */
export interface LargeBodyFacts {
  readonly sizeBytes: number;
  readonly bodyCrc: number | null;
}

/** The disk gave other octets than it was given. */
export class DamagedBody extends Error {
  constructor(name: string) {
    super(`${name} is damaged: it is not what was taken in`);
  }
}

/** Follows one reader from the beginning of the body to its end; who begins anew is followed anew. */
export class BodyCheck {
  readonly #name: string;
  readonly #facts: LargeBodyFacts;
  #crc = 0;
  #seenBytes = 0;

  constructor(name: string, facts: LargeBodyFacts) {
    this.#name = name;
    this.#facts = facts;
  }

  /** How many octets of the body were seen since its beginning. */
  get seenBytes(): number {
    return this.#seenBytes;
  }

  /** Takes what stands at the offset. Not null at the last octets, where they all are not the body. */
  see(octets: Buffer, offset: number): DamagedBody | null {
    const { sizeBytes, bodyCrc } = this.#facts;
    if (offset === 0) this.#crc = this.#seenBytes = 0;
    // Read once more, or here and there.
    if (offset !== this.#seenBytes) return null;
    // What stands behind it is not the body.
    const own = octets.subarray(0, sizeBytes - offset);
    this.#crc = crc32(own, this.#crc);
    this.#seenBytes += own.length;
    const isOther = this.#seenBytes === sizeBytes && bodyCrc !== null && this.#crc !== bodyCrc;
    return isOther ? new DamagedBody(this.#name) : null;
  }
}
