/**
 * smtp-server's connection with what the library leaves out: right status codes, no greeting pause, line
 * limits, old devices. Each override stands on an internal method that test/relay/smtp/library.test.ts
 * pins. Types of the library stay in this file,
 * relay-server.ts, session-hooks.ts, open-connections.ts and library-values.ts.
 */
import type net from 'node:net';
import type { TLSSocket } from 'node:tls';
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import type { SMTPServer } from 'smtp-server';
import type { AddressKey } from '../net/address.ts';
import { watchForTls } from '../net/wrong-port.ts';
import { maskLine } from '../sessions/mask-line.ts';
import type { SessionNotes, SessionWatch } from '../sessions/session-watch.ts';
import { utf8Auth } from './auth-octets.ts';
import { hideFromLibrary, isAwkward, repairAddressCommand, showHidden } from './addresses.ts';
import { complaintAbout, verbOf, withOneName } from './command-line.ts';
import type { SmtpSession } from './session.ts';
import { oddSender, replyLines, type Reply } from './reply.ts';
import { correctedStatus, hasStatus, sizeRefusal } from './status-codes.ts';

/** What the connection asks the server that it belongs to. */
export interface ConnectionHost {
  /** Called for each command: a reply to give instead of doing it, or null. */
  beforeCommand(connection: RelayConnection, verb: string, isAuthStep: boolean): Reply | null;
  /** The client may begin with TLS now (RFC 3207 §4). */
  upgradeBegins(connection: RelayConnection): void;
  /** The library itself refused a declared size (RFC 1870 §6.1), in words of ours. */
  messageRefused(connection: RelayConnection, refusal: Reply): void;
  /** It came to nothing, for this reason. */
  connectionFailed(code: string, peer: AddressKey): void;
  /** Domain for bare local parts, or null where the listener is strict. */
  oldDeviceDomain(): string | null;
  readonly watch: SessionWatch | null;
}

/** What the server hands to a connection. */
export interface ConnectionParts {
  readonly server: SMTPServer;
  readonly socket: net.Socket | TLSSocket;
  readonly options: SMTPConnectionOptions | null | undefined;
  readonly host: ConnectionHost;
  readonly makeSession: (id: string) => SmtpSession;
}

/** One connection of the library with our replies. */
export class RelayConnection extends SMTPConnection {
  /** What policy knows of this connection. */
  readonly relay: SmtpSession;
  readonly #host: ConnectionHost;
  /** Ends what runs beside the session: its total time, its place in the counts. */
  readonly onEnd: (() => void)[] = [];
  /** Where its lines are taken down, or null. */
  readonly notes: SessionNotes | null;
  #commandCount = 0;
  #mailBytes = 0;

  constructor({ server, socket, options, host, makeSession }: ConnectionParts) {
    super(server, socket, options);
    this.#host = host;
    this.relay = makeSession(this.id);
    this.notes = host.watch?.begin(this.relay) ?? null;
  }

  /** Whether nothing is under way, so that hanging up loses nothing. */
  get isIdle(): boolean {
    return !this._handlerPending && !this._dataStream;
  }

  /** See ConnectionHandle. */
  get progress(): number {
    return this.#commandCount + Math.floor(this.#mailBytes / 1024);
  }

  /** See ConnectionHandle; as the library has it for its idle time. */
  get owesAnswer(): boolean {
    const isWhole = this._dataStream && this._parser && !this._parser._dataMode;
    return this._handlerPending || Boolean(isWhole);
  }

  /** See ConnectionHandle. */
  get isUpgrading(): boolean {
    return this._upgrading;
  }

  /** So many more octets of mail came. */
  noteMail(octets: number): void {
    this.#mailBytes += octets;
  }

  /** See ConnectionHandle. */
  timeOut(): void {
    this._onTimeout();
  }

  /** Answers and hangs up. The code is 421 (RFC 5321 §3.8). */
  hangUp(status: string, text: string): void {
    this.send(421, `${status} ${text}`);
  }

  /** Greets at once: the library waits 100 ms for early talkers, which costs each session that long. */
  override init(): void {
    this._setListeners(() => {
      this.connectionReady();
    });
    if (!this.secure)
      watchForTls(this._socket, (code) => this.#host.connectionFailed(code, this.relay.peer));
  }

  override _resetSession(): void {
    super._resetSession();
    this.relay.transaction = null;
    this.relay.heloName = this.hostNameAppearsAs || '';
    this.relay.isEsmtp = this.openingCommand === 'EHLO';
    // RFC 3207 §4.2: STARTTLS forgets who signed in. That a sign-in failed is not forgotten.
    if (!this.session.user && this.relay.signIn.state === 'user')
      this.relay.signIn = { state: 'none' };
  }

  override upgrade(callback: () => void, secureCallback?: () => void): void {
    this.#host.upgradeBegins(this);
    // Who goes away during the handshake is gone at once.
    this._socket.allowHalfOpen = false;
    super.upgrade(callback, secureCallback);
  }

  /**
   * The library drops what to go on with after it has gone on: a second message in one piece with the first would
   * have set it anew by then, and nothing behind it would ever be answered.
   */
  override _createParser(): ReturnType<SMTPConnection['_createParser']> {
    const parser = super._createParser();
    parser.continue = () => {
      const goOn = parser._continueCallback;
      parser._continueCallback = typeof goOn !== 'function';
      if (typeof goOn === 'function') goOn();
    };
    // The client closed its side, and all that it said is answered.
    parser.on('finish', () => {
      if (!this._closed) this.close();
    });
    return parser;
  }

  /** Each reply with its right status code, and in the transcript as it goes out. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const status = this.#statusOf(code, data, context);
    const withStatus = (line: string): string =>
      status === '' ? line : `${status} ${line}`.trim();
    const refusal = typeof data === 'string' ? sizeRefusal(data) : null;
    if (refusal) this.#host.messageRefused(this, refusal);
    const text = Array.isArray(data)
      ? data.map(withStatus)
      : withStatus(refusal?.text ?? data ?? '');
    this.notes?.line('out', `${code} ${Array.isArray(text) ? text.join(' | ') : text}`.trimEnd());
    // Where the client has closed its side, the library gives no answer any more.
    if (this._socket.readyState === 'writeOnly' && !this._upgrading)
      this._socket.write(replyLines(code, text));
    super.send(code, text, false);
  }

  /** RFC 3463: what the words bring along, what we know better, else the library's; '' for none. */
  #statusOf(
    code: number,
    data: string | string[] | null | undefined,
    context: string | false | undefined,
  ): string {
    if (context === false || (typeof data === 'string' && hasStatus(data))) return '';
    const isOurs = typeof data === 'string' && (code < 300 || code >= 400);
    const corrected = isOurs ? correctedStatus(code, data) : null;
    // The library gives the greeting of another protocol none, which is no command here.
    const kind = context === 'LHLO' ? undefined : context;
    return corrected ?? (this._getEnhancedStatusCode(code, kind) || '');
  }

  override _onCommand(command: Buffer, callback?: () => void): void {
    this.#commandCount += 1;
    // During the handshake and before the greeting the library's own rules come first.
    if (this._upgrading || !this._ready) {
      super._onCommand(command, callback);
      return;
    }
    const isAuthStep = this._nextHandler !== false;
    const verb = isAuthStep ? 'AUTH' : verbOf(command);
    this.notes?.line('in', maskLine(command.toString(), isAuthStep));
    const complaint =
      complaintAbout(command, verb, verb === 'AUTH') ??
      this.#host.beforeCommand(this, verb, isAuthStep);
    if (!complaint) {
      const line = verb === 'AUTH' ? utf8Auth(command, isAuthStep) : withOneName(command, verb);
      super._onCommand(line, callback);
      return;
    }
    // A refused line of an AUTH exchange ends the exchange.
    this._nextHandler = false;
    this.send(complaint.code, `${complaint.status} ${complaint.text}`);
    if (complaint.code === 421) return;
    setImmediate(() => {
      this._whenWritable(callback ?? (() => undefined));
    });
  }

  override _parseAddressCommand(
    name: string,
    command: Buffer | string,
  ): ReturnType<SMTPConnection['_parseAddressCommand']> {
    const domain = this.#host.oldDeviceDomain();
    if (domain !== null)
      return this.#addressIn(name, repairAddressCommand(command.toString(), domain));
    const parsed = isAwkward(command)
      ? this.#addressIn(name, command.toString())
      : super._parseAddressCommand(name, command);
    // A recipient is what a person has typed; a sender is how the device was made.
    if (!parsed && /^mail/i.test(name)) this.#lookForOldDevice(name, command.toString());
    return parsed;
  }

  #addressIn(name: string, line: string): ReturnType<SMTPConnection['_parseAddressCommand']> {
    const hidden = hideFromLibrary(line);
    if (hidden === null) return super._parseAddressCommand(name, line);
    const parsed = super._parseAddressCommand(name, hidden);
    return parsed && { ...parsed, address: showHidden(parsed.address) };
  }

  /** A device tells nobody why it does not send: where leniency would help, the journal says so. */
  #lookForOldDevice(name: string, line: string): void {
    const isMended = this.#addressIn(name, repairAddressCommand(line, 'localhost'));
    if (isMended) this.#host.messageRefused(this, oddSender);
  }
}
