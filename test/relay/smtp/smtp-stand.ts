import type { TestContext } from 'node:test';
import type { SmtpListenerName, SmtpListenerSettings } from '../../../main/contract/settings.ts';
import { Emitter } from '../../../main/relay/lifecycle/emitter.ts';
import { SmtpService } from '../../../main/relay/smtp/smtp-service.ts';
import { makeAuthority, makeServerCertificate } from '../../../main/relay/tls/make-certificates.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { FakeSignIn, FakeUsers, FakeWindows } from '../../helpers/fake-people.ts';
import { FakeQueue } from '../../helpers/fake-queue.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';

export interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for localhost, made new. */
export async function makePair(): Promise<Pair> {
  const authority = await makeAuthority('test', Date.now());
  const names = { dns: ['localhost'], ip: ['127.0.0.1', '::1'] };
  return makeServerCertificate(authority, names, Date.now());
}
let sharedPair: Promise<Pair> | null = null;

/** A listener on a port of its own, with everything behind it in memory: user joe, password secret. */
export class SmtpStand {
  readonly clock = new TestClock();
  readonly settings = new TestSettings();
  readonly users = new FakeUsers();
  readonly signIn = new FakeSignIn(this.users);
  readonly windows = new FakeWindows();
  readonly queue = new FakeQueue();
  readonly journal = new TestJournal();
  readonly lines: { direction: 'in' | 'out'; line: string }[] = [];
  /** Transcripts that were closed. */
  closedTranscripts = 0;
  readonly certificates = new Emitter<Pair>();
  pair: Pair | null = null;
  hostname = 'mail.myclient.com';
  listener: SmtpListenerSettings = { enabled: true, host: '127.0.0.1', port: 0, oldDevices: false };
  readonly service: SmtpService;

  constructor(name: SmtpListenerName) {
    this.users.add('joe', 'secret', 'joe@myclient.com');
    this.settings.change('office', { domains: ['myclient.com'] });
    // Tests let hours pass within a session.
    this.settings.change('limits', { idleSeconds: 24 * 3_600 });
    this.service = new SmtpService({
      name,
      settings: this.settings,
      signIn: this.signIn,
      users: this.users,
      windows: this.windows,
      queue: this.queue,
      journal: this.journal,
      clock: this.clock,
      tls: {
        current: () => this.pair,
        onChange: (listener) => this.certificates.on(listener),
      },
      hostname: () => this.hostname,
      mark: 'abc123',
      listener: () => this.listener,
      watch: {
        begin: () => ({
          line: (direction, line) => this.lines.push({ direction, line }),
          end: () => (this.closedTranscripts += 1),
        }),
      },
    });
  }

  static async start(
    t: TestContext,
    options: { name?: SmtpListenerName; tls?: boolean; oldDevices?: boolean } = {},
  ): Promise<SmtpStand> {
    const name = options.name ?? 'relay';
    const stand = new SmtpStand(name);
    if (options.tls ?? name !== 'relay') stand.pair = await (sharedPair ??= makePair());
    stand.listener = { ...stand.listener, oldDevices: options.oldDevices ?? false };
    await stand.service.start();
    t.after(() => stand.service.stop(1));
    return stand;
  }

  get port(): number {
    return this.service.status.port ?? 0;
  }

  /** joe checked mail from 127.0.0.1 just now. */
  openWindow(): void {
    this.windows.open('127.0.0.1', 'joe', this.clock.now() + 15 * 60_000);
  }

  /** A connection that has heard the greeting. */
  async connect(t: TestContext, options: { tls?: boolean } = {}): Promise<Conversation> {
    const c = await Conversation.open(t, this.port, options);
    await c.hears(/^220 \S+ ESMTP/);
    return c;
  }

  /** A connection that has said EHLO. */
  async greeted(t: TestContext, options: { tls?: boolean } = {}): Promise<Conversation> {
    const c = await this.connect(t, options);
    await c.says('EHLO pc.myclient.com');
    await c.hearsReply('250 ');
    return c;
  }

  /** A connection inside a transaction, ready for the body. */
  async inData(t: TestContext, recipient = 'ann@example.com'): Promise<Conversation> {
    const c = await this.greeted(t);
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250 2.1.0');
    await c.says(`RCPT TO:<${recipient}>`);
    await c.hears('250 2.1.5');
    await c.says('DATA');
    await c.hears('354 ');
    return c;
  }
}

/** AUTH PLAIN's argument. */
export const plain = (user: string, password: string, actAs = ''): string =>
  Buffer.from(`${actAs}\0${user}\0${password}`).toString('base64');

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A fresh transaction up to the answer to its recipient. */
export async function asks(
  c: Conversation,
  from: string,
  to: string,
  reply: string | RegExp,
): Promise<string> {
  await c.says('RSET');
  await c.hears('250');
  await c.says(`MAIL FROM:<${from}>`);
  await c.hears('250 2.1.0');
  await c.says(`RCPT TO:<${to}>`);
  return c.hears(reply);
}
