import type { Readable } from 'node:stream';
import type { MessageView, QueueCounts, RouteState } from '../../contract/mail.ts';
import type { ListRange, QueueMatch } from '../../contract/requests.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';
import type { RecipientDsn } from '../upstream/route.ts';

/** One RCPT that was taken, with its DSN parameters (RFC 3461). */
export interface EnvelopeRecipient {
  readonly address: string;
  /** The user whose mailbox takes it, or null when it goes to the provider. */
  readonly localUser: string | null;
  readonly dsn?: RecipientDsn;
}

/** What SMTP hands over beside the body. Addresses are in ASCII form unless `smtpUtf8`. */
export interface Envelope {
  readonly sender: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly user: string;
  readonly peer: string;
  readonly bodyType: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly dsn?: { readonly ret?: 'FULL' | 'HDRS'; readonly envid?: string };
  /** Of a report that goes to the provider: the user here who brought the mail that it is about. */
  readonly reportFor?: string;
}

/** `safe` only after message and envelope were flushed: nothing else may be answered 250. */
export type CommitOutcome =
  | { readonly outcome: 'safe'; readonly id: string }
  /** The flush or the write failed: the data is thrown away; answer 451. */
  | { readonly outcome: 'failed'; readonly cause: 'disk-full' | 'io'; readonly detail: string };

/** One message on its way onto the disk. Exactly one of commit and abort ends it. */
export interface IncomingMessage {
  /** The queue id, known from the start so that the Received line can carry it. */
  readonly id: string;
  /** Takes body octets (CRLF, not dot-stuffed). Resolves when more may come; undefined means at once. */
  write(chunk: Buffer): Promise<void> | undefined;
  /** Resolves when body and envelope are flushed (promise 1). Never throws for a disk error. */
  commit(envelope: Envelope): Promise<CommitOutcome>;
  /**
   * Its sender heard 451 while `commit` was still under way, and sends it again: what gets onto the disk after that
   * leaves it unsent. Harmless where `commit` has ended.
   */
  disown(): void;
  abort(): Promise<void>;
}

/** The side of the queue that SMTP sees. */
export interface QueueIntake {
  /** Asked at MAIL: refuse with 452 when the disk is nearly full. */
  admission(sizeBytes: number): 'ok' | 'disk-nearly-full' | 'unavailable';
  begin(): IncomingMessage;
}

/** `text` is a case-insensitive part of sender, recipient, user, address or id. */
export interface QueueFilter extends QueueMatch, ListRange {
  readonly newestFirst?: boolean | undefined;
}

/** Messages of a longer list. */
export interface QueuePage {
  readonly total: number;
  readonly offset: number;
  readonly messages: readonly MessageView[];
}

/** A message for a person who looks: all that is there, damaged or not. */
export interface BodyCopy {
  readonly octets: Readable;
  /** It is not what was taken in; known when `octets` came to their end. */
  isDamaged(): boolean;
}

/** The side that control and the screens see. */
export interface QueueDesk {
  counts(): QueueCounts;
  route(): RouteState;
  /** What of this computer's own keeps mail waiting that was taken, in a sentence, or null. */
  trouble(): string | null;
  /** What was found damaged at the start, in a sentence, or null. */
  damage(): string | null;
  list(filter: QueueFilter): QueuePage;
  /** Ids of all that match. */
  ids(match: QueueMatch): readonly string[];
  get(id: string): MessageView | null;
  /** Makes these due now and asks the route at once; no ids means all that wait. Returns how many. */
  retry(ids?: readonly string[]): Promise<number>;
  hold(ids: readonly string[]): Promise<number>;
  release(ids: readonly string[]): Promise<number>;
  remove(ids: readonly string[]): Promise<number>;
  /** The message as it would be sent (without dot-stuffing), or null. */
  open(id: string): Promise<BodyCopy | null>;
  /** Stops and resumes all sending by a person's will; kept over a restart. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  onChange(listener: () => void): Unsubscribe;
}
