/** Connections of mail programs and their transcripts, kept in memory for the screens. Times are epoch ms. */
import type { ListenerName } from './settings.ts';

/** One connection of a mail program, open or over. */
export interface SessionView {
  /** Counts up; begins elsewhere with each start of the relay, so that an old one names no other session. */
  readonly id: number;
  readonly listener: ListenerName;
  readonly peer: string;
  /** Signed in as; '' when nobody is. */
  readonly user: string;
  readonly isSecure: boolean;
  readonly startedAt: number;
  /** Null while it is open. */
  readonly endedAt: number | null;
  /** All lines that were said, kept or not. */
  readonly lineCount: number;
  /** The last reply, for the list; behind a refusal not the goodbye, nor what only follows from it. */
  readonly lastReply: string;
}

/** One line as it was said, secrets masked, never a line of a message. */
export interface SessionLine {
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly line: string;
}

/** A connection with what was said on it; no secret is in its lines. */
export interface SessionTranscript {
  readonly session: SessionView;
  /** The newest lines, oldest of them first. */
  readonly lines: readonly SessionLine[];
}
