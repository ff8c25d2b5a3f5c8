/**
 * The queue: takes messages in, knows which are due, and answers the screens. Owns the table of messages
 * and the schedule; how one is delivered is the courier's, what is on disk is the spool's.
 */
import type { MessageView, QueueCounts, RouteState } from '../../contract/mail.ts';
import type { QueueMatch } from '../../contract/requests.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { ServiceBase } from '../lifecycle/service-base.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import type { Mailboxes } from '../mailboxes/mailboxes.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { Upstream } from '../upstream/route.ts';
import { AttemptBook, type AttemptBookOptions } from './attempt-book.ts';
import { Courier, type UserStanding } from './courier.ts';
import { DelayNotices } from './delay-notices.ts';
import { DiskHealth } from './disk-health.ts';
import { DispatchLoop } from './dispatch-loop.ts';
import { viewOf, type QueuedMessage, type StateHead } from './message.ts';
import { queueIds, queuePage } from './message-list.ts';
import { MessageTable } from './message-table.ts';
import { OperatorChanges } from './operator-changes.ts';
import { OutcomeNotes } from './outcome-notes.ts';
import type { OwnTrouble } from './own-trouble.ts';
import { newQueueId } from './queue-id.ts';
import type {
  BodyCopy,
  IncomingMessage,
  QueueDesk,
  QueueFilter,
  QueueIntake,
  QueuePage,
} from './queue.ts';
import type { Report, Reporter } from './reporter.ts';
import { SenderReports } from './sender-reports.ts';
import { SpoolIncoming } from './spool/incoming.ts';
import type { SpoolFiles } from './spool/segment-files.ts';
import { Spool } from './spool/spool.ts';

/** What the queue needs of the relay. */
export interface MailQueueOptions {
  readonly folder: string;
  readonly settings: SettingsReader;
  readonly upstream: Upstream;
  readonly mailboxes: Mailboxes;
  readonly standingOf: (name: string) => UserStanding;
  readonly reporter: Reporter;
  readonly journal: JournalWriter;
  readonly clock: Clock;
  readonly files?: SpoolFiles;
}

/** The queue as a service: `begin` takes a message in, the desk's methods are an operator's. */
export class MailQueue extends ServiceBase implements QueueIntake, QueueDesk {
  readonly id = 'queue';
  readonly #options: MailQueueOptions;
  readonly #spool: Spool;
  readonly #table = new MessageTable();
  readonly #loop: DispatchLoop;
  readonly #health: DiskHealth;
  readonly #notices: DelayNotices;
  readonly #byHand: OperatorChanges;
  readonly #trouble: OwnTrouble;

  constructor(options: MailQueueOptions) {
    super();
    this.#options = options;
    this.#spool = new Spool(options);
    const parts = { ...options, spool: this.#spool, table: this.#table };
    this.#health = new DiskHealth(parts);
    const notes = new OutcomeNotes(options.journal);
    this.#trouble = notes.trouble;
    const enqueue = (report: Report, settles: StateHead) => this.#enqueueReport(report, settles);
    const reports = new SenderReports({ ...parts, enqueue }, notes);
    this.#notices = new DelayNotices({ ...parts, reports });
    const onLeft = (message: QueuedMessage): void => this.#table.remove(message);
    const setState: AttemptBookOptions['setState'] = (message, state) =>
      this.#table.setState(message, state);
    const book = new AttemptBook({ ...parts, notes, reports, onLeft, setState });
    this.#loop = new DispatchLoop({
      upstream: options.upstream,
      clock: options.clock,
      journal: options.journal,
      courier: new Courier({ ...parts, book, notes }),
      book,
      onChange: () => this.#table.changed.emit(),
    });
    this.#byHand = new OperatorChanges({ ...parts, loop: this.#loop });
  }

  async start(): Promise<void> {
    this.setStatus({ state: 'starting' });
    const messages = await this.#load();
    for (const message of messages) {
      // A crash came between the last word and the end of the message.
      if (isOver(message)) message.dueAt = this.#options.clock.now();
      this.#trouble.note(message);
      this.#loop.schedule(message);
    }
    this.#table.addAll(messages);
    this.#health.watch((trouble) => this.#show(trouble));
    this.#notices.start();
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
    this.#health.stop();
    this.#notices.stop();
    await this.#loop.stop(deadlineMs);
    await this.#spool.close();
    this.setStatus({ state: 'stopped' });
  }

  admission(sizeBytes: number): 'ok' | 'disk-nearly-full' | 'unavailable' {
    const { state } = this.status;
    if (state !== 'running' && state !== 'degraded') return 'unavailable';
    return this.#health.admission(sizeBytes);
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

  trouble(): string | null {
    return this.#trouble.words;
  }

  damage(): string | null {
    return this.#spool.isDamageNew
      ? 'Part of the queue was damaged and put aside, so mail may be missing.'
      : null;
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

  retry(ids?: readonly string[]): Promise<number> {
    return Promise.resolve(this.#byHand.retry(ids));
  }

  hold(ids: readonly string[]): Promise<number> {
    return this.#byHand.hold(ids);
  }

  release(ids: readonly string[]): Promise<number> {
    return this.#byHand.release(ids);
  }

  remove(ids: readonly string[]): Promise<number> {
    return this.#byHand.remove(ids);
  }

  async open(id: string): Promise<BodyCopy | null> {
    const message = this.#table.get(id);
    return message ? this.#spool.copy(message) : null;
  }

  async pause(): Promise<void> {
    const { breaker } = this.#loop;
    // At once: until it is noted nothing more goes out.
    breaker.pause();
    try {
      await this.#spool.setPaused(true);
    } catch (error) {
      // What the disk does not know must not be told: after a restart it would be otherwise.
      if (!this.#spool.isPaused) breaker.resume();
      throw error;
    }
    // Another pause, which could not be noted, may have taken it back.
    breaker.pause();
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

  /** A clock that was stepped back could make an id again that still waits. */
  #newId(): string {
    for (;;) {
      const id = newQueueId(this.#options.clock.now());
      if (!this.#table.has(id)) return id;
    }
  }

  /** Shows what keeps mail from being taken. */
  #show(trouble: string | null): void {
    const { state, detail } = this.status;
    if (state !== 'running' && state !== 'degraded') return;
    if (trouble === null && state === 'degraded') this.setStatus({ state: 'running' });
    if (trouble !== null && trouble !== detail)
      this.setStatus({ state: 'degraded', detail: trouble });
  }
}

const isOver = ({ recipients }: QueuedMessage): boolean =>
  recipients.every(({ state }) => state !== 'waiting');
