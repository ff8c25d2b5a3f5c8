import type { ListenerName } from '../../contract/settings.ts';

/** A connection as the one who watches it sees it; `user` and `isSecure` change while it lasts. */
export interface WatchedSession {
  readonly id: string;
  readonly listener: ListenerName;
  readonly peer: string;
  /** '' while nobody is signed in. */
  readonly user: string;
  readonly isSecure: boolean;
}

/** Takes down one session. Must be quick: it runs for each command. */
export interface SessionNotes {
  /** Every line that is said, secrets masked before. */
  line(direction: 'in' | 'out', line: string): void;
  /** The session is over; its parts are let go. Safe to call twice. */
  end(): void;
}

/** Who is told of each connection as it begins. */
export interface SessionWatch {
  begin(session: WatchedSession): SessionNotes;
}
