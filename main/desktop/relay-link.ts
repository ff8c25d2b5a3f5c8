/** The relay as window and tray see it: the one in this program, or one that runs elsewhere. */
import type { JournalEntry } from '../contract/journal.ts';
import type { Result } from '../contract/result.ts';

/** `silent`: it runs, and does not answer. `other`: it is of another version, and answers nothing of what this one asks. */
export type LinkState = 'starting' | 'connected' | 'silent' | 'away' | 'other';

/** What comes while a request runs: `check`, `queue:chunk`. */
export type RequestPush = (name: string, value: unknown) => void;

/** Asks the relay and hears of it, wherever it runs. */
export interface RelayLink {
  readonly kind: 'own' | 'attached';
  readonly state: LinkState;
  /** Arguments are checked by the relay; never rejects. */
  request(name: string, args: unknown, onPush?: RequestPush): Promise<Result<unknown>>;
  onEntry(listener: (entry: JournalEntry) => void): () => void;
  onState(listener: (state: LinkState) => void): () => void;
  /** Notes what the desktop itself has to report. */
  report(event: string, text: string): void;
  /** Own: stops the relay orderly. Attached: lets go of it. Resolves within the deadline. */
  stop(deadlineMs: number): Promise<void>;
}
