/** What load programs are asked, and what they answer; each is a process of its own. */

export interface SmtpLoad {
  readonly port: number;
  readonly connections: number;
  /** One connection after the other is kept, or each message has a session of its own. */
  readonly isKept: boolean;
  readonly sizeBytes: number;
  /** Ends when so many were taken, or after so long. */
  readonly count: number;
  readonly limitMs: number;
}

export interface SmtpResult {
  readonly accepted: number;
  readonly elapsedMs: number;
  /** From the end of the body to the 250, each message, ascending. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export type Pop3Load =
  | {
      readonly kind: 'sessions';
      readonly port: number;
      /** Shared out among the connections: fewer than those, and they wait in line for a mailbox. */
      readonly users: readonly string[];
      readonly connections: number;
      readonly limitMs: number;
    }
  | { readonly kind: 'listing' | 'download'; readonly port: number; readonly user: string };

export interface SessionsResult {
  readonly perSecond: number;
  readonly passP50Ms: number;
  readonly passP99Ms: number;
}

export interface ListingResult {
  readonly signInMs: number;
  readonly listMs: number;
  readonly uidlMs: number;
}

export interface DownloadResult {
  readonly mbPerSecond: number;
}

/** The value below which this share of the ascending values lies. */
export const quantile = (ascending: readonly number[], share: number): number =>
  ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;

/** Gives the result to who asked, and ends. */
export function answer(result: object): void {
  process.send?.(result, () => process.exit(0));
}
