/**
 * One message on its way in: one that fits into a block stays in memory until it is committed, a larger one
 * goes to a file of its own, so that the log stays small, and memory too.
 *
 * Copied as it comes: a chunk that waits for the disk would keep the whole of a socket's buffer from being
 * freed, and outlive the next collections.
 */
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { blocks, pages } from '../../lifecycle/blocks.ts';
import { flushFolder } from '../../store/flush-folder.ts';
import type { CommitOutcome, Envelope, IncomingMessage } from '../queue.ts';
import type { QueuedMessage } from '../message.ts';
import type { Spool } from './spool.ts';

/**
 * Takes octets, then `commit` or `abort`, once. `commit` never rejects; what was not kept is gone from the
 * disk.
 */
export class SpoolIncoming implements IncomingMessage {
  readonly id: string;
  readonly #spool: Spool;
  readonly #now: () => number;
  readonly #onSafe: (message: QueuedMessage) => void;
  /** A page, then a block: all of a small body, of a large one what is not being written yet. */
  #room: Buffer | null = null;
  #filledBytes = 0;
  #sizeBytes = 0;
  #writtenBytes = 0;
  /** Of what goes to the file. */
  #crc = 0;
  #file: string | null = null;
  #handle: Promise<fs.promises.FileHandle> | null = null;
  #writing: Promise<void> = Promise.resolve();
  #error: unknown = null;
  #isDisowned = false;

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
    const before = this.#writing;
    for (let at = 0; at < chunk.length;) {
      const room = this.#roomFor(chunk.length - at);
      const octets = chunk.copy(room, this.#filledBytes, at);
      at += octets;
      this.#filledBytes += octets;
      if (this.#filledBytes === blocks.sizeBytes) this.#spill(room);
    }
    return this.#writing === before ? undefined : this.#writing;
  }

  async commit(envelope: Envelope): Promise<CommitOutcome> {
    const { id, size, at } = { id: this.id, size: this.#sizeBytes, at: this.#now() };
    try {
      if (this.#file !== null) await this.#finishFile();
      const inFile = this.#file === null ? { file: null } : { file: this.#file, crc: this.#crc };
      const head = { id, at, env: envelope, size, ...inFile };
      // The memory is given back when the record is on disk, or was not kept.
      return await this.#kept(await this.#spool.store(head, this.#filled()));
    } catch (error) {
      await this.abort();
      return refusal(error);
    } finally {
      this.#giveBack();
    }
  }

  disown(): void {
    this.#isDisowned = true;
  }

  async #kept(message: QueuedMessage): Promise<CommitOutcome> {
    if (!this.#isDisowned) {
      this.#onSafe(message);
      return { outcome: 'safe', id: message.id };
    }
    // Where that cannot be noted it is sent after the next start: a copy too many, and never one too few.
    await this.#spool.finish(message).catch(() => undefined);
    return refusal(new Error('Kept too late'));
  }

  async abort(): Promise<void> {
    this.#giveBack();
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

  #filled(): readonly Buffer[] {
    return this.#room === null ? [] : [this.#room.subarray(0, this.#filledBytes)];
  }

  #giveBack(): void {
    const room = this.#room;
    this.#room = null;
    if (room !== null) (room.length === pages.sizeBytes ? pages : blocks).give(room);
  }

  /** Where so many octets have room, or the first of them: a page as long as that does, then a block. */
  #roomFor(octets: number): Buffer {
    const room = this.#room ?? (this.#file === null ? pages : blocks).take();
    this.#room = room;
    if (room.length === blocks.sizeBytes || this.#filledBytes + octets <= room.length) return room;
    const block = blocks.take();
    room.copy(block, 0, 0, this.#filledBytes);
    pages.give(room);
    this.#room = block;
    return block;
  }

  /** Begins to write a full block; errors are told at commit. */
  #spill(block: Buffer): void {
    const octets = block.subarray(0, this.#filledBytes);
    this.#room = null;
    this.#filledBytes = 0;
    this.#writing = this.#write(octets, this.#writing).finally(() => {
      blocks.give(block);
    });
  }

  async #write(octets: Buffer, before: Promise<void>): Promise<void> {
    this.#file ??= `body-${this.id}.eml`;
    this.#handle ??= fs.promises.open(path.join(this.#spool.folder, this.#file), 'wx', 0o600);
    // Waited for below; until then a failure must not count as unhandled.
    this.#handle.catch(() => undefined);
    this.#crc = crc32(octets, this.#crc);
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
    for (const rest of this.#filled()) await this.#write(rest, this.#writing);
    this.#giveBack();
    await this.#writing;
    if (this.#error !== null) throw this.#error as Error;
    const handle = await this.#handle;
    if (handle) await this.#spool.files.flush(handle);
    await handle?.close();
    await flushFolder(this.#spool.folder);
  }
}

function refusal(error: unknown): CommitOutcome {
  const code = (error as NodeJS.ErrnoException).code;
  const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'io';
  return { outcome: 'failed', cause, detail: String(error) };
}
