/**
 * What goes to the page unasked, in bundles: 50 events a second cost a few messages, not 50. While the
 * window is hidden only the newest entries are kept. Owns the bundling, not the way to the page.
 */
import type { WindowPushes } from '../contract/desktop.ts';
import type { JournalEntry } from '../contract/journal.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';

/** One bundle, in the order in which things happened. */
export type PushBundle = readonly (readonly [name: keyof WindowPushes, value: unknown])[];

/** The way to the page, and whether somebody sees it. */
export interface PagePushesOptions {
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly send: (bundle: PushBundle) => void;
  /** False while nobody can see the page; then nothing is sent. */
  readonly isSeen: () => boolean;
}

const bundleMs = 100;
/** The same in a flood, of which no person can read the single events: the relay needs the time more. */
const busyBundleMs = 500;
/** More in one bundle no person reads, and drawing them would stop the page. */
const mostEntries = 100;

/** Gathers what is told and sends it in bundles, at most one in a tenth of a second. */
export class PagePushes {
  readonly #options: PagePushesOptions;
  #waiting: [keyof WindowPushes, unknown][] = [];
  #entries: JournalEntry[] = [];
  #left = 0;
  #isPlanned = false;
  #waitMs = bundleMs;

  constructor(options: PagePushesOptions) {
    this.#options = options;
  }

  push<P extends keyof WindowPushes>(name: P, value: WindowPushes[P]): void {
    this.#waiting.push([name, value]);
    this.flush();
  }

  entry(entry: JournalEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > mostEntries) {
      this.#entries.shift();
      this.#left += 1;
    }
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#options.clock.after(this.#waitMs, () => {
      this.#isPlanned = false;
      this.flush();
    });
  }

  /** Also called when the window is seen again. */
  flush(): void {
    if (!this.#options.isSeen()) return;
    const bundle: [keyof WindowPushes, unknown][] = this.#waiting;
    this.#waitMs = this.#left > 0 ? busyBundleMs : bundleMs;
    if (this.#left > 0) bundle.push(['journal:entry', this.#gap()]);
    for (const entry of this.#entries) bundle.push(['journal:entry', entry]);
    this.#waiting = [];
    this.#entries = [];
    this.#left = 0;
    if (bundle.length > 0) this.#options.send(bundle);
  }

  /** A gap is told, not hidden: the page reads the journal again where it needs every entry. */
  #gap(): JournalEntry {
    return {
      at: this.#entries[0]?.at ?? this.#options.clock.now(),
      level: 'info',
      event: 'journal.gap',
      text: `${this.#left} more events are in the journal.`,
      data: { count: this.#left },
    };
  }
}
