import tls from 'node:tls';
import { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import type { Pop3ListenerName } from '../../../main/contract/settings.ts';
import { Emitter } from '../../../main/relay/lifecycle/emitter.ts';
import type { Maildrop, Mailboxes, OpenOutcome } from '../../../main/relay/mailboxes/mailboxes.ts';
import { Pop3Server } from '../../../main/relay/pop3/server.ts';
import type { Grant, GrantOutcome } from '../../../main/relay/popauth/windows.ts';
import { apopDigest } from '../../../main/relay/users/challenge.ts';
import type { Credentials, SignInOutcome } from '../../../main/relay/users/users.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { TestSettings } from '../../helpers/test-settings.ts';

/** Knows joe (secret, APOP on) and ann (her password holds spaces), or answers as told. */
export class PopSignIn {
  readonly passwords = new Map([
    ['joe', 'secret'],
    ['ann', ' two  words '],
    ['zoe', 'größe'],
  ]);
  answer: SignInOutcome | null = null;
  isBroken = false;
  /** Awaited before each answer. */
  gate: Promise<void> | null = null;

  async check(credentials: Credentials): Promise<SignInOutcome> {
    await this.gate;
    if (this.isBroken) throw new Error('the users file is on fire');
    if (this.answer) return this.answer;
    const password = this.passwords.get(credentials.user);
    if (password === undefined) return { outcome: 'wrong' };
    const isRight =
      credentials.kind === 'password'
        ? credentials.password === password
        : credentials.kind === 'apop' &&
          credentials.user === 'joe' &&
          credentials.digest === apopDigest(credentials.timestamp, password);
    return isRight ? { outcome: 'ok', user: credentials.user } : { outcome: 'wrong' };
  }
}

/** Notes grants and ends; throws on demand. */
export class PopWindows {
  readonly notes: string[] = [];
  isBroken = false;

  grant(grant: Grant): GrantOutcome {
    if (this.isBroken) throw new Error('the store is away');
    this.notes.push(`granted ${grant.user} ${grant.address}`);
    return 'granted';
  }

  sessionEnded(grant: Grant): void {
    if (this.isBroken) throw new Error('the store is away');
    this.notes.push(`ended ${grant.user} ${grant.address}`);
  }
}

/** Mailboxes in memory, one a user; a message is its content or a way to make a stream. */
export class MemoryMailboxes implements Pick<Mailboxes, 'open'> {
  messages: (string | Buffer | (() => Readable))[] = [];
  readonly deleted: number[] = [];
  outcome: OpenOutcome | null = null;
  undeletable = new Set<number>();
  unreadable = new Set<number>();
  isLocked = false;
  openCount = 0;
  /** Awaited before each mailbox opens. */
  gate: Promise<void> | null = null;
  /** Awaited before messages are deleted. */
  commitGate: Promise<void> | null = null;

  async open(): Promise<OpenOutcome> {
    this.openCount += 1;
    await this.gate;
    if (this.outcome) return this.outcome;
    if (this.isLocked) return { outcome: 'in-use' };
    this.isLocked = true;
    return { outcome: 'open', maildrop: this.#maildrop() };
  }

  #maildrop(): Maildrop {
    return {
      messages: this.messages.map((content, index) => ({
        sizeBytes: typeof content === 'function' ? 1 : Buffer.from(content).length,
        uid: `uid-${index + 1}`,
      })),
      read: (index) => {
        const content = this.messages[index]!;
        if (this.unreadable.has(index)) return Promise.reject(new Error('gone'));
        if (typeof content === 'function') return Promise.resolve(content());
        return Promise.resolve(Buffer.from(content));
      },
      commit: async (wanted) => {
        const all = [...wanted];
        await this.commitGate;
        this.deleted.push(...all.filter((index) => !this.undeletable.has(index)));
        const left = all.filter((index) => this.undeletable.has(index));
        return left.map((index) => ({ index, code: 'EBUSY' }));
      },
      release: () => (this.isLocked = false),
    };
  }
}

export interface StandOptions {
  readonly name?: Pop3ListenerName;
  readonly tls?: boolean;
  readonly apop?: boolean;
  readonly hostname?: string;
  readonly host?: string;
  readonly mailboxes?: Pick<Mailboxes, 'open'>;
}

let sharedContext: Promise<tls.SecureContext> | null = null;
const makeContext = async (): Promise<tls.SecureContext> =>
  tls.createSecureContext(await testCertificate({ ip: ['127.0.0.1', '::1'] }));

/** A POP3 listener on a port of its own, with everything behind it in memory. */
export class Pop3Stand {
  readonly clock = new TestClock();
  readonly settings = new TestSettings();
  readonly signIn = new PopSignIn();
  readonly windows = new PopWindows();
  readonly mailboxes = new MemoryMailboxes();
  readonly journal = new TestJournal();
  /** Emits who was removed, disabled or got another password. */
  readonly revoked = new Emitter<string>();
  readonly lines: { direction: 'in' | 'out'; line: string }[] = [];
  /** Transcripts that were closed. */
  closedTranscripts = 0;
  context: tls.SecureContext | null = null;
  readonly server: Pop3Server;

  private constructor(options: StandOptions) {
    this.server = new Pop3Server({
      name: options.name ?? 'pop3',
      settings: this.settings,
      signIn: this.signIn,
      users: { onRevoked: (listener) => this.revoked.on(listener) },
      windows: this.windows,
      mailboxes: options.mailboxes ?? this.mailboxes,
      journal: this.journal,
      clock: this.clock,
      hostname: () => options.hostname ?? 'mail.myclient.com',
      apopOffered: () => options.apop ?? false,
      secureContext: () => this.context,
      listener: () => ({ enabled: true, host: options.host ?? '127.0.0.1', port: 0 }),
      watch: {
        begin: () => ({
          line: (direction, line) => this.lines.push({ direction, line }),
          end: () => (this.closedTranscripts += 1),
        }),
      },
    });
  }

  static async start(t: TestContext, options: StandOptions = {}): Promise<Pop3Stand> {
    const stand = new Pop3Stand(options);
    if (options.tls ?? options.name === 'pop3s')
      stand.context = await (sharedContext ??= makeContext());
    await stand.server.start();
    t.after(() => stand.stop());
    return stand;
  }

  /** Stops without patience. */
  async stop(): Promise<void> {
    const stopped = this.server.stop(1);
    this.clock.advance(10);
    await stopped;
  }

  get port(): number {
    return this.server.status.port ?? 0;
  }

  /** A connection that has heard the greeting. */
  async connect(
    t: TestContext,
    options: { tls?: boolean; host?: string; from?: string } = {},
  ): Promise<Conversation> {
    const c = await Conversation.open(t, this.port, options);
    await c.hears('+OK Mailroom ready');
    return c;
  }

  /** A connection on which joe has signed in. */
  async asJoe(t: TestContext): Promise<Conversation> {
    const c = await this.connect(t);
    await signsIn(c);
    return c;
  }
}

export async function signsIn(c: Conversation, user = 'joe', password = 'secret'): Promise<void> {
  await c.says(`USER ${user}`);
  await c.hears('+OK');
  await c.says(`PASS ${password}`);
  await c.hears(`+OK ${user} has `);
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Waits until something is so that no reply tells. */
export async function becomes(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('it did not become so in 20 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
