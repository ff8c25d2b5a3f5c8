/** Messages on their way, as the screens and the CLI see them. Times are epoch ms, sizes octets. */

/** `waiting`: due at nextAttemptAt; `sending`: handed to a connection; `held`: an operator stopped it. */
export type MessageState = 'waiting' | 'sending' | 'held';
/** Where one recipient of a message stands; `failed` is final, its sender was told. */
export type RecipientState = 'waiting' | 'delivered' | 'failed';

/** One recipient of a message in the queue. */
export interface RecipientView {
  readonly address: string;
  readonly state: RecipientState;
  readonly attempts: number;
  /** The provider's last words, or ours; null before the first attempt. */
  readonly lastReply: string | null;
}

/** One message in the queue. */
export interface MessageView {
  readonly id: string;
  readonly state: MessageState;
  /** '' is the null sender (a report). */
  readonly sender: string;
  readonly recipients: readonly RecipientView[];
  readonly sizeBytes: number;
  readonly receivedAt: number;
  readonly nextAttemptAt: number | null;
  readonly attempts: number;
  /** Who brought it: user name, or ''. */
  readonly user: string;
  readonly peer: string;
}

/** One message with what its last answers mean. */
export interface MessageDetail extends MessageView {
  readonly recipients: readonly (RecipientView & {
    /** Plain sentence of the relay, with what to do; '' where there was no answer or a good one. */
    readonly cause: string;
    /** The provider's own words, or null. */
    readonly raw: string | null;
  })[];
}

/** How many messages are in each state. */
export interface QueueCounts {
  readonly waiting: number;
  readonly sending: number;
  readonly held: number;
}

/** Why nothing goes out at the moment (promise 4: a route fault bounces nothing). */
export type RouteState =
  | { readonly state: 'open' }
  | {
      readonly state: 'paused';
      readonly by: 'operator';
      readonly since: number;
    }
  | {
      readonly state: 'paused';
      readonly by: 'fault';
      readonly since: number;
      readonly stage: DeliveryStage;
      /** Plain words for a person: the cause. */
      readonly cause: string;
      /** What to do, one sentence. */
      readonly remedy: string;
      /** The provider's own words, if it said any. */
      readonly reply: string | null;
      readonly nextTryAt: number;
    };

/** How far an attempt came before it failed; `mail`, `rcpt` and `data` are the SMTP commands (RFC 5321). */
export type DeliveryStage = 'resolve' | 'connect' | 'tls' | 'auth' | 'mail' | 'rcpt' | 'data';

/** A number of messages, as a person says it in English. */
export const messageCount = (count: number): string =>
  count === 1 ? '1 message' : `${count} messages`;
