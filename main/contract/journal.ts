/**
 * The journal: one line an event. `event` is `area.what`; the fields are flat, so that a line can be
 * searched. No password, token or message text is ever in it.
 */
export type JournalLevel = (typeof journalLevels)[number];

/** From the least grave to the gravest. */
export const journalLevels = ['info', 'notice', 'warning', 'error'] as const;

/** Whether an entry of this level is wanted by who wants those from `least` upwards. */
export const isAtLeast = (level: JournalLevel, least: JournalLevel): boolean =>
  journalLevels.indexOf(level) >= journalLevels.indexOf(least);

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

/** Whether `wanted`, in small letters, stands in one of the texts that the entry holds. */
export const entryHolds = (
  { event, text, user, peer, id, data = {} }: JournalEntry,
  wanted: string,
): boolean =>
  [event, text, user, peer, id, ...Object.values(data)].some(
    (field) => typeof field === 'string' && field.toLowerCase().includes(wanted),
  );

/**
 * `data.code` of `pop3.connection-failed` and `smtp.connection-failed` where a program is set to the other kind of
 * port; all others are codes of OpenSSL or of the system.
 */
export const tlsUnasked = 'TLS_UNASKED';
/** See `tlsUnasked`. */
export const tlsMissing = 'TLS_MISSING';
