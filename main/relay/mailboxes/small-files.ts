/**
 * Reads small files: at once while the disk answers at once, else through the thread pool. A turn in the pool costs
 * several times what the read itself does; but a disk that takes its time must keep nobody else waiting.
 */
import type { Clock } from '../lifecycle/clock.ts';
import { readSmall, readSmallNow } from './read-small.ts';

/** What is in the system's memory comes in a tenth of a millisecond; a hard disk has to move its arm for the rest. */
const quickMs = 2;
/** So long after a quick read the next one is taken to be quick too. */
const trustedMs = 1_000;

/** One for all mailboxes, since they share a disk. */
export class SmallFiles {
  readonly #clock: Clock;
  /** Under way in the pool. While one is, nobody knows whether the disk answers at all. */
  #pending = 0;
  /** Monotonic ms until which a read may be made at once. */
  #trustedUntil = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The whole file, `sizeBytes` long or otherwise; rejects when it cannot be read. */
  read(file: string, sizeBytes: number): Buffer | Promise<Buffer> {
    const startedAt = this.#clock.monotonic();
    if (this.#pending > 0 || startedAt >= this.#trustedUntil)
      return this.#readLater(file, sizeBytes);
    const content = readSmallNow(file, sizeBytes);
    this.#note(startedAt);
    return content ?? this.#readLater(file, sizeBytes);
  }

  async #readLater(file: string, sizeBytes: number): Promise<Buffer> {
    const startedAt = this.#clock.monotonic();
    this.#pending += 1;
    try {
      return await readSmall(file, sizeBytes);
    } finally {
      this.#pending -= 1;
      this.#note(startedAt);
    }
  }

  #note(startedAt: number): void {
    const now = this.#clock.monotonic();
    this.#trustedUntil = now - startedAt > quickMs ? -Infinity : now + trustedMs;
  }
}
