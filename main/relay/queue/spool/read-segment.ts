/** Reads the records of one segment in order, in big chunks. Stops at the first torn record. */
import type fs from 'node:fs';
import { crc32 } from 'node:zlib';
import { decodeHeader, recordHeaderBytes, type RecordType } from './record.ts';

export interface ReadRecord {
  readonly type: RecordType;
  readonly head: unknown;
  readonly bodyOffset: number;
  readonly bodyBytes: number;
  readonly endOffset: number;
}

const chunkBytes = 4 << 20;
const bigBodyBytes = 1 << 20;
const maxHeadBytes = 16 << 20;

/** Yields every whole record; returns the offset after the last one. */
export async function* readSegment(
  handle: fs.promises.FileHandle,
  sizeBytes: number,
): AsyncGenerator<ReadRecord, number> {
  const window = new Window(handle, sizeBytes);
  let offset = 0;
  while (offset + recordHeaderBytes <= sizeBytes) {
    const header = decodeHeader(await window.at(offset, recordHeaderBytes), 0);
    if (header === null || header.headBytes > maxHeadBytes) return offset;
    const bodyOffset = offset + recordHeaderBytes + header.headBytes;
    const endOffset = bodyOffset + header.bodyBytes;
    if (endOffset > sizeBytes) return offset;
    const isBig = header.bodyBytes > bigBodyBytes;
    const wanted = header.headBytes + (isBig ? 0 : header.bodyBytes);
    const content = await window.at(offset + recordHeaderBytes, wanted);
    if (!isBig && crc32(content) !== header.crc) return offset;
    const head: unknown = JSON.parse(content.toString('utf8', 0, header.headBytes));
    yield { type: header.type, head, bodyOffset, bodyBytes: header.bodyBytes, endOffset };
    offset = endOffset;
  }
  return offset;
}

/** A view of a file that reads ahead. */
class Window {
  readonly #handle: fs.promises.FileHandle;
  readonly #sizeBytes: number;
  #buffer = Buffer.alloc(0);
  #start = 0;

  constructor(handle: fs.promises.FileHandle, sizeBytes: number) {
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  async at(offset: number, octets: number): Promise<Buffer> {
    const from = offset - this.#start;
    if (from < 0 || from + octets > this.#buffer.length) await this.#fill(offset, octets);
    const begin = offset - this.#start;
    return this.#buffer.subarray(begin, begin + octets);
  }

  async #fill(offset: number, octets: number): Promise<void> {
    const length = Math.min(Math.max(octets, chunkBytes), this.#sizeBytes - offset);
    const buffer = Buffer.allocUnsafeSlow(length);
    const { bytesRead } = await this.#handle.read(buffer, 0, length, offset);
    this.#buffer = buffer.subarray(0, bytesRead);
    this.#start = offset;
  }
}
