/** Keeps the indexes of mailboxes in memory while they are true, up to a bound; oldest use goes first. */
import type { Clock } from '../lifecycle/clock.ts';
import { isSameStamp, readIndex, stampOf, type MailboxIndex } from './mailbox-index.ts';

/** About 60 MB at most. */
const mostMessages = 200_000;
/** File systems note times in steps: within one step a second change leaves no trace. */
const settledMs = 100;

/**
 * Indexes by user; one that another program may have changed is read again. Rejects where the folder cannot be
 * read.
 */
export class IndexCache {
  readonly #clock: Clock;
  readonly #indexes = new Map<string, { readonly index: MailboxIndex; isStale: boolean }>();
  /** How often we changed each mailbox: what was read meanwhile may lack it. */
  readonly #changes = new Map<string, number>();
  #messages = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The index of the user's mailbox as it is now; reads nothing but two times where it is known. */
  async get(user: string, folder: string): Promise<MailboxIndex> {
    const known = this.#indexes.get(user);
    if (known && !known.isStale && isSameStamp(known.index.stamp, stampOf(folder))) {
      // Whose turn it is to be forgotten matters only when there is much to forget.
      if (this.#messages > mostMessages / 2) this.#keep(user, known);
      return known.index;
    }
    const [changes, startedAt] = [this.#changes.get(user), this.#clock.now()];
    const index = await readIndex(folder, known?.index ?? null);
    const { newMs, curMs } = index.stamp;
    const isUnsettled = Math.abs(startedAt - Math.max(newMs, curMs)) < settledMs;
    this.#keep(user, { index, isStale: isUnsettled || changes !== this.#changes.get(user) });
    return index;
  }

  /** We changed the mailbox ourselves: told apart from what the times of the folders tell. */
  changed(user: string): void {
    this.#changes.set(user, (this.#changes.get(user) ?? 0) + 1);
    const known = this.#indexes.get(user);
    if (known) known.isStale = true;
  }

  forget(user: string): void {
    this.#messages -= this.#indexes.get(user)?.index.messages.length ?? 0;
    this.#indexes.delete(user);
  }

  #keep(user: string, kept: { readonly index: MailboxIndex; isStale: boolean }): void {
    this.forget(user);
    this.#indexes.set(user, kept);
    this.#messages += kept.index.messages.length;
    for (const oldest of this.#indexes.keys()) {
      if (this.#messages <= mostMessages || oldest === user) break;
      this.forget(oldest);
    }
  }
}
