/** What an attempt came to, taken down with the recipient and in the journal. Writes nothing to the spool. */
import { withoutStatus } from '../../contract/reply-words.ts';
import { messageOf } from '../../contract/thrown.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { DeliveryFailure } from '../upstream/route.ts';
import { classify } from '../upstream/classify.ts';
import { waiting, type QueuedMessage, type QueuedRecipient } from './message.ts';
import { OwnTrouble, unread, unwritten } from './own-trouble.ts';

/** Last reply of a recipient here whom a damaged list of users does not name. */
const missing = 'The list of users is damaged, and this name is not in it.';

/** Each method sets the recipient's state and last reply; whether a report is owed goes with the state. */
export class OutcomeNotes {
  /** What of it a person must see to. */
  readonly trouble = new OwnTrouble();
  readonly #journal: JournalWriter;

  constructor(journal: JournalWriter) {
    this.#journal = journal;
  }

  /** `reply`: the provider's words, or our own for a mailbox here. */
  delivered(message: QueuedMessage, recipient: QueuedRecipient, reply: string): void {
    recipient.attempts += 1;
    recipient.state = 'delivered';
    recipient.lastReply = reply;
    const text = `Delivered to ${recipient.address}: ${reply}`;
    const { localUser } = recipient;
    const mailbox = localUser === null ? {} : { mailbox: localUser };
    const data = { recipient: recipient.address, reply, ...mailbox };
    this.#journal.record({ event: 'queue.delivered', ...storyOf(message, data), text });
  }

  /** Refused: for good, or until the next attempt. */
  failed(message: QueuedMessage, recipient: QueuedRecipient, failure: DeliveryFailure): void {
    const { disposition, cause } = classify(failure);
    recipient.attempts += 1;
    // Of a broken connection there are only the words of a library.
    const isVerdict = failure.responseCode !== null || failure.enhancedCode !== null;
    recipient.lastReply = isVerdict && failure.reply !== '' ? failure.reply : cause;
    const isOver = disposition === 'give-up';
    if (isOver) giveUp(recipient);
    const event = isOver ? 'queue.bounced' : 'queue.deferred';
    const said = withoutStatus(failure.reply) === cause ? '' : failure.reply;
    const text = `${recipient.address}: ${cause} ${said}`.trimEnd();
    const data = { recipient: recipient.address, cause, reply: failure.reply };
    this.#journal.record({ event, level: 'notice', ...storyOf(message, data), text });
  }

  /** The mailbox of a user here could not be written; `cause` is the disk's word. */
  mailboxFailed(message: QueuedMessage, recipient: QueuedRecipient, cause: unknown): void {
    recipient.attempts += 1;
    recipient.lastReply = unwritten;
    this.trouble.note(message);
    const text = `Mail for ${recipient.localUser} could not be put into the mailbox and is tried again. ${String(cause)}`;
    this.#journal.record({ event: 'queue.mailbox-failed', level: 'error', id: message.id, text });
  }

  /** A list of users that is damaged is no definite no (promise 4). */
  ownerUnknown(message: QueuedMessage, recipient: QueuedRecipient): void {
    recipient.attempts += 1;
    recipient.lastReply = missing;
    const text = `${recipient.address}: ${missing}`;
    const story = storyOf(message, { recipient: recipient.address, cause: missing });
    this.#journal.record({ event: 'queue.deferred', level: 'warning', ...story, text });
  }

  /** The time in which it is tried is over. */
  expired(message: QueuedMessage, recipient: QueuedRecipient, ageHours: number): void {
    giveUp(recipient);
    const text = `Given up after ${ageHours} hours: ${recipient.address}`;
    const data = { recipient: recipient.address, reply: recipient.lastReply ?? '' };
    const story = storyOf(message, { ...data, cause: `Given up after ${ageHours} hours.` });
    this.#journal.record({ event: 'queue.expired', level: 'warning', ...story, text });
  }

  /** Our own disk does not give the message back: it keeps its place, in case the disk comes round. */
  unreadable(message: QueuedMessage, cause: unknown): void {
    for (const recipient of waiting(message)) recipient.lastReply = unread;
    this.trouble.note(message);
    const text = `The message could not be read from the disk and is tried again. Check the disk. ${messageOf(rootOf(cause))}`;
    this.#journal.record({ event: 'queue.unreadable', level: 'error', id: message.id, text });
  }
}

/** What began it: on its way here each reader says which message it is, and we know. */
const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error;

function giveUp(recipient: QueuedRecipient): void {
  recipient.state = 'failed';
  recipient.owed = 'failed';
}

/** What a journal line says of the message beside its sentence, so that the screens need not parse it. */
const storyOf = (
  { id, envelope: { user, peer, sender } }: QueuedMessage,
  data: Readonly<Record<string, string>>,
) => ({ id, ...(user === '' ? {} : { user }), peer, data: { sender, ...data } });
