/**
 * The spool log: append-only segment files with group commit. All records that wait are written together
 * and flushed once; each caller hears when its own are written, or flushed. Owns files and flushes, knows
 * nothing of mail. A failed write or flush is never tried again: its segment is sealed and cut back.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { EncodedRecord } from './record.ts';

/** `written` survives a crash of the program, `flushed` a power cut. */
export type Durability = 'written' | 'flushed';

export interface Segment {
  readonly number: number;
  readonly file: string;
  readonly handle: fs.promises.FileHandle;
  sizeBytes: number;
  /** Up to here all is flushed; what follows is thrown away when a flush fails. */
  flushedBytes: number;
  isSealed: boolean;
}

/** Where a record landed. */
export interface Place {
  readonly segment: Segment;
  readonly offset: number;
}

interface Waiting {
  readonly record: EncodedRecord;
  readonly durability: Durability;
  readonly resolve: (place: Place) => void;
  readonly reject: (error: unknown) => void;
}

interface Written {
  readonly waiting: Waiting;
  readonly place: Place;
}

/** The file calls that can fail; tests put failing ones in their place. */
export interface SpoolFiles {
  write(handle: fs.promises.FileHandle, chunks: Buffer[], position: number): Promise<void>;
  flush(handle: fs.promises.FileHandle): Promise<void>;
}

const segmentBytes = 64 << 20;
const batchBytes = 8 << 20;

export class SegmentLog {
  readonly #folder: string;
  readonly #files: SpoolFiles;
  readonly #segments: Segment[] = [];
  #nextNumber = 1;
  #waiting: Waiting[] = [];
  #written: Written[] = [];
  #isWriting = false;
  #flushing: Promise<void> | null = null;

  constructor(folder: string, files: SpoolFiles = realFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  /** All segments, oldest first. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  get totalBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  }

  /** Takes in the segments of an earlier run; they are never appended to. */
  async openExisting(): Promise<readonly Segment[]> {
    await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await fs.promises.readdir(this.#folder)).filter((name) =>
      /^log-\d{8}$/.test(name),
    );
    for (const name of names.sort()) {
      const file = path.join(this.#folder, name);
      const handle = await fs.promises.open(file, 'r+');
      const { size } = await handle.stat();
      const number = Number(name.slice(4));
      this.#nextNumber = number + 1;
      this.#segments.push({
        number,
        file,
        handle,
        sizeBytes: size,
        flushedBytes: size,
        isSealed: true,
      });
    }
    return this.#segments;
  }

  /** Resolves to its place once it is as durable as asked; rejects when it is certainly not kept. */
  append(record: EncodedRecord, durability: Durability): Promise<Place> {
    return new Promise<Place>((resolve, reject) => {
      this.#waiting.push({ record, durability, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  /** Deletes the oldest segment. */
  async dropOldest(): Promise<void> {
    const segment = this.#segments.shift();
    if (!segment) return;
    segment.isSealed = true;
    await segment.handle.close();
    await fs.promises.rm(segment.file, { force: true });
  }

  /** Makes the next append begin a new segment, so that the present one can be dropped. */
  sealCurrent(): void {
    const last = this.#segments.at(-1);
    if (last) last.isSealed = true;
  }

  get isBusy(): boolean {
    return this.#isWriting || this.#flushing !== null || this.#waiting.length > 0;
  }

  /** Waits for what is under way and closes the files. */
  async close(): Promise<void> {
    while (this.isBusy) {
      await this.#flushing;
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const segment of this.#segments.splice(0)) await segment.handle.close();
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // One turn of the loop, so that commits of the same moment share the first write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#writeBatch();
    this.#isWriting = false;
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#takeBatch();
    let segment: Segment;
    try {
      segment = await this.#current();
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    const places = batch.map((waiting): Written => {
      const place = { segment, offset: segment.sizeBytes };
      segment.sizeBytes += waiting.record.sizeBytes;
      return { waiting, place };
    });
    const start = places[0]?.place.offset ?? 0;
    try {
      await this.#files.write(
        segment.handle,
        batch.flatMap(({ record }) => record.chunks),
        start,
      );
    } catch (error) {
      await this.#abandon(segment, places, error);
      return;
    }
    for (const written of places) {
      if (segment.isSealed && written.waiting.durability === 'flushed') this.#written.push(written);
      else if (written.waiting.durability === 'written') written.waiting.resolve(written.place);
      else this.#written.push(written);
    }
    if (this.#written.length > 0 && this.#flushing === null) this.#startFlushing();
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.#waiting) {
      if (count > 0 && (bytes + record.sizeBytes > batchBytes || count >= 300)) break;
      bytes += record.sizeBytes;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #startFlushing(): void {
    this.#flushing = this.#flushAll().finally(() => {
      this.#flushing = null;
      if (this.#written.length > 0) this.#startFlushing();
    });
  }

  async #flushAll(): Promise<void> {
    while (this.#written.length > 0) {
      const batch = this.#written;
      this.#written = [];
      const segment = batch[0]?.place.segment;
      if (!segment) return;
      const flushedTo = Math.max(
        ...batch.map(({ place, waiting }) => place.offset + waiting.record.sizeBytes),
      );
      try {
        await this.#files.flush(segment.handle);
      } catch (error) {
        // The kernel may have dropped the dirty pages: a second flush would report success falsely.
        await this.#abandon(segment, batch, error);
        return;
      }
      segment.flushedBytes = flushedTo;
      for (const { waiting, place } of batch) waiting.resolve(place);
    }
  }

  /** Seals the segment, cuts off what is not flushed, and fails all that waited for it. */
  async #abandon(segment: Segment, batch: readonly Written[], error: unknown): Promise<void> {
    segment.isSealed = true;
    const lost = [...batch, ...this.#written.filter(({ place }) => place.segment === segment)];
    this.#written = this.#written.filter(({ place }) => place.segment !== segment);
    try {
      await segment.handle.truncate(segment.flushedBytes);
      segment.sizeBytes = segment.flushedBytes;
    } catch (cause) {
      // The tail stays; at worst a message that was answered 451 is sent all the same.
      for (const { waiting } of lost) waiting.reject(new Error('Cannot cut the spool', { cause }));
    }
    for (const { waiting } of lost) waiting.reject(error);
  }

  async #current(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last && !last.isSealed && last.sizeBytes < segmentBytes) return last;
    // A flush belongs to one segment: the old one is settled before a new one is begun.
    while (this.#flushing !== null) await this.#flushing;
    const number = this.#nextNumber;
    this.#nextNumber += 1;
    const file = path.join(this.#folder, `log-${String(number).padStart(8, '0')}`);
    const handle = await fs.promises.open(file, 'wx+', 0o600);
    await flushFolder(this.#folder);
    const segment = { number, file, handle, sizeBytes: 0, flushedBytes: 0, isSealed: false };
    this.#segments.push(segment);
    return segment;
  }
}

/** Makes a new name survive a power cut. Windows journals names itself and cannot open a folder. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.promises.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const realFiles: SpoolFiles = {
  async write(handle, chunks, position) {
    let left = chunks;
    let at = position;
    while (left.length > 0) {
      // IOV_MAX is 1024 on Linux and macOS.
      const part = left.slice(0, 1_000);
      const { bytesWritten } = await handle.writev(part, at);
      if (bytesWritten === 0) throw new Error('The disk takes no more');
      at += bytesWritten;
      left = [...afterOctets(part, bytesWritten), ...left.slice(1_000)];
    }
  },
  flush: (handle) => handle.datasync(),
};

/** What of the chunks is left after so many octets were written. */
function afterOctets(chunks: Buffer[], octets: number): Buffer[] {
  let left = octets;
  for (let i = 0; i < chunks.length; i += 1) {
    const chunk = chunks[i];
    if (chunk === undefined) break;
    if (left < chunk.length) return [chunk.subarray(left), ...chunks.slice(i + 1)];
    left -= chunk.length;
  }
  return [];
}
