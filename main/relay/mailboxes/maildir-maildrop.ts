/** One session's view of a Maildir. Numbers stay fixed; nothing goes before commit. */
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { asError } from '../../contract/thrown.ts';
import { crlfStream } from './crlf.ts';
import { findAgain, type IndexedMessage } from './mailbox-index.ts';
import type { Maildrop } from './mailboxes.ts';
import { mustBeFile, readSmall } from './read-small.ts';

/** Up to this a message is read whole: one read and one write are faster than a stream. */
const wholeBytes = 128 << 10;
/** Programs fetch one message after another: the next ones are read while this one is sent. */
const aheadCount = 8;
const aheadBytes = 32 << 10;
/** So many files are deleted at once: the system has only a few threads for it. */
const deleteAtOnce = 4;

/** What one session of a mailbox stands on. */
export interface MaildirMaildropOptions {
  readonly folder: string;
  readonly messages: readonly IndexedMessage[];
  /** Called after files were deleted. */
  readonly onChange: () => void;
  readonly release: () => boolean;
}

/**
 * The messages of one session (RFC 1939 §5). `read` rejects where a message is gone; `commit` names what could
 * not be deleted.
 */
export class MaildirMaildrop implements Maildrop {
  readonly messages: readonly IndexedMessage[];
  readonly #options: MaildirMaildropOptions;
  readonly #ahead = new Map<number, Promise<Buffer | Error>>();
  #isReleased = false;

  constructor(options: MaildirMaildropOptions) {
    this.#options = options;
    this.messages = options.messages;
  }

  async read(index: number): Promise<Buffer | Readable> {
    const message = this.#at(index);
    if (isAhead(message)) return this.#readAhead(index);
    this.#ahead.clear();
    return this.#locate(message, (file) => open(file, message));
  }

  async commit(deleted: ReadonlySet<number>): Promise<readonly number[]> {
    const left = [...deleted];
    const failed: number[] = [];
    const work = async (): Promise<void> => {
      for (let index = left.pop(); index !== undefined; index = left.pop())
        if (!(await this.#delete(this.#at(index)))) failed.push(index);
    };
    await Promise.all(Array.from({ length: deleteAtOnce }, work));
    this.#options.onChange();
    return failed;
  }

  release(): boolean {
    this.#isReleased = true;
    this.#ahead.clear();
    return this.#options.release();
  }

  async #delete(message: IndexedMessage): Promise<boolean> {
    try {
      await this.#locate(message, (file) => fs.promises.unlink(file));
      return true;
    } catch (error) {
      // Gone already is what was asked for.
      return (error as NodeJS.ErrnoException).code === 'ENOENT';
    }
  }

  async #readAhead(index: number): Promise<Buffer> {
    const wanted = this.#ahead.get(index) ?? this.#readWhole(index);
    // After the answer: the client must not wait until the next ones are asked for.
    setImmediate(() => {
      if (!this.#isReleased) this.#lookAhead(index);
    });
    const content = await wanted;
    if (content instanceof Error) throw content;
    return content;
  }

  #lookAhead(index: number): void {
    for (const other of this.#ahead.keys())
      if (other <= index || other > index + aheadCount) this.#ahead.delete(other);
    for (let next = index + 1; next <= index + aheadCount; next += 1) {
      const message = this.messages[next];
      if (message && isAhead(message) && !this.#ahead.has(next))
        this.#ahead.set(next, this.#readWhole(next));
    }
  }

  /** An error as a value: what is read ahead may never be asked for. */
  #readWhole(index: number): Promise<Buffer | Error> {
    const message = this.#at(index);
    return this.#locate(message, (file) => readSmall(file, message.sizeBytes)).catch(asError);
  }

  /** Another mail program may have moved the file to cur/ or marked it since the session began. */
  async #locate<T>(message: IndexedMessage, use: (file: string) => Promise<T>): Promise<T> {
    const { folder } = this.#options;
    try {
      return await use(path.join(folder, message.file));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      const file = await findAgain(folder, message.base);
      if (file === null) throw error;
      return use(path.join(folder, file));
    }
  }

  #at(index: number): IndexedMessage {
    const message = this.messages[index];
    if (!message) throw new RangeError(`No message ${index}`);
    return message;
  }
}

const isAhead = ({ isForeign, sizeBytes }: IndexedMessage): boolean =>
  !isForeign && sizeBytes <= aheadBytes;

async function open(file: string, message: IndexedMessage): Promise<Buffer | Readable> {
  await mustBeFile(file);
  if (message.isForeign) {
    await fs.promises.access(file, fs.constants.R_OK);
    return crlfStream(file);
  }
  if (message.sizeBytes <= wholeBytes) return fs.promises.readFile(file);
  // Opened before +OK is said: a file that is gone must be an error, not half a message.
  const handle = await fs.promises.open(file, 'r');
  return handle.createReadStream({ highWaterMark: wholeBytes });
}
