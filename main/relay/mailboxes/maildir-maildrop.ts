/** One session's view of a Maildir. Numbers stay fixed; nothing goes before commit. */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { asError, codeOf } from '../../contract/thrown.ts';
import { flushFolder } from '../store/flush-folder.ts';
import { crlfStream } from './crlf.ts';
import { isOwnFault, type IndexedMessage, type UnreadableFile } from './mailbox-index.ts';
import type { Maildrop, Unremoved } from './mailboxes.ts';
import { MovedFiles } from './moved-files.ts';
import { ReadAhead, type Ahead } from './read-ahead.ts';
import { mustBeFile } from './read-small.ts';
import type { SmallFiles } from './small-files.ts';

/** Up to this a message is read whole: one read and one write are faster than a stream. */
const wholeBytes = 128 << 10;
/** Up to this it is read before it is asked for. */
const aheadBytes = 32 << 10;
/** So many files are deleted at once: the system has only a few threads for it. */
const deleteAtOnce = 4;
/** So many messages of one session are told as unreadable: where it is more, the disk is at fault, and no message. */
const mostUnreadable = 20;

/** What one session of a mailbox stands on. */
export interface MaildirMaildropOptions {
  readonly folder: string;
  readonly messages: readonly IndexedMessage[];
  readonly files: SmallFiles;
  /** Called after files were deleted. */
  readonly onChange: () => void;
  /** Called for a message that is there and cannot be read; `base` is its name without flags. */
  readonly onUnreadable: (base: string, found: UnreadableFile) => void;
  readonly release: () => boolean;
}

/**
 * The messages of one session (RFC 1939 §5). `read` rejects where a message is gone; `commit` names what could
 * not be deleted.
 */
export class MaildirMaildrop implements Maildrop {
  readonly messages: readonly IndexedMessage[];
  readonly #options: MaildirMaildropOptions;
  readonly #moved: MovedFiles;
  readonly #ahead = new ReadAhead((index) => this.#readSmall(index));
  #unreadableCount = 0;

  constructor(options: MaildirMaildropOptions) {
    this.#options = options;
    this.#moved = new MovedFiles(options.folder);
    this.messages = options.messages;
  }

  read(index: number): Buffer | Promise<Buffer | Readable> {
    const message = this.#at(index);
    const small = this.#ahead.take(index);
    return Buffer.isBuffer(small) ? small : this.#readLater(message, small);
  }

  async #readLater(
    message: IndexedMessage,
    small: Promise<Buffer> | null,
  ): Promise<Buffer | Readable> {
    const tell = (error: unknown): void => this.#unreadable(message, error);
    try {
      const content = await (small ?? this.#locate(message, (file) => open(file, message)));
      // Who reads no further (TOP, a client that goes) breaks the stream off, too: that is no call to the system.
      if (content instanceof Readable)
        content.once('error', (error: NodeJS.ErrnoException) => {
          if (error.syscall !== undefined) tell(error);
        });
      return content;
    } catch (error) {
      tell(error);
      throw error;
    }
  }

  async commit(deleted: ReadonlySet<number>): Promise<readonly Unremoved[]> {
    const left = [...deleted];
    const failed: Unremoved[] = [];
    const changed = new Set<string>();
    const work = async (): Promise<void> => {
      for (let index = left.pop(); index !== undefined; index = left.pop()) {
        const code = await this.#delete(this.#at(index), changed);
        if (code !== null) failed.push({ index, code });
      }
    };
    await Promise.all(Array.from({ length: deleteAtOnce }, work));
    this.#options.onChange();
    const code = await flushAll(changed);
    return code === null ? failed : [...deleted].map((index) => ({ index, code }));
  }

  release(): boolean {
    this.#ahead.stop();
    return this.#options.release();
  }

  /** A virus scanner keeps it shut, or the disk is bad there. What somebody took away is no more than gone. */
  #unreadable({ base, file }: IndexedMessage, error: unknown): void {
    const { code = null } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || isOwnFault(code)) return;
    this.#unreadableCount += 1;
    if (this.#unreadableCount <= mostUnreadable) this.#options.onUnreadable(base, { file, code });
  }

  /** Notes the folder that it was in. The code where it could not be deleted. */
  async #delete(message: IndexedMessage, changed: Set<string>): Promise<string | null> {
    try {
      await this.#locate(message, async (file) => {
        await fs.promises.unlink(file);
        changed.add(path.dirname(file));
      });
      return null;
    } catch (error) {
      const code = codeOf(error);
      // Gone already is what was asked for.
      return code === 'ENOENT' ? null : code;
    }
  }

  #readSmall(index: number): Ahead | null {
    const message = this.messages[index];
    if (!message || message.isForeign || message.sizeBytes > aheadBytes) return null;
    const read = (file: string): Buffer | Promise<Buffer> =>
      this.#options.files.read(file, message.sizeBytes);
    const content = read(path.join(this.#options.folder, message.file));
    if (Buffer.isBuffer(content)) return content;
    return content.catch((error: unknown) => this.#elsewhere(error, message, read)).catch(asError);
  }

  async #locate<T>(message: IndexedMessage, use: (file: string) => Promise<T>): Promise<T> {
    try {
      return await use(path.join(this.#options.folder, message.file));
    } catch (error) {
      return this.#elsewhere(error, message, use);
    }
  }

  /** Another mail program may have moved the file to cur/ or marked it since the session began. */
  async #elsewhere<T>(
    error: unknown,
    { base }: IndexedMessage,
    use: (file: string) => T | Promise<T>,
  ): Promise<T> {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return this.#moved.use(base, use);
  }

  #at(index: number): IndexedMessage {
    const message = this.messages[index];
    if (!message) throw new RangeError(`No message ${index}`);
    return message;
  }
}

/**
 * A power cut would bring them back, and a mail program that saw them go would fetch them as new. The code where the
 * disk does not say that they are gone: QUIT tells so, and they are asked for again.
 */
async function flushAll(folders: ReadonlySet<string>): Promise<string | null> {
  try {
    for (const folder of folders) await flushFolder(folder);
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

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
