/**
 * What a power cut takes of what was not flushed. What is in the trace before a flush began is safe once that has
 * ended; the rest is loose, also what was only under way.
 */

/** Places in the trace. */
export interface When {
  readonly begun: number;
  readonly ended: number;
}

/** Of a file. */
export type Change = When &
  ({ readonly at: number; readonly octets: Buffer } | { readonly sizeBytes: number });

/** `since`: names are kept up to one moment, as the journal of a file system keeps them. */
export type NameLoss = 'none' | 'all' | 'since' | 'any';
export type DataLoss = 'none' | 'all' | 'any';

/** How much of what is loose is lost. */
export interface Loss {
  readonly names: NameLoss;
  readonly data: DataLoss;
}

/** Every way; the wilder ones twice. */
export const losses: readonly Loss[] = (['all', 'since', 'any', 'none', 'any'] as const).flatMap(
  (names) => (['all', 'any', 'none', 'any'] as const).map((data) => ({ names, data })),
);

/** Where the last flush began that had ended by then; -1 where none had. */
export const flushedBy = (flushes: readonly When[], cut: number): number =>
  flushes.reduce((last, { begun, ended }) => (ended <= cut ? Math.max(last, begun) : last), -1);

/** What had begun by then, apart. */
export function split<T extends When>(
  changes: readonly T[],
  flushes: readonly When[],
  cut: number,
): { safe: T[]; loose: T[] } {
  const flushed = flushedBy(flushes, cut);
  const isSafe = ({ ended }: T): boolean => ended < flushed;
  return {
    safe: changes.filter(isSafe),
    loose: changes.filter((change) => !isSafe(change) && change.begun <= cut),
  };
}

const sectors = [1, 512, 4_096];

/** The octets of a file after the cut: whole, cut short, in zeros at its end, or page by page old or new. */
export function dataAfter(
  { changes, flushes }: { readonly changes: readonly Change[]; readonly flushes: readonly When[] },
  cut: number,
  loss: DataLoss,
  random: () => number,
): Buffer {
  const { safe, loose } = split(changes, flushes, cut);
  if (loose.length === 0 || loss === 'all') return contentOf(safe);
  const whole = contentOf([...safe, ...loose]);
  if (loss === 'none') return whole;
  const pick = (count: number): number => Math.floor(random() * count);
  const kind = pick(4);
  if (kind === 0) return whole;
  if (kind === 1) return inPages(contentOf(safe), whole, random);
  const done = pick(loose.length);
  const torn = tornAt(loose[done], random(), sectors[pick(sectors.length)] ?? 1);
  const short = contentOf([...safe, ...loose.slice(0, done), ...torn]);
  if (kind === 2) return short;
  return Buffer.concat([short, Buffer.alloc(Math.max(0, whole.length - short.length))]);
}

/** The first part of a write, up to a border of the disk's. */
function tornAt(change: Change | undefined, share: number, sectorBytes: number): Change[] {
  if (change === undefined || !('octets' in change)) return [];
  const end = change.at + Math.floor(change.octets.length * share);
  const length = Math.max(0, Math.floor(end / sectorBytes) * sectorBytes - change.at);
  return length === 0 ? [] : [{ ...change, octets: change.octets.subarray(0, length) }];
}

const pageBytes = 4_096;

/** Each page as it was or as it became; zeros where there was none. */
function inPages(old: Buffer, now: Buffer, random: () => number): Buffer {
  const pages = Buffer.from(now);
  for (let at = 0; at < now.length; at += pageBytes)
    if (random() < 0.5)
      old.subarray(at, at + pageBytes).copy(pages.subarray(at, at + pageBytes).fill(0));
  return pages;
}

/** All changes, one after the other. */
export function contentOf(changes: readonly Change[]): Buffer {
  const most = changes.reduce((size, change) => Math.max(size, sizeAfter(size, change)), 0);
  const room = Buffer.alloc(most);
  let size = 0;
  for (const change of changes) {
    const next = sizeAfter(size, change);
    if ('octets' in change) change.octets.copy(room, change.at);
    else room.fill(0, next, size);
    size = next;
  }
  return room.subarray(0, size);
}

/** How large a file of this size is after the change. */
export const sizeAfter = (sizeBytes: number, change: Change): number =>
  'octets' in change ? Math.max(sizeBytes, change.at + change.octets.length) : change.sizeBytes;
