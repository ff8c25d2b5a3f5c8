/** Where the control socket of a data folder is, and that nobody else can have put one there. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';

/** The system takes 103 octets on macOS, 107 on Linux; what is longer it refuses, or cuts off in silence. */
const longestPathOctets = 100;
const sharedFolder = '/tmp/mailroom-control-';

/**
 * A socket in the data folder; where its name would be too long, in a folder of this user's in /tmp, whose
 * name no environment changes. On Windows a named pipe, whose name is made from the folder's.
 */
export function controlPath(
  dataFolder: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const folder = path.resolve(dataFolder);
  if (platform === 'win32') return `\\\\.\\pipe\\mailroom-${nameOf(folder.toLowerCase())}`;
  const inFolder = path.join(folder, 'control.sock');
  if (Buffer.byteLength(inFolder) <= longestPathOctets) return inFolder;
  return path.join(`${sharedFolder}${process.getuid?.() ?? 0}`, `${nameOf(folder)}.sock`);
}

/** Makes the folder of the socket where it is not there; throws a ServiceFault where it is another's. */
export function prepareControlFolder(socketPath: string): void {
  if (!isShort(socketPath)) return;
  fs.mkdirSync(path.dirname(socketPath), { recursive: true, mode: 0o700 });
  if (isTrustworthy(socketPath)) return;
  throw new ServiceFault(
    'control.folder',
    `The folder ${path.dirname(socketPath)} belongs to somebody else or can be opened by others. Remove it, or use a data folder with a shorter name.`,
  );
}

/** Whether who asks there asks our own relay: anybody can make a folder in /tmp. */
export function isTrustworthy(socketPath: string): boolean {
  if (!isShort(socketPath)) return true;
  const stat = fs.lstatSync(path.dirname(socketPath), { throwIfNoEntry: false });
  return (
    stat?.isDirectory() === true && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0
  );
}

const isShort = (socketPath: string): boolean => socketPath.startsWith(sharedFolder);

const nameOf = (folder: string): string =>
  createHash('sha256').update(folder).digest('hex').slice(0, 24);
