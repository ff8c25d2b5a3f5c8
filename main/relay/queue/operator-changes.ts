/** What a person does with waiting messages by hand. A change that is not on disk has not happened. */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { DispatchLoop } from './dispatch-loop.ts';
import type { QueuedMessage } from './message.ts';
import type { MessageTable } from './message-table.ts';
import type { Spool } from './spool/spool.ts';

/** What is changed, and who has to know. */
export interface OperatorChangesOptions {
  readonly table: MessageTable;
  readonly spool: Pick<Spool, 'update' | 'finish'>;
  readonly loop: Pick<DispatchLoop, 'schedule' | 'kick' | 'breaker'>;
  readonly journal: JournalWriter;
  readonly clock: Clock;
}

/** Each method resolves to how many messages it changed, and rejects where the disk took no note of it. */
export class OperatorChanges {
  readonly #options: OperatorChangesOptions;

  constructor(options: OperatorChangesOptions) {
    this.#options = options;
  }

  /** Tries these at once, or all; asks the provider too, where it is paused. A restart knows nothing of it. */
  retry(ids?: readonly string[]): number {
    const { table, loop, clock } = this.#options;
    const now = clock.now();
    const chosen = table.choose(ids).filter(({ state }) => state === 'waiting');
    for (const message of chosen) {
      if (message.dueAt <= now) continue;
      message.dueAt = now;
      loop.schedule(message);
    }
    loop.breaker.probeNow();
    loop.kick();
    return chosen.length;
  }

  hold(ids: readonly string[]): Promise<number> {
    const { table } = this.#options;
    return this.#changeAll(ids, 'waiting', (message) => table.setState(message, 'held'));
  }

  release(ids: readonly string[]): Promise<number> {
    const { table, loop, clock } = this.#options;
    return this.#changeAll(ids, 'held', (message) => {
      table.setState(message, 'waiting');
      message.dueAt = clock.now();
      loop.schedule(message);
    });
  }

  async remove(ids: readonly string[]): Promise<number> {
    const chosen = this.#options.table
      .choose(ids)
      .filter(({ state }) => state === 'waiting' || state === 'held');
    await Promise.all(chosen.map((message) => this.#delete(message)));
    return chosen.length;
  }

  async #delete(message: QueuedMessage): Promise<void> {
    const { table, spool, loop, journal } = this.#options;
    const before = message.state;
    // At once, so that nobody begins to send it.
    table.setState(message, 'gone');
    try {
      await spool.finish(message);
    } catch (error) {
      table.setState(message, before);
      loop.schedule(message);
      throw error;
    }
    table.remove(message);
    const to = message.recipients.map(({ address }) => address).join(', ');
    const text = `Deleted by hand: ${message.envelope.sender} to ${to}.`;
    journal.record({ event: 'queue.deleted', id: message.id, level: 'notice', text });
  }

  async #changeAll(
    ids: readonly string[],
    from: 'waiting' | 'held',
    change: (message: QueuedMessage) => void,
  ): Promise<number> {
    const { table, spool, loop } = this.#options;
    const chosen = table.choose(ids).filter(({ state }) => state === from);
    for (const message of chosen) change(message);
    // One by one: of many, those that the disk took note of have changed, whatever becomes of the others.
    const noted = chosen.map((message) =>
      spool.update(message, 'flushed').catch((error: unknown) => {
        this.#changeBack(message, from);
        throw error;
      }),
    );
    const failed = (await Promise.allSettled(noted)).find(({ status }) => status === 'rejected');
    loop.kick();
    if (failed?.status === 'rejected') throw failed.reason;
    return chosen.length;
  }

  /** What the disk does not know must not be told: after a restart it would be otherwise. */
  #changeBack(message: QueuedMessage, state: 'waiting' | 'held'): void {
    if (message.state === 'sending' || message.state === 'gone') return;
    this.#options.table.setState(message, state);
    this.#options.loop.schedule(message);
  }
}
