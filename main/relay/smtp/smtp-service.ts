/**
 * One SMTP listener as a service: binds, takes changed certificates and settings over, stops. A rebind
 * makes a new server instance each time. What sessions do is the door's.
 */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { SmtpListenerName, SmtpListenerSettings } from '../../contract/settings.ts';
import { serviceIdOf } from '../../contract/status.ts';
import { asError } from '../../contract/thrown.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { listenFault, ServiceFault } from '../lifecycle/service-fault.ts';
import type { Unsubscribe } from '../lifecycle/service.ts';
import { parseAddressKey } from '../net/address.ts';
import { brokenConnection } from '../net/wrong-port.ts';
import type { Windows } from '../popauth/windows.ts';
import type { QueueIntake } from '../queue/queue.ts';
import type { SessionWatch } from '../sessions/session-watch.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { SignIn, Users } from '../users/users.ts';
import { ConnectionLedger } from './connection-ledger.ts';
import { SmtpPolicy } from './policy.ts';
import { RelayServer } from './relay-server.ts';
import { SmtpDoor } from './smtp-door.ts';

/** The certificate in force, PEM; null while there is none. */
export interface CertificateSource {
  current(): { readonly key: string; readonly cert: string } | null;
  onChange(
    listener: (certificate: { readonly key: string; readonly cert: string }) => void,
  ): Unsubscribe;
}

/** What an SMTP listener needs of the relay. */
export interface SmtpServiceOptions {
  readonly name: SmtpListenerName;
  readonly settings: SettingsReader;
  readonly signIn: Pick<SignIn, 'check' | 'isShutOut'>;
  readonly users: Pick<Users, 'damage' | 'ownerOf' | 'ownsSender' | 'onRevoked'>;
  readonly windows: Pick<Windows, 'openFor' | 'countRelayed' | 'list'>;
  readonly queue: QueueIntake;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly tls: CertificateSource;
  readonly hostname: () => string;
  /** Host, port and old devices, where they are not (yet) those in the settings: a port on trial. */
  readonly listener?: () => SmtpListenerSettings;
  /** Shared by listeners that count connections together. */
  readonly ledger?: ConnectionLedger;
  /** Shared by listeners that count a trusted network's messages together. */
  readonly policy?: SmtpPolicy;
  /** Mark of this installation in Received lines; kept over restarts. Made from the host name by default. */
  readonly mark?: string;
  /** Told every line, secrets masked. */
  readonly watch?: SessionWatch;
}

/** smtp-server's close: well under the time that an operating system gives a program that ends. */
const longestGraceMs = 4_500;

/** A door for sending. `start` rejects with a ServiceFault when it cannot listen. */
export class SmtpService extends ServiceBase {
  readonly id: string;
  readonly #options: SmtpServiceOptions;
  readonly #listener: () => SmtpListenerSettings;
  readonly #door: SmtpDoor;
  #server: RelayServer | null = null;
  #forget: Unsubscribe[] = [];

  constructor(options: SmtpServiceOptions) {
    super();
    this.id = serviceIdOf(options.name);
    this.#options = options;
    this.#listener = options.listener ?? (() => options.settings.get().listeners[options.name]);
    this.#door = new SmtpDoor({
      ...options,
      listener: options.name,
      listenerSettings: this.#listener,
      policy: options.policy ?? new SmtpPolicy(options),
      ledger: options.ledger ?? new ConnectionLedger(),
      mark: options.mark ?? markFrom(options.hostname()),
    });
  }

  async start(): Promise<void> {
    if (this.#server) return;
    this.setStatus({ state: 'starting' });
    try {
      this.#server = await this.#bind();
    } catch (error) {
      const fault =
        error instanceof ServiceFault ? error : listenFault(asError(error), this.#port());
      this.setStatus({ state: 'failed', detail: fault.message, errorCode: fault.code });
      throw fault;
    }
    this.#follow();
    this.#announce();
  }

  async stop(deadlineMs: number): Promise<void> {
    for (const forget of this.#forget.splice(0)) forget();
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    this.setStatus({ state: 'stopping' });
    await server.shutDown(Math.min(deadlineMs, longestGraceMs));
    this.setStatus({ state: 'stopped' });
  }

  async #bind(): Promise<RelayServer> {
    const certificate = this.#options.tls.current();
    if (certificate === null && this.#options.name === 'submissions')
      throw new ServiceFault(
        'no-certificate',
        'There is no usable certificate, and this port speaks only TLS. Look at the certificate in the settings.',
      );
    const { host } = this.#listener();
    if (host !== '') return this.#listen(host);
    try {
      return await this.#listen('::');
    } catch (error) {
      // A PC with IPv6 switched off.
      if (!['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL'].includes(asError(error).code ?? ''))
        throw error;
      return this.#listen('0.0.0.0');
    }
  }

  #listen(host: string): Promise<RelayServer> {
    const { name, tls, watch = null } = this.#options;
    const server = new RelayServer({
      door: this.#door,
      watch,
      isImplicitTls: name === 'submissions',
      certificate: tls.current(),
    });
    return new Promise((resolve, reject) => {
      server.on('error', (error: NodeJS.ErrnoException) => {
        if (error.syscall === 'listen') reject(error);
        else this.#clientFault(error);
      });
      server.listen(this.#port(), host, () => {
        resolve(server);
      });
    });
  }

  /** One client's trouble, mostly a failed handshake; the listener lives on. */
  #clientFault(error: ClientError): void {
    const said = error.remoteAddress ?? error.meta?.remoteAddress;
    const peer = parseAddressKey(said ?? '') ?? said;
    const code = error.code ?? '';
    this.#options.journal.record({
      event: 'smtp.connection-failed',
      ...(peer === undefined ? {} : { peer }),
      text: brokenConnection(code || error.message, peer ?? ''),
      data: { code },
    });
  }

  #follow(): void {
    const { settings, tls, journal, users } = this.#options;
    this.#forget.push(
      settings.onChange(() => {
        this.#server?.applyLimits();
      }),
      users.onRevoked((name) => {
        this.#server?.signOut(name);
      }),
      tls.onChange((certificate) => {
        try {
          this.#server?.useCertificate(certificate);
          this.#announce();
        } catch (error) {
          const text = `The new certificate cannot be used, the one before stays. ${String(error)}`;
          journal.record({ event: 'tls.certificate-bad', level: 'error', text });
        }
      }),
    );
  }

  #announce(): void {
    const address = this.#server?.server.address();
    const port = isAddressInfo(address) ? address.port : this.#port();
    const detail =
      'There is no usable certificate, so nothing can be encrypted: passwords are taken only from where that is not asked for. Look at the certificate in the settings.';
    this.setStatus(
      this.#options.tls.current()
        ? { state: 'running', port }
        : { state: 'degraded', detail, port },
    );
  }

  #port(): number {
    return this.#listener().port;
  }
}

/** Where the library says whose connection broke. */
interface ClientError extends NodeJS.ErrnoException {
  readonly remoteAddress?: string;
  readonly meta?: { readonly remoteAddress?: string };
}

const markFrom = (hostname: string): string =>
  createHash('sha256').update(`mailroom ${hostname}`).digest('hex').slice(0, 10);

const isAddressInfo = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address;
