/**
 * Where a flush takes long, it pays to let those share it who are about to have something to write: the
 * connections to the provider that wait for the flush before. A disk that is quick is never waited for.
 */

/** A flush under this many ms is over before anybody has come. */
const slowFlushMs = 2;
/** So much of the last flush's time is waited for others, and no longer. */
const share = 0.8;
/** And never longer than this: a disk that stood still, or a computer that slept, tells nothing of the next flush. */
const mostWaitMs = 1_000;

/** Who is about to write, and the wait for them. */
export class Gathering {
  readonly #mostMs: number;
  #coming = new Set<symbol>();
  #flushMs = 0;
  #allCame: () => void = () => undefined;

  /** `mostMs`: the longest wait, where a test wants another. */
  constructor(mostMs = mostWaitMs) {
    this.#mostMs = mostMs;
  }

  /** Somebody will write once what waits now is flushed; he calls what this returns as he does, or does not. */
  expect(): () => void {
    const one = Symbol('coming');
    this.#coming.add(one);
    return () => {
      if (this.#coming.delete(one) && this.#coming.size === 0) this.#allCame();
    };
  }

  /** Learns how long a flush takes here, in ms. */
  flushed(tookMs: number): void {
    this.#flushMs = tookMs;
  }

  /** Resolves when all have come, or they take too long: then they are not waited for again. */
  async wait(): Promise<void> {
    if (this.#coming.size === 0) return;
    if (this.#flushMs >= slowFlushMs) await this.#untilAllCame();
    this.#coming = new Set();
  }

  #untilAllCame(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(this.#flushMs * share, this.#mostMs));
      this.#allCame = () => {
        clearTimeout(timer);
        this.#allCame = () => undefined;
        // What they write comes within this turn of the loop.
        setImmediate(resolve);
      };
    });
  }
}
