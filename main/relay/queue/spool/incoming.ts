/** One message on its way in: small ones stay in memory until they are committed, large ones go to a file. */
import fs from 'node:fs';
import path from 'node:path';
import { blockBytes, giveBlock, takeBlock } from '../../lifecycle/blocks.ts';
import type { CommitOutcome, Envelope, IncomingMessage } from '../queue.ts';
import type { QueuedMessage } from '../message.ts';
import { flushFolder } from './segment-files.ts';
import type { Spool } from './spool.ts';

/** From this on a body gets a file of its own: the log stays small, and memory too. */
const largeBytes = blockBytes;

export class SpoolIncoming implements IncomingMessage {
  readonly id: string;
  readonly #spool: Spool;
  readonly #now: () => number;
  readonly #onSafe: (message: QueuedMessage) => void;
  /** Of a small body: all of it. */
  #chunks: Buffer[] = [];
  /** Of a large one: what is not being written yet. */
  #block: Buffer | null = null;
  #filledBytes = 0;
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
    this.#sizeBytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#sizeBytes < largeBytes) return undefined;
    const before = this.#writing;
    for (const part of this.#chunks.splice(0)) this.#fill(part);
    return this.#writing === before ? undefined : this.#writing;
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
    if (this.#block !== null) giveBlock(this.#block);
    this.#block = null;
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

  /** Copied: a chunk that waits for the disk would keep the whole of a socket's buffer from being freed. */
  #fill(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      this.#block ??= takeBlock();
      const octets = chunk.copy(this.#block, this.#filledBytes, at);
      at += octets;
      this.#filledBytes += octets;
      if (this.#filledBytes === this.#block.length) this.#spill(this.#block);
    }
  }

  /** Begins to write what the block holds; errors are told at commit. */
  #spill(block: Buffer): void {
    const bytes = this.#filledBytes;
    this.#block = null;
    this.#filledBytes = 0;
    this.#writing = this.#write(block.subarray(0, bytes), this.#writing).finally(() => {
      giveBlock(block);
    });
  }

  async #write(octets: Buffer, before: Promise<void>): Promise<void> {
    this.#file ??= `body-${this.id}.eml`;
    this.#handle ??= fs.promises.open(path.join(this.#spool.folder, this.#file), 'wx', 0o600);
    // Waited for below; until then a failure must not count as unhandled.
    this.#handle.catch(() => undefined);
    await before;
    if (this.#error !== null) return;
    try {
      const position = this.#writtenBytes;
      this.#writtenBytes += octets.length;
      await this.#spool.files.write(await this.#handle, [octets], position);
    } catch (error) {
      // The rest of the message still has to be read off the connection.
      this.#error = error;
    }
  }

  async #finishFile(): Promise<void> {
    if (this.#block !== null) this.#spill(this.#block);
    await this.#writing;
    if (this.#error !== null) throw this.#error as Error;
    const handle = await this.#handle;
    if (handle) await this.#spool.files.flush(handle);
    await handle?.close();
    await flushFolder(this.#spool.folder);
  }
}
