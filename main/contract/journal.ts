/**
 * The journal: one line an event. `event` is `area.what`; the fields are flat, so that a line can be
 * searched. No password, token or message text is ever in it.
 */
export type JournalLevel = 'info' | 'notice' | 'warning' | 'error';

/** One event as it is kept, in memory and in the files. */
export interface JournalEntry {
  /** Epoch ms. */
  readonly at: number;
  readonly level: JournalLevel;
  /** For example `smtp.refused`, `pop3.signed-in`, `queue.delivered`. */
  readonly event: string;
  /** The id under which the app explains it (R-7K2F for refusals, the message id for mail). */
  readonly id?: string;
  readonly user?: string;
  readonly peer?: string;
  /** One plain sentence. */
  readonly text: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}
