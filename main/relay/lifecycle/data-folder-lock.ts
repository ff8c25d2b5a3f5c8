/** One data folder has one owner: a lock file with the owner's process id and start time. */
import fs from 'node:fs';
import path from 'node:path';

export type LockOutcome =
  | { readonly outcome: 'locked'; release(): void }
  | { readonly outcome: 'owned'; readonly pid: number };

interface Owner {
  readonly pid: number;
  /** Where the system tells it: a process id can be given out anew after a crash. */
  readonly startedAt: string;
}

/** Takes the folder, or tells who has it. A lock that a crash left behind is taken over at once. */
export function lockDataFolder(folder: string): LockOutcome {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'lock');
  const own: Owner = { pid: process.pid, startedAt: startOf(process.pid) };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      fs.writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return { outcome: 'locked', release: () => releaseIfOwn(file, own) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner !== null && isAlive(owner)) return { outcome: 'owned', pid: owner.pid };
    fs.rmSync(file, { force: true });
  }
  throw new Error(`Cannot lock ${folder}: other programs keep taking it.`);
}

/** The process that owns the folder now, or null. */
export function ownerOf(folder: string): number | null {
  const owner = readOwner(path.join(folder, 'lock'));
  return owner !== null && isAlive(owner) ? owner.pid : null;
}

function readOwner(file: string): Owner | null {
  try {
    const raw = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Owner>;
    if (typeof raw.pid !== 'number') return null;
    return { pid: raw.pid, startedAt: typeof raw.startedAt === 'string' ? raw.startedAt : '' };
  } catch {
    // Unreadable or half written: nobody proves to own it.
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return owner.startedAt === '' || owner.startedAt === startOf(owner.pid);
}

/** Start time in clock ticks since boot (Linux), '' elsewhere. */
function startOf(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function releaseIfOwn(file: string, own: Owner): void {
  const owner = readOwner(file);
  if (owner?.pid === own.pid) fs.rmSync(file, { force: true });
}
