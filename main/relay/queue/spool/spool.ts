/**
 * Messages on disk: puts them there, finds them again, reads their bodies, clears what has left. Owns the
 * layout of the spool folder; when a message is due and what becomes of it is decided elsewhere.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { JournalWriter } from '../../journal/journal.ts';
import {
  applyState,
  headOf,
  messageFrom,
  stateOf,
  type MessageHead,
  type QueuedMessage,
  type StateHead,
} from '../message.ts';
import { readSegment, type ReadRecord } from './read-segment.ts';
import { encodeRecord } from './record.ts';
import { SegmentLog, type Segment, type SpoolFiles } from './segment-log.ts';

/** Bodies just taken are kept here for their first attempt, so that they need not be read again. */
const cacheBytes = 8 << 20;
/** More than this much dead weight, and twice the living, is worth copying. */
const slackBytes = 128 << 20;
/** An empty log above this size is begun anew. */
const restartBytes = 16 << 20;

export class Spool {
  readonly folder: string;
  readonly #journal: JournalWriter;
  readonly #log: SegmentLog;
  readonly #live = new Map<Segment, Set<QueuedMessage>>();
  readonly #cache = new Map<string, Buffer>();
  #cachedBytes = 0;
  #liveBytes = 0;
  #tidying: Promise<void> | null = null;
  isPaused = false;

  constructor(folder: string, journal: JournalWriter, files?: SpoolFiles) {
    this.folder = folder;
    this.#journal = journal;
    this.#log = new SegmentLog(folder, files);
  }

  /** Reads the whole log; returns the messages that have not left, oldest first. */
  async load(): Promise<readonly QueuedMessage[]> {
    const messages = new Map<string, QueuedMessage>();
    for (const segment of await this.#log.openExisting())
      await this.#loadSegment(segment, messages);
    for (const message of messages.values()) this.#addLive(message);
    await this.#removeOrphans(messages);
    return [...messages.values()];
  }

  /** Keeps a message with a small body. Resolves when it is flushed; rejects when it is not kept. */
  async store(head: MessageHead, body: readonly Buffer[]): Promise<QueuedMessage> {
    const record = encodeRecord('message', head, body);
    const { segment, offset } = await this.#log.append(record, 'flushed');
    const message = messageFrom(head, { segment, bodyOffset: offset + record.bodyOffset });
    this.#addLive(message);
    if (head.file === null) this.#remember(head.id, body);
    return message;
  }

  /** Writes what changed about a message. */
  async update(message: QueuedMessage, durability: 'written' | 'flushed'): Promise<void> {
    await this.#log.append(encodeRecord('state', stateOf(message)), durability);
  }

  /** The message has left: resolves when that is flushed, so that it is not sent again. */
  async finish(message: QueuedMessage): Promise<void> {
    await this.#log.append(encodeRecord('done', { id: message.id }), 'flushed');
    this.#forget(message.id);
    this.#removeLive(message);
    if (message.bodyFile !== null)
      await fs.promises.rm(path.join(this.folder, message.bodyFile), { force: true });
    this.#tidying ??= this.#tidy().finally(() => {
      this.#tidying = null;
    });
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.isPaused = isPaused;
    await this.#log.append(encodeRecord('queue', { paused: isPaused }), 'flushed');
  }

  /** The body: in memory when small, else a stream from its file. */
  async body(message: QueuedMessage): Promise<Buffer | Readable> {
    if (message.bodyFile !== null)
      return fs.createReadStream(path.join(this.folder, message.bodyFile), {
        highWaterMark: 256 << 10,
      });
    const cached = this.#cache.get(message.id);
    if (cached) return cached;
    const buffer = Buffer.allocUnsafe(message.sizeBytes);
    const { bytesRead } = await message.segment.handle.read(
      buffer,
      0,
      buffer.length,
      message.bodyOffset,
    );
    if (bytesRead !== buffer.length)
      throw new Error(`The spool lost part of message ${message.id}`);
    return buffer;
  }

  async stream(message: QueuedMessage): Promise<Readable> {
    const body = await this.body(message);
    return Buffer.isBuffer(body) ? Readable.from([body]) : body;
  }

  async close(): Promise<void> {
    await this.#tidying;
    await this.#log.close();
  }

  async #loadSegment(segment: Segment, messages: Map<string, QueuedMessage>): Promise<void> {
    const records = readSegment(segment.handle, segment.sizeBytes);
    for (;;) {
      const next = await records.next();
      if (next.done) {
        this.#reportTorn(segment, next.value);
        return;
      }
      this.#replay(next.value, segment, messages);
    }
  }

  #replay(record: ReadRecord, segment: Segment, messages: Map<string, QueuedMessage>): void {
    if (record.type === 'queue') {
      this.isPaused = (record.head as { paused: boolean }).paused;
      return;
    }
    const head = record.head as MessageHead | StateHead;
    if (record.type === 'message')
      messages.set(
        head.id,
        messageFrom(head as MessageHead, { segment, bodyOffset: record.bodyOffset }),
      );
    else if (record.type === 'done') messages.delete(head.id);
    else {
      const message = messages.get(head.id);
      if (message) applyState(message, head as StateHead);
    }
  }

  /** What follows the last whole record was never answered 250: a crash tore it. */
  #reportTorn(segment: Segment, wholeBytes: number): void {
    if (wholeBytes === segment.sizeBytes) return;
    const text = `${path.basename(segment.file)} ends in ${segment.sizeBytes - wholeBytes} octets of an unfinished record, left out.`;
    this.#journal.record({ event: 'queue.torn-record', level: 'notice', text });
  }

  /** Large bodies without an envelope were being received when the program died. */
  async #removeOrphans(messages: ReadonlyMap<string, QueuedMessage>): Promise<void> {
    const known = new Set([...messages.values()].map(({ bodyFile }) => bodyFile));
    for (const name of await fs.promises.readdir(this.folder))
      if (name.startsWith('body-') && !known.has(name))
        await fs.promises.rm(path.join(this.folder, name), { force: true });
  }

  #addLive(message: QueuedMessage): void {
    const set = this.#live.get(message.segment);
    if (set) set.add(message);
    else this.#live.set(message.segment, new Set([message]));
    this.#liveBytes += inLog(message);
  }

  #removeLive(message: QueuedMessage): void {
    if (this.#live.get(message.segment)?.delete(message)) this.#liveBytes -= inLog(message);
  }

  /**
   * Segments go oldest first only: a younger one may hold the news that a message of an older one has left,
   * and without it that message would be sent again. What keeps an old segment is copied to the front when
   * the dead weight behind it has grown too large.
   */
  async #tidy(): Promise<void> {
    for (;;) {
      const oldest = this.#log.segments[0];
      if (!oldest) return;
      const living = this.#live.get(oldest);
      const isCurrent = this.#log.segments.length === 1;
      if (living && living.size > 0) {
        if (isCurrent || this.#log.totalBytes < 2 * this.#liveBytes + slackBytes) return;
        for (const message of [...living]) await this.#copyForward(message);
        continue;
      }
      if (isCurrent) {
        if (oldest.sizeBytes < restartBytes || this.#log.isBusy) return;
        this.#log.sealCurrent();
      }
      this.#live.delete(oldest);
      await this.#log.dropOldest();
      if (this.isPaused) await this.setPaused(true);
    }
  }

  async #copyForward(message: QueuedMessage): Promise<void> {
    const body = message.bodyFile === null ? [(await this.body(message)) as Buffer] : [];
    const record = encodeRecord('message', headOf(message), body);
    const [{ segment, offset }] = await Promise.all([
      this.#log.append(record, 'flushed'),
      this.#log.append(encodeRecord('state', stateOf(message)), 'flushed'),
    ]);
    if (message.state === 'gone') return;
    this.#removeLive(message);
    message.segment = segment;
    message.bodyOffset = offset + record.bodyOffset;
    this.#addLive(message);
  }

  #remember(id: string, body: readonly Buffer[]): void {
    const buffer = body.length === 1 && body[0] ? body[0] : Buffer.concat(body);
    this.#cache.set(id, buffer);
    this.#cachedBytes += buffer.length;
    for (const oldId of this.#cache.keys()) {
      if (this.#cachedBytes <= cacheBytes) break;
      this.#forget(oldId);
    }
  }

  #forget(id: string): void {
    const buffer = this.#cache.get(id);
    if (buffer && this.#cache.delete(id)) this.#cachedBytes -= buffer.length;
  }
}

const inLog = (message: QueuedMessage): number =>
  message.bodyFile === null ? message.sizeBytes : 0;
