/** One message on its way in: small ones stay in memory until they are committed, large ones go to a file. */
import fs from 'node:fs';
import path from 'node:path';
import type { CommitOutcome, Envelope, IncomingMessage } from '../queue.ts';
import type { QueuedMessage } from '../message.ts';
import { flushFolder } from './segment-files.ts';
import type { Spool } from './spool.ts';

/** Above this a body gets a file of its own: the log stays small, and memory too. */
const largeBytes = 256 << 10;

export class SpoolIncoming implements IncomingMessage {
  readonly id: string;
  readonly #spool: Spool;
  readonly #now: () => number;
  readonly #onSafe: (message: QueuedMessage) => void;
  #chunks: Buffer[] = [];
  #bufferedBytes = 0;
  #sizeBytes = 0;
  #writtenBytes = 0;
  #file: string | null = null;
  #handle: Promise<fs.promises.FileHandle> | null = null;
  #writing: Promise<void> = Promise.resolve();
  #error: unknown = null;

  constructor(options: {
    id: string;
    spool: Spool;
    now: () => number;
    onSafe: (message: QueuedMessage) => void;
  }) {
    this.id = options.id;
    this.#spool = options.spool;
    this.#now = options.now;
    this.#onSafe = options.onSafe;
  }

  write(chunk: Buffer): Promise<void> | undefined {
    this.#chunks.push(chunk);
    this.#bufferedBytes += chunk.length;
    this.#sizeBytes += chunk.length;
    if (this.#bufferedBytes < largeBytes) return undefined;
    this.#writing = this.#spill(this.#writing);
    return this.#writing;
  }

  async commit(envelope: Envelope): Promise<CommitOutcome> {
    const { id, size, at } = { id: this.id, size: this.#sizeBytes, at: this.#now() };
    try {
      if (this.#file !== null) await this.#finishFile();
      const head = { id, at, env: envelope, size, file: this.#file };
      this.#onSafe(await this.#spool.store(head, this.#file === null ? this.#chunks : []));
      return { outcome: 'safe', id };
    } catch (error) {
      await this.abort();
      const code = (error as NodeJS.ErrnoException).code;
      const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'io';
      return { outcome: 'failed', cause, detail: String(error) };
    } finally {
      this.#chunks = [];
    }
  }

  async abort(): Promise<void> {
    this.#chunks = [];
    if (this.#file === null) return;
    await this.#writing;
    // Not ours where it could not be opened: another's may stand there by the same name.
    const handle = await this.#handle?.catch(() => null);
    if (!handle) return;
    await handle.close().catch(() => undefined);
    const file = path.join(this.#spool.folder, this.#file);
    // What cannot be removed now has no envelope, and goes at the next start.
    await fs.promises.rm(file, { force: true, maxRetries: 3 }).catch(() => undefined);
  }

  async #spill(before: Promise<void>): Promise<void> {
    const chunks = this.#chunks;
    const bytes = this.#bufferedBytes;
    this.#chunks = [];
    this.#bufferedBytes = 0;
    this.#file ??= `body-${this.id}.eml`;
    this.#handle ??= fs.promises.open(path.join(this.#spool.folder, this.#file), 'wx', 0o600);
    // Waited for below; until then a failure must not count as unhandled.
    this.#handle.catch(() => undefined);
    await before;
    if (this.#error !== null) return;
    try {
      const position = this.#writtenBytes;
      this.#writtenBytes += bytes;
      await this.#spool.files.write(await this.#handle, chunks, position);
    } catch (error) {
      // Told at commit: the rest of the message still has to be read off the connection.
      this.#error = error;
    }
  }

  async #finishFile(): Promise<void> {
    this.#writing = this.#spill(this.#writing);
    await this.#writing;
    if (this.#error !== null) throw this.#error as Error;
    const handle = await this.#handle;
    if (handle) await this.#spool.files.flush(handle);
    await handle?.close();
    await flushFolder(this.#spool.folder);
  }
}
