/**
 * One POP3 listener as a service; `pop3` and `pop3s` (implicit TLS, RFC 8314 §3.2) are two instances, and a
 * changed port is a new one. Joins listener, connection and session; owns none of what they do.
 */
import type net from 'node:net';
import type tls from 'node:tls';
import type { ListenerSettings, Pop3ListenerName } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { Roster } from '../lifecycle/roster.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { faultStatus } from '../lifecycle/service-fault.ts';
import { anyNetworkContains, type AddressKey } from '../net/address.ts';
import { TcpListener, type TcpConversation } from '../net/tcp-listener.ts';
import { startServerTls } from '../net/tls-server-socket.ts';
import { brokenConnection } from '../net/wrong-port.ts';
import type { SessionWatch } from '../sessions/session-watch.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { Users } from '../users/users.ts';
import { Pop3Connection } from './connection.ts';
import { replies } from './replies.ts';
import type { SessionContext, SessionParts } from './session-context.ts';

/** What a POP3 door needs of the relay. */
export interface Pop3ServerOptions extends SessionParts {
  readonly name: Pop3ListenerName;
  readonly settings: SettingsReader;
  readonly users: Pick<Users, 'onRevoked'>;
  readonly clock: Clock;
  readonly hostname: () => string;
  /** Whether any user has APOP on: only then the greeting shows a timestamp. */
  readonly apopOffered: () => boolean;
  /** Null while there is no certificate. */
  readonly secureContext: () => tls.SecureContext | null;
  /** Host and port, where they are not (yet) those in the settings: a port on trial. */
  readonly listener?: () => ListenerSettings;
  /** Told every line, secrets masked. */
  readonly watch?: SessionWatch;
}

/** RFC 1939 §3: an idle session lives at least ten minutes. */
const leastIdleMs = 600_000;

/** A POP3 door. `start` rejects with a ServiceFault when it cannot listen. */
export class Pop3Server extends ServiceBase {
  readonly id: Pop3ListenerName;
  readonly #options: Pop3ServerOptions;
  #listener: TcpListener | null = null;
  readonly #connections = new Roster<Pop3Connection>();
  #forgetUsers: () => void = () => undefined;
  #sessions = 0;

  constructor(options: Pop3ServerOptions) {
    super();
    this.#options = options;
    this.id = options.name;
  }

  /** Open connections. */
  get connectionCount(): number {
    return this.#listener?.connectionCount ?? 0;
  }

  async start(): Promise<void> {
    this.setStatus({ state: 'starting' });
    const { settings, listener, clock } = this.#options;
    const { host, port } = listener?.() ?? settings.get().listeners[this.id];
    const tcp = new TcpListener({
      host,
      port,
      clock,
      limits: () => settings.get().limits,
      open: (socket, peer) => this.#accept(socket, peer),
      busyLine: replies.busy,
      onAcceptError: (error) =>
        this.#note('pop3.accept-failed', `No new connection: ${error.message}`),
    });
    try {
      const boundPort = await tcp.start();
      this.#listener = tcp;
      this.#forgetUsers = this.#options.users.onRevoked((name) => this.#signOut(name));
      this.setStatus({ state: 'running', port: boundPort });
    } catch (error) {
      this.setStatus({ ...faultStatus(error), port });
      throw error;
    }
  }

  async stop(deadlineMs: number): Promise<void> {
    if (this.#listener === null) return;
    this.setStatus({ state: 'stopping' });
    this.#forgetUsers();
    await this.#listener.stop(deadlineMs);
    this.#listener = null;
    this.setStatus({ state: 'stopped' });
  }

  #signOut(user: string): void {
    for (const connection of this.#connections.all())
      if (connection.user === user) connection.signOut();
  }

  #accept(socket: net.Socket, peer: AddressKey): TcpConversation {
    if (this.id === 'pop3') return this.#converse(socket, peer, false);
    let conversation: TcpConversation = { finish: () => socket.destroy() };
    const { secureContext, clock } = this.#options;
    const context = secureContext();
    if (context === null) socket.destroy();
    else
      startServerTls(socket, context, clock, {
        ready: (secure) => (conversation = this.#converse(secure, peer, true)),
        failed: (code) => this.#handshakeFailed(code, peer),
      });
    return { finish: () => conversation.finish() };
  }

  #converse(socket: net.Socket, peer: AddressKey, isSecure: boolean): Pop3Connection {
    const { settings, clock, secureContext, watch } = this.#options;
    const { limits } = settings.get();
    this.#sessions += 1;
    const connection = new Pop3Connection(socket, {
      id: `${this.id}-${this.#sessions}`,
      listener: this.id,
      context: this.#context(peer, isSecure),
      clock,
      isSecure,
      idleMs: Math.max(leastIdleMs, limits.idleSeconds * 1_000),
      sessionMs: Math.max(leastIdleMs, limits.sessionMinutes * 60_000),
      secureContext,
      watch,
      onHandshakeFailed: (code) => this.#handshakeFailed(code, peer),
      onFault: (error) => this.#note('pop3.fault', `A POP3 session failed. ${String(error)}`, peer),
    });
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.remove(connection));
    return connection;
  }

  #context(peer: AddressKey, isSecure: boolean): SessionContext {
    const { settings, hostname, apopOffered, secureContext } = this.#options;
    const { signIn, windows, mailboxes, journal } = this.#options;
    const { access, limits } = settings.get();
    // Written out: this is made for each connection, and spreading costs more than all of it.
    return {
      peer,
      signIn,
      windows,
      mailboxes,
      journal,
      hostname: hostname(),
      allowsPlaintext: anyNetworkContains(access.plaintextSignIn, peer),
      apopOffered: apopOffered(),
      canStartTls: !isSecure && secureContext() !== null,
      commandsBeforeSignIn: limits.commandsBeforeSignIn,
    };
  }

  /** The program is told nothing by us; who sets it up can be. */
  #handshakeFailed(code: string, peer: AddressKey): void {
    const text = brokenConnection(code, peer);
    this.#options.journal.record({ event: 'pop3.connection-failed', peer, text, data: { code } });
  }

  #note(event: string, text: string, peer?: AddressKey): void {
    const from = peer === undefined ? {} : { peer };
    this.#options.journal.record({ event, level: 'error', text, ...from });
  }
}
