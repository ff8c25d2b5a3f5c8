import type { Readable } from 'node:stream';

/** What is said to a command. */
export interface Answer {
  readonly line: string;
  /** Follows the line, with the lone dot at its end. A string is whole lines without leading dots. */
  readonly body?: Buffer | Readable | string;
  /** TOP: so many lines after the header. */
  readonly bodyLines?: number;
  /** What the connection does next. */
  readonly then?: 'close' | 'start-tls';
}
