/** Reads a small file whose size is known, with as few turns in the thread pool as can be. */
import fs from 'node:fs';
import { asError } from '../../contract/thrown.ts';

const { O_RDONLY, O_NONBLOCK } = fs.constants;
/** Who opens a pipe waits for its other end, but not so. Windows knows neither. */
const readFlags = process.platform === 'win32' ? O_RDONLY : O_RDONLY | O_NONBLOCK;

/** Resolves to the whole file, also where somebody changed its size; rejects when it cannot be read. */
export function readSmall(file: string, sizeBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    fs.open(file, readFlags, (error, descriptor) => {
      if (error) {
        reject(error);
        return;
      }
      // One octet more: a file that grew must be noticed.
      const room = Buffer.allocUnsafe(sizeBytes + 1);
      fs.read(descriptor, room, 0, room.length, 0, (readError, octets) => {
        const closeError = closed(descriptor);
        const fault = readError ?? closeError;
        if (fault) reject(fault);
        else if (octets === sizeBytes) resolve(room.subarray(0, sizeBytes));
        else resolve(mustBeFile(file).then(() => fs.promises.readFile(file)));
      });
    });
  });
}

/** The file at once, without the thread pool; null where anything is not as thought: `readSmall` tells what it is. */
export function readSmallNow(file: string, sizeBytes: number): Buffer | null {
  try {
    const descriptor = fs.openSync(file, readFlags);
    try {
      const room = Buffer.allocUnsafe(sizeBytes + 1);
      const octets = fs.readSync(descriptor, room, 0, room.length, 0);
      return octets === sizeBytes ? room.subarray(0, sizeBytes) : null;
    } finally {
      fs.closeSync(descriptor);
    }
  } catch {
    // Read again through the pool, which says why it cannot be.
    return null;
  }
}

/** At once: closing what was only read waits for no disk, and a turn in the thread pool takes many times that. */
function closed(descriptor: number): Error | null {
  try {
    fs.closeSync(descriptor);
    return null;
  } catch (error) {
    return asError(error);
  }
}

/** Rejects for a folder, a pipe, a device, whatever its name says: reading some of them never ends. */
export async function mustBeFile(file: string): Promise<void> {
  if (!(await fs.promises.stat(file)).isFile()) throw new Error(`${file} is no file`);
}
