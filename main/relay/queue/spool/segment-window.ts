/** The octets of one file of the log, from its beginning to its end: what is in memory, and what comes next. */
import type { Segment, SpoolFiles } from './segment-files.ts';

const chunkBytes = 4 << 20;
/** Records that stand across the end of a chunk are shorter: larger bodies have files of their own. */
const overlapBytes = 1 << 20;
/** What a disk gives or does not give at once. */
export const sectorBytes = 4_096;

/** Octets of a segment. */
export interface Stretch {
  readonly offset: number;
  readonly sizeBytes: number;
}

/** What the disk gave: zeros stand where it did not. */
interface ReadThrough {
  readonly octets: Buffer;
  /** How many of them are the disk's. */
  readonly readBytes: number;
  /** Why some are not; null where all are. */
  readonly failure: unknown;
}

/** A chunk that is being read while the one before it is worked on. */
interface Ahead {
  readonly offset: number;
  /** The chunk stands behind as much as may be left of the one before. */
  readonly room: Buffer;
  readonly read: Promise<ReadThrough>;
}

/** A view of a file that reads ahead. What it gave is no longer good when it is asked for more. */
export class SegmentWindow {
  readonly #segment: Segment;
  readonly #files: SpoolFiles;
  #octets: Buffer = Buffer.alloc(0);
  #start = 0;
  #ahead: Ahead | null = null;
  /** Used in turns: the system gives new ones page by page, and V8 looks for garbage because of them. */
  #rooms: readonly [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  #readBytes = 0;
  #failure: unknown = null;

  constructor(segment: Segment, files: SpoolFiles) {
    this.#segment = segment;
    this.#files = files;
  }

  /** What is in memory. */
  get octets(): Buffer {
    return this.#octets;
  }

  /** Where in the file that begins. */
  get start(): number {
    return this.#start;
  }

  get hasReadNothing(): boolean {
    return this.#readBytes === 0;
  }

  /** Why the last sector that could not be read could not. */
  get failure(): unknown {
    return this.#failure;
  }

  holds(offset: number, octets: number): boolean {
    const from = offset - this.#start;
    return from >= 0 && from + octets <= this.#octets.length;
  }

  /** So many octets, fewer at the end of the file; `all` gives whatever is in memory from there on. */
  async at(offset: number, octets: number, extent: 'all' | 'exact' = 'exact'): Promise<Buffer> {
    const wanted = Math.min(octets, this.#segment.sizeBytes - offset);
    if (!this.holds(offset, wanted)) await this.fill(offset, wanted);
    const begin = offset - this.#start;
    return this.#octets.subarray(begin, extent === 'all' ? undefined : begin + wanted);
  }

  /** Goes on to there: so many octets, which the file must have, or more. */
  async fill(offset: number, octets: number): Promise<void> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead !== null) this.#joined(ahead, offset, await ahead.read);
    if (!this.holds(offset, octets)) await this.#read(offset, octets);
    this.#readAhead();
  }

  /** What is left of the last chunk is put in front of the next one. */
  #joined({ offset, room }: Ahead, from: number, read: ReadThrough): void {
    this.#count(read);
    if (from < this.#start || from < offset - overlapBytes || from > offset) return;
    const left = this.#octets.subarray(from - this.#start);
    const begin = overlapBytes - left.length;
    left.copy(room, begin);
    this.#octets =
      read.octets.buffer === room.buffer
        ? room.subarray(begin, overlapBytes + read.octets.length)
        : Buffer.concat([left, read.octets]);
    this.#start = from;
  }

  async #read(offset: number, octets: number): Promise<void> {
    const stretch = { offset, sizeBytes: this.#upTo(offset, Math.max(octets, chunkBytes)) };
    const read = await readThrough(this.#segment, this.#files, stretch);
    this.#count(read);
    this.#octets = read.octets;
    this.#start = offset;
  }

  #readAhead(): void {
    const offset = this.#start + this.#octets.length;
    const sizeBytes = this.#upTo(offset, chunkBytes);
    if (sizeBytes === 0) return;
    const [used, free] = this.#rooms;
    const room = free.length > 0 ? free : Buffer.allocUnsafeSlow(overlapBytes + sizeBytes);
    this.#rooms = [room, used];
    const place = room.subarray(overlapBytes);
    const read = readThrough(this.#segment, this.#files, { offset, sizeBytes }, place);
    this.#ahead = { offset, room, read };
  }

  #upTo(offset: number, octets: number): number {
    return Math.min(octets, this.#segment.sizeBytes - offset);
  }

  #count({ readBytes, failure }: ReadThrough): void {
    this.#readBytes += readBytes;
    this.#failure = failure ?? this.#failure;
  }
}

/**
 * All octets of the stretch, zeros where a sector cannot be read; the segment then remembers so. Stand at the
 * beginning of `room` where that is large enough and the disk gave them at once.
 */
export async function readThrough(
  segment: Segment,
  files: SpoolFiles,
  { offset, sizeBytes }: Stretch,
  room: Buffer = Buffer.alloc(0),
): Promise<ReadThrough> {
  let [readBytes, failure]: [number, unknown] = [0, null];
  const read = async (buffer: Buffer, at: number): Promise<Buffer | null> => {
    try {
      await files.read(segment.handle, buffer, at);
    } catch (error) {
      failure = error;
      return null;
    }
    readBytes += buffer.length;
    return buffer;
  };
  const whole = room.length < sizeBytes ? Buffer.allocUnsafeSlow(sizeBytes) : room;
  const octets = await read(whole.subarray(0, sizeBytes), offset);
  if (octets !== null) return { octets, readBytes, failure };
  const parts: Buffer[] = [];
  for (let at = offset; at < offset + sizeBytes;) {
    // Up to where the next one begins: a bad sector must not cost its neighbour.
    const wanted = Math.min(sectorBytes - (at % sectorBytes), offset + sizeBytes - at);
    parts.push((await read(Buffer.allocUnsafeSlow(wanted), at)) ?? Buffer.alloc(wanted));
    at += wanted;
  }
  segment.isPartlyUnread ||= readBytes < sizeBytes;
  return { octets: Buffer.concat(parts), readBytes, failure };
}
