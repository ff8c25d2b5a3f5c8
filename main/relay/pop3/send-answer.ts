/** Puts an answer on the wire: one write where it is small, piece by piece where it is long. */
import type net from 'node:net';
import type { Readable } from 'node:stream';
import { written } from '../net/written.ts';
import type { Answer } from './answer.ts';
import { DotStuffing, TopCut } from './dot-stuff.ts';

/**
 * Nothing, or resolves, when the client may be sent more, or is gone. A message that breaks off closes the
 * connection.
 */
export function sendAnswer(
  socket: net.Socket,
  { line, body, bodyLines }: Answer,
  onFault: (error: unknown) => void,
): Promise<void> | undefined {
  if (body === undefined) return written(socket, `${line}\r\n`);
  if (typeof body === 'string') return written(socket, `${line}\r\n${body}.\r\n`);
  const cut = bodyLines === undefined ? null : new TopCut(bodyLines);
  if (!Buffer.isBuffer(body)) return sendMessage(socket, { line, body, cut }, onFault);
  const stuffing = new DotStuffing();
  const content = stuffing.push(cut === null ? body : cut.push(body));
  return written(socket, Buffer.concat([Buffer.from(`${line}\r\n`), content, stuffing.end()]));
}

async function sendMessage(
  socket: net.Socket,
  { line, body, cut }: { line: string; body: Readable; cut: TopCut | null },
  onFault: (error: unknown) => void,
): Promise<void> {
  socket.write(`${line}\r\n`);
  try {
    await sendStream(socket, body, cut);
  } catch (error) {
    onFault(error);
    // Half a message was sent: only closing tells the client that it is not whole.
    socket.destroy();
  }
}

/** Reads on only when the client took what was read: a message of any size costs one piece of memory. */
async function sendStream(socket: net.Socket, body: Readable, cut: TopCut | null): Promise<void> {
  const stuffing = new DotStuffing();
  for await (const piece of body as AsyncIterable<Buffer>) {
    await written(socket, stuffing.push(cut === null ? piece : cut.push(piece)));
    // Leaving the loop destroys the stream and closes its file.
    if (socket.destroyed || cut?.isDone) break;
  }
  await written(socket, stuffing.end());
}
