/** The messages of the queue by id, with how many are in which state. All changes of state pass here. */
import type { QueueCounts } from '../../contract/mail.ts';
import { Emitter } from '../lifecycle/emitter.ts';
import type { QueuedMessage } from './message.ts';

/** In the order in which they came. */
export class MessageTable {
  readonly changed = new Emitter<void>();
  readonly #messages = new Map<string, QueuedMessage>();
  readonly #counts = { waiting: 0, sending: 0, held: 0 };

  get counts(): QueueCounts {
    return { ...this.#counts };
  }

  get all(): IterableIterator<QueuedMessage> {
    return this.#messages.values();
  }

  has(id: string): boolean {
    return this.#messages.has(id);
  }

  get(id: string): QueuedMessage | undefined {
    return this.#messages.get(id);
  }

  /** Those of the ids that are here, each once; without ids, all. */
  choose(ids?: readonly string[]): QueuedMessage[] {
    if (ids === undefined) return [...this.#messages.values()];
    return [...new Set(ids)].flatMap((id) => this.#messages.get(id) ?? []);
  }

  add(message: QueuedMessage): void {
    this.addAll([message]);
  }

  /** Told as one change. */
  addAll(messages: readonly QueuedMessage[]): void {
    for (const message of messages) {
      this.#messages.set(message.id, message);
      if (message.state !== 'gone') this.#counts[message.state] += 1;
    }
    this.changed.emit();
  }

  remove(message: QueuedMessage): void {
    this.#messages.delete(message.id);
  }

  setState(message: QueuedMessage, state: QueuedMessage['state']): void {
    if (message.state !== 'gone') this.#counts[message.state] -= 1;
    message.state = state;
    if (state !== 'gone') this.#counts[state] += 1;
    this.changed.emit();
  }
}
