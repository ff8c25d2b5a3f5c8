/** One session as the log keeps it: who, when, and the newest lines. */
import type { SessionLine, SessionView } from '../../contract/sessions.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { SessionNotes, WatchedSession } from './session-watch.ts';
import { tellingReply } from './telling-reply.ts';

/** How much of a session is kept, and who hears of news. */
export interface KeptSessionOptions {
  readonly id: number;
  readonly clock: Clock;
  readonly mostLines: number;
  readonly onChange: () => void;
}

const longestLine = 400;
const entriesALine = 3;
/** Between the entries of a session that is over. Lines of clients have no control characters left, ours none. */
const separator = '\0';

/** A session and its lines, masked; the oldest lines go first. */
export class KeptSession implements SessionNotes {
  readonly id: number;
  readonly #options: KeptSessionOptions;
  readonly #startedAt: number;
  /** What it last was; a copy once the session is over, so that its parts are not held. */
  #session: WatchedSession;
  #endedAt: number | null = null;
  /**
   * Three entries a line: ms since the start, direction, text. An object each would outlive the session and
   * cost a busy server more than the session itself. Once the session is over, one text: hundreds of sessions of
   * hundreds of lines are kept, and each small text weighs twice what it says.
   */
  #said: (number | string)[] | string = [];
  #lineCount = 0;
  #lastReply = '';

  constructor(session: WatchedSession, options: KeptSessionOptions) {
    this.id = options.id;
    this.#options = options;
    this.#session = session;
    this.#startedAt = options.clock.now();
  }

  get isOpen(): boolean {
    return this.#endedAt === null;
  }

  line(direction: 'in' | 'out', line: string): void {
    if (typeof this.#said === 'string') return;
    const { clock, mostLines, onChange } = this.#options;
    const text = line.length <= longestLine ? line : `${line.slice(0, longestLine - 1)}…`;
    this.#said.push(clock.now() - this.#startedAt, direction, text);
    this.#lineCount += 1;
    if (direction === 'out') this.#lastReply = tellingReply(this.#lastReply, text);
    // Cut now and then, not at each line: that would move all of them each time.
    if (this.#said.length >= mostLines * entriesALine * 2) this.#said = this.#newest();
    onChange();
  }

  end(): void {
    if (this.#endedAt !== null) return;
    const { clock, onChange } = this.#options;
    this.#endedAt = clock.now();
    const { id, listener, peer, user, isSecure } = this.#session;
    this.#session = { id, listener, peer, user, isSecure };
    this.#said = this.#newest().join(separator);
    onChange();
  }

  view(): SessionView {
    const { listener, peer, user, isSecure } = this.#session;
    return {
      ...{ id: this.id, listener, peer, user, isSecure },
      ...{ startedAt: this.#startedAt, endedAt: this.#endedAt },
      ...{ lineCount: this.#lineCount, lastReply: this.#lastReply },
    };
  }

  /** The newest lines, oldest of them first. */
  lines(): SessionLine[] {
    const said = this.#newest();
    const lines: SessionLine[] = [];
    for (let index = 0; index < said.length; index += entriesALine) {
      const at = this.#startedAt + Number(said[index]);
      const direction = said[index + 1] === 'in' ? 'in' : 'out';
      lines.push({ at, direction, line: String(said[index + 2]) });
    }
    return lines;
  }

  #newest(): (number | string)[] {
    if (typeof this.#said !== 'string')
      return this.#said.slice(-this.#options.mostLines * entriesALine);
    return this.#said === '' ? [] : this.#said.split(separator);
  }

  /** Whether a lower-case text is part of its address, user, listener or a kept line. */
  holds(wanted: string): boolean {
    const { peer, user, listener } = this.#session;
    return (
      [peer, user, listener].some((part) => part.toLowerCase().includes(wanted)) ||
      this.lines().some(({ line }) => line.toLowerCase().includes(wanted))
    );
  }
}
