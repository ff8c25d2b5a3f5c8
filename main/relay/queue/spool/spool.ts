/**
 * Messages on disk: puts them there, finds them again, reads their bodies, clears what has left. Owns the
 * layout of the spool folder; when a message is due and what becomes of it is decided elsewhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { JournalWriter } from '../../journal/journal.ts';
import { blocks } from '../../lifecycle/blocks.ts';
import type { LargeBody } from '../../upstream/route.ts';
import { EnvelopePool } from '../envelope-pool.ts';
import { headOf, messageFrom, stateOf, type MessageHead, type QueuedMessage } from '../message.ts';
import { BodyCache } from './body-cache.ts';
import { BodyReader } from './body-reader.ts';
import { FileBody } from './file-body.ts';
import { loadSpool } from './load-spool.ts';
import { encodeRecord } from './record.ts';
import { realFiles, SegmentFiles, type Segment, type SpoolFiles } from './segment-files.ts';
import { SegmentLog, type Durability } from './segment-log.ts';

/** Where the spool is, and sizes where a test wants others. */
export interface SpoolOptions {
  readonly folder: string;
  readonly journal: JournalWriter;
  readonly files?: SpoolFiles | undefined;
  readonly sizes?: Partial<SpoolSizes> | undefined;
}

/** When the log is tidied. In octets, but for the number of files. */
export interface SpoolSizes {
  readonly segmentBytes: number;
  /** More than this much dead weight, and twice the living, is worth copying. */
  readonly slackBytes: number;
  /** More files than this are too many to keep open: old ones are emptied. */
  readonly mostSegments: number;
  /** An empty log above this size is begun anew. */
  readonly restartBytes: number;
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
/** Messages copied at a time when an old segment is emptied: they share a flush, mail goes on between. */
const copiedTogether = 32;
/** Where tidying failed, so many messages leave before it is tried again. */
const restAfterFailure = 1_000;

/**
 * The messages on disk. Writes reject when they are not kept; reads reject when the disk or the record is
 * damaged.
 */
export class Spool {
  readonly folder: string;
  readonly files: SpoolFiles;
  readonly #journal: JournalWriter;
  readonly #sizes: SpoolSizes;
  readonly #segments: SegmentFiles;
  readonly #log: SegmentLog;
  readonly #live = new Map<Segment, Set<QueuedMessage>>();
  readonly #cache: BodyCache;
  readonly #reader: BodyReader;
  readonly #pool = new EnvelopePool();
  /** Their `done` is on its way: a copy written after it would bring them back at the next start. */
  readonly #leaving = new Set<QueuedMessage>();
  #liveBytes = 0;
  #tidying: Promise<void> | null = null;
  #restLeft = 0;
  #isPaused = false;
  #isDamaged = false;
  #isClosing = false;

  constructor({ folder, journal, files = realFiles, sizes }: SpoolOptions) {
    this.folder = folder;
    this.files = files;
    this.#journal = journal;
    this.#sizes = { ...defaultSizes, ...sizes };
    this.#segments = new SegmentFiles(folder, files);
    this.#log = new SegmentLog(this.#segments, { files, segmentBytes: this.#sizes.segmentBytes });
    this.#cache = new BodyCache(this.#sizes.cacheBytes);
    this.#reader = new BodyReader(files);
  }

  /** Whether a person has stopped all sending; kept over a restart. */
  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Why the disk takes nothing at the moment, or null. */
  get failure(): unknown {
    return this.#log.failure;
  }

  /** Files of the log, for tests and support. */
  get segmentCount(): number {
    return this.#segments.all.length;
  }

  /** Reads the whole log; returns the messages that have not left, oldest first. */
  async load(): Promise<readonly QueuedMessage[]> {
    await this.#segments.openExisting('r+');
    const messages = await this.#replay(true);
    await this.#removeOrphans(messages);
    this.#startTidying();
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
      this.#addLive(kept);
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
  async finish(message: QueuedMessage): Promise<void> {
    this.#leaving.add(message);
    try {
      await this.#log.append(encodeRecord('done', { id: message.id }), 'flushed', () =>
        this.#removeLive(message),
      );
    } finally {
      this.#leaving.delete(message);
    }
    this.#cache.forget(message.id);
    if (message.bodyFile !== null) await this.#removeFile(message.bodyFile);
    this.#startTidying();
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.#isPaused = isPaused;
    await this.#log.append(encodeRecord('queue', { paused: isPaused }), 'flushed', noNote);
  }

  /** Asks the disk whether it takes anything again; `failure` is null if it does. */
  async probe(): Promise<void> {
    await this.setPaused(this.#isPaused).catch(() => undefined);
  }

  /** The body: in memory when small, else its open file. Rejects where it cannot be read. */
  async body(message: QueuedMessage): Promise<Buffer | LargeBody> {
    const { bodyFile } = message;
    return bodyFile === null ? this.#small(message) : FileBody.open(this.#pathOf(bodyFile));
  }

  /** The same for those who take a stream. */
  async content(message: QueuedMessage): Promise<Buffer | Readable> {
    const { bodyFile } = message;
    return bodyFile === null
      ? this.#small(message)
      : fs.createReadStream(this.#pathOf(bodyFile), { highWaterMark: blocks.sizeBytes });
  }

  async stream(message: QueuedMessage): Promise<Readable> {
    const body = await this.content(message);
    return Buffer.isBuffer(body) ? Readable.from([body]) : body;
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#tidying;
    await this.#log.close();
    await this.#segments.close();
  }

  async #replay(putsAside: boolean): Promise<readonly QueuedMessage[]> {
    const { folder } = this;
    const options = { folder, journal: this.#journal, pool: this.#pool, putsAside };
    // What an earlier try took in stands in files that are closed now.
    this.#live.clear();
    this.#liveBytes = 0;
    const { messages, isPaused, isDamaged } = await loadSpool(this.#segments.all, options);
    this.#isPaused = isPaused;
    this.#isDamaged = isDamaged;
    for (const message of messages) this.#addLive(message);
    return messages;
  }

  #pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  async #small(message: QueuedMessage): Promise<Buffer> {
    return this.#cache.get(message.id) ?? (await this.#reader.read(message));
  }

  /** Large bodies without an envelope were being received when the program died. */
  async #removeOrphans(messages: readonly QueuedMessage[]): Promise<void> {
    const known = new Set(messages.map(({ bodyFile }) => bodyFile));
    for (const name of await fs.promises.readdir(this.folder)) {
      if (!name.startsWith('body-') || known.has(name)) continue;
      if (this.#isDamaged) await this.#putAside(name);
      else await this.#removeFile(name);
    }
  }

  /** The envelope of this body may stand in what is damaged: then it is all that is left of a message. */
  async #putAside(name: string): Promise<void> {
    const text = `${name} has no envelope, perhaps because of the damage: it is put aside as damaged-${name}.`;
    this.#journal.record({ event: 'queue.damaged', level: 'error', text });
    // An id is never given twice, so there is nothing by the new name.
    await fs.promises.rename(this.#pathOf(name), this.#pathOf(`damaged-${name}`));
  }

  /** What cannot be removed now (Windows: a virus scanner holds it) goes at the next start. */
  async #removeFile(name: string): Promise<void> {
    await fs.promises
      .rm(this.#pathOf(name), { force: true, maxRetries: 3 })
      .catch((error: unknown) => {
        const text = `${name} could not be removed yet. ${String(error)}`;
        this.#journal.record({ event: 'queue.leftover', level: 'notice', text });
      });
  }

  #addLive(message: QueuedMessage): void {
    const set = this.#live.get(message.segment);
    if (set) set.add(message);
    else this.#live.set(message.segment, new Set([message]));
    this.#liveBytes += inLog(message);
  }

  #removeLive(message: QueuedMessage): boolean {
    const wasLive = this.#live.get(message.segment)?.delete(message) === true;
    if (wasLive) this.#liveBytes -= inLog(message);
    return wasLive;
  }

  #startTidying(): void {
    if (this.#isClosing) return;
    if (this.#restLeft > 0) {
      this.#restLeft -= 1;
      return;
    }
    this.#tidying ??= this.#tidy()
      .catch((error: unknown) => {
        this.#restLeft = restAfterFailure;
        const text = `Old files of the queue could not be cleared and are tried again. ${String(error)}`;
        this.#journal.record({ event: 'queue.tidy-failed', level: 'warning', text });
      })
      .finally(() => {
        this.#tidying = null;
      });
  }

  /**
   * Segments go oldest first only: a younger one may hold the news that a message of an older one has left,
   * and without it that message would be sent again. What keeps an old segment is copied to the front when
   * the dead weight behind it has grown too large.
   */
  async #tidy(): Promise<void> {
    while (!this.#isClosing) {
      const oldest = this.#segments.all[0];
      if (!oldest) return;
      const isOnly = this.#segments.all.length === 1;
      const living = this.#live.get(oldest);
      if (living && living.size > 0) {
        if (isOnly || !this.#isWorthCopying()) return;
        await this.#empty(living);
      } else if (isOnly && !this.#mayRestart(oldest)) return;
      else await this.#drop(oldest);
    }
  }

  /** The only segment goes when it is large enough, and when no record is on its way into it. */
  #mayRestart(segment: Segment): boolean {
    if (this.#log.isBusy) return false;
    if (!segment.isSealed && segment.sizeBytes < this.#sizes.restartBytes) return false;
    segment.isSealed = true;
    return true;
  }

  async #drop(segment: Segment): Promise<void> {
    // The youngest segments must go on saying that a person has paused the queue.
    if (this.#isPaused) await this.setPaused(true);
    this.#live.delete(segment);
    await this.#segments.drop(segment);
  }

  /** Copying ends: each round through the log makes it as small as what lives in it. */
  #isWorthCopying(): boolean {
    const { slackBytes, mostSegments } = this.#sizes;
    const { all, totalBytes } = this.#segments;
    const deadBytes = totalBytes - this.#liveBytes;
    if (deadBytes > this.#liveBytes + slackBytes) return true;
    return all.length > mostSegments && deadBytes > this.#liveBytes / 2;
  }

  async #empty(living: ReadonlySet<QueuedMessage>): Promise<void> {
    while (living.size > 0 && !this.#isClosing) {
      const some = [...living].slice(0, copiedTogether);
      await Promise.all(some.map((message) => this.#copyForward(message)));
    }
  }

  async #copyForward(message: QueuedMessage): Promise<void> {
    const body = message.bodyFile === null ? [await this.#reader.read(message)] : [];
    // Left meanwhile: a copy would bring it back at the next start.
    if (this.#live.get(message.segment)?.has(message) !== true) return;
    if (this.#leaving.has(message)) {
      // The log keeps order: once this is flushed, so is the `done` before it.
      await this.setPaused(this.#isPaused);
      return;
    }
    const record = encodeRecord('message', headOf(message), body);
    await this.#log.append(record, 'flushed', ({ segment, offset }) => {
      if (!this.#removeLive(message)) return;
      message.segment = segment;
      message.bodyOffset = offset + record.bodyOffset;
      this.#addLive(message);
    });
  }
}

const noNote = (): undefined => undefined;

/** What a message weighs in the log; its envelope and states are guessed. */
const inLog = ({ bodyFile, sizeBytes }: QueuedMessage): number =>
  headGuessBytes + (bodyFile === null ? sizeBytes : 0);
const headGuessBytes = 512;
