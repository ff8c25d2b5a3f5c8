/** The file of a large body, read piece by piece into memory of the reader's. */
import fs from 'node:fs';
import type { LargeBody } from '../../upstream/route.ts';

/** Open until `close`. `open` and `read` reject as the file system does. */
export class FileBody implements LargeBody {
  readonly #handle: fs.promises.FileHandle;

  private constructor(handle: fs.promises.FileHandle) {
    this.#handle = handle;
  }

  /** Rejects where the file cannot be opened. */
  static async open(file: string): Promise<FileBody> {
    return new FileBody(await fs.promises.open(file, 'r'));
  }

  async read(block: Buffer, offset: number): Promise<number> {
    return (await this.#handle.read(block, 0, block.length, offset)).bytesRead;
  }

  close(): void {
    // Read only: nothing is lost that the system could still tell.
    this.#handle.close().catch(() => undefined);
  }
}
