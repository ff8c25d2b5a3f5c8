/** Makes the queue from the log alone: replays all segments, oldest first. Reads no large bodies. */
import fs from 'node:fs';
import path from 'node:path';
import type { JournalWriter } from '../../journal/journal.ts';
import { unlessMissing } from '../../store/if-there.ts';
import { writeWhole } from '../../store/write-whole.ts';
import type { EnvelopePool } from '../envelope-pool.ts';
import {
  applyState,
  messageFrom,
  type MessageHead,
  type QueuedMessage,
  type StateHead,
} from '../message.ts';
import { readSegment, type ReadItem, type SegmentRecord } from './read-segment.ts';
import { segmentLabel, type Segment, type SpoolFiles } from './segment-files.ts';
import { readThrough, type Stretch } from './segment-window.ts';

/** What was found. */
export interface LoadedSpool {
  /** Messages that have not left, oldest first. */
  readonly messages: readonly QueuedMessage[];
  readonly isPaused: boolean;
  /** Something was lost: a body without an envelope may be all that is left of a message. */
  readonly isDamaged: boolean;
  /** Some of it no earlier start has put aside and told. */
  readonly isDamageNew: boolean;
}

/** Where to look, and whether damage is put aside. */
export interface LoadOptions {
  readonly folder: string;
  readonly files: SpoolFiles;
  readonly journal: JournalWriter;
  readonly pool: EnvelopePool;
  /** Keeps damaged octets in files of their own; not where a person only looks. */
  readonly putsAside: boolean;
}

/** Rejects where a file cannot be read at all; damage inside one is put aside and told. */
export async function loadSpool(
  segments: readonly Segment[],
  options: LoadOptions,
): Promise<LoadedSpool> {
  const missing = missingIn(segments);
  const isDamageNew = await reportMissing(missing, options);
  const found: Found = {
    ...{ messages: new Map(), hasRewritten: false, isPaused: false },
    ...{ isDamaged: missing.length > 0, isDamageNew },
  };
  for (const segment of segments)
    for await (const item of readSegment(segment, options.files))
      await takeIn(item, segment, found, options);
  const messages = [...found.messages.values()];
  if (found.hasRewritten) messages.sort((one, two) => one.receivedAt - two.receivedAt);
  return { ...found, messages };
}

interface Found {
  readonly messages: Map<string, QueuedMessage>;
  /** Some were written anew, to clear an old file, and stand behind what came after them. */
  hasRewritten: boolean;
  isPaused: boolean;
  isDamaged: boolean;
  isDamageNew: boolean;
}

async function takeIn(
  item: ReadItem,
  segment: Segment,
  found: Found,
  options: LoadOptions,
): Promise<void> {
  if (item.kind === 'records') {
    for (const record of item.records) replay(record, segment, found, options.pool);
    return;
  }
  const isNew = await reportLost(item, segment, options);
  found.isDamageNew ||= isNew;
  found.isDamaged ||= item.kind === 'damage';
}

function replay(
  { type, head, bodyOffset }: SegmentRecord,
  segment: Segment,
  found: Found,
  pool: EnvelopePool,
): void {
  const { messages } = found;
  if (type === 'message') {
    const message = messageFrom(head as MessageHead, { segment, bodyOffset }, pool);
    messages.set(message.id, message);
    const { state, settles } = head as MessageHead;
    found.hasRewritten ||= state !== undefined;
    if (settles) applyTo(messages, settles);
  } else if (type === 'done') messages.delete((head as { id: string }).id);
  else if (type === 'queue') found.isPaused = (head as { paused: boolean }).paused;
  else applyTo(messages, head as StateHead);
}

/** What is told of a message that has left, or was lost to damage, concerns nobody. */
function applyTo(messages: ReadonlyMap<string, QueuedMessage>, state: StateHead): void {
  const message = messages.get(state.id);
  if (message) applyState(message, state);
}

/** Numbers of the files that stood between these. Nobody can tell whether one before the first is gone, or the last. */
function missingIn(segments: readonly Segment[]): number[] {
  const [first, last] = [segments[0]?.number ?? 0, segments.at(-1)?.number ?? 0];
  const there = new Set(segments.map(({ number }) => number));
  // A name that somebody made up could claim any number.
  if (last - first > mostFiles) return [];
  return Array.from({ length: last - first }, (_, index) => first + index).filter(
    (number) => !there.has(number),
  );
}

const mostFiles = 100_000;

/** A virus scanner or a person took them away, and mail with them. True where no earlier start has told it. */
async function reportMissing(
  missing: readonly number[],
  { folder, journal, putsAside }: LoadOptions,
): Promise<boolean> {
  let isNew = false;
  for (const number of missing) {
    const label = segmentLabel({ number });
    const note = path.join(folder, `damaged-${label}-missing`);
    const isKnown = (await fs.promises.stat(note).catch(unlessMissing(null))) !== null;
    // A full disk must not keep the queue from starting: then it is told again at the next start.
    if (putsAside) await fs.promises.writeFile(note, '', { mode: 0o600 }).catch(() => undefined);
    const text = `${label} is missing from the queue, so mail may be missing. Look whether a virus scanner has taken the file away.`;
    journal.record({ event: 'queue.damaged', level: 'error', text });
    isNew ||= !isKnown;
  }
  return isNew;
}

/** True for damage that was not put aside before. */
async function reportLost(
  { kind, offset, sizeBytes }: Exclude<ReadItem, { kind: 'records' }>,
  segment: Segment,
  { folder, files, journal, putsAside }: LoadOptions,
): Promise<boolean> {
  const label = segmentLabel(segment);
  if (kind === 'torn') {
    const text = `${label} ends in ${sizeBytes} octets of an unfinished record, as a crash leaves it. It was never answered with 250, and is left out.`;
    journal.record({ event: 'queue.torn-record', level: 'notice', text });
    return false;
  }
  const name = `damaged-${label}-${offset}`;
  const aside = path.join(folder, name);
  const known = await fs.promises.stat(aside).catch(unlessMissing(null));
  const lost = readInPieces(segment, files, { offset, sizeBytes });
  const isKnown = known?.size === sizeBytes;
  // A disk that is full must not keep the queue from starting, nor cost the copy of an earlier start.
  const isAside = !putsAside || (await isWritten(aside, lost)) || isKnown;
  // Then the whole file is put aside when it is cleared.
  segment.isPartlyUnread ||= !isAside;
  const text = isAside
    ? `${sizeBytes} octets of ${label} are damaged and are put aside as ${name}; the messages before and after them are kept. Check this computer’s disk.`
    : `${sizeBytes} octets of ${label} are damaged and stay in it, since the disk takes no copy; the messages before and after them are kept. Check this computer’s disk.`;
  journal.record({ event: 'queue.damaged', level: 'error', text });
  return !isKnown;
}

const isWritten = (file: string, content: AsyncIterable<Buffer>): Promise<boolean> =>
  writeWhole(file, content, { mode: 0o600 }).then(
    () => true,
    () => false,
  );

const copyBytes = 1 << 20;

/** What is damaged may stand on a sector that cannot be read: that must not keep the queue from starting. */
async function* readInPieces(
  segment: Segment,
  files: SpoolFiles,
  { offset, sizeBytes }: Stretch,
): AsyncGenerator<Buffer, void> {
  for (let done = 0; done < sizeBytes; done += copyBytes) {
    const piece = { offset: offset + done, sizeBytes: Math.min(copyBytes, sizeBytes - done) };
    yield (await readThrough(segment, files, piece)).octets;
  }
}
