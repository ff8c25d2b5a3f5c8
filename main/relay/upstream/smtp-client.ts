/**
 * The sending library with three things of ours: a faster body writer, SMTPUTF8 also where only the header
 * needs it, and what the provider offered. The one file that reaches into the library's internals; its test
 * is the contract that an update must keep (the version is pinned).
 */
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { BodyWriter, wholeBodySink, type BodySink } from './body-writer.ts';

export type Extension = 'SMTPUTF8' | 'DSN' | '8BITMIME' | 'SIZE' | 'PIPELINING';
export type SendEnvelope = Parameters<SMTPConnection['send']>[0] & { readonly smtpUtf8: boolean };

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

export class SmtpClient extends SMTPConnection {
  /** The body that `send` is about to pour, and the size that it must have. */
  #body: { readonly isStream: boolean; readonly sizeBytes: number } | null = null;
  #isBodyBegun = false;
  #needsSmtpUtf8 = false;
  #onBodyError: (error: Error) => void = () => undefined;

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
    return this.#isBodyBegun;
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

  /** As `send`; `onBodyError` hears of a body that ends early, which must not be ended on the wire. */
  sendBody(
    envelope: SendEnvelope,
    body: Buffer | Readable,
    calls: {
      readonly onDone: Parameters<SMTPConnection['send']>[2];
      readonly onBodyError: (error: Error) => void;
    },
  ): void {
    const { smtpUtf8, ...rest } = envelope;
    this.#isBodyBegun = false;
    this.#needsSmtpUtf8 = smtpUtf8;
    this.#body = { isStream: !Buffer.isBuffer(body), sizeBytes: Number(rest.size ?? 0) };
    this.#onBodyError = calls.onBodyError;
    this.send(rest, body, calls.onDone);
  }

  /** Overrides the library's: called once DATA is answered with 354. */
  _createSendStream(done: Answered): BodySink {
    const socket = this.socket;
    if (socket === null || this.#body === null) throw new Error('A body without a connection');
    const { isStream, sizeBytes } = this.#body;
    this.#isBodyBegun = true;
    const internals = this.#internals;
    internals._responseActions.push((reply) => {
      internals._actionSMTPStream.call(this, reply, done);
    });
    if (!isStream) return wholeBodySink(socket);
    const writer = new BodyWriter(socket, sizeBytes);
    writer.on('error', (error) => {
      this.#onBodyError(error);
    });
    return writer;
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
