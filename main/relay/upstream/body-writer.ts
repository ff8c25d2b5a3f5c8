/**
 * Writes one body to the provider's socket, dot-stuffed and ended. Two ways: a small body that is in memory
 * leaves in one write, a large one is read and sent block by block at the socket's pace.
 */
import type { Socket } from 'node:net';
import { asError } from '../../contract/thrown.ts';
import { blocks } from '../lifecycle/blocks.ts';
import { DotStuffer } from './dot-stuffer.ts';
import type { BodyRelease, LargeBody } from './route.ts';

/** What the sending library asks of the thing that it writes a body to: `write` is called once. */
export interface BodySink {
  readonly outByteCount: number;
  /** Whether some of the body has still to leave. */
  readonly isUnderWay: boolean;
  write(): void;
  end(): void;
}

/** For a body in memory. */
export function wholeBodySink(socket: Socket, body: Buffer): BodySink {
  let outByteCount = 0;
  return {
    isUnderWay: false,
    get outByteCount() {
      return outByteCount;
    },
    write() {
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

/**
 * For a body that the provider has asked for and that may not leave yet. The provider's answer, if one comes
 * meanwhile, is an early one as in the midst of a body.
 */
export class HeldSink implements BodySink {
  readonly #socket: Socket;
  readonly #sink: BodySink;
  readonly #release: BodyRelease;
  readonly #onWithheld: () => void;
  #isHeld = true;

  constructor(
    socket: Socket,
    sink: BodySink,
    { release, onWithheld }: { readonly release: BodyRelease; readonly onWithheld: () => void },
  ) {
    this.#socket = socket;
    this.#sink = sink;
    this.#release = release;
    this.#onWithheld = onWithheld;
  }

  get outByteCount(): number {
    return this.#sink.outByteCount;
  }

  get isUnderWay(): boolean {
    return this.#isHeld || this.#sink.isUnderWay;
  }

  write(): void {
    void this.#release().then((isReleased) => {
      this.#isHeld = false;
      // Given up meanwhile: nothing leaves any more.
      if (!this.#socket.writable) return;
      if (isReleased) this.#sink.write();
      else this.#onWithheld();
    });
  }

  end(): void {
    // The sink ends by itself.
  }
}

/**
 * For a body that is read as it is sent. One that cannot be read to its end is never ended on the wire: the
 * lone dot would make the provider keep half a message.
 */
export class LargeBodySink implements BodySink {
  outByteCount = 0;
  isUnderWay = true;
  readonly #socket: Socket;
  readonly #body: LargeBody;
  readonly #sizeBytes: number;
  readonly #onUnreadable: (error: Error) => void;
  readonly #stuffer = new DotStuffer();

  constructor(
    socket: Socket,
    { body, sizeBytes }: { readonly body: LargeBody; readonly sizeBytes: number },
    onUnreadable: (error: Error) => void,
  ) {
    this.#socket = socket;
    this.#body = body;
    this.#sizeBytes = sizeBytes;
    this.#onUnreadable = onUnreadable;
  }

  write(): void {
    this.#pour(this.#body).catch((error: unknown) => {
      this.#onUnreadable(asError(error));
    });
  }

  end(): void {
    // It ends when all of it was read.
  }

  /** Reads one block while the one before is on its way. A connection that breaks ends it without a word. */
  async #pour(body: LargeBody): Promise<void> {
    let [next, sent] = [blocks.take(), blocks.take()];
    let reading = body.read(next, 0);
    try {
      for (let offset = 0; offset < this.#sizeBytes && !this.#socket.destroyed;) {
        const octets = Math.min(await reading, this.#sizeBytes - offset);
        const missingBytes = this.#sizeBytes - offset;
        if (octets === 0) throw new Error(`The body ends ${missingBytes} octets early`);
        offset += octets;
        [next, sent] = [sent, next];
        reading = body.read(next, offset);
        // Heard of when its turn comes.
        reading.catch(() => undefined);
        await this.#send(this.#stuffer.stuff(sent.subarray(0, octets)));
      }
      const isSent = this.#send(this.#stuffer.end());
      this.isUnderWay = false;
      await isSent;
    } finally {
      await reading.catch(() => undefined);
      blocks.give(next);
      blocks.give(sent);
    }
  }

  /** Resolves when the octets are no longer needed: they left, or the connection is gone. */
  #send(octets: Buffer): Promise<void> {
    this.outByteCount += octets.length;
    return new Promise((resolve) => {
      this.#socket.write(octets, () => {
        resolve();
      });
    });
  }
}
