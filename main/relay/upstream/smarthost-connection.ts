/**
 * One open, signed-in connection to the provider, used for message after message. Owns what happens on it;
 * what a failure means is the queue's to classify, opening it is `smarthost`'s.
 */
import { sendFailure } from './failures.ts';
import { addressFault, envelopeOf, needsSmtpUtf8, noSmtpUtf8, recipientFault } from './outgoing.ts';
import { closedError, ProviderWait } from './provider-wait.ts';
import type {
  BodyRelease,
  LargeBody,
  OutgoingMessage,
  SendOutcome,
  Unsent,
  UpstreamConnection,
} from './route.ts';
import { acceptedOutcome, answers, refusedOutcome } from './send-outcomes.ts';
import type { SmtpClient } from './smtp-client.ts';

/** How long is waited, in ms. */
export interface ConnectionTimeouts {
  /** A connection that stood for longer may have been closed by the provider without a word. */
  readonly staleMs: number;
  /** Until the answer to RSET on an idle connection, and to QUIT. */
  readonly idleReplyMs: number;
  /** For a whole transaction, beside 1 s for each 16 KiB; a provider could trickle for ever. */
  readonly transactionMs: number;
}

/** The library's idle time-out (5 minutes) is the usual end; RFC 5321 §4.5.3.2 allows 10 for the dot. */
export const connectionTimeouts: ConnectionTimeouts = {
  staleMs: 1_000,
  idleReplyMs: 10_000,
  transactionMs: 15 * 60_000,
};

const slowestBytesPerMs = 16;

/** What it says of a body that it has not got counts for nothing: the message would be gone. */
const earlyError = Object.assign(
  new Error('The provider took the message before it had all of it.'),
  { code: 'EPROTOCOL', command: 'DATA' },
);

const unsent: Unsent = { outcome: 'unsent' };

type Result = { readonly outcome: SendOutcome | Unsent; readonly isClean: boolean };

/** Sends one message at a time; failures are outcomes, nothing throws. Not usable after one that broke it. */
export class SmarthostConnection implements UpstreamConnection {
  readonly #client: SmtpClient;
  readonly #timeouts: ConnectionTimeouts;
  #isUsable = true;
  #isBusy = false;
  #hasTakenMail = false;
  #usedAt = performance.now();
  readonly #wait = new ProviderWait(() => this.#drop());

  constructor(client: SmtpClient, timeouts: ConnectionTimeouts = connectionTimeouts) {
    this.#client = client;
    this.#timeouts = timeouts;
    client.removeAllListeners('error');
    client.on('error', (error: unknown) => {
      this.#isUsable = false;
      this.#wait.lost(error);
    });
    client.once('end', () => {
      this.#isUsable = false;
      // The library says "end" before it hands over the provider's last words.
      setImmediate(() => {
        this.#wait.lost(closedError);
      });
    });
  }

  get isUsable(): boolean {
    return this.#isUsable && !this.#isBusy;
  }

  get takesDsn(): boolean {
    return this.#client.offers('DSN');
  }

  get #takesUtf8(): boolean {
    return this.#client.offers('SMTPUTF8');
  }

  async check(): Promise<boolean> {
    if (performance.now() - this.#usedAt < this.#timeouts.staleMs) return this.isUsable;
    return this.#reset();
  }

  /** Rejects only where the body cannot be read: then nothing of it counts as sent. */
  send(message: OutgoingMessage): Promise<SendOutcome>;
  send(message: OutgoingMessage, release: BodyRelease): Promise<SendOutcome | Unsent>;
  async send(message: OutgoingMessage, release?: BodyRelease): Promise<SendOutcome | Unsent> {
    const fault = addressFault(message);
    if (fault !== null) return { outcome: 'failed', failure: fault };
    const writable = message.recipients.filter(
      ({ address }) => recipientFault(address, this.#takesUtf8) === null,
    );
    if (writable.length === 0) return answers(message, this.#takesUtf8, () => null);
    this.#isBusy = true;
    try {
      const outcome = await this.#sendTo(message, { ...message, recipients: writable }, release);
      if (release !== undefined && this.#hasTakenMail && saysEnough(outcome)) return unsent;
      this.#hasTakenMail ||= isTaken(outcome);
      return outcome;
    } finally {
      this.#isBusy = false;
      this.#usedAt = performance.now();
    }
  }

  close(): void {
    this.#isUsable = false;
    if (this.#isBusy || this.#client.destroyed) {
      this.#client.close();
      return;
    }
    const { idleReplyMs } = this.#timeouts;
    const timer = setTimeout(() => {
      this.#client.close();
    }, idleReplyMs);
    timer.unref();
    this.#client.once('end', () => {
      clearTimeout(timer);
    });
    this.#client.quit();
  }

  async #sendTo(
    whole: OutgoingMessage,
    message: OutgoingMessage,
    release: BodyRelease | undefined,
  ): Promise<SendOutcome | Unsent> {
    const body = await bodyOf(message);
    const { outcome, isClean } = await this.#sendBody(message, body, release).finally(() => {
      if (!Buffer.isBuffer(body)) body.close();
    });
    // In the middle of a body nothing else can be said.
    if (this.#client.isBodyUnderWay) this.#drop();
    // Without RSET the next MAIL is answered 503, and the library gives the connection up.
    else if (!isClean && this.#isUsable) await this.#reset();
    if (outcome.outcome !== 'answered') return outcome;
    const byAddress = new Map(
      message.recipients.map(({ address }, index) => [address, outcome.recipients[index] ?? null]),
    );
    return answers(whole, this.#takesUtf8, (address) => byAddress.get(address) ?? null);
  }

  async #sendBody(
    message: OutgoingMessage,
    body: Buffer | LargeBody,
    release: BodyRelease | undefined,
  ): Promise<Result> {
    const takesUtf8 = this.#takesUtf8;
    if (!takesUtf8 && (await needsSmtpUtf8(message, body)))
      return { outcome: { outcome: 'failed', failure: noSmtpUtf8 }, isClean: true };
    return this.#transact(message, body, { smtpUtf8: takesUtf8, release });
  }

  #transact(
    message: OutgoingMessage,
    body: Buffer | LargeBody,
    { smtpUtf8, release }: { smtpUtf8: boolean; release: BodyRelease | undefined },
  ): Promise<Result> {
    const client = this.#client;
    const envelope = envelopeOf(message, { dsn: client.offers('DSN'), smtpUtf8 });
    const sent = envelope.to as string[];
    return this.#wait.answerWithin<Result>(this.#deadlineMs(message), (resolve, reject) => {
      const lost = (error: unknown): void => {
        const failure = sendFailure(error, client.isBodyBegun);
        resolve({ outcome: { outcome: 'failed', failure }, isClean: true });
      };
      const unreadable = (cause: Error): void => {
        // In the midst of a body nothing can be taken back: only a broken connection says "forget it".
        this.#drop();
        reject(new Error(`The body of ${message.id} cannot be read to its end`, { cause }));
      };
      client.sendBody(envelope, body, {
        release,
        onWithheld: () => {
          this.#drop();
          resolve({ outcome: unsent, isClean: true });
        },
        onBodyError: unreadable,
        onDone: (error, info) => resolve(this.#resultOf(sent, error ?? info.response)),
      });
      return lost;
    });
  }

  /** What follows from the provider's last words: its reply, or the error of it. */
  #resultOf(sent: readonly string[], said: Error | string): Result {
    const client = this.#client;
    if (typeof said !== 'string')
      return { outcome: refusedOutcome(sent, client, said), isClean: false };
    const outcome = client.isBodyUnderWay
      ? refusedOutcome(sent, client, earlyError)
      : acceptedOutcome(sent, client, said);
    return { outcome, isClean: true };
  }

  #deadlineMs = ({ sizeBytes }: OutgoingMessage): number =>
    this.#timeouts.transactionMs + sizeBytes / slowestBytesPerMs;

  /** RSET, as a question whether the provider still listens and as the end of a refused transaction. */
  async #reset(): Promise<boolean> {
    if (!this.#isUsable) return false;
    const isAnswered = await this.#wait.answerWithin<boolean>(
      this.#timeouts.idleReplyMs,
      (resolve) => {
        this.#client.reset((error) => {
          resolve(!error);
        });
        return () => {
          resolve(false);
        };
      },
    );
    if (!isAnswered) this.#drop();
    return isAnswered && this.#isUsable;
  }

  #drop(): void {
    this.#isUsable = false;
    this.#client.close();
  }
}

const isTaken = (outcome: SendOutcome | Unsent): boolean =>
  outcome.outcome === 'answered' &&
  outcome.recipients.some((recipient) => recipient.outcome === 'delivered');

/**
 * It hung up or said 421 (RFC 5321 §3.8) where it had asked for no body yet. Many providers take only so many messages
 * over a connection; one that takes none at all says so over a new one, too.
 */
const saysEnough = (outcome: SendOutcome | Unsent): boolean =>
  outcome.outcome === 'failed' &&
  outcome.failure.stage === 'mail' &&
  (outcome.failure.responseCode === 421 ||
    (outcome.failure.responseCode === null && outcome.failure.enhancedCode === null));

async function bodyOf(message: OutgoingMessage): Promise<Buffer | LargeBody> {
  try {
    return await message.body();
  } catch (cause) {
    throw new Error(`The body of ${message.id} cannot be read`, { cause });
  }
}
