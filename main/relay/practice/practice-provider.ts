/**
 * The practice provider: a real SMTP server on loopback that keeps what it gets, for newcomers to try with
 * and for tests. It can be told to misbehave, at any time. It forwards nothing and listens nowhere else.
 */
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { PracticeBehaviour } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { listenFault } from '../lifecycle/service-fault.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { CertificatePair } from '../tls/check-certificate.ts';
import { PracticeFolder, type PracticeMessage } from './practice-folder.ts';

export type { PracticeMessage } from './practice-folder.ts';

/** What the practice provider needs of the relay. */
export interface PracticeProviderOptions {
  /** Where the messages are kept. */
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  /** Null: STARTTLS is not offered, and `demand-tls` cannot be met. Asked at each start. */
  readonly certificate: () => CertificatePair | null;
  /** The port, where it is not (yet) that of the settings in force. */
  readonly port?: () => number;
  /** How many messages are kept; the newest 500 unless told. */
  readonly keep?: number;
}

const listLimit = 100;
/** Its id among the services. */
export const practiceId = 'practice provider';

/** The practice provider as a service. `start` rejects with a ServiceFault when its port is taken. */
export class PracticeProvider extends ServiceBase {
  readonly id = practiceId;
  readonly #options: PracticeProviderOptions;
  readonly #folder: PracticeFolder;
  #server: SMTPServer | null = null;

  constructor(options: PracticeProviderOptions) {
    super();
    this.#options = options;
    this.#folder = new PracticeFolder(options.folder, options.keep ?? 500);
  }

  /** Rejects with a ServiceFault where the port is taken. */
  async start(): Promise<void> {
    await this.#folder.open();
    const port = this.#options.port?.() ?? this.#options.settings.get().practice.port;
    const server = this.#makeServer();
    await new Promise<void>((resolve, reject) => {
      server.on('error', (error: NodeJS.ErrnoException) => {
        // The other errors are single clients that went away or failed at TLS.
        if (error.syscall === 'listen') reject(listenFault(error, port));
      });
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    const address = server.server.address();
    const boundPort = typeof address === 'object' && address !== null ? address.port : port;
    this.setStatus({ state: 'running', port: boundPort });
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
    this.setStatus({ state: 'stopped' });
  }

  /** What it got, the newest first. */
  list(): Promise<readonly PracticeMessage[]> {
    return this.#folder.list(listLimit);
  }

  #makeServer(): SMTPServer {
    const pair = this.#options.certificate();
    return new SMTPServer({
      name: 'practice.mailroom',
      banner: 'Mailroom practice provider: keeps everything, delivers nothing',
      authOptional: true,
      allowInsecureAuth: true,
      disableReverseLookup: true,
      closeTimeout: 500,
      hideDSN: false,
      // It refuses what it was told to refuse, and no address that came this far.
      lenientAddressParsing: true,
      logger: false,
      ...(pair === null ? {} : { ...pair, minVersion: 'TLSv1.2' as const }),
      disabledCommands: pair === null ? ['STARTTLS'] : [],
      onConnect: (session, callback) => {
        if (this.#is('drop-connections')) this.#drop(session);
        else callback();
      },
      onAuth: ({ username }, _session, callback) => {
        if (this.#is('refuse-sign-in')) callback(refusal(535, '5.7.8 Name or password is wrong'));
        else callback(null, { user: username });
      },
      onMailFrom: (_address, session, callback) => {
        callback(this.#refusalAtMail(session));
      },
      onRcptTo: (_address, _session, callback) => {
        callback(this.#refusalAtRcpt());
      },
      onData: (stream, session, callback) => {
        this.#take(stream, session).then(
          (refused) => {
            callback(refused, 'Kept by the practice provider');
          },
          () => {
            callback(refusal(451, '4.3.0 The practice folder cannot be written'));
          },
        );
      },
    });
  }

  #is(behaviour: PracticeBehaviour): boolean {
    return this.#options.settings.get().practice.behaviour === behaviour;
  }

  #refusalAtMail(session: SMTPServerSession): Error | null {
    const wantsSignIn = this.#is('demand-sign-in') || this.#is('refuse-sign-in');
    // The library says false behind STARTTLS, where all that was known before is forgotten.
    if (wantsSignIn && !session.user) return refusal(530, '5.7.0 Authentication required');
    return this.#is('demand-tls') && !session.secure
      ? refusal(530, '5.7.0 Must issue a STARTTLS command first')
      : null;
  }

  #refusalAtRcpt(): Error | null {
    if (this.#is('refuse-recipients')) return refusal(550, '5.1.1 No such mailbox here');
    return this.#is('refuse-temporarily')
      ? refusal(450, '4.2.1 Mailbox busy, try again later')
      : null;
  }

  /** Resolves to the refusal, or null when the message is kept. */
  async #take(stream: Readable, session: SMTPServerSession): Promise<Error | null> {
    const { clock, settings } = this.#options;
    if (this.#is('refuse-messages')) {
      stream.resume();
      return refusal(554, '5.6.0 This message is not wanted');
    }
    const { mailFrom, rcptTo } = session.envelope;
    await this.#folder.add(stream, {
      receivedAt: clock.now(),
      sender: mailFrom === false ? '' : mailFrom.address,
      recipients: rcptTo.map(({ address }) => address),
    });
    const { delaySeconds } = settings.get().practice;
    if (delaySeconds > 0)
      await new Promise<void>((resolve) => {
        clock.after(delaySeconds * 1_000, resolve);
      });
    return null;
  }

  /** Breaks the connection without a word, as a provider does that falls over. */
  #drop(session: SMTPServerSession): void {
    for (const connection of this.#server?.connections ?? [])
      if (connection.session === session) connection._socket.destroy();
  }
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
