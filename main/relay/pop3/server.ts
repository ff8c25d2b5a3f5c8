/** The POP3 listener: accepts, bounds the number of connections, stops in two steps. */
import net from 'node:net';
import tls from 'node:tls';
import type { ListenerSettings, Pop3ListenerName } from '../../contract/settings.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import { anyNetworkContains, parseAddressKey, type AddressKey } from '../net/address.ts';
import { listenTcp } from '../net/listen-tcp.ts';
import type { Windows } from '../popauth/windows.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { SignIn } from '../users/users.ts';
import { Pop3Connection } from './connection.ts';
import { replies } from './replies.ts';

export interface Pop3ServerOptions {
  readonly name: Pop3ListenerName;
  readonly settings: SettingsReader;
  readonly signIn: SignIn;
  readonly windows: Windows;
  readonly mailboxes: Mailboxes;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly hostname: () => string;
  readonly apopOffered: () => boolean;
  readonly secureContext: () => tls.SecureContext | null;
  /** Host and port, where they are not (yet) those in the settings: a port on trial. */
  readonly listener?: () => ListenerSettings;
}

/** RFC 1939 §3: an idle session lives at least ten minutes. */
const leastIdleMs = 600_000;

export class Pop3Server extends ServiceBase {
  readonly id: Pop3ListenerName;
  readonly #options: Pop3ServerOptions;
  readonly #connections = new Map<
    net.Socket,
    { peer: AddressKey; connection: Pop3Connection | null }
  >();
  #server: net.Server | null = null;

  constructor(options: Pop3ServerOptions) {
    super();
    this.#options = options;
    this.id = options.name;
  }

  async start(): Promise<void> {
    this.setStatus({ state: 'starting' });
    const { settings, listener } = this.#options;
    const { host, port } = listener?.() ?? settings.get().listeners[this.id];
    const server = net.createServer((socket) => this.#accept(socket));
    try {
      this.#server = await listenTcp(server, host, port);
    } catch (error) {
      this.setStatus({
        state: 'failed',
        detail: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
    const address = this.#server.address();
    this.setStatus({
      state: 'running',
      port: typeof address === 'object' && address ? address.port : port,
    });
  }

  async stop(deadlineMs: number): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const { connection } of this.#connections.values()) connection?.finish();
    const cut = setTimeout(() => {
      for (const socket of this.#connections.keys()) socket.destroy();
    }, deadlineMs);
    await closed;
    clearTimeout(cut);
    this.setStatus({ state: 'stopped' });
  }

  #accept(socket: net.Socket): void {
    socket.on('error', () => socket.destroy());
    const peer = parseAddressKey(socket.remoteAddress ?? '');
    if (peer === null) {
      socket.destroy();
      return;
    }
    if (this.#isFull(peer)) {
      socket.end(`${replies.busy}\r\n`);
      return;
    }
    const entry = { peer, connection: null as Pop3Connection | null };
    this.#connections.set(socket, entry);
    socket.once('close', () => this.#connections.delete(socket));
    if (this.id === 'pop3s')
      this.#secure(socket, (secure) => (entry.connection = this.#open(secure, peer, true)));
    else entry.connection = this.#open(socket, peer, false);
  }

  #secure(socket: net.Socket, ready: (secure: tls.TLSSocket) => void): void {
    const secureContext = this.#options.secureContext();
    if (secureContext === null) {
      socket.destroy();
      return;
    }
    const secure = new tls.TLSSocket(socket, { isServer: true, secureContext });
    // Somebody who does not speak TLS is no fault of the listener.
    secure.on('error', () => socket.destroy());
    secure.once('secure', () => ready(secure));
  }

  #open(socket: net.Socket, peer: AddressKey, isSecure: boolean): Pop3Connection {
    const { settings, signIn, windows, mailboxes, clock, journal, secureContext } = this.#options;
    const { access, limits } = settings.get();
    return new Pop3Connection(socket, {
      context: {
        peer,
        signIn,
        windows,
        mailboxes,
        hostname: this.#options.hostname(),
        allowsPlaintext: anyNetworkContains(access.plaintextSignIn, peer),
        apopOffered: this.#options.apopOffered(),
        canStartTls: !isSecure && secureContext() !== null,
      },
      clock,
      isSecure,
      idleMs: Math.max(leastIdleMs, limits.idleSeconds * 1_000),
      secureContext,
      onFault: (error) => {
        journal.record({
          event: 'pop3.fault',
          level: 'error',
          peer,
          text: `A POP3 session failed. ${String(error)}`,
        });
      },
    });
  }

  #isFull(peer: AddressKey): boolean {
    const { connections, connectionsPerAddress } = this.#options.settings.get().limits;
    if (this.#connections.size >= connections) return true;
    let count = 0;
    for (const other of this.#connections.values()) if (other.peer === peer) count += 1;
    return count >= connectionsPerAddress;
  }
}
