import fs from 'node:fs';
import { unlessMissing } from '../store/if-there.ts';

const chunkBytes = 64 * 1024;
/** No line of ours is near it; junk without line ends must not be held in memory. */
const longestLineBytes = 256 * 1024;

/**
 * The lines of a file, the last first, in groups, without reading more than is asked for; none of a file that is
 * gone. Memory stays below a chunk and a line. Rejects when the file cannot be read.
 */
export async function* linesBackwards(file: string): AsyncGenerator<readonly string[]> {
  const handle = await fs.promises.open(file, 'r').catch(unlessMissing(null));
  if (handle === null) return;
  try {
    let end = (await handle.stat()).size;
    let head: Buffer = Buffer.alloc(0);
    while (end > 0) {
      const start = Math.max(0, end - chunkBytes);
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(end - start),
        0,
        end - start,
        start,
      );
      const text = Buffer.concat([buffer.subarray(0, bytesRead), head]);
      end = start;
      // Up to the first line end it is the rest of a line that began earlier.
      const from = start === 0 ? 0 : text.indexOf(0x0a) + 1;
      const isWithinLine = start > 0 && from === 0;
      head = isWithinLine ? text : text.subarray(0, Math.max(0, from - 1));
      if (head.length > longestLineBytes) head = Buffer.alloc(0);
      if (isWithinLine) continue;
      yield text.toString('utf8', from).split('\n').filter(isNotEmpty).reverse();
    }
  } finally {
    await handle.close();
  }
}

const isNotEmpty = (line: string): boolean => line !== '';
