/**
 * The last sessions with their transcripts, in memory and bounded, for the screens and for support. Owns
 * no secret: lines come masked from the servers. Nothing here is written to disk.
 */
import type { SessionLine, SessionTranscript, SessionView } from '../../contract/sessions.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { SessionWatch, WatchedSession } from './session-watch.ts';

export interface SessionLogOptions {
  readonly clock: Clock;
  readonly mostSessions?: number;
  /** Of one session; older ones are forgotten. */
  readonly mostLines?: number;
}

/** Kept unless somebody says otherwise. */
export const keptSessions = 200;
export const keptLines = 200;
const longestLine = 400;
/** An answer to a question "what is new" comes at least this much later than the one before. */
const settleMs = 250;

interface Kept {
  readonly id: number;
  readonly startedAt: number;
  /** What it last was; a copy once the session is over, so that its parts are not held. */
  session: WatchedSession;
  endedAt: number | null;
  lines: SessionLine[];
  lineCount: number;
  lastReply: string;
}

export class SessionLog implements SessionWatch {
  readonly #clock: Clock;
  readonly #mostSessions: number;
  readonly #mostLines: number;
  /** In the order in which they began. */
  readonly #kept = new Map<WatchedSession, Kept>();
  readonly #waiting = new Set<() => void>();
  #lastId = 0;
  #revision = 0;
  #isTelling = false;

  constructor({ clock, mostSessions = keptSessions, mostLines = keptLines }: SessionLogOptions) {
    this.#clock = clock;
    this.#mostSessions = mostSessions;
    this.#mostLines = mostLines;
  }

  /** Counts up with every change. */
  get revision(): number {
    return this.#revision;
  }

  line(session: WatchedSession, direction: 'in' | 'out', line: string): void {
    const kept = this.#kept.get(session) ?? this.#begin(session);
    const text = line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
    kept.lines.push({ at: this.#clock.now(), direction, line: text });
    kept.lineCount += 1;
    if (direction === 'out') kept.lastReply = text;
    // Cut now and then, not at each line: that would move all of them each time.
    if (kept.lines.length >= this.#mostLines * 2) kept.lines = kept.lines.slice(-this.#mostLines);
    this.#changed();
  }

  end(session: WatchedSession): void {
    const kept = this.#kept.get(session);
    if (!kept || kept.endedAt !== null) return;
    kept.endedAt = this.#clock.now();
    const { id, listener, peer, user, isSecure } = session;
    kept.session = { id, listener, peer, user, isSecure };
    this.#kept.delete(session);
    this.#kept.set(kept.session, kept);
    this.#changed();
  }

  /** Open ones first, then the newest first; `text` is a part of address, user, listener or a kept line. */
  list(text = ''): readonly SessionView[] {
    const wanted = text.toLowerCase();
    const chosen = [...this.#kept.values()].filter((kept) => wanted === '' || holds(kept, wanted));
    chosen.sort((a, b) => Number(b.endedAt === null) - Number(a.endedAt === null) || b.id - a.id);
    return chosen.map(viewOf);
  }

  /** Null when it was forgotten. */
  transcript(id: number): SessionTranscript | null {
    for (const kept of this.#kept.values())
      if (kept.id === id)
        return { session: viewOf(kept), lines: kept.lines.slice(-this.#mostLines) };
    return null;
  }

  /** Resolves when something is newer than `revision`, at the latest after `limitMs`. */
  newerThan(revision: number, limitMs: number): Promise<void> {
    if (this.#revision > revision) return Promise.resolve();
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

  #begin(session: WatchedSession): Kept {
    this.#lastId += 1;
    const startedAt = this.#clock.now();
    const kept: Kept = {
      ...{ id: this.#lastId, startedAt, session, endedAt: null },
      ...{ lines: [], lineCount: 0, lastReply: '' },
    };
    this.#kept.set(session, kept);
    if (this.#kept.size > this.#mostSessions) this.#forgetOne();
    return kept;
  }

  /** The oldest that is over; where all are open, the oldest. */
  #forgetOne(): void {
    let oldest: WatchedSession | null = null;
    for (const [session, { endedAt }] of this.#kept) {
      oldest ??= session;
      if (endedAt === null) continue;
      oldest = session;
      break;
    }
    if (oldest) this.#kept.delete(oldest);
  }

  #changed(): void {
    this.#revision += 1;
    if (this.#isTelling || this.#waiting.size === 0) return;
    this.#isTelling = true;
    this.#clock.after(settleMs, () => {
      this.#isTelling = false;
      for (const done of [...this.#waiting]) done();
    });
  }
}

const viewOf = (kept: Kept): SessionView => ({
  id: kept.id,
  listener: kept.session.listener,
  peer: kept.session.peer,
  user: kept.session.user,
  isSecure: kept.session.isSecure,
  startedAt: kept.startedAt,
  endedAt: kept.endedAt,
  lineCount: kept.lineCount,
  lastReply: kept.lastReply,
});

const holds = ({ session, lines }: Kept, wanted: string): boolean =>
  session.peer.toLowerCase().includes(wanted) ||
  session.user.toLowerCase().includes(wanted) ||
  session.listener.includes(wanted) ||
  lines.some(({ line }) => line.toLowerCase().includes(wanted));
