/** One open, signed-in connection to the provider, used for message after message. */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { sendFailure } from './failures.ts';
import type {
  DeliveryFailure,
  OutgoingMessage,
  RecipientOutcome,
  SendOutcome,
  UpstreamConnection,
} from './route.ts';

/** A connection that stood for longer may have been closed by the provider without a word. */
const staleMs = 1_000;

export class SmarthostConnection implements UpstreamConnection {
  readonly #connection: SMTPConnection;
  #isUsable = true;
  #usedAt = performance.now();
  #onLost: (error: unknown) => void = () => undefined;

  constructor(connection: SMTPConnection) {
    this.#connection = connection;
    connection.removeAllListeners('error');
    connection.on('error', (error: unknown) => {
      this.#isUsable = false;
      this.#onLost(error);
    });
    connection.once('end', () => {
      this.#isUsable = false;
      this.#onLost({ code: 'ECONNECTION', message: 'The provider closed the connection.' });
    });
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  async check(): Promise<boolean> {
    if (performance.now() - this.#usedAt < staleMs) return this.#isUsable;
    return this.#reset();
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    const unfit = this.#unfit(message);
    if (unfit !== null) return { outcome: 'failed', failure: unfit };
    let body;
    try {
      body = await message.body();
    } catch (error) {
      throw new Error(`The body of ${message.id} cannot be read`, { cause: error });
    }
    const result = await this.#transact(message, body);
    this.#usedAt = performance.now();
    if (result.needsReset && this.#isUsable) await this.#reset();
    return result.outcome;
  }

  close(): void {
    this.#isUsable = false;
    try {
      this.#connection.quit();
    } catch {
      // Already gone: nobody is there to say goodbye to.
      this.#connection.close();
    }
  }

  #transact(
    message: OutgoingMessage,
    body: Parameters<SMTPConnection['send']>[1],
  ): Promise<{ outcome: SendOutcome; needsReset: boolean }> {
    return new Promise((resolve) => {
      const lost = (error: unknown): void => {
        resolve({ outcome: { outcome: 'failed', failure: sendFailure(error) }, needsReset: false });
      };
      this.#onLost = lost;
      this.#connection.send(this.#envelope(message), body, (error, info) => {
        this.#onLost = () => undefined;
        if (error) resolve({ outcome: outcomeOf(message, error), needsReset: true });
        else
          resolve({
            outcome: answered(message, info.rejectedErrors ?? [], info.response),
            needsReset: false,
          });
      });
    });
  }

  #envelope(message: OutgoingMessage) {
    const [first] = message.recipients;
    const { notify, orcpt } = first?.dsn ?? {};
    const hasDsn = this.#offers('DSN') && (message.dsn !== undefined || first?.dsn !== undefined);
    const dsn = {
      ...(message.dsn?.ret === undefined ? {} : { ret: message.dsn.ret }),
      ...(message.dsn?.envid === undefined ? {} : { envid: message.dsn.envid }),
      ...(notify === undefined ? {} : { notify: [...notify] }),
      ...(orcpt === undefined ? {} : { orcpt }),
    };
    return {
      from: message.sender === '' ? (false as const) : message.sender,
      to: message.recipients.map(({ address }) => address),
      size: message.sizeBytes,
      use8BitMime: message.bodyType === '8bitmime',
      ...(hasDsn && Object.keys(dsn).length > 0 ? { dsn } : {}),
    };
  }

  /** RFC 6531 §3.6: what the next hop cannot take must not be sent in a form it did not offer. */
  #unfit(message: OutgoingMessage): DeliveryFailure | null {
    // RFC 3030 §2 and RFC 6152 §3 would have an 8-bit body converted or returned. Providers without
    // 8BITMIME pass 8-bit through all the same, so only addresses that cannot be written are returned.
    const addresses = [message.sender, ...message.recipients.map(({ address }) => address)];
    const needsUtf8 = message.smtpUtf8 && addresses.some((address) => /[^ -~]/.test(address));
    if (!needsUtf8 || this.#offers('SMTPUTF8')) return null;
    const reply = 'The provider does not take addresses with letters outside ASCII.';
    return { stage: 'mail', responseCode: null, enhancedCode: '5.6.7', reply, errorCode: null };
  }

  #offers(extension: string): boolean {
    const { _supportedExtensions: offered } = this.#connection as unknown as {
      _supportedExtensions?: string[];
    };
    return offered?.includes(extension) === true;
  }

  #reset(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#onLost = () => {
        resolve(false);
      };
      this.#connection.reset((error) => {
        this.#onLost = () => undefined;
        if (error) this.#isUsable = false;
        resolve(this.#isUsable && !error);
      });
    });
  }
}

type Refusal = Error & { recipient?: string | undefined };

/** One outcome a recipient: those that were not refused share the reply to the message. */
function answered(
  message: OutgoingMessage,
  refusals: readonly Refusal[],
  reply: string,
): SendOutcome {
  const byRecipient = new Map(refusals.map((error) => [error.recipient ?? '', error]));
  const recipients = message.recipients.map(({ address }): RecipientOutcome => {
    const refusal = byRecipient.get(address);
    return refusal
      ? { outcome: 'failed', failure: { ...sendFailure(refusal), stage: 'rcpt' } }
      : { outcome: 'delivered', reply };
  });
  return { outcome: 'answered', recipients };
}

function outcomeOf(message: OutgoingMessage, error: unknown): SendOutcome {
  const { rejectedErrors, command } = error as { rejectedErrors?: Refusal[]; command?: string };
  if (command === 'RCPT TO' && rejectedErrors && rejectedErrors.length > 0)
    return answered(message, rejectedErrors, '');
  return { outcome: 'failed', failure: sendFailure(error) };
}
