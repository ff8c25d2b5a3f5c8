/**
 * Group commit over the segment files: all records that wait are written together and flushed once, while
 * the next ones collect; each caller hears when its own are written, or flushed. Knows nothing of mail.
 *
 * Nothing that failed is tried again. After a failed write what stands before it is flushed and kept; after
 * a failed flush the kernel may have dropped pages and say "flushed" next time, so all since the last good
 * flush is cut off and its callers hear of it. The next record begins a new file.
 */
import { sealRecord, type EncodedRecord } from './record.ts';
import { realFiles, SegmentFiles, type Segment, type SpoolFiles } from './segment-files.ts';

/** `written` survives a crash of the program, `flushed` a power cut. */
export type Durability = 'written' | 'flushed';

/** Where a record landed. */
export interface Place {
  readonly segment: Segment;
  readonly offset: number;
}

interface Waiting {
  readonly record: EncodedRecord;
  readonly durability: Durability;
  /** Takes down where it is kept; what it returns tells the caller. */
  readonly keep: (place: Place) => () => void;
  readonly reject: (error: unknown) => void;
}

interface Written {
  readonly waiting: Waiting;
  readonly place: Place;
}

export interface SegmentLogOptions {
  readonly files?: SpoolFiles;
  /** A segment of this size takes no more records. */
  readonly segmentBytes?: number;
}

const batchBytes = 8 << 20;
/** Three buffers a record or more: keeps a batch within one writev (IOV_MAX 1024). */
const batchRecords = 300;

export class SegmentLog {
  readonly #segments: SegmentFiles;
  readonly #files: SpoolFiles;
  readonly #segmentBytes: number;
  #waiting: Waiting[] = [];
  #written: Written[] = [];
  #isWriting = false;
  #write: Promise<unknown> = Promise.resolve();
  #flushing: Promise<void> | null = null;
  #failure: unknown = null;
  #isClosed = false;

  constructor(segments: SegmentFiles, options: SegmentLogOptions = {}) {
    this.#segments = segments;
    this.#files = options.files ?? realFiles;
    this.#segmentBytes = options.segmentBytes ?? 64 << 20;
  }

  /** Why the last write or flush failed; null since one succeeded. */
  get failure(): unknown {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isWriting || this.#flushing !== null || this.#waiting.length > 0;
  }

  /**
   * Resolves to what `onKept` returns once the record is as durable as asked; rejects when it is not kept.
   * `onKept` is called before anybody hears of any record of the same batch: whoever then looks finds the
   * books in order.
   */
  append<T>(
    record: EncodedRecord,
    durability: Durability,
    onKept: (place: Place) => T,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#isClosed) {
        reject(new Error('The spool is closed'));
        return;
      }
      const keep = (at: Place) => {
        const kept = onKept(at);
        return () => {
          resolve(kept);
        };
      };
      this.#waiting.push({ record, durability, keep, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  /** Waits for what is under way; what comes later is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.isBusy) await new Promise((resolve) => setImmediate(resolve));
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // One turn of the loop, so that commits of the same moment share the first write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#writeBatch(this.#takeBatch());
    this.#isWriting = false;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    // Without an await where one is open: nothing may seal it between the look and the write.
    let segment = this.#openSegment();
    try {
      segment ??= await this.#beginSegment();
    } catch (error) {
      this.#fail(batch, error);
      return;
    }
    const start = segment.sizeBytes;
    const placed = place(batch, segment);
    const chunks = batch.flatMap(({ record }) => sealRecord(record, segment.salt));
    try {
      const write = this.#files.write(segment.handle, chunks, start);
      this.#write = write.catch(() => undefined);
      await write;
    } catch (error) {
      await this.#endWriting(segment, start);
      this.#fail(batch, error);
      return;
    }
    if (segment.isBroken) this.#fail(batch, this.#failure);
    else this.#settleWritten(placed);
  }

  #settleWritten(placed: readonly Written[]): void {
    settle(placed.filter(({ waiting }) => waiting.durability === 'written'));
    this.#written.push(...placed.filter(({ waiting }) => waiting.durability === 'flushed'));
    if (this.#written.length > 0) this.#flushing ??= this.#flushAll();
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.#waiting) {
      if (count > 0 && (bytes + record.sizeBytes > batchBytes || count >= batchRecords)) break;
      bytes += record.sizeBytes;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #flushAll(): Promise<void> {
    while (this.#written.length > 0) await this.#flushBatch(this.#written.splice(0));
    this.#flushing = null;
  }

  async #flushBatch(batch: readonly Written[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    const { segment, offset } = last.place;
    try {
      await this.#files.flush(segment.handle);
    } catch (error) {
      await this.#breakOff(segment, batch, error);
      return;
    }
    segment.flushedBytes = offset + last.waiting.record.sizeBytes;
    this.#failure = null;
    settle(batch);
  }

  /** After a failed flush: all since the last good one goes, also what is being written meanwhile. */
  async #breakOff(segment: Segment, batch: readonly Written[], error: unknown): Promise<void> {
    const lost = [...batch, ...this.#written.splice(0)];
    segment.isSealed = true;
    segment.isBroken = true;
    this.#failure = error;
    // What is being written would otherwise land behind the cut, and leave a hole before it.
    await this.#write;
    await this.#segments.cut(segment, segment.flushedBytes);
    for (const { waiting } of lost) waiting.reject(error);
  }

  /** After a failed write: what was written before it gets its flush first, then the rest is cut off. */
  async #endWriting(segment: Segment, start: number): Promise<void> {
    segment.isSealed = true;
    await this.#flushing;
    if (!segment.isBroken) await this.#segments.cut(segment, start);
  }

  #fail(batch: readonly Waiting[], error: unknown): void {
    this.#failure = error;
    for (const waiting of batch) waiting.reject(error);
  }

  #openSegment(): Segment | null {
    const last = this.#segments.all.at(-1);
    return last && !last.isSealed && last.sizeBytes < this.#segmentBytes ? last : null;
  }

  async #beginSegment(): Promise<Segment> {
    const last = this.#segments.all.at(-1);
    if (last) last.isSealed = true;
    // A flush belongs to one segment: the old one is settled before a new one is begun.
    await this.#flushing;
    return this.#segments.begin();
  }
}

function settle(kept: readonly Written[]): void {
  const callers = kept.map(({ waiting, place: at }) => waiting.keep(at));
  for (const tell of callers) tell();
}

/** Gives each record of the batch its place at the segment's end. */
function place(batch: readonly Waiting[], segment: Segment): Written[] {
  return batch.map((waiting) => {
    const offset = segment.sizeBytes;
    segment.sizeBytes += waiting.record.sizeBytes;
    return { waiting, place: { segment, offset } };
  });
}
