/** Keeps the indexes of mailboxes in memory while they are true, up to a bound; oldest use goes first. */
import type { Clock } from '../lifecycle/clock.ts';
import {
  isSameStamp,
  readIndex,
  stampOf,
  type MailboxIndex,
  type UnreadableFile,
} from './mailbox-index.ts';

/** About 60 MB at most. */
const mostMessages = 200_000;
/** File systems note times in steps: within one step a second change leaves no trace. */
const settledMs = 100;
/**
 * After a look at the folders the next one can wait this long: with many sessions one after the other, looking is a
 * fifteenth of what each costs. Our own deliveries and deletions count at once.
 */
const lookAgainMs = 20;

/** What is known of a mailbox, and the monotonic ms of the last look whether it is still true. */
interface Known {
  readonly index: MailboxIndex;
  isStale: boolean;
  lookedAt: number;
}

/**
 * Indexes by user; one that another program may have changed is read again. Rejects where the folder cannot be
 * read.
 */
export class IndexCache {
  readonly #clock: Clock;
  readonly #onUnreadable: (user: string, found: UnreadableFile) => void;
  readonly #mostMessages: number;
  readonly #indexes = new Map<string, Known>();
  /** How often we changed each mailbox: what was read meanwhile may lack it. */
  readonly #changes = new Map<string, number>();
  #messages = 0;

  /** `onUnreadable` is told of each such file once, as long as the index is kept; a test keeps fewer messages. */
  constructor(
    clock: Clock,
    onUnreadable: (user: string, found: UnreadableFile) => void,
    most = mostMessages,
  ) {
    this.#clock = clock;
    this.#onUnreadable = onUnreadable;
    this.#mostMessages = most;
  }

  /**
   * The index of the user's mailbox as it is now, or was a moment ago; reads nothing but two times where it is known.
   */
  async get(user: string, folder: string): Promise<MailboxIndex> {
    const known = this.#indexes.get(user);
    if (known && this.#isTrue(known, folder)) {
      // Whose turn it is to be forgotten matters only when there is much to forget.
      if (this.#messages > this.#mostMessages / 2) this.#keep(user, known);
      return known.index;
    }
    const lookedAt = this.#clock.monotonic();
    const [changes, startedAt] = [this.#changes.get(user), this.#clock.now()];
    const index = await readIndex(folder, known?.index ?? null);
    const { newMs, curMs } = index.stamp;
    const isUnsettled = Math.abs(startedAt - Math.max(newMs, curMs)) < settledMs;
    const isOld = isUnsettled || changes !== this.#changes.get(user);
    // Of what could not be read no time of a folder tells that it can be now.
    this.#keep(user, { index, lookedAt, isStale: isOld || index.unreadable.size > 0 });
    for (const [base, found] of index.unreadable)
      if (known?.index.unreadable.has(base) !== true) this.#onUnreadable(user, found);
    return index;
  }

  /** We changed the mailbox ourselves: told apart from what the times of the folders tell. */
  changed(user: string): void {
    this.#changes.set(user, (this.#changes.get(user) ?? 0) + 1);
    const known = this.#indexes.get(user);
    if (known) known.isStale = true;
  }

  /** A session could not read this file: it is looked into before it is listed again. */
  unreadable(user: string, base: string, found: UnreadableFile): void {
    const known = this.#indexes.get(user);
    if (known?.index.unreadable.has(base) === true) return;
    this.#onUnreadable(user, found);
    if (!known) return;
    const unreadable = new Map(known.index.unreadable).set(base, found);
    this.#indexes.set(user, { ...known, index: { ...known.index, unreadable }, isStale: true });
  }

  forget(user: string): void {
    this.#messages -= this.#indexes.get(user)?.index.messages.length ?? 0;
    this.#indexes.delete(user);
  }

  #isTrue(known: Known, folder: string): boolean {
    if (known.isStale) return false;
    const now = this.#clock.monotonic();
    if (now - known.lookedAt < lookAgainMs) return true;
    if (!isSameStamp(known.index.stamp, stampOf(folder))) return false;
    known.lookedAt = now;
    return true;
  }

  #keep(user: string, kept: Known): void {
    this.forget(user);
    this.#indexes.set(user, kept);
    this.#messages += kept.index.messages.length;
    for (const oldest of this.#indexes.keys()) {
      if (this.#messages <= this.#mostMessages || oldest === user) break;
      this.forget(oldest);
    }
  }
}
