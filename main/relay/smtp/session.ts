/** What is known about one SMTP connection and its transaction. Data only; policy reads and changes it. */
import type { SmtpListenerName } from '../../contract/settings.ts';
import type { AddressKey } from '../net/address.ts';
import type { AllowReason, RelayFacts } from '../popauth/facts.ts';
import type { Envelope, EnvelopeRecipient } from '../queue/queue.ts';

/** As OpenSSL names them. */
export interface TlsFacts {
  readonly version: string;
  readonly cipher: string;
}

/** From MAIL to the end of the message (RFC 5321 §3.3). */
export interface Transaction {
  readonly sender: string;
  readonly smtpUtf8: boolean;
  readonly bodyType: Envelope['bodyType'];
  readonly dsn?: NonNullable<Envelope['dsn']>;
  /** By lower-case address: a repeated RCPT replaces the one before. */
  readonly recipients: Map<string, EnvelopeRecipient>;
  /** Why the first recipient was allowed, one that is more than outside mail before others. For Received and journal. */
  reason: AllowReason | null;
  /** Takes this message out of its network's hourly number: it was counted before its body came. */
  uncount?: () => void;
}

/** Who sends by this right: the one who signed in, or who checked mail. A sign-in may have ended since it was given. */
export function usersBehind(reason: AllowReason | null): readonly string[] {
  if (reason?.kind === 'signed-in') return [reason.user];
  return reason?.kind === 'window' ? reason.users : [];
}

/** One connection's state; one object for its whole life. */
export class SmtpSession {
  readonly id: string;
  readonly peer: AddressKey;
  readonly listener: SmtpListenerName;
  signIn: RelayFacts['signIn'] = { state: 'none' };
  /** As the client spelt it; not to be trusted, not to be copied unclean. */
  heloName = '';
  isEsmtp = false;
  tls: TlsFacts | null = null;
  transaction: Transaction | null = null;
  /** Commands without a sign-in since the last recipient that was taken. */
  commandsWithoutSignIn = 0;
  failedSignIns = 0;
  /** A message was begun. */
  hasSaidMail = false;
  /** The journal has it that this program would have to encrypt. */
  isToldUnencrypted = false;

  constructor(id: string, peer: AddressKey, listener: SmtpListenerName) {
    this.id = id;
    this.peer = peer;
    this.listener = listener;
  }

  get isSecure(): boolean {
    return this.tls !== null;
  }

  /** The signed-in user, or ''. */
  get user(): string {
    return this.signIn.state === 'user' ? this.signIn.user : '';
  }
}
