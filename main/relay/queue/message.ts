/** A message in the queue: what memory keeps of it, and how that is written into the spool. */
import type { MessageView, RecipientState } from '../../contract/mail.ts';
import type { Envelope, EnvelopeRecipient } from './queue.ts';
import type { EnvelopeFrame, EnvelopePool } from './envelope-pool.ts';
import type { Segment } from './spool/segment-files.ts';

/** RFC 3464 §2.3.3 actions that we report. */
export type ReportAction = 'failed' | 'delayed' | 'relayed' | 'delivered';

/** One recipient, as memory and spool keep it. */
export interface QueuedRecipient {
  readonly address: string;
  readonly localUser: string | null;
  readonly dsn: EnvelopeRecipient['dsn'];
  state: RecipientState;
  attempts: number;
  lastReply: string | null;
  /** The report that its sender must still get, kept on disk until that is queued. */
  owed?: ReportAction | undefined;
}

/** One message, as memory keeps it; its body is on disk. Times in epoch ms. */
export interface QueuedMessage {
  readonly id: string;
  readonly envelope: EnvelopeFrame;
  readonly recipients: readonly QueuedRecipient[];
  readonly receivedAt: number;
  readonly sizeBytes: number;
  /** Where the body stands in a segment; for a large one it is a file of its own. */
  segment: Segment;
  bodyOffset: number;
  readonly bodyFile: string | null;
  /** CRC-32 of a large body; null where its record, of an older version, has none. */
  readonly bodyCrc: number | null;
  state: MessageState;
  attempts: number;
  dueAt: number;
  delayNoticeSent: boolean;
}

/** `gone`: it has left, and somebody may still hold the object. */
export type MessageState = MessageView['state'] | 'gone';

/** Head of a `message` record. */
export interface MessageHead {
  readonly id: string;
  readonly at: number;
  readonly env: Envelope;
  readonly size: number;
  readonly file: string | null;
  /** CRC-32 of what is in the file: the record's own ends with the record. */
  readonly crc?: number;
  /** Where the message is written anew: what had become of it. */
  readonly state?: StateHead;
  /** What a report settles of the message that it is about: in one record, so that no crash parts them. */
  readonly settles?: StateHead;
}

/** Head of a `state` record: all that changes, whole, so that the last one counts. */
export interface StateHead {
  readonly id: string;
  readonly due: number;
  readonly n: number;
  readonly held: boolean;
  readonly noticed: boolean;
  readonly rcpt: readonly RecipientRow[];
}

type RecipientRow = readonly [
  state: RecipientState,
  attempts: number,
  lastReply: string | null,
  owed?: ReportAction,
];

/** `pool` lets messages share what is alike in their envelopes: tens of thousands may wait at once. */
export function messageFrom(
  head: MessageHead,
  place: { readonly segment: Segment; readonly bodyOffset: number },
  pool: EnvelopePool,
): QueuedMessage {
  // Written out: objects made by spreading take twice the memory.
  const message: QueuedMessage = {
    id: head.id,
    envelope: pool.of(head.env),
    recipients: head.env.recipients.map((recipient) => recipientFrom(recipient, pool)),
    receivedAt: head.at,
    sizeBytes: head.size,
    segment: place.segment,
    bodyOffset: place.bodyOffset,
    bodyFile: head.file,
    bodyCrc: head.crc ?? null,
    state: 'waiting',
    attempts: 0,
    dueAt: head.at,
    delayNoticeSent: false,
  };
  if (head.state) applyState(message, head.state);
  return message;
}

const recipientFrom = (
  { address, localUser, dsn }: EnvelopeRecipient,
  pool: EnvelopePool,
): QueuedRecipient => ({
  address: pool.text(address),
  localUser: localUser === null ? null : pool.text(localUser),
  dsn,
  state: 'waiting',
  attempts: 0,
  lastReply: null,
  owed: undefined,
});

/** The head with which a message, as it is now, can be written anew into another segment. */
export const headOf = (message: QueuedMessage): MessageHead => ({
  id: message.id,
  at: message.receivedAt,
  env: {
    ...message.envelope,
    recipients: message.recipients.map(({ address, localUser, dsn }) =>
      dsn === undefined ? { address, localUser } : { address, localUser, dsn },
    ),
  },
  size: message.sizeBytes,
  file: message.bodyFile,
  ...(message.bodyCrc === null ? {} : { crc: message.bodyCrc }),
  state: stateOf(message),
});

/** What a state record of the spool says of a message: all that changes after it was taken in. */
export const stateOf = (message: QueuedMessage): StateHead => ({
  id: message.id,
  due: message.dueAt,
  n: message.attempts,
  held: message.state === 'held',
  noticed: message.delayNoticeSent,
  rcpt: message.recipients.map(({ state, attempts, lastReply, owed }): RecipientRow =>
    owed === undefined ? [state, attempts, lastReply] : [state, attempts, lastReply, owed],
  ),
});

/** Puts what a `state` record says into the message; recipients are told apart by their place. */
export function applyState(message: QueuedMessage, head: StateHead): void {
  message.dueAt = head.due;
  message.attempts = head.n;
  message.state = head.held ? 'held' : 'waiting';
  message.delayNoticeSent = head.noticed;
  head.rcpt.forEach(([state, attempts, lastReply, owed], index) => {
    const recipient = message.recipients[index];
    if (recipient) Object.assign(recipient, { state, attempts, lastReply, owed });
  });
}

/** A message as screens and command line see it. */
export const viewOf = (message: QueuedMessage): MessageView => ({
  id: message.id,
  state: message.state === 'gone' ? 'waiting' : message.state,
  sender: message.envelope.sender,
  recipients: message.recipients.map(({ address, state, attempts, lastReply }) => ({
    address,
    state,
    attempts,
    lastReply,
  })),
  sizeBytes: message.sizeBytes,
  receivedAt: message.receivedAt,
  nextAttemptAt: message.state === 'waiting' ? message.dueAt : null,
  attempts: message.attempts,
  user: message.envelope.user,
  peer: message.envelope.peer,
});

/** The recipients whose end is still open. */
export const waiting = (message: QueuedMessage): QueuedRecipient[] =>
  message.recipients.filter(({ state }) => state === 'waiting');

/** To a mailbox of this office. */
const isLocal = ({ localUser }: QueuedRecipient): boolean => localUser !== null;
/** To somebody whom only the provider reaches. */
export const isRemote = ({ localUser }: QueuedRecipient): boolean => localUser === null;

/** Whether any waiting recipient is the provider's. Makes no list: it is asked of the whole queue at a start. */
export const needsProvider = ({ recipients }: QueuedMessage): boolean =>
  recipients.some((recipient) => recipient.state === 'waiting' && isRemote(recipient));

/** Whether there is something to do without the provider: mailboxes, a report that is owed, the end. */
export const needsUs = (message: QueuedMessage): boolean =>
  !needsProvider(message) ||
  message.recipients.some(
    (recipient) =>
      recipient.owed !== undefined || (recipient.state === 'waiting' && isLocal(recipient)),
  );
