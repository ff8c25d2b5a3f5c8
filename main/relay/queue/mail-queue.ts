/**
 * The queue: takes messages in, knows which are due, and answers the screens. Owns the table of messages
 * and the schedule; how one is delivered is the courier's, what is on disk is the spool's.
 */
import type { Readable } from 'node:stream';
import { diskSize } from '../../contract/disk-size.ts';
import type { MessageView, QueueCounts, RouteState } from '../../contract/mail.ts';
import type { QueueMatch } from '../../contract/requests.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { Upstream } from '../upstream/route.ts';
import { Courier, type CourierOptions } from './courier.ts';
import { DispatchLoop } from './dispatch-loop.ts';
import { FreeSpace } from './free-space.ts';
import { viewOf, type QueuedMessage, type StateHead } from './message.ts';
import { queueIds, queuePage } from './message-list.ts';
import { MessageTable } from './message-table.ts';
import { OutcomeNotes } from './outcome-notes.ts';
import { newQueueId } from './queue-id.ts';
import type { IncomingMessage, QueueDesk, QueueFilter, QueueIntake, QueuePage } from './queue.ts';
import type { Report, Reporter } from './reporter.ts';
import { SenderReports } from './sender-reports.ts';
import { SpoolIncoming } from './spool/incoming.ts';
import type { SpoolFiles } from './spool/segment-files.ts';
import { Spool, type SpoolSizes } from './spool/spool.ts';

/** What the queue needs of the relay. */
export interface MailQueueOptions {
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly upstream: Upstream;
  readonly mailboxes: Mailboxes;
  readonly hasUser: (name: string) => boolean;
  readonly reporter: Reporter;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly files?: SpoolFiles;
  readonly sizes?: Partial<SpoolSizes>;
}

const noticeCheckMs = 5 * 60_000;

/** The queue as a service: `begin` takes a message in, the desk's methods are an operator's. */
export class MailQueue extends ServiceBase implements QueueIntake, QueueDesk {
  readonly id = 'queue';
  readonly #options: MailQueueOptions;
  readonly #spool: Spool;
  readonly #table = new MessageTable();
  readonly #loop: DispatchLoop;
  readonly #reports: SenderReports;
  readonly #space: FreeSpace;
  #cancelNotices: () => void = () => undefined;

  constructor(options: MailQueueOptions) {
    super();
    this.#options = options;
    this.#spool = new Spool(options);
    this.#space = new FreeSpace(options.folder, options.clock);
    const parts = { ...options, spool: this.#spool };
    const notes = new OutcomeNotes(options.journal);
    const enqueue = (report: Report, settles: StateHead) => this.#enqueueReport(report, settles);
    this.#reports = new SenderReports({ ...parts, enqueue }, notes);
    const onLeft = (message: QueuedMessage): void => this.#table.remove(message);
    const setState: CourierOptions['setState'] = (message, state) =>
      this.#table.setState(message, state);
    this.#loop = new DispatchLoop({
      upstream: options.upstream,
      clock: options.clock,
      journal: options.journal,
      courier: new Courier({ ...parts, onLeft, setState }, notes, this.#reports),
      onChange: () => this.#table.changed.emit(),
    });
  }

  async start(): Promise<void> {
    this.setStatus({ state: 'starting' });
    for (const message of await this.#load()) {
      // A crash came between the last word and the end of the message.
      if (isOver(message)) message.dueAt = this.#options.clock.now();
      this.#admit(message);
    }
    this.#space.watch(() => this.#checkSpool());
    this.#scheduleNotices();
    if (this.#spool.isPaused) this.#loop.breaker.pause();
    this.setStatus({ state: 'running' });
    this.#loop.kick();
  }

  /** Rejects with a ServiceFault; may then be tried again. */
  async #load(): Promise<readonly QueuedMessage[]> {
    try {
      return await this.#spool.load();
    } catch (error) {
      const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
      const detail = `The queue in ${this.#options.folder} cannot be read (${code}). Look at the disk and at who may read the folder. Until then no mail is taken.`;
      this.setStatus({ state: 'failed', detail, errorCode: code });
      throw new ServiceFault(code, detail, error);
    }
  }

  async stop(deadlineMs: number): Promise<void> {
    this.setStatus({ state: 'stopping' });
    this.#space.stop();
    this.#cancelNotices();
    await this.#loop.stop(deadlineMs);
    await this.#spool.close();
    this.setStatus({ state: 'stopped' });
  }

  admission(sizeBytes: number): 'ok' | 'disk-nearly-full' | 'unavailable' {
    const { state } = this.status;
    if (state !== 'running' && state !== 'degraded') return 'unavailable';
    const needed = this.#options.settings.get().limits.minFreeDiskBytes + sizeBytes;
    if (this.#spool.failure !== null) return 'unavailable';
    return this.#space.bytes < needed ? 'disk-nearly-full' : 'ok';
  }

  begin(): IncomingMessage {
    return new SpoolIncoming({
      id: this.#newId(),
      spool: this.#spool,
      now: () => this.#options.clock.now(),
      onSafe: (message) => {
        this.#admit(message);
        this.#loop.kick();
      },
    });
  }

  /** The provider's settings changed: what waited for the old ones tries the new ones at once. */
  providerChanged(): void {
    this.#loop.changeProvider();
  }

  counts(): QueueCounts {
    return this.#table.counts;
  }

  route(): RouteState {
    return this.#loop.breaker.state;
  }

  list(filter: QueueFilter): QueuePage {
    return queuePage(this.#table.all, filter);
  }

  ids(match: QueueMatch): readonly string[] {
    return queueIds(this.#table.all, match);
  }

  get(id: string): MessageView | null {
    const message = this.#table.get(id);
    return message ? viewOf(message) : null;
  }

  async retry(ids?: readonly string[]): Promise<number> {
    const now = this.#options.clock.now();
    const chosen = this.#table.choose(ids).filter(({ state }) => state === 'waiting');
    for (const message of chosen) {
      if (message.dueAt <= now) continue;
      message.dueAt = now;
      this.#loop.schedule(message);
    }
    this.#loop.breaker.probeNow();
    this.#loop.kick();
    return Promise.resolve(chosen.length);
  }

  hold(ids: readonly string[]): Promise<number> {
    return this.#changeAll(ids, 'waiting', (message) => this.#table.setState(message, 'held'));
  }

  release(ids: readonly string[]): Promise<number> {
    return this.#changeAll(ids, 'held', (message) => {
      this.#table.setState(message, 'waiting');
      message.dueAt = this.#options.clock.now();
      this.#loop.schedule(message);
    });
  }

  async remove(ids: readonly string[]): Promise<number> {
    const chosen = this.#table
      .choose(ids)
      .filter(({ state }) => state === 'waiting' || state === 'held');
    await Promise.all(chosen.map((message) => this.#delete(message)));
    return chosen.length;
  }

  async open(id: string): Promise<Readable | null> {
    const message = this.#table.get(id);
    return message ? this.#spool.stream(message) : null;
  }

  async pause(): Promise<void> {
    this.#loop.breaker.pause();
    await this.#spool.setPaused(true);
  }

  async resume(): Promise<void> {
    await this.#spool.setPaused(false);
    this.#loop.breaker.resume();
  }

  onChange(listener: () => void): () => void {
    return this.#table.changed.on(listener);
  }

  #admit(message: QueuedMessage): void {
    this.#table.add(message);
    this.#loop.schedule(message);
  }

  async #enqueueReport({ envelope, body }: Report, settles: StateHead): Promise<void> {
    const head = { id: this.#newId(), at: this.#options.clock.now(), env: envelope };
    const place = { size: body.length, file: null, settles };
    this.#admit(await this.#spool.store({ ...head, ...place }, [body]));
    this.#loop.kick();
  }

  async #delete(message: QueuedMessage): Promise<void> {
    const before = message.state;
    // At once, so that nobody begins to send it.
    this.#table.setState(message, 'gone');
    try {
      await this.#spool.finish(message);
    } catch (error) {
      this.#table.setState(message, before);
      this.#loop.schedule(message);
      throw error;
    }
    this.#table.remove(message);
    const to = message.recipients.map(({ address }) => address).join(', ');
    const text = `Deleted by hand: ${message.envelope.sender} to ${to}.`;
    const { journal } = this.#options;
    journal.record({ event: 'queue.deleted', id: message.id, level: 'notice', text });
  }

  /** A clock that was stepped back could make an id again that still waits. */
  #newId(): string {
    for (;;) {
      const id = newQueueId(this.#options.clock.now());
      if (!this.#table.has(id)) return id;
    }
  }

  async #changeAll(
    ids: readonly string[],
    from: 'waiting' | 'held',
    change: (message: QueuedMessage) => void,
  ): Promise<number> {
    const chosen = this.#table.choose(ids).filter(({ state }) => state === from);
    for (const message of chosen) change(message);
    try {
      await Promise.all(chosen.map((message) => this.#spool.update(message, 'flushed')));
    } catch (error) {
      for (const message of chosen) this.#changeBack(message, from);
      throw error;
    }
    this.#loop.kick();
    return chosen.length;
  }

  /** What the disk does not know must not be told: after a restart it would be otherwise. */
  #changeBack(message: QueuedMessage, state: 'waiting' | 'held'): void {
    if (message.state === 'sending' || message.state === 'gone') return;
    this.#table.setState(message, state);
    this.#loop.schedule(message);
  }

  /** A paused route attempts nothing, yet senders must hear that their mail is late. */
  #scheduleNotices(): void {
    this.#cancelNotices = this.#options.clock.after(noticeCheckMs, () => {
      void this.#noticeDelays().finally(() => {
        this.#scheduleNotices();
      });
    });
  }

  async #noticeDelays(): Promise<void> {
    for (const message of [...this.#table.all]) {
      if (message.state !== 'waiting') continue;
      await this.#reports.noticeDelay(message).catch((error: unknown) => {
        const text = `A delay notice could not be written. ${String(error)}`;
        this.#options.journal.record({ event: 'queue.notice-failed', level: 'error', text });
      });
    }
  }

  /** Shows what keeps mail from being taken. A spool that failed is asked once a second whether it works again. */
  #checkSpool(): void {
    const { state, detail } = this.status;
    if (state !== 'running' && state !== 'degraded') return;
    const trouble = this.#diskTrouble();
    if (trouble === null && state === 'degraded') this.setStatus({ state: 'running' });
    if (trouble !== null && trouble !== detail)
      this.setStatus({ state: 'degraded', detail: trouble });
    if (this.#spool.failure !== null) void this.#spool.probe();
  }

  #diskTrouble(): string | null {
    const { failure } = this.#spool;
    if (failure !== null)
      return `Mail cannot be kept on this computer’s disk: ${reasonOf(failure)}. Senders are asked to try again. Free some space, or check the disk.`;
    const leastBytes = this.#options.settings.get().limits.minFreeDiskBytes;
    if (this.#space.bytes >= leastBytes) return null;
    // Without the present figure: it would change each second.
    return `Less than ${diskSize(leastBytes)} is free on this computer’s disk, so new mail is refused. Free some space.`;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'the write failed';

const isOver = ({ recipients }: QueuedMessage): boolean =>
  recipients.every(({ state }) => state !== 'waiting');
