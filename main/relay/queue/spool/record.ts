/**
 * One record of the spool log: fixed header, JSON head, body. Pure. The checksum covers all of it, so that
 * a record torn by a crash is known as such. The salt is the segment's: a sender cannot know it, so no mail
 * can hold octets that pass for a record where damage makes the reader search for the next one.
 *
 *   0 magic "MRQ2" · 4 type · 8 head length · 12 body length · 16 salt (8 octets) · 24 CRC-32
 */
import { crc32 } from 'node:zlib';

/** Length of the fixed header, octets. */
export const recordHeaderBytes = 28;
/** Length of the salt, octets. */
export const saltBytes = 8;
const recordMagic = Buffer.from('MRQ2');
/** Where the salt stands in the header. */
export const saltOffset = 16;
const crcOffset = 24;
/**
 * Heads hold envelopes. A body larger than a block has a file of its own, but for a report: to the most recipients that
 * can be set it takes 2 KiB each. Whatever claims more is no record.
 */
const maxHeadBytes = 64 << 20;
const maxBodyBytes = 32 << 20;

/** `message` carries envelope and small body; `state` what became of it; `done` ends it. */
export type RecordType = 'message' | 'state' | 'done' | 'queue';
const types: readonly RecordType[] = ['message', 'state', 'done', 'queue'];

/** What follows the fixed header, in octets. */
export interface RecordHeader {
  readonly type: RecordType;
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** Complete but for what its segment adds: see `sealRecords`. */
export interface EncodedRecord {
  readonly type: RecordType;
  readonly head: string;
  readonly headBytes: number;
  readonly body: readonly Buffer[];
  readonly bodyBytes: number;
  readonly sizeBytes: number;
  /** Where the body begins, counted from the record's first octet. */
  readonly bodyOffset: number;
}

/** `head` goes in as JSON. Throws for what is too large for the log, which its caller must not let come to that. */
export function encodeRecord(
  type: RecordType,
  value: unknown,
  body: readonly Buffer[] = [],
): EncodedRecord {
  const head = JSON.stringify(value);
  const headBytes = Buffer.byteLength(head);
  let bodyBytes = 0;
  for (const chunk of body) bodyBytes += chunk.length;
  if (headBytes > maxHeadBytes || bodyBytes > maxBodyBytes)
    throw new Error('Too large for a record of the spool');
  const bodyOffset = recordHeaderBytes + headBytes;
  return { type, head, headBytes, body, bodyBytes, sizeBytes: bodyOffset + bodyBytes, bodyOffset };
}

/**
 * The octets of these records, one behind the other, in the segment with this salt. All but the bodies are put
 * into `room` where that is large enough: it may be used again when they are written.
 */
export function sealRecords(
  records: readonly EncodedRecord[],
  salt: Buffer,
  room: Buffer = nothing,
): Buffer[] {
  const headsBytes = records.reduce((sum, { bodyOffset }) => sum + bodyOffset, 0);
  const heads = room.length < headsBytes ? Buffer.allocUnsafeSlow(headsBytes) : room;
  const chunks: Buffer[] = [];
  let [from, at] = [0, 0];
  for (const record of records) {
    seal(record, salt, heads.subarray(at, at + record.bodyOffset));
    at += record.bodyOffset;
    if (record.bodyBytes === 0) continue;
    chunks.push(heads.subarray(from, at), ...record.body);
    from = at;
  }
  if (at > from) chunks.push(heads.subarray(from, at));
  return chunks;
}

const nothing = Buffer.alloc(0);

/** Fills `octets` with header and head. */
function seal(
  { type, head, headBytes, body, bodyBytes }: EncodedRecord,
  salt: Buffer,
  octets: Buffer,
): void {
  recordMagic.copy(octets, 0);
  octets.writeUInt32BE(types.indexOf(type), 4);
  octets.writeUInt32BE(headBytes, 8);
  octets.writeUInt32BE(bodyBytes, 12);
  salt.copy(octets, saltOffset);
  octets.write(head, recordHeaderBytes);
  const content = octets.subarray(recordHeaderBytes);
  octets.writeUInt32BE(checksum(octets.subarray(0, crcOffset), [content, ...body]), crcOffset);
}

/** The header at this place of `octets`, or null where there is none. */
export function decodeHeader(octets: Buffer, at: number, salt: Buffer): RecordHeader | null {
  if (octets.length - at < recordHeaderBytes || !isAt(octets, at, recordMagic)) return null;
  const type = types[octets.readUInt32BE(at + 4)];
  if (type === undefined || !isAt(octets, at + saltOffset, salt)) return null;
  const headBytes = octets.readUInt32BE(at + 8);
  const bodyBytes = octets.readUInt32BE(at + 12);
  return headBytes > maxHeadBytes || bodyBytes > maxBodyBytes
    ? null
    : { type, headBytes, bodyBytes };
}

const isAt = (octets: Buffer, at: number, wanted: Buffer): boolean =>
  octets.compare(wanted, 0, wanted.length, at, at + wanted.length) === 0;

/** Whether a whole record (header, head and body in one), from `at` to `end`, is as it was written. */
export const isIntact = (octets: Buffer, at: number, end: number): boolean =>
  octets.readUInt32BE(at + crcOffset) ===
  checksum(octets.subarray(at, at + crcOffset), [octets.subarray(at + recordHeaderBytes, end)]);

/** `header`: what of it stands before the checksum. */
const checksum = (header: Buffer, content: readonly Buffer[]): number =>
  content.reduce((crc, chunk) => crc32(chunk, crc), crc32(header));
