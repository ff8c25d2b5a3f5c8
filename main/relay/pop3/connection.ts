/**
 * One POP3 connection: socket, lines, timers, TLS. Runs one command at a time and keeps the rest waiting;
 * an exception closes this connection only. What commands mean is the session's.
 */
import type net from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import tls from 'node:tls';
import type { Clock } from '../lifecycle/clock.ts';
import { LineReader } from '../net/line-reader.ts';
import { commands } from './commands.ts';
import { stuffedWhole, stuffing, topOf, topOfStream } from './dot-stuff.ts';
import { redact } from './redact.ts';
import { replies } from './replies.ts';
import { beginSasl, type SaslDialogue, type SaslStep } from './sasl.ts';
import { Pop3Session, type Answer, type SessionContext } from './session.ts';

/** RFC 2449 §4 allows 255 octets; a SASL response may be longer (RFC 4616 §2). */
const maxLineOctets = 255;
const maxSaslOctets = 2_048;
const maxErrors = 20;

export interface Pop3ConnectionOptions {
  readonly context: SessionContext;
  readonly clock: Clock;
  readonly isSecure: boolean;
  /** RFC 1939 §3: at least ten minutes. */
  readonly idleMs: number;
  readonly secureContext: () => tls.SecureContext | null;
  /** Told every line with secrets masked. */
  readonly onLine?: ((direction: 'in' | 'out', line: string) => void) | undefined;
  /** A command failed by our fault. */
  readonly onFault: (error: unknown) => void;
}

export class Pop3Connection {
  readonly #options: Pop3ConnectionOptions;
  readonly #session: Pop3Session;
  readonly #reader = new LineReader(maxLineOctets);
  #socket: net.Socket;
  #dialogue: SaslDialogue | null = null;
  #isBusy = false;
  #isClosed = false;
  #errors = 0;
  #cancelIdle: () => void = () => undefined;

  constructor(socket: net.Socket, options: Pop3ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#session = new Pop3Session(options.context, options.isSecure);
    this.#attach(socket);
    this.#write(`${this.#session.greeting()}\r\n`);
    this.#armIdle();
  }

  get session(): Pop3Session {
    return this.#session;
  }

  /** Takes no further command; the one under way may end. */
  finish(): void {
    if (!this.#isBusy) this.#socket.end();
    this.#isClosed = true;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #attach(socket: net.Socket): void {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      this.#armIdle();
      // A client that sends commands without reading replies waits until it does.
      if (this.#isBusy) socket.pause();
      else void this.#work();
    });
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      if (socket !== this.#socket) return;
      this.#cancelIdle();
      this.#isClosed = true;
      this.#session.end();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (
      let event = this.#reader.next();
      event !== null && !this.#isClosed;
      event = this.#reader.next()
    ) {
      const answer =
        'tooLong' in event ? { line: replies.tooLong } : await this.#answerSafely(event.line);
      if (!(await this.#send(answer))) break;
    }
    this.#isBusy = false;
    this.#socket.resume();
  }

  async #answerSafely(line: Buffer): Promise<Answer> {
    try {
      return await this.#answer(line.toString('utf8'));
    } catch (error) {
      this.#options.onFault(error);
      return { line: replies.failed, then: 'close' };
    }
  }

  #answer(line: string): Answer | Promise<Answer> {
    this.#options.onLine?.('in', redact(line, this.#dialogue !== null));
    if (this.#dialogue !== null) return this.#saslStep(this.#dialogue.next(line));
    const [verb = ''] = line.split(' ', 1);
    const name = verb.toUpperCase();
    const rest = line.slice(verb.length + 1);
    if (name === 'AUTH') return this.#auth(rest);
    const command = commands.get(name);
    if (!command) return { line: replies.badCommand };
    if (!command.states.includes(this.#session.state)) return { line: replies.badState };
    const args = command.takesRest
      ? rest === ''
        ? []
        : [rest]
      : rest.split(' ').filter((word) => word !== '');
    if (args.length < command.args[0] || args.length > command.args[1])
      return { line: replies.badArguments };
    return command.run(this.#session, args);
  }

  #auth(rest: string): Answer | Promise<Answer> {
    if (this.#session.state !== 'authorization') return { line: replies.badState };
    if (!this.#session.mayPassword) return { line: replies.needsTls };
    const [mechanism = '', initial] = rest.split(' ');
    // RFC 1734 clients ask without a mechanism for the list.
    if (mechanism === '') return { line: replies.ok, body: 'PLAIN\r\nLOGIN\r\n' };
    const begun = beginSasl(mechanism, initial);
    if (begun === null) return { line: replies.unknownMechanism };
    this.#dialogue = begun.dialogue;
    this.#reader.maxOctets = maxSaslOctets;
    return this.#saslStep(begun.step);
  }

  #saslStep(step: SaslStep): Answer | Promise<Answer> {
    if (step.step === 'ask') return { line: step.line };
    this.#dialogue = null;
    this.#reader.maxOctets = maxLineOctets;
    return step.step === 'sign-in' ? this.#session.signIn(step.credentials) : { line: step.line };
  }

  /** Sends an answer; false when no further command may run on this socket. */
  async #send(answer: Answer): Promise<boolean> {
    this.#options.onLine?.('out', answer.line);
    if (answer.line.startsWith('-ERR')) this.#errors += 1;
    await this.#sendBody(answer);
    this.#armIdle();
    if (answer.then === 'start-tls') {
      this.#startTls();
      return false;
    }
    if (answer.then !== 'close' && this.#errors < maxErrors) return !this.#socket.destroyed;
    if (answer.then !== 'close') this.#write(`${replies.tooManyErrors}\r\n`);
    this.#isClosed = true;
    this.#session.end();
    this.#socket.end();
    return false;
  }

  async #sendBody({ line, body, bodyLines }: Answer): Promise<void> {
    const head = Buffer.from(`${line}\r\n`);
    if (body === undefined) return this.#writeAll(head);
    if (typeof body === 'string') return this.#writeAll(Buffer.from(`${line}\r\n${body}.\r\n`));
    if (bodyLines !== undefined) {
      const top = Buffer.isBuffer(body)
        ? topOf(body, bodyLines)
        : await topOfStream(body, bodyLines);
      return this.#writeAll(Buffer.concat([head, stuffedWhole(top)]));
    }
    if (Buffer.isBuffer(body)) return this.#writeAll(Buffer.concat([head, stuffedWhole(body)]));
    this.#write(head);
    await this.#stream(body);
  }

  async #stream(body: Readable): Promise<void> {
    try {
      await pipeline(body, stuffing(), this.#socket, { end: false });
    } catch (error) {
      // Half a message was sent: only closing tells the client that it is not whole.
      if (!this.#socket.destroyed) this.#options.onFault(error);
      this.#socket.destroy();
    }
  }

  /** Writes and waits while the client reads slower than we send. */
  async #writeAll(octets: Buffer): Promise<void> {
    if (this.#write(octets)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
    });
  }

  #write(octets: Buffer | string): boolean {
    return this.#socket.destroyed ? true : this.#socket.write(octets);
  }

  /** CVE-2011-0411: nothing that was read before TLS counts inside it. */
  #startTls(): void {
    const secureContext = this.#options.secureContext();
    if (secureContext === null) {
      this.#socket.destroy();
      return;
    }
    this.#reader.discard();
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('end');
    const secure = new tls.TLSSocket(plain, { isServer: true, secureContext });
    this.#socket = secure;
    this.#session.isSecure = true;
    this.#attach(secure);
  }

  #armIdle(): void {
    this.#cancelIdle();
    this.#cancelIdle = this.#options.clock.after(this.#options.idleMs, () => {
      this.#write(`${replies.idle}\r\n`);
      this.#session.end();
      this.#socket.destroySoon();
    });
  }
}
