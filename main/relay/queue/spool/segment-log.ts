/**
 * Group commit over the segment files: all records that wait are written together and flushed once, while
 * the next ones collect; each caller hears when its own are written, or flushed. Knows nothing of mail.
 *
 * One write and its flush at a time: a write that began before the flush had ended would gain nothing, since it
 * must wait for its own flush, and would make twice as many of smaller ones.
 *
 * Nothing that failed is tried again. After a failed flush the kernel may have dropped pages and say
 * "flushed" next time, so all since the last good flush is cut off. The next record begins a new file.
 */
import { blocks } from '../../lifecycle/blocks.ts';
import { Gathering } from './gathering.ts';
import { sealRecords, type EncodedRecord } from './record.ts';
import { realFiles, SegmentFiles, type Segment, type SpoolFiles } from './segment-files.ts';

/**
 * `written` survives a crash of the program, `flushed` a power cut. `flushed-soon` is for what nobody waits for: it is
 * written and flushed with what comes next, or by itself after a moment.
 */
export type Durability = 'written' | FlushedDurability;
/** Flushed when it resolves, at once or a moment later. */
export type FlushedDurability = 'flushed' | 'flushed-soon';

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

interface Placed {
  readonly waiting: Waiting;
  readonly place: Place;
}

/** The disk, the size of a segment and a moment's length, where a test wants others. */
export interface SegmentLogOptions {
  readonly files?: SpoolFiles;
  /** A segment of this size takes no more records. */
  readonly segmentBytes?: number;
  /** So long what nobody waits for waits for others, in ms. */
  readonly soonMs?: number | undefined;
}

/**
 * A sender who goes on has the next message here within it. Measured with one sender, beside a flush at once for the
 * note of each message that left: a third more messages/s where the processors have other work, too, and no
 * difference that shows where they have none.
 */
const defaultSoonMs = 5;
const batchBytes = 8 << 20;
/** Three buffers a record or more: keeps a batch within one writev (IOV_MAX 1024). */
const batchRecords = 300;

/** Appends records durably. `append` rejects when its record is not kept, and then it is not on disk either. */
export class SegmentLog {
  readonly #segments: SegmentFiles;
  readonly #files: SpoolFiles;
  readonly #segmentBytes: number;
  readonly #soonMs: number;
  readonly #gathering = new Gathering();
  /** For what stands before the bodies of a batch: only one is written at a time. */
  readonly #heads = blocks.take();
  #waiting: Waiting[] = [];
  #isWorking = false;
  /** Until then what nobody waits for waits for others. */
  #soon: NodeJS.Timeout | undefined;
  #failure: unknown = null;
  #isClosed = false;

  constructor(segments: SegmentFiles, options: SegmentLogOptions = {}) {
    this.#segments = segments;
    this.#files = options.files ?? realFiles;
    this.#segmentBytes = options.segmentBytes ?? 64 << 20;
    this.#soonMs = options.soonMs ?? defaultSoonMs;
  }

  /** Why the last write or flush failed; null since one succeeded. */
  get failure(): unknown {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isWorking;
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
      if (record.type === 'message') this.#gathering.came();
      this.#beginWork();
    });
  }

  /** Somebody will append once what waits now is flushed: a moment is waited for him, where flushes are slow. */
  expect(): () => void {
    return this.#gathering.expect();
  }

  /** Waits for what is under way; what comes later is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#beginWork();
    while (this.isBusy) await new Promise((resolve) => setImmediate(resolve));
  }

  #beginWork(): void {
    if (this.#isWorking || this.#waiting.length === 0) return;
    if (this.#hasTime) this.#soon ??= setTimeout(() => void this.#work(), this.#soonMs);
    else void this.#work();
  }

  /** Nobody waits for any of it. */
  get #hasTime(): boolean {
    return this.#waiting.every(
      ({ durability }) => durability === 'flushed-soon' && !this.#isClosed,
    );
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    clearTimeout(this.#soon);
    this.#soon = undefined;
    // One turn of the loop, so that commits of the same moment share the first write.
    await new Promise((resolve) => setImmediate(resolve));
    do {
      await this.#commit(this.#takeBatch());
      await this.#gathering.wait();
    } while (!this.#hasTime);
    this.#isWorking = false;
    this.#beginWork();
  }

  #takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.#waiting) {
      if (count > 0 && (bytes + record.sizeBytes > batchBytes || count >= batchRecords)) break;
      bytes += record.sizeBytes;
      count += 1;
    }
    this.#gathering.taken();
    return this.#waiting.splice(0, count);
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
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
    const records = batch.map(({ record }) => record);
    const chunks = sealRecords(records, segment.salt, this.#heads);
    try {
      await this.#files.write(segment.handle, chunks, start);
    } catch (error) {
      await this.#segments.cut(segment, start);
      this.#fail(batch, error);
      return;
    }
    settle(placed.filter(({ waiting }) => waiting.durability === 'written'));
    await this.#flush(placed.filter(({ waiting }) => waiting.durability !== 'written'));
  }

  async #flush(placed: readonly Placed[]): Promise<void> {
    const last = placed.at(-1);
    if (!last) return;
    const { segment, offset } = last.place;
    const begunAt = performance.now();
    try {
      await this.#files.flush(segment.handle);
    } catch (error) {
      await this.#segments.cut(segment, segment.flushedBytes);
      this.#fail(
        placed.map(({ waiting }) => waiting),
        error,
      );
      return;
    }
    segment.flushedBytes = offset + last.waiting.record.sizeBytes;
    this.#failure = null;
    const messages = placed.filter(({ waiting }) => waiting.record.type === 'message').length;
    this.#gathering.flushed(performance.now() - begunAt, messages);
    settle(placed);
  }

  #fail(batch: readonly Waiting[], error: unknown): void {
    this.#failure = error;
    for (const waiting of batch) waiting.reject(error);
  }

  #openSegment(): Segment | null {
    const last = this.#segments.all.at(-1);
    return last && !last.isSealed && last.sizeBytes < this.#segmentBytes ? last : null;
  }

  #beginSegment(): Promise<Segment> {
    const last = this.#segments.all.at(-1);
    if (last) last.isSealed = true;
    return this.#segments.begin();
  }
}

function settle(kept: readonly Placed[]): void {
  const callers = kept.map(({ waiting, place: at }) => waiting.keep(at));
  for (const tell of callers) tell();
}

/** Gives each record of the batch its place at the segment's end. */
function place(batch: readonly Waiting[], segment: Segment): Placed[] {
  return batch.map((waiting) => {
    const offset = segment.sizeBytes;
    segment.sizeBytes += waiting.record.sizeBytes;
    return { waiting, place: { segment, offset } };
  });
}
