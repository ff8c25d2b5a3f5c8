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
/**
 * So many times as long as a read at once has kept everybody waiting, none is made again. A disk that fails gives much
 * at once and stands still for half a minute at each bad place: it may take a twentieth of everybody's time, no more.
 */
const restTimes = 20;
/** Less is no wait for the disk: other programs of a busy computer had their turn. */
const leastWaitMs = 5;

/** One for all mailboxes, since they share a disk. */
export class SmallFiles {
  readonly #clock: Clock;
  /** Under way in the pool. While one is, nobody knows whether the disk answers at all. */
  #pending = 0;
  /** Monotonic ms until which a read may be made at once. */
  #trustedUntil = -Infinity;
  /** Monotonic ms before which no read is made at once, however quick others are. */
  #restsUntil = -Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The whole file, `sizeBytes` long or otherwise; rejects when it cannot be read. */
  read(file: string, sizeBytes: number): Buffer | Promise<Buffer> {
    const startedAt = this.#clock.monotonic();
    const isTrusted = startedAt >= this.#restsUntil && startedAt < this.#trustedUntil;
    if (this.#pending > 0 || !isTrusted) return this.#readLater(file, sizeBytes);
    const content = readSmallNow(file, sizeBytes);
    const tookMs = this.#note(startedAt);
    if (tookMs > leastWaitMs) this.#restsUntil = startedAt + tookMs * (1 + restTimes);
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

  /** Returns how long (ms) the read took. */
  #note(startedAt: number): number {
    const now = this.#clock.monotonic();
    const tookMs = now - startedAt;
    this.#trustedUntil = tookMs > quickMs ? -Infinity : now + trustedMs;
    return tookMs;
  }
}
