/**
 * The sending library with four things of ours: a faster body writer, SMTPUTF8 also where only the header needs it, more
 * patience for the answer to a body, and what the provider offered. The one file that reaches into the library's
 * internals; its test is the contract that an update must keep (the version is pinned).
 */
import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { HeldSink, LargeBodySink, wholeBodySink, type BodySink } from './body-writer.ts';
import type { BodyRelease, LargeBody } from './route.ts';

/** What we use of what a provider offers in its answer to EHLO. */
export type Extension = 'SMTPUTF8' | 'DSN' | '8BITMIME' | 'SIZE' | 'PIPELINING';
/** The library's envelope, with SMTPUTF8 asked for by us (RFC 6531). */
export type SendEnvelope = Parameters<SMTPConnection['send']>[0] & { readonly smtpUtf8: boolean };

/** When a body may leave, and who hears that it does not. */
export interface BodyCalls {
  readonly release?: BodyRelease | undefined;
  /** It was not released: the connection stands in the midst of DATA. */
  readonly onWithheld: () => void;
  /** It ends early, which must not be ended on the wire. */
  readonly onBodyError: (error: Error) => void;
}

/** How long the provider may say nothing, in ms: while it is asked, and from the body on until it has answered that. */
export interface Patience {
  readonly silenceMs: number;
  readonly bodySilenceMs: number;
}

/** The library's error for one recipient. */
export type RecipientRefusal = Error & { readonly recipient?: string };

interface Internals {
  readonly _envelope: { readonly rejectedErrors?: readonly RecipientRefusal[] } | false;
  readonly _supportedExtensions: readonly string[];
  readonly _supportedAuth: readonly string[];
  readonly _responseActions: ((reply: string) => void)[];
  readonly _actionSMTPStream: (reply: string, done: Answered) => void;
}
type Answered = (error: Error | null, reply?: string) => void;
type SendCommand = (this: SMTPConnection, command: string, logged?: string) => void;

const inherited = SMTPConnection.prototype as unknown as { readonly _sendCommand: SendCommand };

/** What the library hands to the sink, which has the body already. */
const standIn = Buffer.from('\r\n');

/** One connection of the library. Its errors are the library's; `failures.ts` reads them. */
export class SmtpClient extends SMTPConnection {
  /** The body that `send` is about to write, and the size that it must have. */
  #body: { readonly body: Buffer | LargeBody; readonly sizeBytes: number } | null = null;
  #sink: BodySink | null = null;
  #needsSmtpUtf8 = false;
  readonly #patience: Patience;
  #calls: BodyCalls = { onBodyError: () => undefined, onWithheld: () => undefined };

  constructor(options: SMTPConnection.Options, patience: Patience) {
    super(options);
    this.#patience = patience;
  }

  /** Whether the provider's EHLO listed it. */
  offers(extension: Extension): boolean {
    return this.#internals._supportedExtensions.includes(extension);
  }

  /** Ways to sign in that the provider offers and the library knows, upper-case. */
  get signInMethods(): readonly string[] {
    return this.#internals._supportedAuth;
  }

  /** Whether the last transaction came to its body: from then on its outcome can be unknown. */
  get isBodyBegun(): boolean {
    return this.#sink !== null;
  }

  /** Whether the provider answered before it had the whole body: nothing else can be said there any more. */
  get isBodyUnderWay(): boolean {
    return this.#sink?.isUnderWay ?? false;
  }

  /** Recipients refused in the last transaction, also where the message was refused after them. */
  get refusals(): readonly RecipientRefusal[] {
    const envelope = this.#internals._envelope;
    return envelope ? (envelope.rejectedErrors ?? []) : [];
  }

  /** The socket in use: a TLS socket once the connection is encrypted. */
  get socket(): Socket | null {
    return this._socket || null;
  }

  /** As `send`. */
  sendBody(
    envelope: SendEnvelope,
    body: Buffer | LargeBody,
    calls: BodyCalls & { readonly onDone: Parameters<SMTPConnection['send']>[2] },
  ): void {
    const { smtpUtf8, ...rest } = envelope;
    this.#sink = null;
    this.#needsSmtpUtf8 = smtpUtf8;
    this.#body = { body, sizeBytes: Number(rest.size ?? 0) };
    this.#calls = calls;
    this.send(rest, standIn, calls.onDone);
  }

  /** Overrides the library's: called once DATA is answered with 354. */
  _createSendStream(done: Answered): BodySink {
    const socket = this.socket;
    if (socket === null || this.#body === null) throw new Error('A body without a connection');
    const { body, sizeBytes } = this.#body;
    // The sink has it from now on.
    this.#body = null;
    const internals = this.#internals;
    // The library's listener for it stays.
    socket.setTimeout(this.#patience.bodySilenceMs);
    internals._responseActions.push((reply) => {
      socket.setTimeout(this.#patience.silenceMs);
      internals._actionSMTPStream.call(this, reply, done);
    });
    const { release, onBodyError, onWithheld } = this.#calls;
    const sink = Buffer.isBuffer(body)
      ? wholeBodySink(socket, body)
      : new LargeBodySink(socket, { body, sizeBytes }, onBodyError);
    this.#sink = release === undefined ? sink : new HeldSink(socket, sink, { release, onWithheld });
    return this.#sink;
  }

  /** Overrides the library's: RFC 6531 §3.4 wants SMTPUTF8 for a UTF-8 header too. */
  _sendCommand(command: string, logged?: string): void {
    const isMissing =
      this.#needsSmtpUtf8 && command.startsWith('MAIL FROM:') && !/ SMTPUTF8\b/.test(command);
    inherited._sendCommand.call(this, isMissing ? `${command} SMTPUTF8` : command, logged);
  }

  get #internals(): Internals {
    return this as unknown as Internals;
  }
}
