/** Lets only so many pieces of work run at once; the rest wait in order, and too many are turned away. */

/** Thrown where already too many wait. */
export class OverloadError extends Error {
  override readonly name = 'OverloadError';
}

/** Runs at most `atOnce` pieces of work; beyond `mostWaiting` it rejects with OverloadError. */
export class Limiter {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** Nothing runs or waits. */
  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** Runs the work when its turn comes; rejects with OverloadError where too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await this.#turn();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next in line without being free in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= this.#mostWaiting)
      throw new OverloadError('Too much work waits already');
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }
}
