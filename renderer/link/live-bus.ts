/**
 * Keeps the screens live: what the journal says tells which answers are old, and those are asked for again,
 * at most a few times a second. A page never polls and never reloads by itself. While nobody sees the
 * window nothing is asked; what changed meanwhile is, once it is seen again.
 */
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { Bridge } from './bridge.ts';
import { browserClock, type PageClock } from './page-clock.ts';

/** First part of a journal event (`smtp`, `pop3`, `queue`, ...), or `tick` for what ages by itself. */
export type LiveArea = string;

/** Stands for all areas: events were left out, so nobody knows which. */
const everyArea: LiveArea = 'all';

/** Longest wait between an event and the screen showing it. */
const settleMs = 250;
/** The same while more happens than a person can follow: the relay needs the computer more. */
const busySettleMs = 1_000;
const busyEntriesASecond = 200;
/** What no event tells (clock, disk) is looked at this often. */
const tickMs = 5_000;

type Listener = (areas: ReadonlySet<LiveArea>) => void;
type EntryListener = (entries: readonly JournalEntry[]) => void;

export class LiveBus {
  readonly #clock: PageClock;
  readonly #listeners = new Set<Listener>();
  readonly #entryListeners = new Set<EntryListener>();
  #areas = new Set<LiveArea>();
  #entries: JournalEntry[] = [];
  #isPlanned = false;
  #paceMs = settleMs;

  constructor(bridge: Bridge, clock: PageClock = browserClock) {
    this.#clock = clock;
    bridge.onPush('journal:entry', (entry) => this.#note(entry));
    bridge.onPush('window:relay', ({ state }) => {
      if (state === 'connected') void bridge.request('journal:follow', {});
      this.touch('relay', 'tick');
    });
    void bridge.request('journal:follow', {});
    clock.every(tickMs, () => this.touch('tick'));
    clock.onSeen(() => this.touch('tick'));
  }

  /** Something changed in these areas, for example by a request of this window. */
  touch(...areas: readonly LiveArea[]): void {
    for (const area of areas) this.#areas.add(area);
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#clock.after(this.#paceMs, () => this.#settle());
  }

  /** Runs after changes, with all areas that changed since the last time. */
  onChange(run: Listener): () => void {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  }

  /** Runs with the journal's new entries, oldest first, in batches. */
  onEntries(run: EntryListener): () => void {
    this.#entryListeners.add(run);
    return () => this.#entryListeners.delete(run);
  }

  #note(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.touch(isGap(entry) ? everyArea : areaOf(entry.event));
  }

  #settle(): void {
    this.#isPlanned = false;
    const entries = this.#entries;
    this.#entries = [];
    const aSecond = (entries.length * 1_000) / this.#paceMs;
    const isBusy = aSecond > busyEntriesASecond || entries.some(isGap);
    this.#paceMs = isBusy ? busySettleMs : settleMs;
    if (entries.length > 0) for (const run of this.#entryListeners) run(entries);
    // Kept for when the window is seen again.
    if (!this.#clock.isSeen()) return;
    const areas = this.#areas;
    this.#areas = new Set();
    for (const run of this.#listeners) run(areas);
  }
}

/** Stands for entries that were left out. */
const isGap = ({ event }: JournalEntry): boolean => event === 'journal.gap';

const areaOf = (event: string): LiveArea => event.split('.', 1)[0] ?? event;

/** Whether a change concerns one of the wanted areas. */
export const concerns = (changed: ReadonlySet<LiveArea>, wanted: Iterable<LiveArea>): boolean => {
  if (changed.has(everyArea)) return true;
  for (const area of wanted) if (changed.has(area)) return true;
  return false;
};
