/** Messages on their way out of POP3: dot-stuffing (RFC 1939 §3) and the cut of TOP. Streams stay streams. */
import { Transform } from 'node:stream';

const dot = 0x2e;
const lf = 0x0a;

/** A whole message dot-stuffed, with its last line ended and the lone dot behind it. */
export function stuffedWhole(content: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  if (content[0] === dot) parts.push(Buffer.from('.'));
  for (let at = content.indexOf('\n.'); at >= 0; at = content.indexOf('\n.', at + 1)) {
    parts.push(content.subarray(from, at + 1), Buffer.from('.'));
    from = at + 1;
  }
  parts.push(content.subarray(from));
  const isEnded = content.length === 0 || content.at(-1) === lf;
  parts.push(Buffer.from(isEnded ? '.\r\n' : '\r\n.\r\n'));
  return parts.length === 2 && from === 0
    ? Buffer.concat([content, parts[1] ?? content])
    : Buffer.concat(parts);
}

/** The same for a stream. */
export function stuffing(): Transform {
  let isLineStart = true;
  let isEmpty = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const parts: Buffer[] = [];
      let from = 0;
      if (isLineStart && chunk[0] === dot) parts.push(Buffer.from('.'));
      for (let at = chunk.indexOf('\n.'); at >= 0; at = chunk.indexOf('\n.', at + 1)) {
        parts.push(chunk.subarray(from, at + 1), Buffer.from('.'));
        from = at + 1;
      }
      parts.push(chunk.subarray(from));
      isEmpty = false;
      isLineStart = chunk.at(-1) === lf;
      done(null, parts.length === 1 ? chunk : Buffer.concat(parts));
    },
    flush(done) {
      done(null, Buffer.from(isLineStart || isEmpty ? '.\r\n' : '\r\n.\r\n'));
    },
  });
}

/** Where TOP ends in a whole message: header, empty line, and so many lines (RFC 1939 §7). */
export function topOf(content: Buffer, lines: number): Buffer {
  const end = content.indexOf('\r\n\r\n');
  if (end < 0) return content;
  let at = end + 4;
  for (let left = lines; left > 0 && at < content.length; left -= 1) {
    const next = content.indexOf(lf, at);
    at = next < 0 ? content.length : next + 1;
  }
  return content.subarray(0, at);
}

/** The same for a stream; it reads no further than it must. */
export async function topOfStream(stream: AsyncIterable<Buffer>, lines: number): Promise<Buffer> {
  let content = Buffer.alloc(0);
  for await (const chunk of stream) {
    content = Buffer.concat([content, chunk]);
    const top = topOf(content, lines);
    if (top.length < content.length) return top;
  }
  return content;
}
