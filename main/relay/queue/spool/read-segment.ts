/**
 * Reads the records of one segment in order, in big chunks. Where one is damaged it looks for the next
 * whole one and says what it left out: one bad sector must not cost the messages behind it.
 */
import {
  decodeHeader,
  isIntact,
  recordHeaderBytes,
  saltOffset,
  type RecordHeader,
  type RecordType,
} from './record.ts';
import type { Segment, SpoolFiles } from './segment-files.ts';

/** A whole record, or octets that are none. */
export type ReadItem =
  | {
      readonly kind: 'record';
      readonly type: RecordType;
      readonly head: unknown;
      readonly bodyOffset: number;
    }
  /** Octets that are no record, though whole ones stand behind them or they claim to be whole. */
  | { readonly kind: 'damage'; readonly offset: number; readonly sizeBytes: number }
  /** The beginning of a record at the end, as a crash leaves it: never answered 250. */
  | { readonly kind: 'torn'; readonly offset: number; readonly sizeBytes: number };

const chunkBytes = 4 << 20;

/** All of a segment, in order. Rejects where the disk gives nothing of it. */
export async function* readSegment(
  segment: Segment,
  files: SpoolFiles,
): AsyncGenerator<ReadItem, void> {
  const window = new Window(segment, files);
  const { sizeBytes } = segment;
  let offset = 0;
  while (offset < sizeBytes) {
    const found = await recordAt(window, segment, offset);
    if (found !== null) {
      yield found.item;
      offset = found.endOffset;
      continue;
    }
    const next = await nextRecord(window, segment, offset + 1);
    // That is no damage: the disk is away, or another program holds the file.
    if (sizeBytes > sectorBytes && window.hasReadNothing) throw window.failure as Error;
    const isTorn = next === sizeBytes && (await isBeginning(window, segment, offset));
    yield { kind: isTorn ? 'torn' : 'damage', offset, sizeBytes: next - offset };
    offset = next;
  }
}

interface Found {
  readonly item: ReadItem;
  readonly endOffset: number;
}

async function recordAt(window: Window, segment: Segment, offset: number): Promise<Found | null> {
  const header = decodeHeader(await window.at(offset, recordHeaderBytes), segment.salt);
  if (header === null) return null;
  const endOffset = offset + sizeOf(header);
  if (endOffset > segment.sizeBytes) return null;
  const record = await window.at(offset, endOffset - offset);
  if (record.length !== endOffset - offset || !isIntact(record)) return null;
  const { type, headBytes } = header;
  const bodyOffset = recordHeaderBytes + headBytes;
  const head: unknown = JSON.parse(record.toString('utf8', recordHeaderBytes, bodyOffset));
  return { item: { kind: 'record', type, head, bodyOffset: offset + bodyOffset }, endOffset };
}

/**
 * Offset of the next whole record, or the segment's size. Looks for the salt, which no mail can hold: a body
 * full of what begins a record costs no more than any other.
 */
async function nextRecord(window: Window, segment: Segment, from: number): Promise<number> {
  let offset = from;
  while (offset + recordHeaderBytes <= segment.sizeBytes) {
    const octets = await window.at(offset, recordHeaderBytes, 'all');
    const at = octets.indexOf(segment.salt, saltOffset);
    if (at < 0) {
      // The header may stand across the end of what is in memory.
      offset += Math.max(1, octets.length - recordHeaderBytes + 1);
      continue;
    }
    offset += at - saltOffset;
    if ((await recordAt(window, segment, offset)) !== null) return offset;
    offset += 1;
  }
  return segment.sizeBytes;
}

/**
 * Whether the octets up to the end are less than their record: a whole one that is wrong is damage. A power cut may
 * leave zeros where the file had grown and nothing was flushed; neither mail nor envelope ends in them.
 */
async function isBeginning(window: Window, segment: Segment, offset: number): Promise<boolean> {
  const octets = await window.at(offset, recordHeaderBytes);
  if (octets.length < recordHeaderBytes) return true;
  const header = decodeHeader(octets, segment.salt);
  const endOffset = offset + (header === null ? recordHeaderBytes : sizeOf(header));
  if (endOffset > segment.sizeBytes) return true;
  // Zeros stand for what could not be read, too.
  return !segment.isPartlyUnread && isZeroFrom(window, segment, endOffset - 1);
}

async function isZeroFrom(window: Window, segment: Segment, from: number): Promise<boolean> {
  for (let offset = from; offset < segment.sizeBytes;) {
    const octets = await window.at(offset, 1, 'all');
    if (octets.some((octet) => octet !== 0)) return false;
    offset += octets.length;
  }
  return true;
}

const sizeOf = ({ headBytes, bodyBytes }: RecordHeader): number =>
  recordHeaderBytes + headBytes + bodyBytes;

/** A view of a file that reads ahead. */
class Window {
  readonly #segment: Segment;
  readonly #files: SpoolFiles;
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;
  #readBytes = 0;
  #failure: unknown = null;

  constructor(segment: Segment, files: SpoolFiles) {
    this.#segment = segment;
    this.#files = files;
  }

  get hasReadNothing(): boolean {
    return this.#readBytes === 0;
  }

  /** Why the last sector that could not be read could not. */
  get failure(): unknown {
    return this.#failure;
  }

  /** So many octets, fewer at the end of the file; `all` gives whatever is in memory from there on. */
  async at(offset: number, octets: number, extent: 'all' | 'exact' = 'exact'): Promise<Buffer> {
    const wanted = Math.min(octets, this.#segment.sizeBytes - offset);
    const from = offset - this.#start;
    if (from < 0 || from + wanted > this.#buffer.length) await this.#fill(offset, wanted);
    const begin = offset - this.#start;
    return this.#buffer.subarray(begin, extent === 'all' ? undefined : begin + wanted);
  }

  async #fill(offset: number, octets: number): Promise<void> {
    const length = Math.min(Math.max(octets, chunkBytes), this.#segment.sizeBytes - offset);
    const stretch = { offset, sizeBytes: length };
    const {
      octets: read,
      readBytes,
      failure,
    } = await readThrough(this.#segment, this.#files, stretch);
    this.#buffer = read;
    this.#start = offset;
    this.#readBytes += readBytes;
    this.#failure = failure ?? this.#failure;
  }
}

/** Octets of a segment. */
export interface Stretch {
  readonly offset: number;
  readonly sizeBytes: number;
}

const sectorBytes = 4_096;

/** What the disk gave: zeros stand where it did not. */
interface ReadThrough {
  readonly octets: Buffer;
  /** How many of them are the disk's. */
  readonly readBytes: number;
  /** Why some are not; null where all are. */
  readonly failure: unknown;
}

/** All octets of the stretch, zeros where a sector cannot be read; the segment then remembers so. */
export async function readThrough(
  segment: Segment,
  files: SpoolFiles,
  { offset, sizeBytes }: Stretch,
): Promise<ReadThrough> {
  let [readBytes, failure]: [number, unknown] = [0, null];
  const read = async (at: number, octets: number): Promise<Buffer | null> => {
    const buffer = Buffer.allocUnsafeSlow(octets);
    try {
      await files.read(segment.handle, buffer, at);
    } catch (error) {
      failure = error;
      return null;
    }
    readBytes += octets;
    return buffer;
  };
  const whole = await read(offset, sizeBytes);
  if (whole !== null) return { octets: whole, readBytes, failure };
  const parts: Buffer[] = [];
  for (let at = offset; at < offset + sizeBytes; at += sectorBytes) {
    const wanted = Math.min(sectorBytes, offset + sizeBytes - at);
    parts.push((await read(at, wanted)) ?? Buffer.alloc(wanted));
  }
  segment.isPartlyUnread ||= readBytes < sizeBytes;
  return { octets: Buffer.concat(parts), readBytes, failure };
}
