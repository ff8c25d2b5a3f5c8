/** Reads a small file whose size is known, with as few turns in the thread pool as can be. */
import fs from 'node:fs';
import { asError } from '../../contract/thrown.ts';

/** Resolves to the whole file, also where somebody changed its size; rejects when it cannot be read. */
export function readSmall(file: string, sizeBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    fs.open(file, 'r', (error, descriptor) => {
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
        else resolve(fs.promises.readFile(file));
      });
    });
  });
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
