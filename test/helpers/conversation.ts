import assert from 'node:assert/strict';
import net from 'node:net';
import tls from 'node:tls';
import type { TestContext } from 'node:test';

/** Generous: many tests and programs share a slow machine. */
const patienceMs = 20_000;

/**
 * A scripted client over a real socket, so that protocol tests read as transcripts:
 * `await c.says('STAT'); await c.hears('+OK 0 0');`
 */
export class Conversation {
  #socket: net.Socket;
  #buffer = '';
  #ended = false;
  #heardCount = 0;
  #wake: () => void = () => undefined;

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    this.#listen();
  }

  /** `from` is an address of ours that a connection without TLS comes from. */
  static async open(
    t: TestContext,
    port: number,
    options: { tls?: boolean; host?: string; from?: string } = {},
  ) {
    const host = options.host ?? '127.0.0.1';
    const socket = options.tls
      ? tls.connect({ port, host, rejectUnauthorized: false })
      : net.connect({ port, host, localAddress: options.from });
    await new Promise<void>((resolve, reject) => {
      socket.once(options.tls ? 'secureConnect' : 'connect', () => {
        resolve();
      });
      socket.once('error', reject);
    });
    const conversation = new Conversation(socket);
    t.after(() => socket.destroy());
    return conversation;
  }

  /** Sends one line with CRLF; latin1, so that tests can send any octet. */
  async says(line: string): Promise<void> {
    await this.sends(`${line}\r\n`);
  }

  /** Sends octets as they are. */
  async sends(octets: string | Buffer): Promise<void> {
    const data = typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets;
    await new Promise<void>((resolve, reject) => {
      this.#socket.write(data, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** The next line, checked: equal to a text that it must start with, or matching a pattern. */
  async hears(expected: string | RegExp): Promise<string> {
    const line = await this.line();
    if (typeof expected === 'string')
      assert.ok(line.startsWith(expected), `heard "${line}" instead of "${expected}"`);
    else assert.match(line, expected);
    return line;
  }

  /** All lines of an SMTP reply (`250-` up to `250 `), the last checked. */
  async hearsReply(expected: string | RegExp): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.line();
      lines.push(line);
      if (line[3] !== '-') break;
    }
    const last = lines.at(-1) ?? '';
    if (typeof expected === 'string')
      assert.ok(last.startsWith(expected), `heard "${lines.join(' | ')}" instead of "${expected}"`);
    else assert.match(last, expected);
    return lines;
  }

  /** The lines of a POP3 multi-line answer up to the lone dot, dots unstuffed. */
  async hearsLines(): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.line();
      if (line === '.') return lines;
      lines.push(line.startsWith('.') ? line.slice(1) : line);
    }
  }

  /** The next line without its CRLF. */
  async line(): Promise<string> {
    const end = Date.now() + patienceMs;
    for (;;) {
      const at = this.#buffer.indexOf('\r\n');
      if (at >= 0) {
        const line = this.#buffer.slice(0, at);
        this.#buffer = this.#buffer.slice(at + 2);
        return line;
      }
      if (this.#ended) throw new Error(`the server closed; unread: "${this.#buffer}"`);
      await this.#more(end);
    }
  }

  /** So many octets, as latin1. */
  async octets(count: number): Promise<string> {
    const end = Date.now() + patienceMs;
    while (this.#buffer.length < count) {
      if (this.#ended) throw new Error(`the server closed; unread: "${this.#buffer}"`);
      await this.#more(end);
    }
    const octets = this.#buffer.slice(0, count);
    this.#buffer = this.#buffer.slice(count);
    return octets;
  }

  /** What came and was not read yet. */
  get heard(): string {
    return this.#buffer;
  }

  /** Octets that came so far. */
  get heardCount(): number {
    return this.#heardCount;
  }

  /** The server closes, after at most what is unread. */
  async hearsEnd(): Promise<void> {
    const end = Date.now() + patienceMs;
    while (!this.#ended) await this.#more(end);
  }

  /** All lines that come until the server closes. */
  async hearsAll(): Promise<string[]> {
    await this.hearsEnd();
    return this.#buffer.split('\r\n').filter((line) => line !== '');
  }

  /** Moves to TLS on this connection, after STLS or STARTTLS was accepted. */
  async startTls(): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#buffer = '';
    const secure = tls.connect({ socket: plain, rejectUnauthorized: false });
    await new Promise<void>((resolve, reject) => {
      secure.once('secureConnect', resolve);
      secure.once('error', reject);
    });
    this.#socket = secure;
    this.#listen();
  }

  /** Goes away without a word. */
  vanishes(): void {
    this.#socket.destroy();
  }

  get socket(): net.Socket {
    return this.#socket;
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString('latin1');
      this.#heardCount += chunk.length;
      this.#wake();
    });
    this.#socket.on('error', () => {
      this.#ended = true;
      this.#wake();
    });
    this.#socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  async #more(end: number): Promise<void> {
    const left = end - Date.now();
    if (left <= 0)
      throw new Error(`heard nothing more in ${patienceMs} ms; unread: "${this.#buffer}"`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, left);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
