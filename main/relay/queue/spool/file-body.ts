/** The file of a large body, read piece by piece into memory of the reader's. */
import fs from 'node:fs';
import type { LargeBody } from '../../upstream/route.ts';
import type { BodyCheck } from './body-check.ts';

/** Open until `close`. `open` and `read` reject as the file system does, `read` with `DamagedBody` besides. */
export class FileBody implements LargeBody {
  readonly #handle: fs.promises.FileHandle;
  readonly #check: BodyCheck;

  private constructor(handle: fs.promises.FileHandle, check: BodyCheck) {
    this.#handle = handle;
    this.#check = check;
  }

  /** Rejects where the file cannot be opened. */
  static async open(file: string, check: BodyCheck): Promise<FileBody> {
    return new FileBody(await fs.promises.open(file, 'r'), check);
  }

  async read(block: Buffer, offset: number): Promise<number> {
    const { bytesRead } = await this.#handle.read(block, 0, block.length, offset);
    const damage = this.#check.see(block.subarray(0, bytesRead), offset);
    if (damage) throw damage;
    return bytesRead;
  }

  close(): void {
    // Read only: nothing is lost that the system could still tell.
    this.#handle.close().catch(() => undefined);
  }
}
