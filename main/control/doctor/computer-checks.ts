/** What tends to go wrong with the computer that Mailroom runs on: network, disk, clock, folder. */
import fs from 'node:fs';
import path from 'node:path';
import { diskSize } from '../../contract/disk-size.ts';
import { localTime } from '../../relay/lifecycle/local-time.ts';
import { ownAddresses } from '../../relay/net/own-addresses.ts';
import type { DoctorCheck, DoctorParts } from './check.ts';

/** Under which addresses mail programs reach this computer. */
export function addresses(): DoctorCheck {
  const own = ownAddresses();
  const base = { id: 'addresses', title: 'Addresses for mail programs' } as const;
  if (own.length > 0) return { ...base, state: 'ok', detail: own.join(', ') };
  return {
    ...base,
    state: 'warning',
    detail: 'This computer has no address in a network.',
    remedy: 'Connect it to the office network; programs on this computer can use 127.0.0.1.',
  };
}

/** Whether there is room for mail. */
export async function disk({ dataFolder, settings }: DoctorParts): Promise<DoctorCheck> {
  const stat = await fs.promises.statfs(nearestFolder(dataFolder));
  const free = stat.bavail * stat.bsize;
  const least = settings.get().limits.minFreeDiskBytes;
  const base = { id: 'disk', title: 'Disk space', detail: `${diskSize(free)} free` } as const;
  const remedy = 'Free some space: new mail is refused when the disk is nearly full.';
  if (free < least) return { ...base, state: 'failed', remedy };
  return free < least * 2 ? { ...base, state: 'warning', remedy } : { ...base, state: 'ok' };
}

/** The folder, or the first one above it that is there. */
const nearestFolder = (folderPath: string): string =>
  fs.existsSync(folderPath) || path.dirname(folderPath) === folderPath
    ? folderPath
    : nearestFolder(path.dirname(folderPath));

/** A clock far in the past means that certificates look invalid and mail gets wrong dates. */
export function clock({ clock: time }: DoctorParts): DoctorCheck {
  const now = time.now();
  const base = { id: 'clock', title: 'Clock', detail: localTime(now) } as const;
  const year = new Date(now).getUTCFullYear();
  const isSane = year >= 2026 && year < 2100;
  return isSane
    ? { ...base, state: 'ok' }
    : { ...base, state: 'failed', remedy: 'Set date and time of this computer.' };
}

/** Whether the data folder can be written, and by its owner only. */
export function folder({ dataFolder }: DoctorParts): DoctorCheck {
  const base = { id: 'folder', title: 'Data folder' } as const;
  if (!fs.existsSync(dataFolder))
    return { ...base, state: 'ok', detail: `${dataFolder} will be made at the first start` };
  if (!isWritable(dataFolder))
    return {
      ...base,
      state: 'failed',
      detail: `${dataFolder} cannot be written.`,
      remedy: 'Let the user who runs Mailroom write there.',
    };
  const isOpen = process.platform !== 'win32' && (fs.statSync(dataFolder).mode & 0o077) !== 0;
  if (!isOpen) return { ...base, state: 'ok', detail: dataFolder };
  return {
    ...base,
    state: 'warning',
    detail: `${dataFolder} can be read by other users of this computer.`,
    // In quotes: on macOS there is always a space in it.
    remedy: `Run: chmod 700 "${dataFolder}"`,
  };
}

function isWritable(folderPath: string): boolean {
  try {
    fs.accessSync(folderPath, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
