/** A paused route attempts nothing, yet senders must hear that their mail is late. */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { MessageTable } from './message-table.ts';
import type { SenderReports } from './sender-reports.ts';

/** Whose mail is late, and who writes to them. */
export interface DelayNoticesOptions {
  readonly table: Pick<MessageTable, 'all'>;
  readonly reports: Pick<SenderReports, 'noticeDelay'>;
  readonly journal: JournalWriter;
  readonly clock: Clock;
}

const checkMs = 5 * 60_000;

/** Looks through all waiting mail now and then. */
export class DelayNotices {
  readonly #options: DelayNoticesOptions;
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(options: DelayNoticesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#isStopped = false;
    this.#lookLater();
  }

  /** Begins no other notice; the one that is being written ends. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  #lookLater(): void {
    this.#cancel();
    this.#cancel = this.#options.clock.after(checkMs, () => {
      void this.#look().finally(() => {
        if (!this.#isStopped) this.#lookLater();
      });
    });
  }

  async #look(): Promise<void> {
    const { table, reports, journal } = this.#options;
    for (const message of [...table.all]) {
      if (this.#isStopped) return;
      if (message.state !== 'waiting') continue;
      await reports.noticeDelay(message).catch((error: unknown) => {
        const text = `A delay notice could not be written. ${String(error)}`;
        journal.record({ event: 'queue.notice-failed', level: 'error', text });
      });
    }
  }
}
