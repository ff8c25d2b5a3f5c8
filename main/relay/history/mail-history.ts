/**
 * What was sent, bounced and refused lately, and how much each hour: read out of the journal, kept in
 * memory and bounded, so that lists and counts cost no disk. What is older stays in the journal.
 */
import type { ActivityCounts, HistoryKind, HistoryRow } from '../../contract/history.ts';
import type { ListRange } from '../../contract/requests.ts';
import type { JournalEntry } from '../../contract/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { pageOf, type ListPage } from '../lifecycle/list-page.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';
import { countOf, historyKindOf, historyRow, rowHolds } from './history-row.ts';
import { HourCounter, type Counted } from './hour-counts.ts';

/** The journal as this part needs it. */
export interface HistorySource {
  onEntry(listener: (entry: JournalEntry) => void): Unsubscribe;
  /** Newest first, until `visit` answers false. */
  scan(visit: (entry: JournalEntry) => boolean): Promise<void>;
}

/** What the history is made of, and how much of it is kept. */
export interface MailHistoryOptions {
  readonly journal: HistorySource;
  readonly clock: Clock;
  /** Rows kept of each kind. */
  readonly mostRows?: number;
}

/** Which rows of the history are wanted. */
export interface HistoryFilter extends ListRange {
  /** All kinds when not given. */
  readonly kind?: HistoryKind | undefined;
  readonly text?: string | undefined;
}

/** Rows kept of each kind unless somebody says otherwise. */
export const keptRows = 10_000;
/** An old journal is not read to its end: a start must not cost minutes. */
const mostScanned = 300_000;
/** Events that are counted but make no row of their own kind. */
const countedOnly: Readonly<Record<string, Counted>> = { 'smtp.accepted': 'accepted' };

/** Lists and counts of what became of mail. All from memory; `load` reads the journal's files once. */
export class MailHistory {
  readonly #options: MailHistoryOptions;
  readonly #mostRows: number;
  readonly #counter = new HourCounter();
  /** Oldest first. */
  readonly #rows: Record<HistoryKind, HistoryRow[]> = { sent: [], bounced: [], refused: [] };
  /**
   * What came since the start, until the journal is read: its files hold that too. Not told by time, since the
   * clock may have been ahead before.
   */
  #heard: Set<string> | null = new Set();
  #number = 0;
  #settled: Promise<void> = Promise.resolve();

  constructor(options: MailHistoryOptions) {
    this.#options = options;
    this.#mostRows = options.mostRows ?? keptRows;
    options.journal.onEntry((entry) => {
      this.#heard?.add(traitsOf(entry));
      this.#take(entry);
    });
  }

  /**
   * Resolves when what was before the start is in the lists, as far as it could be read; at once where nobody loads it.
   * Who lists before that would say that nothing was sent. Never rejects.
   */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Reads what the journal has from before the start. Rejects when a day of it cannot be read; newer ones stay. */
  load(): Promise<void> {
    const loaded = this.#load();
    this.#settled = loaded.catch(() => undefined);
    return loaded;
  }

  async #load(): Promise<void> {
    const older: Record<HistoryKind, HistoryRow[]> = { sent: [], bounced: [], refused: [] };
    try {
      await this.#readInto(older);
    } finally {
      this.#heard = null;
      for (const kind of kinds) this.#rows[kind].unshift(...older[kind].reverse());
    }
  }

  async #readInto(older: Record<HistoryKind, HistoryRow[]>): Promise<void> {
    const { clock, journal } = this.#options;
    const now = clock.now();
    const since = HourCounter.since(now);
    let scanned = 0;
    await journal.scan((entry) => {
      scanned += 1;
      if (this.#heard?.has(traitsOf(entry)) === true) return true;
      // Hours that are still to come would push those of today out.
      if (entry.at >= since && entry.at <= now) this.#count(entry);
      const kind = historyKindOf(entry);
      // Started again after a quiet weekend, nobody must read that nothing was ever sent.
      if (kind === 'sent' && entry.at <= now) this.#counter.noteSentBefore(entry.at);
      if (kind !== null && older[kind].length < this.#mostRows)
        older[kind].push(this.#rowOf(entry, kind));
      const isFull = entry.at < since && older.sent.length >= this.#mostRows;
      return !isFull && scanned < mostScanned;
    });
  }

  counts(): ActivityCounts {
    return this.#counter.counts(this.#options.clock.now());
  }

  /** Newest first; `total` counts all that match. */
  list(filter: HistoryFilter): ListPage<HistoryRow> {
    const wanted = filter.text?.trim().toLowerCase() ?? '';
    const source = filter.kind ? this.#rows[filter.kind] : this.#merged();
    const rows = source.filter((row) => wanted === '' || rowHolds(row, wanted)).reverse();
    return pageOf(rows, ({ key }) => key, filter);
  }

  /** What is known of the recipients of one message. */
  ofMessage(id: string): readonly HistoryRow[] {
    return kinds.flatMap((kind) => this.#rows[kind].filter((row) => row.id === id));
  }

  #take(entry: JournalEntry): void {
    this.#count(entry);
    const kind = historyKindOf(entry);
    if (kind === null) return;
    if (kind === 'sent') this.#counter.noteSentNow(entry.at);
    const rows = this.#rows[kind];
    rows.push(this.#rowOf(entry, kind));
    // Cut now and then, not at each row.
    if (rows.length > this.#mostRows * 1.2) rows.splice(0, rows.length - this.#mostRows);
  }

  #rowOf(entry: JournalEntry, kind: HistoryKind): HistoryRow {
    this.#number += 1;
    return historyRow(entry, kind, this.#number);
  }

  #count(entry: JournalEntry): void {
    const kind = entry.event === 'smtp.refused' ? 'refused' : historyKindOf(entry);
    // A wrong password is no refused mail.
    const what = kind === 'refused' && entry.event !== 'smtp.refused' ? null : kind;
    const counted = what ?? countedOnly[entry.event];
    if (counted) this.#counter.add(counted, entry.at, countOf(entry));
  }

  #merged(): HistoryRow[] {
    return kinds.flatMap((kind) => this.#rows[kind]).sort((a, b) => a.at - b.at);
  }
}

/** No two entries have all of it in common. */
const traitsOf = ({ at, event, id, text }: JournalEntry): string =>
  `${at} ${event} ${id ?? ''} ${text}`;

const kinds = ['sent', 'bounced', 'refused'] as const;
