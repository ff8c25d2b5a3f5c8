/**
 * Mail that this computer itself keeps waiting: no provider is at fault, and no retry mends it before a person has
 * looked (promise 3).
 */
import type { QueuedMessage } from './message.ts';

/** Last reply of a recipient whose mailbox here cannot be written. */
export const unwritten = 'The mailbox could not be written.';
/** Last reply where our own disk does not give the message back. */
export const unread = 'The message could not be read from this computer’s disk.';

/** Knows the messages in such trouble; whether one still is, is asked of the message itself. */
export class OwnTrouble {
  readonly #messages = new Set<QueuedMessage>();

  /** Remembers the message where it is in trouble now. */
  note(message: QueuedMessage): void {
    if (wordsOf(message) !== null) this.#messages.add(message);
  }

  /** A sentence about one of them, or null where there is none; what a person holds is none. */
  get words(): string | null {
    for (const message of this.#messages) {
      const words = wordsOf(message);
      if (words === null) this.#messages.delete(message);
      else if (message.state !== 'held') return words;
    }
    return null;
  }
}

function wordsOf({ state, recipients }: QueuedMessage): string | null {
  if (state === 'gone') return null;
  const stuck = recipients.find(
    (recipient) =>
      recipient.state === 'waiting' &&
      (recipient.lastReply === unwritten || recipient.lastReply === unread),
  );
  if (stuck === undefined) return null;
  return stuck.lastReply === unwritten
    ? `Mail for ${stuck.localUser ?? ''} waits: the mailbox could not be written.`
    : 'A message waits that could not be read from this computer’s disk.';
}
