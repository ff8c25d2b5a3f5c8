/**
 * Makes a NeDB file fit to load: cuts the unfinished last line of a crash, and finds lines that cannot be
 * read. Owns the file before NeDB opens it, and nothing after.
 */
import fs from 'node:fs';

/** What to do with a file that holds unreadable lines. A copy is kept aside either way. */
export type DamagePolicy =
  /** Load what can be read: each line stands for itself. */
  | 'salvage'
  /** Load nothing: a lost removal line would bring back what was taken away. */
  | 'start-empty';

/** The file, and what to do where it is damaged. */
export interface DataFileOptions {
  readonly file: string;
  readonly onDamage: DamagePolicy;
  /** Epoch ms, for the name of the copy. */
  readonly now: number;
}

/**
 * Prepares the file for loading. Returns the name of the copy put aside when it was damaged, else null.
 * Throws what the file system throws.
 */
export function prepareDataFile(options: DataFileOptions): string | null {
  const { file } = options;
  if (!fs.existsSync(file)) return null;
  if (process.platform !== 'win32') fs.chmodSync(file, 0o600);
  trimTornTail(file);
  if (!hasUnreadableLine(file)) return null;
  const aside = `${file}.damaged-${new Date(options.now).toISOString().replace(/[:.]/g, '-')}`;
  fs.copyFileSync(file, aside);
  if (options.onDamage === 'start-empty') fs.truncateSync(file, 0);
  return aside;
}

/** Errors of a disk that can be read but not written. */
const writeOnlyErrors: readonly string[] = ['ENOSPC', 'EDQUOT', 'EROFS'];

/** Whether the disk only takes nothing: what it gave is good. */
export const isWriteOnly = (error: unknown): boolean =>
  writeOnlyErrors.includes(String((error as NodeJS.ErrnoException).code));

/** Whether the file, where there is one, ends in half a line. Throws what the file system throws. */
export const endsTorn = (file: string): boolean => fs.existsSync(file) && tornAt(file) !== null;

/** Cuts an unfinished last line: a crash in mid-append leaves one, and it was never confirmed. */
function trimTornTail(file: string): void {
  const end = tornAt(file);
  if (end !== null) fs.truncateSync(file, end);
}

/** Where an unfinished last line begins. */
function tornAt(file: string): number | null {
  const content = fs.readFileSync(file);
  const end = content.lastIndexOf(0x0a) + 1;
  // An editor may have dropped the last line break: that line is whole, and NeDB gives it one as it loads it.
  return end === content.length || isReadable(content.toString('utf8', end)) ? null : end;
}

const hasUnreadableLine = (file: string): boolean =>
  fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .some((line) => line !== '' && !isReadable(line));

function isReadable(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
