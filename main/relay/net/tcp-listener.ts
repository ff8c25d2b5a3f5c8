/**
 * One listening port: counts connections in all and per address, and stops in two steps: first nothing new
 * while work under way may end, then the cut. What is spoken on a connection is its handler's.
 */
import net from 'node:net';
import type { Clock } from '../lifecycle/clock.ts';
import { Roster } from '../lifecycle/roster.ts';
import { parseAddressKey, type AddressKey } from './address.ts';
import { listenTcp } from './listen-tcp.ts';

/** What a handler makes of a connection. */
export interface TcpConversation {
  /** Lets the command under way end, takes no other, closes. */
  finish(): void;
}

/** Where to listen, how many may come, and who speaks with them. */
export interface TcpListenerOptions {
  /** '' means all addresses, IPv4 and IPv6. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly clock: Clock;
  readonly limits: () => {
    readonly connections: number;
    readonly connectionsPerAddress: number;
  };
  /** A connection within the limits. Paused streams, timers and errors are the handler's from here on. */
  readonly open: (socket: net.Socket, peer: AddressKey) => TcpConversation;
  /** One line for a connection over the limits, which is then closed. */
  readonly busyLine: string;
  /** The system cannot accept, for example for want of descriptors; told at most once a minute. */
  readonly onAcceptError: (error: Error) => void;
}

interface OpenConnection {
  readonly socket: net.Socket;
  conversation: TcpConversation;
}

const lingerMs = 2_000;
/**
 * Half open: a client may send its last commands, close its side, and still wants the answers. Kept alive: of a
 * notebook that was closed, or a cable that was pulled, nothing is ever heard; the system asks after this long, and
 * who does not answer for some seconds is gone, and keeps no mailbox shut until the idle time is over.
 */
const socketOptions = {
  ...{ allowHalfOpen: true, noDelay: true },
  ...{ keepAlive: true, keepAliveInitialDelay: 60_000 },
} as const;
const acceptErrorPauseMs = 60_000;

/**
 * A port with its connections. `start` rejects with a ServiceFault in plain words, for example when the port is
 * taken.
 */
export class TcpListener {
  readonly #options: TcpListenerOptions;
  readonly #open = new Roster<OpenConnection>();
  readonly #turnedAway = new Roster<net.Socket>();
  readonly #perAddress = new Map<AddressKey, number>();
  #server: net.Server | null = null;
  #isStopping = false;
  #toldErrorAt = -Infinity;

  constructor(options: TcpListenerOptions) {
    this.#options = options;
  }

  /** Open connections. */
  get connectionCount(): number {
    return this.#open.size;
  }

  /** Resolves to the port; rejects with a ServiceFault (EADDRINUSE, EACCES, …). */
  async start(): Promise<number> {
    const { host, port } = this.#options;
    const server = net.createServer(socketOptions, (socket) => this.#accept(socket));
    await listenTcp(server, host, port);
    this.#server = server;
    server.on('error', (error) => this.#acceptFailed(error));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Resolves when all connections are closed, at the latest after `deadlineMs`. */
  async stop(deadlineMs: number): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    this.#isStopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const { conversation } of this.#open.all()) conversation.finish();
    for (const socket of this.#turnedAway.all()) socket.destroySoon();
    const cancel = this.#options.clock.after(deadlineMs, () => {
      for (const { socket } of this.#open.all()) socket.destroy();
    });
    await closed;
    cancel();
  }

  #accept(socket: net.Socket): void {
    socket.on('error', () => socket.destroy());
    const peer = parseAddressKey(socket.remoteAddress ?? '');
    // Gone before it was accepted, or came in while the last were let go.
    if (peer === null || this.#isStopping) socket.destroy();
    else if (this.#isFull(peer)) this.#turnAway(socket);
    else this.#register(socket, peer);
  }

  #register(socket: net.Socket, peer: AddressKey): void {
    this.#perAddress.set(peer, this.#countOf(peer) + 1);
    // Counted before the handler runs, which may close at once.
    const entry: OpenConnection = { socket, conversation: { finish: () => socket.destroy() } };
    this.#open.add(entry);
    socket.once('close', () => {
      this.#open.remove(entry);
      const left = this.#countOf(peer) - 1;
      if (left > 0) this.#perAddress.set(peer, left);
      else this.#perAddress.delete(peer);
    });
    entry.conversation = this.#options.open(socket, peer);
  }

  #turnAway(socket: net.Socket): void {
    const cancel = this.#options.clock.after(lingerMs, () => socket.destroy());
    this.#turnedAway.add(socket);
    socket.once('close', () => {
      cancel();
      this.#turnedAway.remove(socket);
    });
    socket.resume();
    socket.end(`${this.#options.busyLine}\r\n`);
  }

  #isFull(peer: AddressKey): boolean {
    const { connections, connectionsPerAddress } = this.#options.limits();
    return this.#open.size >= connections || this.#countOf(peer) >= connectionsPerAddress;
  }

  #countOf(peer: AddressKey): number {
    return this.#perAddress.get(peer) ?? 0;
  }

  #acceptFailed(error: Error): void {
    const now = this.#options.clock.monotonic();
    if (now - this.#toldErrorAt < acceptErrorPauseMs) return;
    this.#toldErrorAt = now;
    this.#options.onAcceptError(error);
  }
}
