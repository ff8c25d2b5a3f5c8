import type { Clock } from './clock.ts';

/** A wall clock that goes by more apart from the other one was stepped; NTP slews by less. */
const stepMs = 1_000;

/** Sees that the wall clock was set, against the clock that nobody can set. */
export class WallClockWatch {
  readonly #clock: Clock;
  /** Wall clock minus monotonic clock, when last compared. */
  #offsetMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offsetMs = clock.now() - clock.monotonic();
  }

  /** Since it was last asked. */
  wasSetBack(): boolean {
    return this.#movedMs() < -stepMs;
  }

  /** Back or forward, since it was last asked; a sleep of the PC can look the same. */
  wasSet(): boolean {
    return Math.abs(this.#movedMs()) > stepMs;
  }

  #movedMs(): number {
    const before = this.#offsetMs;
    this.#offsetMs = this.#clock.now() - this.#clock.monotonic();
    return this.#offsetMs - before;
  }
}
