/**
 * Whether mail comes in as fast as this PC can take it. Then few connections send: who hands mail in waits for the
 * answer, while what is taken may wait for the moment in which the rush is over.
 */
import type { Clock } from '../lifecycle/clock.ts';

/** Messages that follow each other this fast are a rush, and it is over when none came for as long. */
const rushMs = 5;
/** Measured: fewer let the mail go out later without an earlier answer, more made the answers wait. */
const mostInRush = 3;

/** Hears of each message that was taken in; `onOver` is called when a rush has ended. */
export class IntakeRush {
  readonly #clock: Clock;
  readonly #onOver: () => void;
  /** Monotonic ms. */
  #lastAt = Number.NEGATIVE_INFINITY;
  #until = Number.NEGATIVE_INFINITY;
  #isWatched = false;

  constructor(clock: Clock, onOver: () => void) {
    this.#clock = clock;
    this.#onOver = onOver;
  }

  /** How many of so many connections may send now. */
  mayUse(connections: number): number {
    return this.#leftMs() > 0 ? Math.min(mostInRush, connections) : connections;
  }

  tookIn(): void {
    const now = this.#clock.monotonic();
    if (now < this.#lastAt + rushMs) {
      this.#until = now + rushMs;
      if (!this.#isWatched) this.#watch();
    }
    this.#lastAt = now;
  }

  #watch(): void {
    this.#isWatched = true;
    this.#clock.after(Math.ceil(this.#leftMs()), () => {
      this.#isWatched = false;
      if (this.#leftMs() > 0) this.#watch();
      else this.#onOver();
    });
  }

  #leftMs(): number {
    return this.#until - this.#clock.monotonic();
  }
}
