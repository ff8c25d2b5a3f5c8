/**
 * What the disk knows of attempts: begun, taken back, settled. Each step is written before what follows from it, so
 * that a crash repeats at most what was in flight. How an attempt is made is the courier's.
 */
import type { Clock } from '../lifecycle/clock.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import { waiting, type QueuedMessage } from './message.ts';
import type { OutcomeNotes } from './outcome-notes.ts';
import { ageHours, fairAttempts, waitAfterMs } from './retry-schedule.ts';
import type { SenderReports } from './sender-reports.ts';
import type { FlushedDurability } from './spool/segment-log.ts';
import type { Spool } from './spool/spool.ts';

/** Where attempts are written down, and who is told of what follows. */
export interface AttemptBookOptions {
  readonly spool: Spool;
  readonly settings: SettingsReader;
  readonly clock: Clock;
  readonly notes: OutcomeNotes;
  readonly reports: SenderReports;
  readonly onLeft: (message: QueuedMessage) => void;
  readonly setState: (message: QueuedMessage, state: QueuedMessage['state']) => void;
}

/** Where a method rejects, the disk did not take it, and the message is as it was there. */
export class AttemptBook {
  readonly #options: AttemptBookOptions;

  constructor(options: AttemptBookOptions) {
    this.#options = options;
  }

  /** The message waits, in memory only: after trouble of our own, or where the disk knows the rest. */
  putBack(message: QueuedMessage, dueAt: number): void {
    if (message.state === 'gone') return;
    message.dueAt = dueAt;
    this.#options.setState(message, 'waiting');
  }

  /**
   * Records the attempt before anything is dialled, so that a crash cannot hammer the provider. Flushed where the last
   * flush failed: a disk that takes writes and no flush would let all that waits be sent and none of it be noted.
   */
  async begin(message: QueuedMessage): Promise<void> {
    const { spool, setState } = this.#options;
    message.dueAt = this.#dueAfter(message.attempts);
    message.attempts += 1;
    setState(message, 'sending');
    try {
      await spool.update(message, spool.failure === null ? 'written' : 'flushed');
    } catch (error) {
      // Nothing is dialled then, so that this was no attempt.
      message.attempts -= 1;
      throw error;
    }
  }

  /** Later than this no waiting message is due, unless the clock was set back since its last attempt. */
  latestDueAt(message: QueuedMessage): number {
    return this.#dueAfter(Math.max(0, message.attempts - 1));
  }

  #dueAfter(attempts: number): number {
    const { settings, clock } = this.#options;
    return clock.now() + waitAfterMs(attempts, settings.get().queue);
  }

  /** What comes of a message will be noted as soon as what waits now is; returns the end of that. */
  expectNote(): () => void {
    return this.#options.spool.expect();
  }

  /** The route failed before this message was handled: it gets its attempt back. */
  async takeBack(message: QueuedMessage): Promise<void> {
    const { clock, spool, setState } = this.#options;
    message.attempts = Math.max(0, message.attempts - 1);
    message.dueAt = clock.now();
    const hasProgress = message.recipients.some(({ state }) => state !== 'waiting');
    await spool.update(message, hasProgress ? 'flushed' : 'written');
    setState(message, 'waiting');
  }

  /**
   * The recipients here are done, well or not. It stays in our hands for what follows: deleted by hand in between, it
   * would be sent all the same.
   */
  async noteLocal(message: QueuedMessage): Promise<void> {
    const { spool, reports } = this.#options;
    await reports.payOwed(message);
    await spool.update(message, 'flushed');
  }

  /** Gives up what is too old, writes the reports, and lets the message leave or wait: flushed when it resolves. */
  async settle(message: QueuedMessage, durability: FlushedDurability = 'flushed'): Promise<void> {
    const { spool, clock, settings, notes, reports, onLeft, setState } = this.#options;
    const { queue } = settings.get();
    const age = ageHours(message, clock.now(), queue);
    if (age >= queue.giveUpHours && message.attempts >= fairAttempts(queue))
      for (const recipient of waiting(message)) notes.expired(message, recipient, Math.round(age));
    await reports.payOwed(message);
    if (waiting(message).length === 0) {
      await spool.finish(message, durability);
      setState(message, 'gone');
      onLeft(message);
      return;
    }
    await reports.noticeDelay(message);
    await spool.update(message, durability);
    setState(message, 'waiting');
  }
}
