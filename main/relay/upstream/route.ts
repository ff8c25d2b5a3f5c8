import type { DeliveryStage } from '../../contract/mail.ts';

/** RFC 3461 parameters of one recipient, kept for the next hop. */
export interface RecipientDsn {
  readonly notify?: readonly ('NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY')[];
  /** Decoded, `rfc822;joe@example.com`. */
  readonly orcpt?: string;
}

/** A body that is too large for memory. Who asked for it closes it. */
export interface LargeBody {
  /**
   * Fills the block with what stands at the offset; resolves to how many octets that were, 0 at the end.
   * Rejects where it cannot be read.
   */
  read(block: Buffer, offset: number): Promise<number>;
  /** A read that is under way still ends. */
  close(): void;
}

/** One transaction towards the provider. All recipients share sender and DSN parameters. */
export interface OutgoingMessage {
  readonly id: string;
  readonly sender: string;
  readonly recipients: readonly { readonly address: string; readonly dsn?: RecipientDsn }[];
  readonly sizeBytes: number;
  readonly bodyType: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly dsn?: { readonly ret?: 'FULL' | 'HDRS'; readonly envid?: string };
  /** The body, CRLF lines, not dot-stuffed. */
  body(): Promise<Buffer | LargeBody>;
}

/** A failure as the protocol saw it; `classify` turns it into a disposition. */
export interface DeliveryFailure {
  readonly stage: DeliveryStage;
  /** SMTP reply code, or null where the connection itself failed. */
  readonly responseCode: number | null;
  /** RFC 3463, for example 5.1.1, or null. */
  readonly enhancedCode: string | null;
  /** The provider's words, one line, control characters removed. */
  readonly reply: string;
  /** Node or library code, for example ECONNREFUSED, ETIMEDOUT, CERT_HAS_EXPIRED, EAUTH. */
  readonly errorCode: string | null;
}

/** What the provider said to one recipient. */
export type RecipientOutcome =
  | {
      readonly outcome: 'delivered';
      readonly reply: string;
      /** The provider offers DSN and reports success itself; else `relayed` is ours to report. */
      readonly takesDsn?: boolean;
    }
  | { readonly outcome: 'failed'; readonly failure: DeliveryFailure };

/**
 * Asked when the provider has the envelope and wants the body; resolves to whether that may leave. Never
 * rejects.
 */
export type BodyRelease = () => Promise<boolean>;

/** What became of one message on one connection. */
export type SendOutcome =
  /** The transaction took place: one outcome a recipient, in order. */
  | { readonly outcome: 'answered'; readonly recipients: readonly RecipientOutcome[] }
  /** No transaction: could not reach or sign in to the provider, or lost it on the way. */
  | { readonly outcome: 'failed'; readonly failure: DeliveryFailure };

/**
 * Nobody has the message, and the connection is of no use any more: the body might not leave, or the provider had
 * enough of a connection over which it had taken mail. Neither says anything of message or route.
 */
export interface Unsent {
  readonly outcome: 'unsent';
}

/** A connection to the provider that can be used again and again, one message at a time. */
export interface UpstreamConnection {
  readonly isUsable: boolean;
  /** DSN parameters are passed on here: recipients with other ones need a transaction of their own. */
  readonly takesDsn: boolean;
  /** Asks the provider whether it still listens, where the connection stood idle. */
  check(): Promise<boolean>;
  /**
   * The body leaves as soon as the provider asks for it. Rejects where it cannot be read; where that is found in its
   * midst, the connection is of no use any more.
   */
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** The body leaves once it is released, too. */
  send(message: OutgoingMessage, release: BodyRelease): Promise<SendOutcome | Unsent>;
  close(): void;
}

/** A connection that is signed in, or how far it came. */
export type ConnectOutcome =
  | { readonly outcome: 'connected'; readonly connection: UpstreamConnection }
  | { readonly outcome: 'failed'; readonly failure: DeliveryFailure };

/** The provider as the queue sees it. Settings are read anew at each connect. */
export interface Upstream {
  connect(): Promise<ConnectOutcome>;
  readonly maxConnections: number;
}
