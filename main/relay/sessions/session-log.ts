/**
 * The last sessions with their transcripts, in memory and bounded, for the screens and for support. Owns
 * no secret: lines come masked from the servers. Nothing here is written to disk.
 */
import { randomInt } from 'node:crypto';
import type { SessionTranscript, SessionView } from '../../contract/sessions.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { KeptSession } from './kept-session.ts';
import type { SessionNotes, SessionWatch, WatchedSession } from './session-watch.ts';

/** How much is kept; sensible numbers where not given. */
export interface SessionLogOptions {
  readonly clock: Clock;
  readonly mostSessions?: number;
  /** Of one session; older ones are forgotten. */
  readonly mostLines?: number;
  /** Of the first session. */
  readonly firstId?: number;
}

/** Kept unless somebody says otherwise. */
export const keptSessions = 200;
/** Lines kept of one session. */
export const keptLines = 200;
/** An answer to a question "what is new" comes at least this much later than the one before. */
const settleMs = 250;

/**
 * Each run begins elsewhere: who still has an id of the run before, in a window or on a note, must not be shown what
 * somebody else said.
 */
const anyFirstId = (): number => randomInt(1, 1_000) * 1_000 + 1;

/** The sessions of this run, open ones first. Nothing outlives the program. */
export class SessionLog implements SessionWatch {
  readonly #clock: Clock;
  readonly #mostSessions: number;
  readonly #mostLines: number;
  /** In the order in which they began. */
  readonly #kept: KeptSession[] = [];
  readonly #waiting = new Set<() => void>();
  #lastId: number;
  #revision = 0;
  #isTelling = false;

  constructor(options: SessionLogOptions) {
    const { clock, mostSessions, mostLines, firstId = anyFirstId() } = options;
    this.#clock = clock;
    this.#mostSessions = mostSessions ?? keptSessions;
    this.#mostLines = mostLines ?? keptLines;
    this.#lastId = firstId - 1;
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  begin(session: WatchedSession): SessionNotes {
    this.#lastId += 1;
    const kept = new KeptSession(session, {
      id: this.#lastId,
      clock: this.#clock,
      mostLines: this.#mostLines,
      onChange: this.#changed,
    });
    this.#kept.push(kept);
    if (this.#kept.length > this.#mostSessions) this.#forgetOne();
    return kept;
  }

  /** Open ones first, then the newest first; `text` is a part of address, user, listener or a kept line. */
  list(text = ''): readonly SessionView[] {
    const wanted = text.toLowerCase();
    const chosen = this.#kept.filter((kept) => wanted === '' || kept.holds(wanted));
    const views = chosen.map((kept) => kept.view());
    return views.sort(
      (a, b) => Number(b.endedAt === null) - Number(a.endedAt === null) || b.id - a.id,
    );
  }

  /** Null when it was forgotten. */
  transcript(id: number): SessionTranscript | null {
    const kept = this.#kept.find((one) => one.id === id);
    return kept === undefined ? null : { session: kept.view(), lines: kept.lines() };
  }

  /**
   * Resolves when something is newer than `revision`, at the latest after `limitMs`; at once for one that was not
   * reached yet, which is of a run before.
   */
  newerThan(revision: number, limitMs: number): Promise<void> {
    if (this.#revision !== revision) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.#waiting.delete(done);
        resolve();
      };
      const cancel = this.#clock.after(limitMs, done);
      this.#waiting.add(done);
    });
  }

  /** The oldest that is over; where all are open, the oldest. */
  #forgetOne(): void {
    const over = this.#kept.findIndex(({ isOpen }) => !isOpen);
    // Usually the first; taking it out in V8 moves none of the others.
    if (over <= 0) this.#kept.shift();
    else this.#kept.splice(over, 1);
  }

  #changed = (): void => {
    this.#revision += 1;
    if (this.#isTelling || this.#waiting.size === 0) return;
    this.#isTelling = true;
    this.#clock.after(settleMs, () => {
      this.#isTelling = false;
      for (const done of [...this.#waiting]) done();
    });
  };
}
