/**
 * Keeps the screens live: what the journal says tells which answers are old, and those are asked for again,
 * at most a few times a second. A page never polls and never reloads by itself.
 */
import type { MailroomBridge } from '../../main/contract/desktop.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';

/** First part of a journal event (`smtp`, `pop3`, `queue`, ...), or `tick` for what ages by itself. */
export type LiveArea = string;

/** Longest wait between an event and the screen showing it. */
const settleMs = 250;
/** What no event tells (clock, disk) is looked at this often. */
const tickMs = 5_000;

type Listener = (areas: ReadonlySet<LiveArea>) => void;
type EntryListener = (entries: readonly JournalEntry[]) => void;

export class Live {
  readonly #listeners = new Set<Listener>();
  readonly #entryListeners = new Set<EntryListener>();
  #areas = new Set<LiveArea>();
  #entries: JournalEntry[] = [];
  #timer: number | null = null;

  constructor(bridge: MailroomBridge) {
    bridge.onPush('journal:entry', (entry) => this.#note(entry));
    bridge.onPush('window:relay', ({ state }) => {
      if (state === 'connected') void bridge.request('journal:follow', {});
      this.touch('relay', 'tick');
    });
    void bridge.request('journal:follow', {});
    window.setInterval(() => this.touch('tick'), tickMs);
  }

  /** Something changed in these areas, for example by a request of this window. */
  touch(...areas: readonly LiveArea[]): void {
    for (const area of areas) this.#areas.add(area);
    this.#timer ??= window.setTimeout(() => this.#settle(), settleMs);
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
    this.touch(entry.event.split('.', 1)[0] ?? entry.event);
  }

  #settle(): void {
    const areas = this.#areas;
    const entries = this.#entries;
    this.#areas = new Set();
    this.#entries = [];
    this.#timer = null;
    if (entries.length > 0) for (const run of this.#entryListeners) run(entries);
    for (const run of this.#listeners) run(areas);
  }
}
