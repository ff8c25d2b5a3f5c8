/** The control socket: JSON lines, one request a line. Only the owner of the data folder can open it. */
import fs from 'node:fs';
import net from 'node:net';
import { failed } from '../contract/result.ts';
import { LineReader } from '../relay/net/line-reader.ts';
import { written } from '../relay/net/written.ts';
import { prepareControlFolder } from './control-path.ts';
import { maxLineOctets } from './socket-limits.ts';
import type { ControlDesk } from './desk.ts';

const maxUnreadOctets = 16 << 20;

/** Listens on the socket of one data folder. A line that is no request, or is too long, gets an error value. */
export class ControlServer {
  readonly #path: string;
  readonly #desk: Pick<ControlDesk, 'handle'>;
  readonly #version: string;
  readonly #sockets = new Set<net.Socket>();
  #server: net.Server | null = null;

  /** `version` is the relay's own. */
  constructor(path: string, desk: Pick<ControlDesk, 'handle'>, version: string) {
    this.#path = path;
    this.#desk = desk;
    this.#version = version;
  }

  async start(): Promise<void> {
    // The lock says that no other owner runs: what lies here was left by a crash.
    if (process.platform !== 'win32') fs.rmSync(this.#path, { force: true });
    prepareControlFolder(this.#path);
    const server = net.createServer((socket) => this.#accept(socket));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      // The socket is made in this call: not even for a moment is it there for others.
      const umask = process.umask(0o177);
      server.listen(this.#path, resolve);
      process.umask(umask);
    });
    if (process.platform !== 'win32') fs.chmodSync(this.#path, 0o600);
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    for (const socket of this.#sockets) socket.end();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const cut = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, 500);
    await closed;
    clearTimeout(cut);
  }

  #accept(socket: net.Socket): void {
    const reader = new LineReader(maxLineOctets);
    const atEnd: (() => void)[] = [];
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      for (const run of atEnd) run();
    });
    socket.on('data', (chunk: Buffer) => {
      reader.push(chunk);
      for (let event = reader.next(); event !== null; event = reader.next()) {
        if ('tooLong' in event)
          this.#answer(socket, null, failed('control.too-long', 'The request is too long.'));
        else void this.#request(socket, event.line, atEnd);
      }
    });
  }

  async #request(socket: net.Socket, line: Buffer, atEnd: (() => void)[]): Promise<void> {
    const request = parseRequest(line);
    if (request === null) {
      this.#answer(socket, null, failed('control.garbage', 'That was no request.'));
      return;
    }
    const { id, name, args, version } = request;
    if (version !== undefined && version !== this.#version) {
      this.#answer(socket, id, otherVersion);
      return;
    }
    const result = await this.#desk.handle(name, args, {
      push: (push, value) => this.#push(socket, `${JSON.stringify({ id, push, value })}\n`),
      // Work that begins to listen late: the caller may be gone already.
      onEnd: (run) => (socket.destroyed ? run() : atEnd.push(run)),
    });
    this.#answer(socket, id, result);
  }

  /** A follower that reads nothing any more is let go before what it is told fills the memory. */
  #push(socket: net.Socket, line: string): Promise<void> | undefined {
    if (socket.writableLength > maxUnreadOctets) socket.destroy();
    return written(socket, line);
  }

  #answer(socket: net.Socket, id: number | null, result: unknown): void {
    if (!socket.destroyed) socket.write(`${JSON.stringify({ id, result })}\n`);
  }
}

/** What one version asks and answers, another may not understand. */
const otherVersion = failed(
  'control.other-version',
  'The relay that runs here has another version.',
  'Quit Mailroom and start it again. If that does not help, stop the relay and start it again.',
);

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  readonly version: unknown;
}

function parseRequest(line: Buffer): Asked | null {
  try {
    const { id, request, args, version } = JSON.parse(line.toString('utf8')) as Record<
      string,
      unknown
    >;
    return typeof id === 'number' && typeof request === 'string'
      ? { id, name: request, args, version }
      : null;
  } catch {
    return null;
  }
}
