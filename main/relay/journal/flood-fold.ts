/**
 * Keeps a flood from filling disk and screen: after the first few equal events of one peer within ten
 * seconds the rest are counted, and one line says how many they were. A message's own story (an entry
 * of level `info` with an id) is never folded.
 */
import type { JournalEntry } from '../../contract/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';

const windowMs = 10_000;
/** Of one event, peer and user. */
const allowedEach = 20;
/** Of one event from all peers together: a flood can come from thousands of addresses. */
const allowedOfEvent = 500;
/** Bounds the memory; beyond it only the event itself is counted. */
const mostSubjects = 2_000;

interface Count {
  readonly startedAt: number;
  seen: number;
  folded: number;
  last: JournalEntry | null;
}

/** What became of a recipient must be found again, however many there are: each was accepted mail. */
const isEnd = (event: string): boolean => event === 'queue.bounced' || event === 'queue.expired';

/** Says of each entry whether it is written, or only counted. Bounded however many peers take part. */
export class FloodFold {
  readonly #clock: Clock;
  readonly #subjects = new Map<string, Count>();
  readonly #events = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether folded entries wait to be summed up. */
  get isHolding(): boolean {
    return this.#subjects.size > 0 || this.#events.size > 0;
  }

  /** True when the entry is one too many: it is counted here and must not be written. */
  takes(entry: JournalEntry): boolean {
    if (entry.id !== undefined && (entry.level === 'info' || isEnd(entry.event))) return false;
    const subject = this.#count(this.#subjects, subjectOf(entry));
    if (subject && subject.seen > allowedEach) return fold(subject, entry);
    const event = this.#count(this.#events, entry.event);
    return event !== null && event.seen > allowedOfEvent && fold(event, entry);
  }

  /** The lines "… and 1,203 more" of the windows that are over (or of all). */
  summaries(all = false): JournalEntry[] {
    return [...this.#end(this.#subjects, all, fromOne), ...this.#end(this.#events, all, fromMany)];
  }

  #count(counts: Map<string, Count>, key: string): Count | null {
    let count = counts.get(key);
    if (!count) {
      if (counts.size >= mostSubjects) return null;
      count = { startedAt: this.#clock.monotonic(), seen: 0, folded: 0, last: null };
      counts.set(key, count);
    }
    count.seen += 1;
    return count;
  }

  #end(
    counts: Map<string, Count>,
    all: boolean,
    sum: (count: number, last: JournalEntry) => JournalEntry,
  ): JournalEntry[] {
    const now = this.#clock.monotonic();
    const lines: JournalEntry[] = [];
    for (const [key, { startedAt, folded, last }] of counts) {
      if (!all && now - startedAt < windowMs) continue;
      counts.delete(key);
      if (last !== null) lines.push({ ...sum(folded, last), at: this.#clock.now() });
    }
    return lines;
  }
}

function fold(count: Count, entry: JournalEntry): true {
  count.folded += 1;
  count.last = entry;
  return true;
}

const subjectOf = ({ event, peer, user }: JournalEntry): string =>
  `${event}\n${peer ?? ''}\n${user ?? ''}`;

const inWords = (count: number): string => count.toLocaleString('en');

// The summary keeps no id: it is many events, and an id must lead to its own.
function fromOne(count: number, { level, event, user, peer, text }: JournalEntry): JournalEntry {
  return {
    at: 0,
    level,
    event,
    ...(user === undefined ? null : { user }),
    ...(peer === undefined ? null : { peer }),
    text: `… and ${inWords(count)} more like this: ${text}`,
    data: { more: count },
  };
}

const fromMany = (count: number, { level, event, text }: JournalEntry): JournalEntry => ({
  at: 0,
  level,
  event,
  text: `… and ${inWords(count)} more from many addresses, the last one: ${text}`,
  data: { more: count },
});
