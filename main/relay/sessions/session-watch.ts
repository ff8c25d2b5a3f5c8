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

/** Told every line of a session, secrets masked before. Must be quick: it runs for each command. */
export interface SessionWatch {
  line(session: WatchedSession, direction: 'in' | 'out', line: string): void;
  end(session: WatchedSession): void;
}
