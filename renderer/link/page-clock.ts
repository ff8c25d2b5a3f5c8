/** Time and sight as the live parts need them; the browser stands behind, a test puts its own there. */
export interface PageClock {
  /** Monotonic ms. */
  now(): number;
  /** Returns the way to cancel. */
  after(delayMs: number, run: () => void): () => void;
  every(periodMs: number, run: () => void): void;
  /** False while the window is hidden or minimised. */
  isSeen(): boolean;
  onSeen(run: () => void): void;
}

export const browserClock: PageClock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = window.setTimeout(run, delayMs);
    return () => window.clearTimeout(timer);
  },
  every(periodMs, run) {
    window.setInterval(run, periodMs);
  },
  isSeen: () => document.visibilityState === 'visible',
  onSeen(run) {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') run();
    });
  },
};
