/** One session's view of a Maildir. Numbers stay fixed; nothing goes before commit. */
import fs from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import type { IndexedMessage } from './mailbox-index.ts';
import type { Maildrop } from './mailboxes.ts';

/** Up to this a message is read whole: one read and one write are faster than a stream. */
const wholeBytes = 256 << 10;
/** Programs fetch one message after another: the next ones are read while this one is sent. */
const readAhead = 4;
const readAheadBytes = 32 << 10;

export class MaildirMaildrop implements Maildrop {
  readonly messages: readonly IndexedMessage[];
  readonly #folder: string;
  readonly #release: () => void;
  readonly #ahead = new Map<number, Promise<Buffer | Error>>();
  #isReleased = false;

  constructor(folder: string, messages: readonly IndexedMessage[], release: () => void) {
    this.#folder = folder;
    this.messages = messages;
    this.#release = release;
  }

  async read(index: number): Promise<Buffer | Readable> {
    const message = this.#at(index);
    const file = path.join(this.#folder, message.file);
    if (message.isForeign) return crlfStream(file);
    if (message.sizeBytes > wholeBytes)
      return fs.createReadStream(file, { highWaterMark: 128 << 10 });
    const content = await (this.#ahead.get(index) ?? readWhole(file));
    this.#ahead.delete(index);
    this.#readAhead(index);
    if (content instanceof Error) throw content;
    return content;
  }

  async commit(deleted: ReadonlySet<number>): Promise<readonly number[]> {
    const failed: number[] = [];
    for (const index of deleted) {
      try {
        await fs.promises.unlink(path.join(this.#folder, this.#at(index).file));
      } catch (error) {
        // Gone already is what was asked for.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed.push(index);
      }
    }
    return failed;
  }

  release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#ahead.clear();
    this.#release();
  }

  #readAhead(index: number): void {
    for (let next = index + 1; next <= index + readAhead; next += 1) {
      const message = this.messages[next];
      if (!message || this.#ahead.has(next)) continue;
      if (message.isForeign || message.sizeBytes > readAheadBytes) continue;
      this.#ahead.set(next, readWhole(path.join(this.#folder, message.file)));
    }
  }

  #at(index: number): IndexedMessage {
    const message = this.messages[index];
    if (!message) throw new RangeError(`No message ${index}`);
    return message;
  }
}

/** An error as a value: what is read ahead may never be asked for. */
const readWhole = (file: string): Promise<Buffer | Error> =>
  fs.promises.readFile(file).catch((error: unknown) => error as Error);

/** Files of other programs end their lines with LF; on the wire it is CRLF. */
function crlfStream(file: string): Readable {
  let last = 0;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const out: number[] = [];
      for (const octet of chunk) {
        if (octet === 0x0a && last !== 0x0d) out.push(0x0d);
        out.push(octet);
        last = octet;
      }
      done(null, Buffer.from(out));
    },
    flush(done) {
      done(null, last === 0x0a ? null : Buffer.from('\r\n'));
    },
  });
  return fs.createReadStream(file).pipe(transform);
}
