/** What became of mail, as the screens list it: one row a recipient or a refusal. Times are epoch ms. */

/** What became of it: the provider or a mailbox took it, it came back, or it was not taken in. */
export type HistoryKind = 'sent' | 'bounced' | 'refused';

/** Why somebody was refused: the rule's reasons at RCPT, or a sign-in that failed, or a block after many. */
export type RefusedWhy =
  | 'sign-in-failed'
  | 'sign-in-unchecked'
  | 'no-window'
  | 'window-expired'
  | 'window-closed'
  | 'store-unavailable'
  | 'proxy'
  | 'sender-not-owned'
  | 'trusted-sender'
  | 'trusted-recipient'
  | 'trusted-rate'
  | 'wrong-password'
  | 'blocked'
  | 'other';

/** Refused for want of an open window: checking mail would have helped. */
export const isWindowless = (why: string): boolean =>
  why === 'no-window' || why === 'window-expired' || why === 'window-closed';

/** One recipient that was sent to or bounced, or one refusal. */
export interface HistoryRow {
  /** Unique in the list, and stable. */
  readonly key: string;
  readonly kind: HistoryKind;
  readonly at: number;
  /** Of the message, or of the refusal (R-7K2F4); '' where it has none. */
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  /** User who brought it, as far as known; else ''. */
  readonly user: string;
  readonly peer: string;
  /** Only of what was refused. */
  readonly why: RefusedWhy | null;
  /** Name of the trusted device or network that was over its bounds; else ''. */
  readonly network: string;
  /** Plain sentence of the relay; '' where the kind says it all. */
  readonly cause: string;
  /** The provider's own words, one line, or ''. */
  readonly reply: string;
  /** More than 1 where a flood of the like was folded into this row. */
  readonly count: number;
}

/** How much mail came and went in one hour. */
export interface HourCounts {
  /** Start of the hour on the relay's own clock. */
  readonly startsAt: number;
  /** Messages taken in. */
  readonly accepted: number;
  /** Recipients that the provider, or a mailbox here, took. */
  readonly sent: number;
  readonly bounced: number;
  readonly refused: number;
}

/** The figures for the overview: today, and the last day hour by hour. */
export interface ActivityCounts {
  /** Since midnight. */
  readonly today: Omit<HourCounts, 'startsAt'>;
  /** The last 24 hours with the present one, oldest first, none left out. */
  readonly hours: readonly HourCounts[];
  /** When the provider, or a mailbox here, last took a message; null: not since the journal begins. */
  readonly lastSentAt: number | null;
}
