/**
 * Clears the log of what has left. Segments go oldest first only: a younger one may hold the news that a
 * message of an older one has left, and without it that message would be sent again.
 */
import type { JournalWriter } from '../../journal/journal.ts';
import { headOf, type QueuedMessage } from '../message.ts';
import type { BodyReader } from './body-reader.ts';
import type { Living } from './living.ts';
import { encodeRecord } from './record.ts';
import type { Segment, SegmentFiles } from './segment-files.ts';
import type { SegmentLog } from './segment-log.ts';

/** When the log is tidied. In octets, but for the number of files. */
export interface TidyingSizes {
  /** More than this much dead weight, and twice the living, is worth copying. */
  readonly slackBytes: number;
  /** More files than this are too many to keep open: old ones are emptied. */
  readonly mostSegments: number;
  /** An empty log above this size is begun anew. */
  readonly restartBytes: number;
}

/** What is tidied, and what else must not get lost by it. */
export interface TidyingOptions {
  readonly segments: SegmentFiles;
  readonly log: SegmentLog;
  readonly living: Living;
  readonly reader: BodyReader;
  readonly journal: JournalWriter;
  readonly sizes: TidyingSizes;
  /** Their `done` is on its way: a copy written after it would bring them back at the next start. */
  readonly leaving: ReadonlySet<QueuedMessage>;
  readonly isPaused: () => boolean;
  /** Writes anew, flushed, whether a person has paused the queue. */
  readonly keepPause: () => Promise<void>;
}

/** Messages copied at a time when an old segment is emptied: they share a flush, mail goes on between. */
const copiedTogether = 32;
/** Where tidying failed, so many messages leave before it is tried again. */
const restAfterFailure = 1_000;

/** One round at a time, in the background; a failure is journaled and tried again later. */
export class Tidying {
  readonly #options: TidyingOptions;
  #running: Promise<void> | null = null;
  #restLeft = 0;
  #isEnding = false;

  constructor(options: TidyingOptions) {
    this.#options = options;
  }

  /** Something left: looks whether there is something to clear. */
  start(): void {
    if (this.#isEnding) return;
    if (this.#restLeft > 0) {
      this.#restLeft -= 1;
      return;
    }
    this.#running ??= this.#tidy()
      .catch((error: unknown) => {
        this.#restLeft = restAfterFailure;
        const text = `Old files of the queue could not be cleared and are tried again. ${String(error)}`;
        this.#options.journal.record({ event: 'queue.tidy-failed', level: 'warning', text });
      })
      .finally(() => {
        this.#running = null;
      });
  }

  /** Resolves when the round under way has ended; no other begins. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#running;
  }

  /** What keeps an old segment is copied to the front when the dead weight behind it has grown too large. */
  async #tidy(): Promise<void> {
    const { segments, living } = this.#options;
    while (!this.#isEnding) {
      const oldest = segments.all[0];
      if (!oldest) return;
      const isOnly = segments.all.length === 1;
      const left = living.in(oldest);
      if (left && left.size > 0) {
        if (isOnly || !this.#isWorthCopying()) return;
        await this.#empty(left);
      } else if (isOnly && !this.#mayRestart(oldest)) return;
      else await this.#drop(oldest);
    }
  }

  /** The only segment goes when it is large enough, and when no record is on its way into it. */
  #mayRestart(segment: Segment): boolean {
    const { log, sizes } = this.#options;
    if (log.isBusy) return false;
    if (!segment.isSealed && segment.sizeBytes < sizes.restartBytes) return false;
    segment.isSealed = true;
    return true;
  }

  async #drop(segment: Segment): Promise<void> {
    const { segments, living, isPaused, keepPause } = this.#options;
    // The youngest segments must go on saying that a person has paused the queue.
    if (isPaused()) await keepPause();
    living.forget(segment);
    await segments.drop(segment);
  }

  /** Copying ends: each round through the log makes it as small as what lives in it. */
  #isWorthCopying(): boolean {
    const { living, segments, sizes } = this.#options;
    const { all, totalBytes } = segments;
    const deadBytes = totalBytes - living.bytes;
    if (deadBytes > living.bytes + sizes.slackBytes) return true;
    return all.length > sizes.mostSegments && deadBytes > living.bytes / 2;
  }

  async #empty(left: ReadonlySet<QueuedMessage>): Promise<void> {
    while (left.size > 0 && !this.#isEnding) {
      const some = [...left].slice(0, copiedTogether);
      await Promise.all(some.map((message) => this.#copyForward(message)));
    }
  }

  async #copyForward(message: QueuedMessage): Promise<void> {
    const { living, leaving, log, reader, keepPause } = this.#options;
    const body = message.bodyFile === null ? [await reader.read(message)] : [];
    // Left meanwhile: a copy would bring it back at the next start.
    if (!living.has(message)) return;
    if (leaving.has(message)) {
      // The log keeps order: once this is flushed, so is the `done` before it.
      await keepPause();
      return;
    }
    const record = encodeRecord('message', headOf(message), body);
    await log.append(record, 'flushed', ({ segment, offset }) => {
      if (!living.remove(message)) return;
      message.segment = segment;
      message.bodyOffset = offset + record.bodyOffset;
      living.add(message);
    });
  }
}
