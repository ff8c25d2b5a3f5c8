/** How much mail came and went in each of the last hours. Hours and days are those of this PC's clock. */
import type { ActivityCounts, HourCounts } from '../../contract/history.ts';

/** What is counted by the hour. */
export type Counted = 'accepted' | 'sent' | 'bounced' | 'refused';
type Counts = Record<Counted, number>;

const hourMs = 3_600_000;
const shownHours = 24;
/**
 * Twice as many as a day can have (25 hours, when summer time ends). The first that came go first: by their time, one
 * with the clock far ahead would push out all others.
 */
const mostHours = 50;

const none = (): Counts => ({ accepted: 0, sent: 0, bounced: 0, refused: 0 });

/**
 * Start of the hour in local time: not every zone is whole hours away from UTC. Reckoned back, not set: when summer
 * time ends an hour comes twice, and to set its minutes means the first one.
 */
function hourStart(at: number): number {
  const local = new Date(at);
  return at - (local.getMinutes() * 60 + local.getSeconds()) * 1_000 - local.getMilliseconds();
}

/** Counts for the last 24 hours; older hours are forgotten. */
export class HourCounter {
  readonly #hours = new Map<number, Counts>();
  /** The hour that was last asked for: nearly always the same again. */
  #recent: { readonly startsAt: number; readonly counts: Counts } | null = null;
  #lastSentAt: number | null = null;

  add(what: Counted, at: number, count: number): void {
    this.#countsAt(at)[what] += count;
  }

  /** Mail goes out now, whatever the clock said when the last went. */
  noteSentNow(at: number): void {
    this.#lastSentAt = at;
  }

  /** Also of mail that is too old to be counted. */
  noteSentBefore(at: number): void {
    this.#lastSentAt = Math.max(at, this.#lastSentAt ?? 0);
  }

  /** Epoch ms of the oldest entry that still counts. */
  static since(now: number): number {
    return Math.min(hourStart(now - (shownHours - 1) * hourMs), midnight(now));
  }

  counts(now: number): ActivityCounts {
    const today = none();
    const from = midnight(now);
    for (const [startsAt, counts] of this.#hours)
      if (startsAt >= from && startsAt <= now)
        for (const what of names) today[what] += counts[what];
    return { today, hours: this.#shown(now), lastSentAt: this.#lastSentAt };
  }

  #shown(now: number): HourCounts[] {
    return Array.from({ length: shownHours }, (_, index) => {
      const startsAt = hourStart(now - (shownHours - 1 - index) * hourMs);
      return { startsAt, ...(this.#hours.get(startsAt) ?? none()) };
    });
  }

  #countsAt(at: number): Counts {
    const recent = this.#recent;
    if (recent && at >= recent.startsAt && at < recent.startsAt + hourMs) return recent.counts;
    const startsAt = hourStart(at);
    const counts = this.#hours.get(startsAt) ?? none();
    this.#hours.set(startsAt, counts);
    this.#recent = { startsAt, counts };
    for (const first of this.#hours.keys()) {
      if (this.#hours.size <= mostHours) break;
      this.#hours.delete(first);
    }
    return counts;
  }
}

const names: readonly Counted[] = ['accepted', 'sent', 'bounced', 'refused'];
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
