import type { DeliveryStage } from '../../../main/contract/mail.ts';
import type { Clock } from '../../../main/relay/lifecycle/clock.ts';
import type {
  BodyRelease,
  ConnectOutcome,
  DeliveryFailure,
  OutgoingMessage,
  RecipientOutcome,
  SendOutcome,
  Unsent,
  Upstream,
  UpstreamConnection,
} from '../../../main/relay/upstream/route.ts';

/** A failure as the protocol would see it, from the provider's words; none means a network error. */
export function failureAt(
  stage: DeliveryStage,
  reply: string,
  errorCode?: string,
): DeliveryFailure {
  const [, code, enhanced] = /^(\d{3})(?: (\d\.\d+\.\d+))?/.exec(reply) ?? [];
  return {
    stage,
    responseCode: code === undefined ? null : Number(code),
    enhancedCode: enhanced ?? null,
    reply,
    errorCode: errorCode ?? null,
  };
}

/** A provider without a network: says at once what the test wants, and remembers what it took. */
export class FakeUpstream implements Upstream {
  maxConnections = 1;
  /** When it was dialled, by the test's clock. */
  readonly dialledAt: number[] = [];
  readonly taken: { readonly to: string; readonly body: string; readonly sender: string }[] = [];
  /** Every recipient that was offered, in order. */
  readonly offered: string[] = [];
  takesDsn = false;
  /** It closes the connection behind each message. */
  hangsUp = false;
  /** Connections that nobody has closed. */
  openCount = 0;
  /** What is dialled now waits for it. */
  dialGate: Promise<void> | null = null;
  /** Called before it answers a connection; returns what is wrong, if anything. */
  onDial: () => DeliveryFailure | null = () => null;
  /** What it says to MAIL; null goes on. */
  onMail: (message: OutgoingMessage) => DeliveryFailure | null = () => null;
  /** What it says in the end of a recipient. */
  onRecipient: (address: string, message: OutgoingMessage) => string = () => '250 2.0.0 taken';
  /** Each message waits for it before its answer. */
  gate: Promise<void> | null = null;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async connect(): Promise<ConnectOutcome> {
    this.dialledAt.push(this.#clock.now());
    const failure = this.onDial();
    await this.dialGate;
    if (failure !== null) return { outcome: 'failed', failure };
    let isUsable = true;
    let cut = (): void => undefined;
    const isCut = new Promise<SendOutcome>((resolve) => {
      cut = () => resolve({ outcome: 'failed', failure: failureAt('data', '', 'ECONNECTION') });
    });
    this.openCount += 1;
    const send = (message: OutgoingMessage, release?: BodyRelease): Promise<SendOutcome> =>
      // Unsent only where a release is given, as the types of the interface say.
      Promise.race([this.#send(message, release), isCut]).finally(() => {
        if (this.hangsUp) connection.close();
      }) as Promise<SendOutcome>;
    const { takesDsn } = this;
    const connection: UpstreamConnection = {
      takesDsn,
      get isUsable() {
        return isUsable;
      },
      check: () => Promise.resolve(isUsable),
      send,
      close: () => {
        if (isUsable) this.openCount -= 1;
        isUsable = false;
        cut();
      },
    };
    return { outcome: 'connected', connection };
  }

  async #send(message: OutgoingMessage, release?: BodyRelease): Promise<SendOutcome | Unsent> {
    const body = await message.body();
    if (!Buffer.isBuffer(body)) body.close();
    const failure = this.onMail(message);
    if (failure !== null) return { outcome: 'failed', failure };
    for (const { address } of message.recipients) this.offered.push(address);
    if (release !== undefined && !(await release())) return { outcome: 'unsent' };
    const recipients: RecipientOutcome[] = [];
    for (const { address } of message.recipients) {
      const reply = this.onRecipient(address, message);
      if (reply.startsWith('2')) {
        this.taken.push({
          to: address,
          body: Buffer.isBuffer(body) ? body.toString() : '(stream)',
          sender: message.sender,
        });
        recipients.push({ outcome: 'delivered', reply, takesDsn: this.takesDsn });
      } else recipients.push({ outcome: 'failed', failure: failureAt('rcpt', reply) });
    }
    await this.gate;
    return { outcome: 'answered', recipients };
  }
}
