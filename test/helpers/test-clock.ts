import type { Clock } from '../../main/relay/lifecycle/clock.ts';

/** A clock that stands still until a test turns it. */
export class TestClock implements Clock {
  #now = Date.UTC(2026, 10, 23, 9, 0, 0);
  #monotonic = 1_000;
  #timers: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#monotonic + Math.max(0, delayMs), run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Timers that were neither run nor taken back. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Lets time pass on both clocks, running the timers that fall due, in order. */
  advance(ms: number): void {
    const end = this.#monotonic + ms;
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#move(due.at - this.#monotonic);
      due.run();
    }
    this.#move(end - this.#monotonic);
  }

  /** Steps the wall clock alone, as a person or NTP does. */
  stepWall(ms: number): void {
    this.#now += ms;
  }

  #move(ms: number): void {
    this.#now += ms;
    this.#monotonic += ms;
  }
}
