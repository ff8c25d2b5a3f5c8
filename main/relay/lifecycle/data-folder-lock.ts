/**
 * One data folder has one owner: a lock file with the owner's process id and start time. Owns the file
 * `lock`; what a second program does with the answer (attach, give up) is not decided here.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';
import { hasEnded, isSameProcess, startOf } from './process-start.ts';
import { ServiceFault } from './service-fault.ts';

/** The folder is ours until `release`, or whose it is. */
export type LockOutcome =
  | { readonly outcome: 'locked'; release(): void }
  | { readonly outcome: 'owned'; readonly pid: number };

interface Owner {
  readonly pid: number;
  /** See `startOf`: a process id can be given out anew after a crash. */
  readonly startedAt: string;
  /** This lock and no other, also where one process locks twice. */
  readonly token: string;
}

const attempts = 50;
const pauseMs = 20;
/** A take-over is a few file operations; whoever holds its marker longer has died in it. */
const takeOverLimitMs = 5_000;

/**
 * Takes the folder, or tells who has it. A lock that a crash left behind is taken over at once. The
 * lock goes at `release` or when the process exits. Throws a ServiceFault when the folder cannot be written.
 */
export function lockDataFolder(folder: string): LockOutcome {
  try {
    makeFolder(folder);
    return takeLock(folder);
  } catch (error) {
    throw folderFault(folder, error as NodeJS.ErrnoException);
  }
}

function takeLock(folder: string): LockOutcome {
  const file = path.join(folder, 'lock');
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const made = create(file, own);
    if (made === 'made') return locked(file, own);
    const owner = readOwner(file);
    if (owner !== null && isAlive(owner)) return { outcome: 'owned', pid: owner.pid };
    // On a full disk, what the dead owner's lock took is what ours needs; else there is nothing to wait for.
    if (made instanceof Error && owner === null && !fs.existsSync(file)) throw made;
    if (!removeStale(file)) pause();
  }
  throw new Error(`Cannot lock ${folder}: other programs keep taking it. Start Mailroom again.`);
}

/** Throws the ServiceFault of `lockDataFolder` where nobody could take the folder; takes nothing. */
export function checkDataFolder(folder: string): void {
  try {
    makeFolder(folder);
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw folderFault(folder, error as NodeJS.ErrnoException);
  }
}

/** The process that owns the folder now, or null. */
export function ownerOf(folder: string): number | null {
  const owner = readOwner(path.join(folder, 'lock'));
  return owner !== null && isAlive(owner) ? owner.pid : null;
}

function locked(file: string, own: Owner): LockOutcome {
  const release = (): void => {
    process.removeListener('exit', release);
    if (readOwner(file)?.token === own.token) fs.rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { outcome: 'locked', release };
}

/** Makes the lock file, or finds one there, or no space for it. */
function create(file: string, own: Owner): 'made' | 'there' | Error {
  const draft = `${file}.${own.token}`;
  try {
    fs.writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
    // A link appears with its content. A file made with O_EXCL is empty for a moment, and a second
    // program that reads it then would think that nobody owns it.
    fs.linkSync(draft, file);
    return 'made';
  } catch (error) {
    if (isFull(error)) return error as Error;
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'there';
    return createWithoutLinks(file, own);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/** File systems without hard links (FAT, some network folders). */
function createWithoutLinks(file: string, own: Owner): 'made' | 'there' {
  try {
    fs.writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
    return 'made';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'there';
    throw error;
  }
}

/**
 * Removes a dead owner's lock; false when another program is just doing so. Two programs that both saw
 * the dead lock must not both remove: the second would remove the first one's fresh lock.
 */
function removeStale(file: string): boolean {
  const marker = `${file}.take-over`;
  try {
    fs.mkdirSync(marker);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    removeAbandoned(marker);
    return false;
  }
  try {
    const text = readText(file);
    // What stands there from now on is the fresh lock of another, who came between.
    if (text === null) return true;
    const owner = parseOwner(text);
    const isBeingWritten = owner === null && (ageMs(file) ?? 0) < pauseMs * 5;
    if (isBeingWritten) return false;
    if (owner === null || !isAlive(owner)) fs.rmSync(file, { force: true });
    return true;
  } finally {
    fs.rmSync(marker, { recursive: true, force: true });
  }
}

function removeAbandoned(marker: string): void {
  // One that is gone meanwhile is no old one: another's may stand there already.
  if ((ageMs(marker) ?? 0) > takeOverLimitMs) fs.rmSync(marker, { recursive: true, force: true });
}

/** The two clocks need not agree on the present moment. */
const clockSkewMs = 1_000;

/** Age by the file's own clock and ours; null where there is none. One from the future is infinitely old. */
function ageMs(file: string): number | null {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (!stat) return null;
  const age = Date.now() - stat.mtimeMs;
  return age < -clockSkewMs ? Infinity : age;
}

/** Null where there is no such file; empty where it cannot be read. */
function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : '';
  }
}

const readOwner = (file: string): Owner | null => parseOwner(readText(file) ?? '');

function parseOwner(text: string): Owner | null {
  try {
    const raw = JSON.parse(text) as Partial<Record<keyof Owner, unknown>>;
    if (typeof raw.pid !== 'number' || !Number.isSafeInteger(raw.pid) || raw.pid < 1) return null;
    const word = (value: unknown): string => (typeof value === 'string' ? value : '');
    return { pid: raw.pid, startedAt: word(raw.startedAt), token: word(raw.token) };
  } catch {
    // Junk or half written: nobody proves to own it.
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !hasEnded(owner.pid) && isSameProcess(owner.pid, owner.startedAt);
}

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

function folderFault(folder: string, error: NodeJS.ErrnoException): Error {
  const code = error.code ?? '';
  if (isFull(error))
    return new ServiceFault(
      code,
      `No space is left on the disk with ${folder}. Free some space, then start Mailroom again.`,
      error,
    );
  // What stands there under this name is something else.
  if (code === 'EEXIST')
    return new ServiceFault(
      code,
      `${folder} is no folder. Move away what stands there, or name another data folder.`,
      error,
    );
  // ENOENT: what Node makes of a folder that cannot be made on a read-only disk.
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'].includes(code)) return error;
  return new ServiceFault(
    code,
    `The data folder ${folder} cannot be written (${code}). Let this user write there, or choose another folder.`,
    error,
  );
}

/** Blocks for a moment: locking comes before everything else in a start, and nothing may overtake it. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
}
