/**
 * One POP3 connection: socket, answers, timers, TLS. An exception closes this connection only. What commands mean is
 * the session's.
 */
import type net from 'node:net';
import { Readable } from 'node:stream';
import type tls from 'node:tls';
import type { Pop3ListenerName } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { MailboxHolder } from '../mailboxes/mailboxes.ts';
import type { AddressKey } from '../net/address.ts';
import { LineReader, type LineEvent } from '../net/line-reader.ts';
import { lineText } from '../net/line-text.ts';
import { startServerTls } from '../net/tls-server-socket.ts';
import { watchForTls } from '../net/wrong-port.ts';
import type { SessionNotes, SessionWatch, WatchedSession } from '../sessions/session-watch.ts';
import { maskLine } from '../sessions/mask-line.ts';
import type { Answer } from './answer.ts';
import { CommandLoop } from './command-loop.ts';
import { replies } from './replies.ts';
import { sendAnswer } from './send-answer.ts';
import { UnendedLine } from './unended-line.ts';
import { Pop3Session } from './session.ts';
import type { SessionContext } from './session-context.ts';

/** Enough for AUTH with the longest password; the session holds other commands to RFC 2449 §4. */
const maxLineOctets = 4_096;
/**
 * A client that was silent so long is there no more, where the same user comes again from the same address: a laptop
 * lost its network in the midst of a download. No timer, which RFC 1939 §3 would not let end before ten minutes:
 * where nobody comes, the session goes on.
 */
const goneAfterMs = 60_000;
/** For a client that took our goodbye and does not close. */
const lingerMs = 5_000;

/** What a connection is given when it begins. */
export interface Pop3ConnectionOptions {
  readonly id: string;
  readonly listener: Pop3ListenerName;
  readonly context: SessionContext;
  readonly clock: Clock;
  readonly isSecure: boolean;
  /** Without a command, or without reading what is sent. RFC 1939 §3: at least ten minutes. */
  readonly idleMs: number;
  /** The whole session, busy or not. */
  readonly sessionMs: number;
  readonly secureContext: () => tls.SecureContext | null;
  /** Keeps the transcript. */
  readonly watch?: SessionWatch | undefined;
  /** TLS after STLS did not come about, with OpenSSL's code; or the client began TLS without STLS. */
  readonly onHandshakeFailed: (code: string) => void;
  /** Something failed by our fault. */
  readonly onFault: (error: unknown) => void;
}

/** Takes what is sent, says what is answered, keeps time (RFC 1939 §3). */
export class Pop3Connection implements WatchedSession, MailboxHolder {
  readonly id: string;
  readonly listener: Pop3ListenerName;
  readonly peer: AddressKey;
  readonly #options: Pop3ConnectionOptions;
  readonly #session: Pop3Session;
  readonly #reader = new LineReader(maxLineOctets);
  readonly #commands: CommandLoop;
  readonly #unended: UnendedLine;
  readonly #notes: SessionNotes | null;
  readonly #startedAt: number;
  #socket: net.Socket;
  /** No further command is taken: goodbye was said, or the client closed its side, or we stop. */
  #isEnding = false;
  /** Who signed in may not go on, whatever waits in line. */
  #isSignedOut = false;
  #cancelTimer: () => void = () => undefined;

  constructor(socket: net.Socket, options: Pop3ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.id = options.id;
    this.listener = options.listener;
    this.peer = options.context.peer;
    this.#session = new Pop3Session(options.context, options.isSecure, this);
    this.#commands = this.#commandLoop(options);
    this.#unended = new UnendedLine({
      ...{ reader: this.#reader, clock: options.clock },
      isOver: () => this.#commands.isBusy || this.#isEnding,
      work: () => this.#commands.begin(),
    });
    this.#notes = options.watch?.begin(this) ?? null;
    this.#startedAt = this.#commands.activeAt;
    this.#watchTime();
    this.#attach(socket);
    if (!options.isSecure) watchForTls(socket, options.onHandshakeFailed);
    const greeting = this.#session.greeting();
    this.#notes?.line('out', greeting);
    socket.write(`${greeting}\r\n`);
  }

  /** Who signed in, or ''; stays known when the session has ended. */
  get user(): string {
    return this.#session.user ?? '';
  }

  get isSecure(): boolean {
    return this.#session.isSecure;
  }

  /** Takes no further command; the one under way may end. */
  finish(): void {
    this.#isEnding = true;
    if (!this.#commands.isBusy) this.#close();
  }

  /** Who signed in was removed or changed: reads no more; the command under way ends, and then the session. */
  signOut(): void {
    this.#isSignedOut = true;
    this.#session.revoke();
    this.finish();
  }

  giveWay(): void {
    const silentMs = this.#options.clock.monotonic() - this.#commands.activeAt;
    // While a command takes its time it is we who are silent, but where the client does not read.
    const isWaiting = !this.#commands.isBusy || this.#socket.writableNeedDrain;
    if (silentMs < goneAfterMs || !isWaiting) return;
    this.#session.giveWay(silentMs);
    this.#socket.destroy();
  }

  #commandLoop({ clock, onFault }: Pop3ConnectionOptions): CommandLoop {
    return new CommandLoop({
      ...{ reader: this.#reader, clock },
      run: (event) => this.#run(event),
      isGone: () => this.#isGone(),
      isStopped: () => this.#isStopped,
      rested: () => this.#rested(),
      broken: (error) => {
        // The reply itself could not be sent: nothing is left to say.
        onFault(error);
        this.#socket.destroy();
      },
    });
  }

  #attach(socket: net.Socket): void {
    socket.on('data', (chunk: Buffer) => {
      // Our side is closed: there is no answer any more.
      if (socket.writableEnded) return;
      this.#reader.push(this.#unended.withoutLateEnd(chunk));
      // A client that sends commands without reading replies waits until it does.
      if (this.#commands.isBusy) socket.pause();
      else this.#commands.begin();
    });
    socket.on('drain', () => this.#commands.touch());
    socket.on('error', () => socket.destroy());
    socket.on('end', () => this.#clientDone());
    socket.on('close', () => {
      if (socket === this.#socket) this.#closed();
    });
  }

  /**
   * The client closed its side: it went away, or it only waits for answers. The two look alike until we
   * write; either way a mailbox that no waiting command asks for is not opened for it.
   */
  #clientDone(): void {
    if (this.#commands.isBusy && this.#reader.waitingOctets === 0) this.#session.endBeforeSignIn();
    this.finish();
  }

  #rested(): void {
    if (this.#isEnding) this.#close();
    else {
      this.#socket.resume();
      // RFC 6856 §2: UTF8 is a command of this state alone.
      if (this.#session.state === 'authorization') this.#unended.watch();
    }
  }

  #run(event: LineEvent): boolean | Promise<boolean> {
    const answer = 'tooLong' in event ? this.#session.receiveTooLong() : this.#answer(event.line);
    return answer instanceof Promise ? answer.then((late) => this.#say(late)) : this.#say(answer);
  }

  #say(answer: Answer): boolean | Promise<boolean> {
    if (this.#isGone()) {
      // Its file must be closed although nobody reads it.
      if (answer.body instanceof Readable) answer.body.destroy();
      return false;
    }
    this.#notes?.line('out', answer.line);
    const sent = sendAnswer(this.#socket, answer, this.#options.onFault);
    return sent === undefined ? this.#said(answer) : sent.then(() => this.#said(answer));
  }

  #said(answer: Answer): boolean {
    this.#commands.touch();
    if (answer.then === 'close') this.#isEnding = true;
    if (answer.then === 'start-tls') this.#startTls();
    return answer.then === undefined && !this.#isStopped;
  }

  #isGone(): boolean {
    return this.#socket.destroyed;
  }

  /** Stopping takes no command that waits in line; a client that closed its side gets its answers. */
  get #isStopped(): boolean {
    return this.#isEnding && (this.#isSignedOut || !this.#socket.readableEnded);
  }

  #answer(line: Buffer): Answer | Promise<Answer> {
    const text = lineText(line);
    this.#notes?.line('in', maskLine(text, this.#session.isInDialogue));
    try {
      const answer = this.#session.receive(text, line.length);
      return answer instanceof Promise
        ? answer.catch((error: unknown) => this.#failed(error))
        : answer;
    } catch (error) {
      return this.#failed(error);
    }
  }

  #failed(error: unknown): Answer {
    this.#options.onFault(error);
    return { line: replies.failed, then: 'close' };
  }

  /** RFC 2595 §4. Where TLS does not come about, the connection is over. */
  #startTls(): void {
    const { secureContext, clock } = this.#options;
    const context = secureContext();
    if (context === null) {
      this.#socket.destroy();
      return;
    }
    this.#reader.discard();
    const plain = this.#socket;
    for (const event of ['data', 'end', 'drain']) plain.removeAllListeners(event);
    this.#session.isSecure = true;
    this.#socket = startServerTls(plain, context, clock, {
      failed: this.#options.onHandshakeFailed,
    });
    this.#attach(this.#socket);
  }

  #close(): void {
    // Twice is usual: after our goodbye the client closes its side too.
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#session.end();
    this.#socket.resume();
    // Who is slow to take what was said last keeps the time that any answer has: its mail may be deleted already.
    this.#socket.once('finish', () => {
      this.#cancelTimer();
      this.#cancelTimer = this.#options.clock.after(lingerMs, () => this.#socket.destroy());
    });
    this.#socket.end();
  }

  #closed(): void {
    this.#cancelTimer();
    this.#isEnding = true;
    this.#notes?.end();
    this.#session.end();
  }

  /** RFC 1939 §3: when the time is over, the connection closes without a word, and nothing is deleted. */
  #watchTime(): void {
    const { clock, idleMs, sessionMs } = this.#options;
    const endsAt = Math.min(this.#commands.activeAt + idleMs, this.#startedAt + sessionMs);
    const leftMs = endsAt - clock.monotonic();
    if (leftMs > 0) this.#cancelTimer = clock.after(leftMs, () => this.#watchTime());
    else this.#socket.destroy();
  }
}
