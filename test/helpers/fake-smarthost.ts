import net from 'node:net';
import type { TestContext } from 'node:test';
import tls from 'node:tls';

export type FakeStage =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'body'
  | 'RSET'
  | 'QUIT'
  /** Any other line, as the answers to a 334. */
  | 'line';

/** What it does at a stage: a reply (without CRLF), silence, or a broken connection. */
export type FakeAnswer = string | { readonly act: 'hang' | 'drop' };
export type FakeScript = Partial<Record<FakeStage, FakeAnswer | ((line: string) => FakeAnswer)>>;

export interface FakeSmarthostOptions {
  /** Changed by the test as it goes on. */
  readonly script?: FakeScript;
  /** EHLO keywords, as listed before and after STARTTLS. */
  readonly extensions?: readonly string[];
  /** Shown on implicit TLS and after STARTTLS. */
  readonly certificate?: { readonly key: string; readonly cert: string };
  readonly implicitTls?: boolean;
}

const defaults: FakeScript = {
  greeting: '220 fake ESMTP',
  HELO: '250 fake',
  STARTTLS: '220 go ahead',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 2.1.0 ok',
  RCPT: '250 2.1.5 ok',
  DATA: '354 go on',
  body: '250 2.0.0 taken',
  RSET: '250 2.0.0 ok',
  QUIT: '221 2.0.0 bye',
  line: '500 5.5.1 what?',
};

/** A provider that does what the script says, at every stage, and remembers what it heard. */
export class FakeSmarthost {
  readonly commands: string[] = [];
  /** Octets between DATA and its end, as they came (still dot-stuffed), latin1. */
  readonly bodies: string[] = [];
  readonly sockets = new Set<net.Socket>();
  script: FakeScript;
  connections = 0;
  readonly #options: FakeSmarthostOptions;
  #server: net.Server;

  private constructor(options: FakeSmarthostOptions) {
    this.#options = options;
    this.script = { ...options.script };
    const serve = (socket: net.Socket): void => this.#serve(socket);
    this.#server =
      options.implicitTls && options.certificate
        ? tls.createServer({ ...options.certificate }, serve)
        : net.createServer(serve);
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(t: TestContext, options: FakeSmarthostOptions = {}): Promise<FakeSmarthost> {
    const fake = new FakeSmarthost(options);
    await new Promise<void>((resolve) => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    t.after(() => {
      for (const socket of fake.sockets) socket.destroy();
      fake.#server.close();
    });
    return fake;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  /** The commands with this verb. */
  heard(verb: string): string[] {
    return this.commands.filter((line) => line.toUpperCase().startsWith(verb));
  }

  #serve(socket: net.Socket): void {
    this.connections += 1;
    this.#watch(socket);
    this.#converse(socket);
    this.#answer(socket, 'greeting', '');
  }

  #watch(socket: net.Socket): void {
    socket.setNoDelay(true);
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }

  #converse(socket: net.Socket): void {
    let buffer = '';
    let isBody = false;
    socket.on('data', (chunk: Buffer) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        const mark = isBody ? /(^|\r\n)\.\r\n/.exec(buffer) : /\r\n/.exec(buffer);
        if (!mark) return;
        const end = mark.index + mark[0].length;
        const text = buffer.slice(0, isBody ? end - 3 : mark.index);
        buffer = buffer.slice(end);
        if (isBody) {
          isBody = false;
          this.bodies.push(text);
          this.#answer(socket, 'body', text);
        } else isBody = this.#command(socket, text);
      }
    });
  }

  /** Whether a body follows. */
  #command(socket: net.Socket, line: string): boolean {
    this.commands.push(line);
    const verb = (line.split(' ')[0] ?? '').toUpperCase() as FakeStage;
    if (verb === 'EHLO' && this.script.EHLO === undefined) {
      const lines = ['fake', ...(this.#options.extensions ?? ['PIPELINING'])];
      socket.write(
        lines.map((text, i) => `250${i === lines.length - 1 ? ' ' : '-'}${text}\r\n`).join(''),
      );
      return false;
    }
    const answer = this.#answer(socket, verb, line);
    if (verb === 'STARTTLS' && answer.startsWith('220')) this.#upgrade(socket);
    if (verb === 'QUIT') socket.end();
    return verb === 'DATA' && answer.startsWith('354');
  }

  #answer(socket: net.Socket, stage: FakeStage, line: string): string {
    const known = stage in defaults || stage in this.script ? stage : 'line';
    const planned = this.script[known] ?? defaults[known] ?? '';
    const answer = typeof planned === 'function' ? planned(line) : planned;
    if (typeof answer === 'string') {
      socket.write(`${answer}\r\n`, 'latin1');
      return answer;
    }
    if (answer.act === 'drop') socket.destroy();
    return '';
  }

  #upgrade(plain: net.Socket): void {
    plain.removeAllListeners('data');
    const secure = new tls.TLSSocket(plain, { isServer: true, ...this.#options.certificate });
    this.#watch(secure);
    this.#converse(secure);
  }
}
