/**
 * The practice provider: a real SMTP server on loopback that keeps what it gets, for newcomers to try with
 * and for tests. It can be told to misbehave. It forwards nothing and listens nowhere else.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { PracticeBehaviour } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { listenFault } from '../lifecycle/service-fault.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { CertificatePair } from '../tls/certificates.ts';

export interface PracticeProviderOptions {
  /** Where the messages are kept, newest 500. */
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly certificate: () => CertificatePair | null;
}

export interface PracticeMessage {
  readonly file: string;
  readonly receivedAt: number;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly subject: string;
}

const keepMessages = 500;

export class PracticeProvider extends ServiceBase {
  readonly id = 'practice provider';
  readonly #options: PracticeProviderOptions;
  #server: SMTPServer | null = null;
  #count = 0;

  constructor(options: PracticeProviderOptions) {
    super();
    this.#options = options;
  }

  async start(): Promise<void> {
    const { settings, folder } = this.#options;
    await fs.promises.mkdir(folder, { recursive: true, mode: 0o700 });
    const { port } = settings.get().practice;
    const server = this.#makeServer();
    await new Promise<void>((resolve, reject) => {
      server.on('error', (error: NodeJS.ErrnoException) => {
        if (error.syscall === 'listen') reject(listenFault(error, port));
      });
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.setStatus({ state: 'running', port });
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
    this.setStatus({ state: 'stopped' });
  }

  /** What it got, newest first. */
  async list(): Promise<readonly PracticeMessage[]> {
    const names = await this.#names();
    return Promise.all(
      names
        .reverse()
        .slice(0, 100)
        .map((name) => this.#read(name)),
    );
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
      logger: false,
      ...(pair ?? {}),
      disabledCommands: pair ? [] : ['STARTTLS'],
      onConnect: (_session, callback) => {
        callback(this.#is('drop-connections') ? refusal(421, 'Not now') : null);
      },
      onAuth: ({ username }, _session, callback) => {
        if (this.#is('refuse-sign-in')) callback(refusal(535, 'Name or password is wrong'));
        else callback(null, { user: username });
      },
      onMailFrom: (_address, session, callback) => {
        callback(this.#refusalAtMail(session));
      },
      onRcptTo: (_address, _session, callback) => {
        callback(this.#refusalAtRcpt());
      },
      onData: (stream, session, callback) => {
        this.#keep(stream, session).then(
          () => callback(null, 'Kept by the practice provider'),
          (error: unknown) => {
            const isOurs = error instanceof Error && 'responseCode' in error;
            callback(isOurs ? error : refusal(451, 'The practice folder cannot be written'));
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
    if (wantsSignIn && session.user === undefined) return refusal(530, 'Sign in first');
    return this.#is('demand-tls') && !session.secure ? refusal(530, 'Use STARTTLS first') : null;
  }

  #refusalAtRcpt(): Error | null {
    if (this.#is('refuse-recipients')) return refusal(550, 'No such mailbox here');
    return this.#is('refuse-temporarily') ? refusal(450, 'Mailbox busy, try again later') : null;
  }

  async #keep(stream: Readable, session: SMTPServerSession): Promise<void> {
    if (this.#is('refuse-messages')) {
      stream.resume();
      throw refusal(554, 'This message is not wanted');
    }
    const { folder, clock, settings } = this.#options;
    this.#count += 1;
    const stamp = new Date(clock.now()).toISOString().replace(/[:.]/g, '-');
    const file = path.join(folder, `${stamp}-${String(this.#count).padStart(5, '0')}.eml`);
    await pipeline(stream, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    const { mailFrom, rcptTo } = session.envelope;
    const sender = mailFrom === false ? '' : mailFrom.address;
    const recipients = rcptTo.map(({ address }) => address);
    await fs.promises.writeFile(
      `${file}.json`,
      JSON.stringify({ sender, recipients, receivedAt: clock.now() }),
      { mode: 0o600 },
    );
    const { delaySeconds } = settings.get().practice;
    if (delaySeconds > 0) await new Promise((resolve) => setTimeout(resolve, delaySeconds * 1_000));
    await this.#forgetOldest();
  }

  async #names(): Promise<string[]> {
    const names = await fs.promises.readdir(this.#options.folder).catch(() => []);
    return names.filter((name) => name.endsWith('.eml')).sort();
  }

  async #forgetOldest(): Promise<void> {
    if (this.#count % 50 !== 0) return;
    const names = await this.#names();
    for (const name of names.slice(0, Math.max(0, names.length - keepMessages)))
      for (const file of [name, `${name}.json`])
        await fs.promises.rm(path.join(this.#options.folder, file), { force: true });
  }

  async #read(name: string): Promise<PracticeMessage> {
    const file = path.join(this.#options.folder, name);
    const head = (await fs.promises.readFile(file, 'latin1')).slice(0, 65_536);
    const subject = /^Subject:[ \t]*(.*)$/im.exec(head)?.[1]?.trim() ?? '';
    const envelope = await fs.promises.readFile(`${file}.json`, 'utf8').catch(() => '{}');
    const {
      sender = '',
      recipients = [],
      receivedAt = 0,
    } = JSON.parse(envelope) as Partial<PracticeMessage>;
    return { file, receivedAt, sender, recipients, subject };
  }
}

const refusal = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });
