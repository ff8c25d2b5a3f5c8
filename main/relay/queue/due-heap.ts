/** Messages ordered by when they are due, then by arrival: no message starves behind younger ones. */
import type { QueuedMessage } from './message.ts';

interface Entry {
  readonly message: QueuedMessage;
  readonly dueAt: number;
  readonly order: number;
}

/** A binary heap; an entry whose message was given another time or taken away is skipped when it comes up. */
export class DueHeap {
  readonly #entries: Entry[] = [];
  #order = 0;

  push(message: QueuedMessage): void {
    this.#order += 1;
    this.#entries.push({ message, dueAt: message.dueAt, order: this.#order });
    this.#up(this.#entries.length - 1);
  }

  /** When the first one is due, epoch ms, or null. */
  nextDueAt(): number | null {
    this.#skipStale();
    return this.#entries[0]?.dueAt ?? null;
  }

  /** All that wait here, in no order. */
  waiting(): QueuedMessage[] {
    return this.#entries.filter((entry) => !isStale(entry)).map(({ message }) => message);
  }

  /** Takes the first one if it is due. */
  takeDue(now: number): QueuedMessage | null {
    this.#skipStale();
    const first = this.#entries[0];
    if (!first || first.dueAt > now) return null;
    this.#removeFirst();
    return first.message;
  }

  #skipStale(): void {
    for (;;) {
      const first = this.#entries[0];
      if (!first) return;
      if (!isStale(first)) return;
      this.#removeFirst();
    }
  }

  #removeFirst(): void {
    const last = this.#entries.pop();
    if (last === undefined || this.#entries.length === 0) return;
    this.#entries[0] = last;
    this.#down(0);
  }

  #up(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  #down(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let first = at;
      if (this.#isBefore(left, first)) first = left;
      if (this.#isBefore(right, first)) first = right;
      if (first === at) return;
      this.#swapIfBefore(first, at);
      at = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [x, y] = [this.#entries[a], this.#entries[b]];
    if (!x || !y) return false;
    return x.dueAt < y.dueAt || (x.dueAt === y.dueAt && x.order < y.order);
  }

  #swapIfBefore(a: number, b: number): boolean {
    const [x, y] = [this.#entries[a], this.#entries[b]];
    if (!x || !y || !this.#isBefore(a, b)) return false;
    this.#entries[a] = y;
    this.#entries[b] = x;
    return true;
  }
}

const isStale = ({ message, dueAt }: Entry): boolean =>
  message.state !== 'waiting' || message.dueAt !== dueAt;
