/**
 * The adapter over the smtp-server package: listens, makes connections, keeps certificate and limits, ends. One
 * instance is one listener; a closed instance is never used again (the library answers 421 for ever).
 */
import type net from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import type { SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js';
import { tlsMissing } from '../../contract/journal.ts';
import { parseAddressKey, type AddressKey } from '../net/address.ts';
import type { SessionWatch } from '../sessions/session-watch.ts';
import { RelayConnection, type ConnectionHost } from './relay-connection.ts';
import { OpenConnections } from './open-connections.ts';
import type { Reply } from './reply.ts';
import { SmtpSession } from './session.ts';
import { jokeCommands, SessionHooks } from './session-hooks.ts';
import type { SmtpDoor } from './smtp-door.ts';

/** What one listener is made of. */
export interface RelayServerOptions {
  readonly door: SmtpDoor;
  readonly watch: SessionWatch | null;
  readonly isImplicitTls: boolean;
  /** PEM texts; null: no TLS is offered. */
  readonly certificate: { readonly key: string; readonly cert: string } | null;
}

/** Longer lines end the connection; shorter ones that are too long are answered (command-line.ts). */
const maxLineBytes = 32 * 1024;
/** Passed on to the port: a client may say all it has to say, close its side, and still wants the answers. */
const halfOpen = { allowHalfOpen: true };

/** The library's server with our connections and hooks. */
export class RelayServer extends SMTPServer implements ConnectionHost {
  readonly watch: SessionWatch | null;
  readonly #door: SmtpDoor;
  readonly #open: OpenConnections;
  readonly #hooks: SessionHooks;

  constructor({ door, watch, isImplicitTls, certificate }: RelayServerOptions) {
    const open = new OpenConnections();
    const hooks = new SessionHooks(door, open, certificate !== null);
    // A fresh object each time: the library changes it in place.
    super({
      ...(isImplicitTls ? {} : halfOpen),
      secure: isImplicitTls,
      ...(certificate ?? {}),
      minVersion: 'TLSv1.2',
      logger: false,
      authOptional: true,
      // Whether AUTH is offered is ours to say, for each session (disabledCommands).
      allowInsecureAuth: true,
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: false,
      hideREQUIRETLS: true,
      maxCommandLength: maxLineBytes,
      heloResponse: '%s greets %s',
      banner: 'Mailroom',
      disabledCommands: [...jokeCommands],
      ...hooks.forLibrary(),
    });
    this.#door = door;
    this.watch = watch;
    this.#open = open;
    this.#hooks = hooks;
    this.applyLimits();
  }

  /** Takes over changed settings; the library reads these at each use. */
  applyLimits(): void {
    const { hostname, sizeBytes, recipients, idleMs, authMethods } = this.#door.limits();
    Object.assign(this.options, {
      name: hostname,
      size: sizeBytes,
      maxRecipients: recipients,
      socketTimeout: idleMs,
      authMethods: [...authMethods],
    });
  }

  /**
   * New handshakes get this certificate. Throws for a bad pair and changes nothing then: given to the
   * library untested, a bad pair would break every later handshake.
   */
  useCertificate(certificate: { readonly key: string; readonly cert: string }): void {
    tls.createSecureContext({ ...certificate, minVersion: 'TLSv1.2' });
    this.updateSecureContext({ ...certificate });
    this.#hooks.hasTls = true;
  }

  /** Stops accepting, tells idle clients at once, gives the others `graceMs`, then cuts. */
  async shutDown(graceMs: number): Promise<void> {
    this.options.closeTimeout = Math.max(1, graceMs);
    const closed = new Promise<void>((resolve) => {
      this.close(resolve);
    });
    for (const connection of [...this.connections])
      if (connection instanceof RelayConnection && connection.isIdle)
        connection.hangUp('4.3.2', 'Shutting down, try again later');
    this.#open.cut('closing');
    await closed;
    this.#open.cut('all');
  }

  /** Ends the sign-in of a user who was removed or changed; their sessions may sign in anew. */
  signOut(user: string): void {
    this.#open.signOut(user);
  }

  /** Of the library: called for each socket, before TLS where the port begins with it. False: refused. */
  override _acceptSocket(socket: net.Socket, handshake: boolean): (() => void) | false {
    const peer = parseAddressKey(socket.remoteAddress ?? '');
    if (!handshake || peer === null) return super._acceptSocket(socket, handshake);
    // The TLS wrap on top, where there is one: destroying what is below it ends the process.
    const giveUp = (): void => {
      const wrap = this._pendingSockets.get(socket) ?? socket;
      wrap.destroy(socket.bytesRead === 0 ? connectionError(tlsMissing) : undefined);
    };
    const leave = this.#door.entrance.beginHandshake(peer, giveUp);
    const release = leave && super._acceptSocket(socket, handshake);
    if (!leave || !release) {
      leave?.();
      socket.on('error', () => undefined);
      socket.destroy();
      return false;
    }
    let isOver = false;
    const end = (): void => {
      release();
      if (!isOver) leave();
      isOver = true;
    };
    socket.once('close', end);
    return end;
  }

  override connect(socket: net.Socket | TLSSocket, options?: SMTPConnectionOptions | null): void {
    const connection = this.#makeConnection(socket, options);
    if (!connection) {
      socket.destroy();
      return;
    }
    this.connections.add(connection);
    this.#open.add(connection);
    // A handshake that fails is told twice: by the TLS layer, and by the socket that it ends.
    let isTold = false;
    connection.on('error', (error: Error) => {
      if (!isTold) this._onError(error);
      isTold = true;
    });
    connection.init();
  }

  beforeCommand(connection: RelayConnection, verb: string, isAuthStep: boolean): Reply | null {
    const isAuthOpen = verb !== 'AUTH' || !connection._isDisabled('AUTH');
    return this.#door.beforeCommand(connection.relay, { verb, isAuthStep, isAuthOpen });
  }

  upgradeBegins(connection: RelayConnection): void {
    this.#door.entrance.upgradeBegins(connection);
  }

  messageRefused({ relay }: RelayConnection, refusal: Reply): void {
    this.#door.policy.messageRefused(relay, refusal);
  }

  connectionFailed(code: string, peer: AddressKey): void {
    this.emit('error', Object.assign(connectionError(code), { remoteAddress: peer }));
  }

  oldDeviceDomain(): string | null {
    return this.#door.oldDeviceDomain();
  }

  #makeConnection(
    socket: net.Socket | TLSSocket,
    options: SMTPConnectionOptions | null | undefined,
  ): RelayConnection | null {
    // The library's own reading makes no address of some IPv6 ones (::ffff:0:192.0.2.7).
    const peer = parseAddressKey(socket.remoteAddress ?? '');
    // A socket that is gone already has no address.
    if (peer === null) return null;
    const makeSession = (id: string): SmtpSession => new SmtpSession(id, peer, this.#door.listener);
    return new RelayConnection({ server: this, socket, options, host: this, makeSession });
  }
}

const connectionError = (code: string): Error => Object.assign(new Error(code), { code });
