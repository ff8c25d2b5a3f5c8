/**
 * Finds files that another mail program moved to cur/, or marked, since a session began. Such programs move all that
 * is new at once: one look at the folders serves for as long as it is right.
 */
import path from 'node:path';
import { placesOf } from './mailbox-index.ts';

/** The files of one mailbox, as far as one session had to look for them. */
export class MovedFiles {
  readonly #folder: string;
  #lastLook: Promise<ReadonlyMap<string, string>> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What `use` makes of the file where it is now; rejects with ENOENT when it is gone, and as `use` does. */
  async use<T>(base: string, use: (file: string) => T | Promise<T>): Promise<T> {
    const place = (await this.#lastLook)?.get(base);
    if (place !== undefined)
      try {
        return await use(path.join(this.#folder, place));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    const found = (await this.#look()).get(base);
    if (found === undefined) throw Object.assign(new Error(`${base} is gone`), { code: 'ENOENT' });
    return use(path.join(this.#folder, found));
  }

  #look(): Promise<ReadonlyMap<string, string>> {
    const look = placesOf(this.#folder);
    this.#lastLook = look;
    look.catch(() => (this.#lastLook = null));
    return look;
  }
}
