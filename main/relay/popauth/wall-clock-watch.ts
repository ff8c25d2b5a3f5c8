import type { Clock } from '../lifecycle/clock.ts';

/** A wall clock that fell behind by more was stepped; NTP slews by less. */
const stepMs = 1_000;

/** Sees that the wall clock was set back, against the clock that nobody can set. */
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
    const before = this.#offsetMs;
    this.#offsetMs = this.#clock.now() - this.#clock.monotonic();
    return this.#offsetMs < before - stepMs;
  }
}
