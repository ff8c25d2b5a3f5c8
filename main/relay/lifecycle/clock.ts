/** Time as parts get it, so that tests can turn it. */
export interface Clock {
  /** Wall clock, epoch ms; can be stepped by a person or by NTP. */
  now(): number;
  /** Monotonic ms since some start; never steps. */
  monotonic(): number;
  /** Calls back once after `delayMs`; the returned function cancels. Does not keep the process alive. */
  after(delayMs: number, run: () => void): () => void;
}

// setTimeout takes a signed 32-bit delay; a longer one would fire at once.
const longestTimeoutMs = 0x7fffffff;

/** The time of this PC. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.min(Math.max(0, delayMs), longestTimeoutMs));
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};
