/** Where the control socket of a data folder is. Pure. */
import { createHash } from 'node:crypto';
import path from 'node:path';

/** A socket in the data folder; on Windows a named pipe, whose name is made from the folder's. */
export function controlPath(
  dataFolder: string,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform !== 'win32') return path.join(dataFolder, 'control.sock');
  const name = createHash('sha256')
    .update(path.resolve(dataFolder).toLowerCase())
    .digest('hex')
    .slice(0, 24);
  return `\\\\.\\pipe\\mailroom-${name}`;
}
