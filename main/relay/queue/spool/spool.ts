/**
 * Messages on disk: puts them there, finds them again, reads their bodies, clears what has left. Owns the
 * layout of the spool folder; when a message is due and what becomes of it is decided elsewhere.
 */
import { Readable } from 'node:stream';
import type { JournalWriter } from '../../journal/journal.ts';
import type { LargeBody } from '../../upstream/route.ts';
import { EnvelopePool } from '../envelope-pool.ts';
import { messageFrom, stateOf, type MessageHead, type QueuedMessage } from '../message.ts';
import type { BodyCopy } from '../queue.ts';
import { BodyCache } from './body-cache.ts';
import { BodyReader } from './body-reader.ts';
import { LargeBodyFiles } from './large-body-files.ts';
import { Living } from './living.ts';
import { loadSpool } from './load-spool.ts';
import { encodeRecord } from './record.ts';
import { realFiles, SegmentFiles, type SpoolFiles } from './segment-files.ts';
import { SegmentLog, type Durability, type FlushedDurability } from './segment-log.ts';
import { Tidying, type TidyingSizes } from './tidying.ts';

/** Where the spool is; sizes and the rest where a test wants others. */
export interface SpoolOptions {
  readonly folder: string;
  readonly journal: JournalWriter;
  readonly files?: SpoolFiles | undefined;
  readonly sizes?: Partial<SpoolSizes> | undefined;
  /** See `SegmentLogOptions`. */
  readonly soonMs?: number | undefined;
}

/** In octets, but for the number of files. */
export interface SpoolSizes extends TidyingSizes {
  readonly segmentBytes: number;
  readonly cacheBytes: number;
}

const mebibyte = 1 << 20;
const defaultSizes: SpoolSizes = {
  segmentBytes: 64 * mebibyte,
  slackBytes: 128 * mebibyte,
  mostSegments: 64,
  restartBytes: 16 * mebibyte,
  cacheBytes: mebibyte / 2,
};

/**
 * The messages on disk. Writes reject when they are not kept; reads reject when the disk or the record is
 * damaged.
 */
export class Spool {
  readonly folder: string;
  readonly files: SpoolFiles;
  readonly #journal: JournalWriter;
  readonly #segments: SegmentFiles;
  readonly #log: SegmentLog;
  readonly #living = new Living();
  readonly #large: LargeBodyFiles;
  readonly #cache: BodyCache;
  readonly #reader: BodyReader;
  readonly #pool = new EnvelopePool();
  /** Their `done` is on its way: a copy written after it would bring them back at the next start. */
  readonly #leaving = new Set<QueuedMessage>();
  readonly #tidying: Tidying;
  #isPaused = false;
  #pauseNote: Promise<void> = Promise.resolve();
  #isDamaged = false;
  #isDamageNew = false;

  constructor({ folder, journal, files = realFiles, sizes, soonMs }: SpoolOptions) {
    this.folder = folder;
    this.files = files;
    this.#journal = journal;
    const all = { ...defaultSizes, ...sizes };
    this.#segments = new SegmentFiles(folder, files);
    this.#log = new SegmentLog(this.#segments, { files, segmentBytes: all.segmentBytes, soonMs });
    this.#cache = new BodyCache(all.cacheBytes);
    this.#reader = new BodyReader(files);
    this.#large = new LargeBodyFiles(folder, journal);
    this.#tidying = new Tidying({
      ...{ segments: this.#segments, log: this.#log, living: this.#living, reader: this.#reader },
      ...{ journal, sizes: all, leaving: this.#leaving },
      isPaused: () => this.#isPaused,
      keepPause: () => this.#notePause(() => this.#isPaused),
    });
  }

  /** Whether a person has stopped all sending; kept over a restart. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Why the disk takes nothing at the moment, or null. */
  get failure(): unknown {
    return this.#log.failure;
  }

  /** Whether this start found damage that none before it had, and put it aside. */
  get isDamageNew(): boolean {
    return this.#isDamageNew;
  }

  /** Files of the log, for tests and support. */
  get segmentCount(): number {
    return this.#segments.all.length;
  }

  /** Reads the whole log; returns the messages that have not left, oldest first. */
  async load(): Promise<readonly QueuedMessage[]> {
    await this.#segments.openExisting('r+');
    const messages = await this.#replay(true);
    await this.#large.clearOrphans(messages, this.#isDamaged);
    this.#tidying.start();
    return messages;
  }

  /** As `load`, but changes nothing on disk: for a look at the queue of a relay that does not run. */
  async loadReadOnly(): Promise<readonly QueuedMessage[]> {
    await this.#segments.openExisting('r');
    return this.#replay(false);
  }

  /** Keeps a message with a small body. Resolves when it is flushed; rejects when it is not kept. */
  async store(head: MessageHead, body: readonly Buffer[]): Promise<QueuedMessage> {
    const record = encodeRecord('message', head, body);
    const message = await this.#log.append(record, 'flushed', ({ segment, offset }) => {
      const kept = messageFrom(
        head,
        { segment, bodyOffset: offset + record.bodyOffset },
        this.#pool,
      );
      this.#living.add(kept);
      return kept;
    });
    if (head.file === null) this.#cache.add(head.id, body);
    return message;
  }

  /** Writes what changed about a message. */
  async update(message: QueuedMessage, durability: Durability): Promise<void> {
    await this.#log.append(encodeRecord('state', stateOf(message)), durability, noNote);
  }

  /** The message has left: resolves when that is flushed, so that it is not sent again. */
  async finish(message: QueuedMessage, durability: FlushedDurability = 'flushed'): Promise<void> {
    this.#leaving.add(message);
    try {
      await this.#log.append(encodeRecord('done', { id: message.id }), durability, () =>
        this.#living.remove(message),
      );
    } finally {
      this.#leaving.delete(message);
    }
    this.#cache.forget(message.id);
    if (message.bodyFile !== null) await this.#large.remove(message.bodyFile);
    this.#tidying.start();
  }

  /**
   * Somebody will write once what waits now is flushed: where flushes are slow, the next one waits for him a
   * moment. He calls what this returns as he does, or does not.
   */
  expect(): () => void {
    return this.#log.expect();
  }

  /** Rejects where the disk took no note of it; then nothing has changed. */
  setPaused(isPaused: boolean): Promise<void> {
    return this.#notePause(() => isPaused);
  }

  /** Asks the disk whether it takes anything again; `failure` is null if it does. */
  async probe(): Promise<void> {
    await this.#notePause(() => this.#isPaused).catch(() => undefined);
  }

  /** One note at a time: the last one in the log counts at the next start, and must be the one in force. */
  #notePause(wanted: () => boolean): Promise<void> {
    const noted = this.#pauseNote.then(async () => {
      const paused = wanted();
      await this.#log.append(encodeRecord('queue', { paused }), 'flushed', () => {
        this.#isPaused = paused;
      });
    });
    this.#pauseNote = noted.catch(() => undefined);
    return noted;
  }

  /** The body: in memory when small, else its open file. Rejects where it cannot be read. */
  async body(message: QueuedMessage): Promise<Buffer | LargeBody> {
    const { bodyFile } = message;
    return bodyFile === null ? this.#small(message) : this.#large.open(bodyFile, message);
  }

  /**
   * The same for those who take a stream. Rejects where the disk has less of it than there was; a stream that is not
   * what was taken in fails at its end, with `DamagedBody`.
   */
  async content(message: QueuedMessage): Promise<Buffer | Readable> {
    const { bodyFile } = message;
    return bodyFile === null ? this.#small(message) : this.#large.checkedStream(bodyFile, message);
  }

  /** For a person who looks: all that is there, damaged or not. Rejects where the disk has less of it. */
  async copy(message: QueuedMessage): Promise<BodyCopy> {
    const { bodyFile } = message;
    if (bodyFile !== null) return this.#large.copy(bodyFile, message);
    return { octets: Readable.from([await this.#small(message)]), isDamaged: () => false };
  }

  /** For those who want its header: also of a body that lost its end. */
  async beginning(message: QueuedMessage): Promise<Readable> {
    const { bodyFile } = message;
    return bodyFile === null
      ? Readable.from([await this.#small(message)])
      : this.#large.beginning(bodyFile);
  }

  async close(): Promise<void> {
    await this.#tidying.end();
    await this.#log.close();
    await this.#segments.close();
  }

  async #replay(putsAside: boolean): Promise<readonly QueuedMessage[]> {
    const { folder, files } = this;
    const options = { folder, files, journal: this.#journal, pool: this.#pool, putsAside };
    // What an earlier try took in stands in files that are closed now.
    this.#living.clear();
    const { messages, ...found } = await loadSpool(this.#segments.all, options);
    this.#isPaused = found.isPaused;
    this.#isDamaged = found.isDamaged;
    this.#isDamageNew = found.isDamageNew;
    for (const message of messages) this.#living.add(message);
    return messages;
  }

  async #small(message: QueuedMessage): Promise<Buffer> {
    return this.#cache.get(message.id) ?? (await this.#reader.read(message));
  }
}

const noNote = (): undefined => undefined;
