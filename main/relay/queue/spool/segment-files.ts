/**
 * The files of the spool log, oldest first: finds them, begins new ones, cuts and drops them. What is in
 * them, and when they are flushed, is the log's.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { flushFolder } from '../../store/flush-folder.ts';
import { unlessMissing } from '../../store/if-there.ts';
import { saltBytes } from './record.ts';

/** One file of the log, open. */
export interface Segment {
  readonly number: number;
  readonly file: string;
  /** Marks the records of this segment; part of the file's name, so that damage cannot take it away. */
  readonly salt: Buffer;
  readonly handle: fs.promises.FileHandle;
  sizeBytes: number;
  /** Up to here all is flushed; what follows is thrown away when a flush fails. */
  flushedBytes: number;
  /** Takes no more records. */
  isSealed: boolean;
  /** Where it must still be cut off, because the disk would not when it was asked to. */
  cutAt: number | null;
  /** Some of it could not be read: messages may stand there that nobody knows of. */
  isPartlyUnread: boolean;
}

/** The file calls that can fail; tests put failing ones in their place. */
export interface SpoolFiles {
  write(handle: fs.promises.FileHandle, chunks: Buffer[], position: number): Promise<void>;
  flush(handle: fs.promises.FileHandle): Promise<void>;
  truncate(handle: fs.promises.FileHandle, sizeBytes: number): Promise<void>;
  /** Fills the buffer; rejects where the file ends before that. */
  read(handle: fs.promises.FileHandle, buffer: Buffer, position: number): Promise<void>;
}

const namePattern = /^log-(\d{8,})-([0-9a-f]{16})$/;

/** What a person is told of a segment: the name without its salt. */
export const segmentLabel = ({ number }: Pick<Segment, 'number'>): string =>
  `log-${String(number).padStart(8, '0')}`;

/**
 * All files of the log. What the file system refuses rejects, and leaves the list as it was. Their numbers have no
 * gap: where one is found, somebody took a file away.
 */
export class SegmentFiles {
  readonly #folder: string;
  readonly #files: SpoolFiles;
  readonly #segments: Segment[] = [];
  #nextNumber = 1;

  constructor(folder: string, files: SpoolFiles = realFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  /** All segments, oldest first. */
  get all(): readonly Segment[] {
    return this.#segments;
  }

  get totalBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  }

  /** Takes in the segments of an earlier run; they are never appended to. */
  async openExisting(mode: 'r' | 'r+'): Promise<void> {
    if (mode === 'r+') await this.#makeFolder();
    const names = await fs.promises.readdir(this.#folder).catch((error: unknown) => {
      if (mode === 'r' && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    });
    const found = names.flatMap((name) => {
      const [, digits, salt] = namePattern.exec(name) ?? [];
      return digits === undefined || salt === undefined
        ? []
        : [{ name, number: Number(digits), salt: Buffer.from(salt, 'hex') }];
    });
    // A start that failed half-way may have opened some: the same file twice would be cleared away as empty.
    await this.#closeAll();
    for (const { name, number, salt } of found.sort((one, two) => one.number - two.number)) {
      const file = path.join(this.#folder, name);
      const handle = await fs.promises.open(file, mode);
      this.#nextNumber = number + 1;
      const segment = emptySegment({ number, file, salt, handle });
      segment.isSealed = true;
      this.#segments.push(segment);
      segment.sizeBytes = segment.flushedBytes = (await handle.stat()).size;
    }
    if (mode === 'r+') await this.#flushLast();
  }

  /** Its name is flushed at each start: who made it may have been killed before that. */
  async #makeFolder(): Promise<void> {
    await fs.promises.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await flushFolder(path.dirname(this.#folder));
  }

  /**
   * A program that was killed may have written what it had not flushed yet. Older files and bodies are removed for
   * what stands there, and a power cut must not take that away after them.
   */
  async #flushLast(): Promise<void> {
    const last = this.#segments.at(-1);
    if (last) await this.#files.flush(last.handle);
  }

  /** Begins a new segment; its name is flushed when this resolves. */
  async begin(): Promise<Segment> {
    await this.#cutAgain();
    await this.#dropEmpty();
    const last = this.#segments.at(-1);
    const number = last ? last.number + 1 : this.#nextNumber;
    const salt = randomBytes(saltBytes);
    const name = `${segmentLabel({ number })}-${salt.toString('hex')}`;
    const file = path.join(this.#folder, name);
    const handle = await fs.promises.open(file, 'wx+', 0o600);
    try {
      await flushFolder(this.#folder);
    } catch (error) {
      await handle.close();
      await fs.promises.rm(file, { force: true });
      throw error;
    }
    const segment = emptySegment({ number, file, salt, handle });
    this.#nextNumber = number + 1;
    this.#segments.push(segment);
    return segment;
  }

  /**
   * Throws away what stands behind `sizeBytes`: its callers heard that it is not kept. Where the disk will
   * not, it is asked again before the next segment begins; at worst a message that was answered 451 is sent
   * all the same at the next start.
   */
  async cut(segment: Segment, sizeBytes: number): Promise<void> {
    segment.isSealed = true;
    segment.sizeBytes = sizeBytes;
    segment.cutAt = sizeBytes;
    try {
      await this.#files.truncate(segment.handle, sizeBytes);
    } catch {
      return;
    }
    segment.cutAt = null;
  }

  /**
   * Deletes this segment, or puts it aside where not all of it could be read: the disk may give it another day.
   * Flushed, so that it does not come back after a younger one went.
   */
  async drop(segment: Segment): Promise<void> {
    segment.isSealed = true;
    // Windows deletes no open file.
    await segment.handle.close();
    if (segment.isPartlyUnread) await putAside(segment.file);
    else await fs.promises.rm(segment.file, { force: true, maxRetries: 5 });
    await flushFolder(this.#folder);
    // Last, so that one that cannot be deleted keeps its place before the younger ones.
    const at = this.#segments.indexOf(segment);
    if (at >= 0) this.#segments.splice(at, 1);
  }

  async close(): Promise<void> {
    await this.#cutAgain();
    await this.#closeAll();
  }

  async #closeAll(): Promise<void> {
    for (const segment of this.#segments.splice(0)) await segment.handle.close();
  }

  /** A disk that fails for days must not leave a file a second. */
  async #dropEmpty(): Promise<void> {
    const empty = this.#segments.filter(({ isSealed, sizeBytes }) => isSealed && sizeBytes === 0);
    for (const segment of empty) await this.drop(segment);
  }

  async #cutAgain(): Promise<void> {
    for (const segment of this.#segments)
      if (segment.cutAt !== null) await this.cut(segment, segment.cutAt);
  }
}

const emptySegment = (is: Pick<Segment, 'number' | 'file' | 'salt' | 'handle'>): Segment => ({
  ...is,
  ...{ sizeBytes: 0, flushedBytes: 0, isSealed: false, cutAt: null, isPartlyUnread: false },
});

/** Under a name that no start takes for a file of the log. */
const putAside = (file: string): Promise<void> =>
  fs.promises
    .rename(file, path.join(path.dirname(file), `damaged-${path.basename(file)}`))
    .catch(unlessMissing(undefined));

/** The disk; tests put one that fails in its place. */
export const realFiles: SpoolFiles = {
  async write(handle, chunks, position) {
    let left = chunks;
    let at = position;
    while (left.length > 0) {
      // IOV_MAX is 1024 on Linux and macOS.
      const part = left.length > 1_000 ? left.slice(0, 1_000) : left;
      const { bytesWritten } = await handle.writev(part, at);
      if (bytesWritten === 0) throw new Error('The disk takes no more');
      at += bytesWritten;
      left = [...afterOctets(part, bytesWritten), ...left.slice(part.length)];
    }
  },
  flush: (handle) => handle.datasync(),
  truncate: (handle, sizeBytes) => handle.truncate(sizeBytes),
  async read(handle, buffer, position) {
    for (let done = 0; done < buffer.length;) {
      const left = buffer.length - done;
      const { bytesRead } = await handle.read(buffer, done, left, position + done);
      // Sizes are known: a disk that gives less must not pass for a shorter file.
      if (bytesRead === 0) throw new Error('The disk does not give back the end of a file');
      done += bytesRead;
    }
  },
};

/** What of the chunks is left after so many octets were written. */
function afterOctets(chunks: readonly Buffer[], octets: number): Buffer[] {
  let left = octets;
  for (const [index, chunk] of chunks.entries()) {
    if (left < chunk.length) return [chunk.subarray(left), ...chunks.slice(index + 1)];
    left -= chunk.length;
  }
  return [];
}
