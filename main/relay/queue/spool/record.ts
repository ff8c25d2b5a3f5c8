/**
 * One record of the spool log: fixed header, JSON head, body. Pure. The checksum covers all of it, so that
 * a record torn by a crash is known as such. The salt is the segment's: a sender cannot know it, so no mail
 * can hold octets that pass for a record where damage makes the reader search for the next one.
 *
 *   0 magic "MRQ2" · 4 type · 8 head length · 12 body length · 16 salt (8 octets) · 24 CRC-32
 */
import { crc32 } from 'node:zlib';

export const recordHeaderBytes = 28;
export const saltBytes = 8;
const recordMagic = Buffer.from('MRQ2');
export const saltOffset = 16;
const crcOffset = 24;
/** Heads hold envelopes, bodies stay below `largeBytes`: whatever claims more is no record. */
const maxHeadBytes = 64 << 20;
const maxBodyBytes = 8 << 20;

/** `message` carries envelope and small body; `state` what became of it; `done` ends it. */
export type RecordType = 'message' | 'state' | 'done' | 'queue';
const types: readonly RecordType[] = ['message', 'state', 'done', 'queue'];

export interface RecordHeader {
  readonly type: RecordType;
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** Complete but for what its segment adds: see `sealRecord`. */
export interface EncodedRecord {
  readonly header: Buffer;
  readonly content: readonly Buffer[];
  readonly sizeBytes: number;
  /** Where the body begins, counted from the record's first octet. */
  readonly bodyOffset: number;
}

/** `head` goes in as JSON. Throws for what is too large for the log, which its caller must not let come to that. */
export function encodeRecord(
  type: RecordType,
  head: unknown,
  body: readonly Buffer[] = [],
): EncodedRecord {
  const headBuffer = Buffer.from(JSON.stringify(head));
  const bodyBytes = body.reduce((sum, chunk) => sum + chunk.length, 0);
  if (headBuffer.length > maxHeadBytes || bodyBytes > maxBodyBytes)
    throw new Error('Too large for a record of the spool');
  const header = Buffer.allocUnsafe(recordHeaderBytes);
  recordMagic.copy(header, 0);
  header.writeUInt32BE(types.indexOf(type), 4);
  header.writeUInt32BE(headBuffer.length, 8);
  header.writeUInt32BE(bodyBytes, 12);
  const bodyOffset = recordHeaderBytes + headBuffer.length;
  return {
    header,
    content: [headBuffer, ...body],
    sizeBytes: bodyOffset + bodyBytes,
    bodyOffset,
  };
}

/** The octets of the record in the segment with this salt. */
export function sealRecord({ header, content }: EncodedRecord, salt: Buffer): Buffer[] {
  salt.copy(header, saltOffset);
  header.writeUInt32BE(checksum(header, content), crcOffset);
  return [header, ...content];
}

/** The header at the beginning of `octets`, or null where there is none. */
export function decodeHeader(octets: Buffer, salt: Buffer): RecordHeader | null {
  if (octets.length < recordHeaderBytes || !octets.subarray(0, 4).equals(recordMagic)) return null;
  const type = types[octets.readUInt32BE(4)];
  if (type === undefined || !octets.subarray(saltOffset, saltOffset + saltBytes).equals(salt))
    return null;
  const headBytes = octets.readUInt32BE(8);
  const bodyBytes = octets.readUInt32BE(12);
  return headBytes > maxHeadBytes || bodyBytes > maxBodyBytes
    ? null
    : { type, headBytes, bodyBytes };
}

/** Whether a whole record (header, head and body in one) is as it was written. */
export const isIntact = (record: Buffer): boolean =>
  record.readUInt32BE(crcOffset) === checksum(record, [record.subarray(recordHeaderBytes)]);

const checksum = (header: Buffer, content: readonly Buffer[]): number =>
  content.reduce((crc, chunk) => crc32(chunk, crc), crc32(header.subarray(0, crcOffset)));
