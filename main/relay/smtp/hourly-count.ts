import type { Clock } from '../lifecycle/clock.ts';

const minuteMs = 60_000;
const minutesKept = 60;

/** Counts per name over the last hour, to the minute; never more than 60 numbers a name. */
export class HourlyCount {
  readonly #clock: Clock;
  readonly #minutes = new Map<string, Map<number, number>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns what takes it back, for a message that was not taken in the end. */
  add(name: string): () => void {
    const minute = this.#minute();
    const counts = this.#minutes.get(name) ?? new Map<number, number>();
    this.#minutes.set(name, counts);
    counts.set(minute, (counts.get(minute) ?? 0) + 1);
    for (const old of counts.keys()) if (old <= minute - minutesKept) counts.delete(old);
    return () => {
      const count = counts.get(minute);
      if (count !== undefined) counts.set(minute, count - 1);
    };
  }

  lastHour(name: string): number {
    const oldest = this.#minute() - minutesKept;
    let sum = 0;
    for (const [minute, count] of this.#minutes.get(name) ?? []) if (minute > oldest) sum += count;
    return sum;
  }

  #minute(): number {
    return Math.floor(this.#clock.monotonic() / minuteMs);
  }
}
