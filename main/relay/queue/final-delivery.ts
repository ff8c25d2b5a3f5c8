/**
 * A message as a mailbox keeps it: who sent it stands on top (RFC 5321 §4.4, asked of whoever makes the final
 * delivery). By an empty one, programs that answer by themselves know a report.
 */
import { Readable } from 'node:stream';
import type { MessageSource } from '../mailboxes/mailboxes.ts';

/** The body with its Return-Path; `sender` is '' for a report. */
export function withReturnPath(sender: string, { sizeBytes, body }: MessageSource): MessageSource {
  const line = Buffer.from(`Return-Path: <${sender}>\r\n`);
  return {
    sizeBytes: line.length + sizeBytes,
    body: Buffer.isBuffer(body) ? Buffer.concat([line, body]) : below(line, body),
  };
}

/** Whoever destroys it, or stops reading, destroys the body, too. */
function below(line: Buffer, body: Readable): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    yield line;
    yield* body as AsyncIterable<Buffer>;
  }
  // Heard of when its turn comes.
  body.on('error', () => undefined);
  const whole = Readable.from(pieces(), { objectMode: false });
  // One that nobody began to read has no end of its own.
  whole.once('close', () => body.destroy());
  return whole;
}
