import type { TestContext } from 'node:test';
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts';
import type { MessageSource } from '../../../main/relay/mailboxes/mailboxes.ts';
import { MailQueue } from '../../../main/relay/queue/mail-queue.ts';
import type { Envelope, EnvelopeRecipient } from '../../../main/relay/queue/queue.ts';
import { SenderReporter } from '../../../main/relay/queue/report.ts';
import type { SpoolFiles } from '../../../main/relay/queue/spool/segment-files.ts';
import { Spool } from '../../../main/relay/queue/spool/spool.ts';
import type { Upstream } from '../../../main/relay/upstream/route.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { TestJournal } from '../../helpers/test-journal.ts';
import { FakeUpstream } from './fake-upstream.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const minute = 60_000;
export const hour = 60 * minute;

export interface StandOptions {
  readonly folder?: string;
  readonly upstream?: Upstream;
  readonly files?: SpoolFiles;
  readonly settings?: Partial<Settings['queue']>;
  readonly minFreeDiskBytes?: number;
  readonly clock?: TestClock;
}

export interface Mail {
  readonly sender?: string;
  readonly user?: string;
  readonly to?: readonly (string | EnvelopeRecipient)[];
  readonly text?: string;
  readonly dsn?: Envelope['dsn'];
}

/** A queue with a clock that the test turns and a provider that does what it wants; joe is a user here. */
export class QueueStand {
  readonly clock: TestClock;
  readonly journal = new TestJournal();
  readonly folder: string;
  readonly provider: FakeUpstream;
  readonly queue: MailQueue;
  /** What the mailboxes here got: `USER: body`. */
  readonly boxes: string[] = [];
  /** Users who are not simply here. */
  readonly missing = new Map<string, 'gone' | 'unknown'>();
  /** Why a mailbox takes nothing, if it does not. */
  boxFailure: Error | null = null;
  /** Whose mailboxes take nothing. */
  readonly fullBoxes = new Set<string>();
  /** Each delivery waits for it. */
  boxGate: Promise<void> | null = null;

  /** For tests that change them while the queue runs. */
  readonly settings: Omit<Settings, 'limits'> & { readonly limits: Mutable<Settings['limits']> };

  /** Not started yet. */
  constructor(t: TestContext, options: StandOptions) {
    this.folder = options.folder ?? tempFolder(t);
    this.clock = options.clock ?? new TestClock();
    this.provider = new FakeUpstream(this.clock);
    const settings = {
      ...defaultSettings,
      limits: {
        ...defaultSettings.limits,
        minFreeDiskBytes: options.minFreeDiskBytes ?? 0,
      },
      queue: { ...defaultSettings.queue, ...options.settings },
    };
    this.settings = settings;
    const { clock, journal, folder } = this;
    this.queue = new MailQueue({
      ...{ clock, journal, folder },
      settings: { get: () => settings, onChange: () => () => undefined },
      upstream: options.upstream ?? this.provider,
      mailboxes: {
        deliver: (user, message) => this.#deliver(user, message),
        open: () => Promise.resolve({ outcome: 'in-use' }),
        measure: () => Promise.resolve({ messages: 0, sizeBytes: 0 }),
        remove: () => Promise.resolve(),
      },
      standingOf: (name) => this.missing.get(name) ?? 'here',
      reporter: new SenderReporter({
        hostname: () => 'relay.office.example',
        ownerOf: (address) => (address === 'joe@myclient.com' ? 'joe' : null),
        clock,
        giveUpHours: () => settings.queue.giveUpHours,
      }),
      ...(options.files ? { files: options.files } : {}),
    });
  }

  static async start(t: TestContext, options: StandOptions = {}): Promise<QueueStand> {
    const stand = new QueueStand(t, options);
    await stand.queue.start();
    t.after(() => stand.queue.stop(100));
    return stand;
  }

  /** Hands a mail over as SMTP does; resolves to its id, or throws what SMTP would hear. */
  async take(mail: Mail = {}): Promise<string> {
    const incoming = this.queue.begin();
    await incoming.write(Buffer.from(mail.text ?? 'Subject: hello\r\n\r\nHello.\r\n'));
    const outcome = await incoming.commit({
      sender: mail.sender ?? 'joe@myclient.com',
      recipients: (mail.to ?? ['ann@example.net']).map((to) =>
        typeof to === 'string' ? { address: to, localUser: null } : to,
      ),
      user: mail.user ?? 'joe',
      peer: '192.168.1.7',
      bodyType: '7bit',
      smtpUtf8: false,
      ...(mail.dsn ? { dsn: mail.dsn } : {}),
    });
    if (outcome.outcome === 'failed') throw new Error(outcome.detail);
    return outcome.id;
  }

  /** Lets time pass in steps, so that what each moment brings is done before the next. */
  async pass(ms: number, stepMs = ms): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(left, stepMs));
      await this.settle();
    }
  }

  /** Until nothing moves any more: no message is being sent and the disk is at rest. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 4;) {
      const before = this.#activity();
      await new Promise((resolve) => setTimeout(resolve, 1));
      const isAtRest = isDiskAtRest() && this.queue.counts().sending === 0;
      quiet = this.#activity() === before && isAtRest ? quiet + 1 : 0;
    }
  }

  async until(what: string, isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + 20_000; Date.now() < end;) {
      if (isSo()) return;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`Waited in vain for: ${what}. ${this.journal.text()}`);
  }

  /** What stands on the disk now, as a restart after kill -9 would find it. */
  async onDisk() {
    const spool = new Spool({ folder: this.folder, journal: new TestJournal() });
    const messages = await spool.loadReadOnly();
    await spool.close();
    return messages;
  }

  ids(): string[] {
    return this.queue.list({}).messages.map(({ id }) => id);
  }

  async #deliver(user: string, { body, sizeBytes }: MessageSource): Promise<void> {
    const failure = this.fullBoxes.has(user) ? new Error('no space') : this.boxFailure;
    if (failure !== null) {
      // As every mailbox does.
      if (!Buffer.isBuffer(body)) body.destroy();
      throw failure;
    }
    await this.boxGate;
    const chunks = Buffer.isBuffer(body) ? [body] : await body.toArray();
    const octets = Buffer.concat(chunks as Buffer[]);
    if (octets.length !== sizeBytes) throw new Error('The message has another size');
    this.boxes.push(`${user}: ${octets.toString()}`);
  }

  #activity(): string {
    const { waiting, held } = this.queue.counts();
    return [
      ...[waiting, held, this.journal.entries.length, this.boxes.length],
      ...[this.provider.offered.length, this.provider.dialledAt.length],
    ].join();
  }
}

/** Nothing that this process asked of the disk is still to be done; on a busy one a flush may take its time. */
const isDiskAtRest = (): boolean =>
  !process.getActiveResourcesInfo().some((kind) => kind.startsWith('FSReq'));

/** A recipient that is a user here. */
export const local = (user: string): EnvelopeRecipient => ({
  address: `${user}@myclient.com`,
  localUser: user,
});

/** The subject of each report that joe got. */
export const reportsTo = ({ boxes }: QueueStand): string[] =>
  boxes.flatMap((box) => /^Subject: (Your .*)\r$/m.exec(box)?.[1] ?? []);
