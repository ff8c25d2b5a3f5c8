/** How much room the disk of the queue has left: looked at once a second, so that MAIL need not wait for it. */
import fs from 'node:fs';
import type { Clock } from '../lifecycle/clock.ts';

const lookMs = 1_000;

/** `bytes` is infinite until the system has told, and where it does not tell: the write itself will. */
export class FreeSpace {
  readonly #folder: string;
  readonly #clock: Clock;
  #bytes = Number.POSITIVE_INFINITY;
  #cancel: () => void = () => undefined;
  #isWatching = false;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Calls `onLook` after each look. */
  watch(onLook: () => void): void {
    this.#isWatching = true;
    fs.statfs(this.#folder, (error, stat) => {
      if (!this.#isWatching) return;
      if (!error) this.#bytes = stat.bavail * stat.bsize;
      onLook();
      this.#cancel = this.#clock.after(lookMs, () => this.watch(onLook));
    });
  }

  stop(): void {
    this.#isWatching = false;
    this.#cancel();
  }
}
