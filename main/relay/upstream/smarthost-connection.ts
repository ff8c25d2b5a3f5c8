/**
 * One open, signed-in connection to the provider, used for message after message. Owns what happens on it;
 * what a failure means is the queue's to classify, opening it is `smarthost`'s.
 */
import { ownVerdict, sendFailure } from './failures.ts';
import { addressFault, envelopeOf, needsSmtpUtf8, noSmtpUtf8, recipientFault } from './outgoing.ts';
import type {
  DeliveryFailure,
  LargeBody,
  OutgoingMessage,
  RecipientOutcome,
  SendOutcome,
  UpstreamConnection,
} from './route.ts';
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

type Result = { readonly outcome: SendOutcome; readonly isClean: boolean };

/** Sends one message at a time; failures are outcomes, nothing throws. Not usable after one that broke it. */
export class SmarthostConnection implements UpstreamConnection {
  readonly #client: SmtpClient;
  readonly #timeouts: ConnectionTimeouts;
  #isUsable = true;
  #isBusy = false;
  #usedAt = performance.now();
  /** Ends what waits for the provider, where the connection ends instead of answering. */
  #onLost: (error: unknown) => void = () => undefined;

  constructor(client: SmtpClient, timeouts: ConnectionTimeouts = connectionTimeouts) {
    this.#client = client;
    this.#timeouts = timeouts;
    client.removeAllListeners('error');
    client.on('error', (error: unknown) => {
      this.#isUsable = false;
      this.#onLost(error);
    });
    client.once('end', () => {
      this.#isUsable = false;
      // The library says "end" before it hands over the provider's last words.
      setImmediate(() => {
        this.#onLost(closedError);
      });
    });
  }

  get isUsable(): boolean {
    return this.#isUsable && !this.#isBusy;
  }

  async check(): Promise<boolean> {
    if (performance.now() - this.#usedAt < this.#timeouts.staleMs) return this.isUsable;
    return this.#reset();
  }

  /** Rejects only where the body cannot be read: then nothing of it counts as sent. */
  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const fault = addressFault(message);
    if (fault !== null) return { outcome: 'failed', failure: fault };
    const writable = message.recipients.filter(({ address }) => recipientFault(address) === null);
    if (writable.length === 0) return answers(message, () => null);
    this.#isBusy = true;
    try {
      return await this.#sendTo(message, { ...message, recipients: writable });
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

  async #sendTo(whole: OutgoingMessage, message: OutgoingMessage): Promise<SendOutcome> {
    const body = await bodyOf(message);
    const { outcome, isClean } = await this.#sendBody(message, body).finally(() => {
      if (!Buffer.isBuffer(body)) body.close();
    });
    // In the middle of a body nothing else can be said.
    if (this.#client.isBodyUnderWay) this.#drop();
    // Without RSET the next MAIL is answered 503, and the library gives the connection up.
    else if (!isClean && this.#isUsable) await this.#reset();
    if (outcome.outcome === 'failed') return outcome;
    const byAddress = new Map(
      message.recipients.map(({ address }, index) => [address, outcome.recipients[index] ?? null]),
    );
    return answers(whole, (address) => byAddress.get(address) ?? null);
  }

  async #sendBody(message: OutgoingMessage, body: Buffer | LargeBody): Promise<Result> {
    const takesUtf8 = this.#client.offers('SMTPUTF8');
    if (!takesUtf8 && (await needsSmtpUtf8(message, body)))
      return { outcome: { outcome: 'failed', failure: noSmtpUtf8 }, isClean: true };
    return this.#transact(message, body, takesUtf8);
  }

  #transact(
    message: OutgoingMessage,
    body: Buffer | LargeBody,
    smtpUtf8: boolean,
  ): Promise<Result> {
    const client = this.#client;
    const envelope = envelopeOf(message, { dsn: client.offers('DSN'), smtpUtf8 });
    const sent = envelope.to as string[];
    return this.#answerWithin<Result>(this.#deadlineMs(message), (resolve, reject) => {
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
        onBodyError: unreadable,
        onDone: (error, info) => {
          if (error) resolve({ outcome: this.#refused(sent, error), isClean: false });
          else resolve({ outcome: this.#accepted(sent, info.response), isClean: true });
        },
      });
      return lost;
    });
  }

  #deadlineMs = ({ sizeBytes }: OutgoingMessage): number =>
    this.#timeouts.transactionMs + sizeBytes / slowestBytesPerMs;

  /** Runs a request; a lost connection or a passed deadline ends it through what `begin` returns. */
  #answerWithin<T>(
    deadlineMs: number,
    begin: (
      resolve: (value: T) => void,
      reject: (error: Error) => void,
    ) => (error: unknown) => void,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let lost: (error: unknown) => void = () => undefined;
      const timer = setTimeout(() => {
        lost(lateError);
        this.#drop();
      }, deadlineMs);
      const ended = (): void => {
        clearTimeout(timer);
        this.#onLost = () => undefined;
      };
      this.#onLost = (error) => {
        lost(error);
      };
      lost = begin(
        (value) => {
          ended();
          resolve(value);
        },
        (error) => {
          ended();
          reject(error);
        },
      );
    });
  }

  /** Those that were not refused one by one share the reply to the message. */
  #accepted(sent: readonly string[], reply: string): SendOutcome {
    const refusals = this.#refusals();
    const takesDsn = this.#client.offers('DSN');
    return {
      outcome: 'answered',
      recipients: sent.map(
        (address) => refusals.get(address) ?? { outcome: 'delivered', reply, takesDsn },
      ),
    };
  }

  #refused(sent: readonly string[], error: unknown): SendOutcome {
    const failure = sendFailure(error, this.#client.isBodyBegun);
    const refusals = this.#refusals();
    if (refusals.size === 0 || failure.stage === 'mail') return { outcome: 'failed', failure };
    return {
      outcome: 'answered',
      recipients: sent.map((address) => refusals.get(address) ?? { outcome: 'failed', failure }),
    };
  }

  #refusals(): ReadonlyMap<string, RecipientOutcome> {
    return new Map(
      this.#client.refusals.map((error) => [
        error.recipient ?? '',
        { outcome: 'failed', failure: sendFailure(error, false) },
      ]),
    );
  }

  /** RSET, as a question whether the provider still listens and as the end of a refused transaction. */
  async #reset(): Promise<boolean> {
    if (!this.#isUsable) return false;
    const isAnswered = await this.#answerWithin<boolean>(this.#timeouts.idleReplyMs, (resolve) => {
      this.#client.reset((error) => {
        resolve(!error);
      });
      return () => {
        resolve(false);
      };
    });
    if (!isAnswered) this.#drop();
    return isAnswered && this.#isUsable;
  }

  #drop(): void {
    this.#isUsable = false;
    this.#client.close();
  }
}

const closedError = Object.assign(new Error('The provider closed the connection.'), {
  code: 'ECONNECTION',
  command: 'CONN',
});
const lateError = Object.assign(new Error('The provider took too long to answer.'), {
  code: 'ETIMEDOUT',
  command: 'CONN',
});

async function bodyOf(message: OutgoingMessage): Promise<Buffer | LargeBody> {
  try {
    return await message.body();
  } catch (cause) {
    throw new Error(`The body of ${message.id} cannot be read`, { cause });
  }
}

/** One outcome a recipient, in the message's order: our own verdict, else the provider's. */
function answers(
  message: OutgoingMessage,
  outcomeOf: (address: string) => RecipientOutcome | null,
): SendOutcome {
  const noAnswer: DeliveryFailure = ownVerdict('4.4.2', 'The provider gave no answer.');
  return {
    outcome: 'answered',
    recipients: message.recipients.map(({ address }): RecipientOutcome => {
      const fault = recipientFault(address);
      if (fault !== null) return { outcome: 'failed', failure: fault };
      return outcomeOf(address) ?? { outcome: 'failed', failure: noAnswer };
    }),
  };
}
