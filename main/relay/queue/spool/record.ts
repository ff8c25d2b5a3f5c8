/**
 * One record of the spool log: fixed header, JSON head, body. Pure. The checksum covers head and body, so
 * that a record torn by a crash is known as such.
 *
 *   0 magic "MRQ1" · 4 type · 8 head length · 12 body length · 16 CRC-32
 */
import { crc32 } from 'node:zlib';

export const recordHeaderBytes = 20;
const magic = 0x4d525131;

/** `message` carries envelope and small body; `state` what became of it; `done` ends it. */
export type RecordType = 'message' | 'state' | 'done' | 'queue';
const types: readonly RecordType[] = ['message', 'state', 'done', 'queue'];

export interface RecordHeader {
  readonly type: RecordType;
  readonly headBytes: number;
  readonly bodyBytes: number;
  readonly crc: number;
}

export interface EncodedRecord {
  readonly chunks: readonly Buffer[];
  readonly sizeBytes: number;
  /** Where the body begins, counted from the record's first octet. */
  readonly bodyOffset: number;
}

export function encodeRecord(
  type: RecordType,
  head: unknown,
  body: readonly Buffer[] = [],
): EncodedRecord {
  const headBuffer = Buffer.from(JSON.stringify(head));
  const bodyBytes = body.reduce((sum, chunk) => sum + chunk.length, 0);
  const header = Buffer.allocUnsafe(recordHeaderBytes);
  header.writeUInt32BE(magic, 0);
  header.writeUInt32BE(types.indexOf(type), 4);
  header.writeUInt32BE(headBuffer.length, 8);
  header.writeUInt32BE(bodyBytes, 12);
  header.writeUInt32BE(
    body.reduce((crc, chunk) => crc32(chunk, crc), crc32(headBuffer)),
    16,
  );
  const bodyOffset = recordHeaderBytes + headBuffer.length;
  return { chunks: [header, headBuffer, ...body], sizeBytes: bodyOffset + bodyBytes, bodyOffset };
}

/** The header at `offset`, or null where there is none. */
export function decodeHeader(buffer: Buffer, offset: number): RecordHeader | null {
  if (offset + recordHeaderBytes > buffer.length || buffer.readUInt32BE(offset) !== magic)
    return null;
  const type = types[buffer.readUInt32BE(offset + 4)];
  if (type === undefined) return null;
  return {
    type,
    headBytes: buffer.readUInt32BE(offset + 8),
    bodyBytes: buffer.readUInt32BE(offset + 12),
    crc: buffer.readUInt32BE(offset + 16),
  };
}
