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
import { sectorBytes, SegmentWindow } from './segment-window.ts';

/** A whole record; where its body begins in the file. */
export interface SegmentRecord {
  readonly type: RecordType;
  readonly head: unknown;
  readonly bodyOffset: number;
}

/** Whole records, one behind the other, or octets that are none. */
export type ReadItem =
  | { readonly kind: 'records'; readonly records: readonly SegmentRecord[] }
  /** Octets that are no record, though whole ones stand behind them or they claim to be whole. */
  | { readonly kind: 'damage'; readonly offset: number; readonly sizeBytes: number }
  /** The beginning of a record at the end, as a crash leaves it: never answered 250. */
  | { readonly kind: 'torn'; readonly offset: number; readonly sizeBytes: number };

/** All of a segment, in order, as many at once as are in memory. Rejects where the disk gives nothing of it. */
export async function* readSegment(
  segment: Segment,
  files: SpoolFiles,
): AsyncGenerator<ReadItem, void> {
  const window = new SegmentWindow(segment, files);
  const { sizeBytes } = segment;
  let offset = 0;
  while (offset < sizeBytes) {
    const { records, endOffset, stoppedBy } = recordsInMemory(window, segment, offset);
    yield { kind: 'records', records };
    offset = endOffset;
    if (stoppedBy.kind === 'unread') await window.fill(offset, stoppedBy.octets);
    if (stoppedBy.kind !== 'none' || offset === sizeBytes) continue;
    const next = await nextRecord(window, segment, offset + 1);
    // That is no damage: the disk is away, or another program holds the file.
    if (sizeBytes > sectorBytes && window.hasReadNothing) throw window.failure as Error;
    const isTorn = next === sizeBytes && (await isBeginning(window, segment, offset));
    yield { kind: isTorn ? 'torn' : 'damage', offset, sizeBytes: next - offset };
    offset = next;
  }
}

/** What stands at a place: a whole record, none, or more than is in memory. */
type Look =
  | { readonly kind: 'found'; readonly record: SegmentRecord; readonly endOffset: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'unread'; readonly octets: number };
const none: Look = { kind: 'none' };

/** Without a wait between them: fifty thousand promises take longer than what they wait for. */
function recordsInMemory(
  window: SegmentWindow,
  segment: Segment,
  from: number,
): {
  readonly records: readonly SegmentRecord[];
  readonly endOffset: number;
  readonly stoppedBy: Exclude<Look, { kind: 'found' }>;
} {
  const records: SegmentRecord[] = [];
  let endOffset = from;
  for (;;) {
    const look = recordIn(window, segment, endOffset);
    if (look.kind !== 'found') return { records, endOffset, stoppedBy: look };
    records.push(look.record);
    endOffset = look.endOffset;
  }
}

function recordIn(window: SegmentWindow, segment: Segment, offset: number): Look {
  if (offset + recordHeaderBytes > segment.sizeBytes) return none;
  if (!window.holds(offset, recordHeaderBytes))
    return { kind: 'unread', octets: recordHeaderBytes };
  const { octets, start } = window;
  const at = offset - start;
  const header = decodeHeader(octets, at, segment.salt);
  if (header === null) return none;
  const sizeBytes = sizeOf(header);
  if (offset + sizeBytes > segment.sizeBytes) return none;
  if (!window.holds(offset, sizeBytes)) return { kind: 'unread', octets: sizeBytes };
  if (!isIntact(octets, at, at + sizeBytes)) return none;
  const { type, headBytes } = header;
  const bodyOffset = recordHeaderBytes + headBytes;
  const head: unknown = JSON.parse(
    octets.toString('utf8', at + recordHeaderBytes, at + bodyOffset),
  );
  const record = { type, head, bodyOffset: offset + bodyOffset };
  return { kind: 'found', record, endOffset: offset + sizeBytes };
}

async function isRecordAt(
  window: SegmentWindow,
  segment: Segment,
  offset: number,
): Promise<boolean> {
  for (;;) {
    const look = recordIn(window, segment, offset);
    if (look.kind !== 'unread') return look.kind === 'found';
    await window.fill(offset, look.octets);
  }
}

/**
 * Offset of the next whole record, or the segment's size. Looks for the salt, which no mail can hold: a body
 * full of what begins a record costs no more than any other.
 */
async function nextRecord(window: SegmentWindow, segment: Segment, from: number): Promise<number> {
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
    if (await isRecordAt(window, segment, offset)) return offset;
    offset += 1;
  }
  return segment.sizeBytes;
}

/**
 * Whether the octets up to the end are less than their record: a whole one that is wrong is damage. A power cut may
 * leave zeros where the file had grown and nothing was flushed; neither mail nor envelope ends in them.
 */
async function isBeginning(
  window: SegmentWindow,
  segment: Segment,
  offset: number,
): Promise<boolean> {
  const octets = await window.at(offset, recordHeaderBytes);
  if (octets.length < recordHeaderBytes) return true;
  const header = decodeHeader(octets, 0, segment.salt);
  const endOffset = offset + (header === null ? recordHeaderBytes : sizeOf(header));
  if (endOffset > segment.sizeBytes) return true;
  // Zeros stand for what could not be read, too.
  return !segment.isPartlyUnread && isZeroFrom(window, segment, endOffset - 1);
}

async function isZeroFrom(window: SegmentWindow, segment: Segment, from: number): Promise<boolean> {
  for (let offset = from; offset < segment.sizeBytes;) {
    const octets = await window.at(offset, 1, 'all');
    if (octets.some((octet) => octet !== 0)) return false;
    offset += octets.length;
  }
  return true;
}

const sizeOf = ({ headBytes, bodyBytes }: RecordHeader): number =>
  recordHeaderBytes + headBytes + bodyBytes;
