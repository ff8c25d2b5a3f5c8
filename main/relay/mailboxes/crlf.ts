/** Files of other programs end their lines with LF; on the wire it is CRLF (RFC 1939 §3). */
import fs from 'node:fs';
import { Readable } from 'node:stream';

const lf = 0x0a;
const cr = 0x0d;
const crlf = Buffer.from('\r\n');
const pieceBytes = 128 << 10;

/** The file piece by piece with every line end as CRLF, the last one added where it lacks. */
async function* crlfPieces(file: string): AsyncGenerator<Buffer> {
  let last = lf;
  for await (const piece of fs.createReadStream(file, {
    highWaterMark: pieceBytes,
  }) as AsyncIterable<Buffer>) {
    yield withCrlf(piece, last);
    last = piece[piece.length - 1] ?? last;
  }
  if (last !== lf) yield crlf;
}

function withCrlf(piece: Buffer, before: number): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = piece.indexOf(lf); at >= 0; at = piece.indexOf(lf, at + 1)) {
    if ((at === 0 ? before : piece[at - 1]) === cr) continue;
    parts.push(piece.subarray(from, at), crlf);
    from = at + 1;
  }
  if (parts.length === 0) return piece;
  parts.push(piece.subarray(from));
  return Buffer.concat(parts);
}

/** Rejects, or ends with an error, when the file cannot be read. */
export const crlfStream = (file: string): Readable =>
  Readable.from(crlfPieces(file), { objectMode: false, highWaterMark: pieceBytes });

/** Octets as `crlfStream` gives them. */
export async function crlfSize(file: string): Promise<number> {
  let octets = 0;
  for await (const piece of crlfPieces(file)) octets += piece.length;
  return octets;
}
