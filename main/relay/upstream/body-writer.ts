/**
 * Writes one body to the provider's socket, dot-stuffed and ended. Two ways: a small body that is in memory
 * leaves in one write, a stream passes chunk by chunk at the socket's pace.
 */
import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import { DotStuffer } from './dot-stuffer.ts';

/** What the sending library asks of the thing that it pours a body into. */
export interface BodySink {
  readonly outByteCount: number;
  write(chunk: Buffer): unknown;
  end(): unknown;
}

/** For a body in memory: `write` is called once, with all of it. */
export function wholeBodySink(socket: Socket): BodySink {
  let outByteCount = 0;
  return {
    get outByteCount() {
      return outByteCount;
    },
    write(body) {
      const stuffer = new DotStuffer();
      const stuffed = stuffer.stuff(body);
      const end = stuffer.end();
      outByteCount = stuffed.length + end.length;
      socket.cork();
      socket.write(stuffed);
      socket.write(end);
      socket.uncork();
    },
    end: () => undefined,
  };
}

/** For a body that is read as it is sent. A body that ends early is never ended on the wire. */
export class BodyWriter extends Writable implements BodySink {
  outByteCount = 0;
  readonly #socket: Socket;
  readonly #stuffer = new DotStuffer();
  readonly #sizeBytes: number;

  constructor(socket: Socket, sizeBytes: number) {
    super({ highWaterMark: 1 << 20, decodeStrings: true });
    this.#socket = socket;
    this.#sizeBytes = sizeBytes;
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#put(this.#stuffer.stuff(chunk), done);
  }

  override _final(done: (error?: Error) => void): void {
    const missingBytes = this.#sizeBytes - this.#stuffer.takenBytes;
    // The lone dot would make the provider keep half a message.
    if (missingBytes > 0) done(new Error(`The body ends ${missingBytes} octets early`));
    else this.#put(this.#stuffer.end(), done);
  }

  #put(octets: Buffer, done: () => void): void {
    this.outByteCount += octets.length;
    if (this.#socket.write(octets)) done();
    else this.#socket.once('drain', done);
  }
}
