/**
 * Takes messages when they are due: local ones into mailboxes, the others to the provider's sender, as many at
 * once as may be. What an attempt means is the courier's.
 */
import type { Upstream } from '../upstream/route.ts';
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { within } from '../lifecycle/within.ts';
import type { AttemptBook } from './attempt-book.ts';
import type { Courier } from './courier.ts';
import { DueHeap } from './due-heap.ts';
import { needsProvider, needsUs, type QueuedMessage } from './message.ts';
import { ProviderSender } from './provider-sender.ts';
import type { RouteBreaker } from './route-breaker.ts';

/** What the loop sends, with what, and through whom. */
export interface DispatchLoopOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  readonly courier: Courier;
  readonly book: AttemptBook;
  readonly onChange: () => void;
}

/** Where a message went wrong on our side (disk), it waits this long. */
const troubleMs = 60_000;
/** And all others so long: a disk that takes no notes would make every message be sent twice. */
const restMs = 5_000;
/** The wall clock may be stepped, or the computer have slept: what is due is looked up at least so often. */
const longestWaitMs = 60_000;
/** Deliveries into mailboxes at once: they compete for the same disk. */
const maxLocal = 4;

/** Kept of the time for a stop, to note what came of the connections that are cut then: the spool closes next. */
const notingShare = 0.25;

/** Nothing in it polls. */
export class DispatchLoop {
  readonly #options: DispatchLoopOptions;
  readonly #sender: ProviderSender;
  /** Messages that go to the provider. */
  readonly #heap = new DueHeap();
  /** Messages with recipients here: they need no provider, and do not wait when it is away. */
  readonly #localHeap = new DueHeap();
  readonly #sending = new Set<Promise<void>>();
  readonly #delivering = new Set<Promise<void>>();
  #restUntil = 0;
  /** Monotonic ms. */
  #pulledInAt = 0;
  #cancelTimer: () => void = () => undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #isStopped = false;

  constructor(options: DispatchLoopOptions) {
    this.#options = options;
    this.#sender = new ProviderSender({
      ...options,
      heap: this.#heap,
      mayBegin: () => this.#mayBegin(),
      schedule: (message) => this.schedule(message),
      kick: () => this.kick(),
      onTrouble: (message, error) => this.#ownTrouble(message, error),
    });
  }

  get breaker(): RouteBreaker {
    return this.#sender.breaker;
  }

  /** Something may be due: starts as many workers as there are messages and connections. */
  kick(): void {
    const { clock } = this.#options;
    const most = this.#sender.mostAtOnce;
    this.#deliverLocally();
    while (this.#mayBegin() && this.breaker.isOpen && this.#sending.size < most) {
      const message = this.#heap.takeDue(clock.now());
      if (message === null) break;
      this.#track(this.#sending, this.#sender.work(message));
    }
    this.#setTimer();
  }

  /** Puts a waiting message where it is taken from when it is due. */
  schedule(message: QueuedMessage): void {
    if (message.state !== 'waiting') return;
    if (needsUs(message)) this.#localHeap.push(message);
    else this.#heap.push(message);
  }

  /** What waited for the old provider tries the new one at once. */
  changeProvider(): void {
    this.#sender.changeProvider();
    this.breaker.beginAnew();
    this.kick();
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    this.breaker.stop();
    this.#cancelTimer();
    this.#sender.dropConnections();
    const done = Promise.allSettled([...this.#sending, ...this.#delivering]);
    const notingMs = deadlineMs * notingShare;
    if (await within(done, deadlineMs - notingMs, stopTimer)) return;
    this.#sender.closeBusy();
    await within(done, notingMs, stopTimer);
  }

  #deliverLocally(): void {
    while (this.#mayBegin() && this.#delivering.size < maxLocal) {
      const message = this.#localHeap.takeDue(this.#options.clock.now());
      if (message === null) return;
      this.#track(this.#delivering, this.#attemptLocal(message));
    }
  }

  /** Not after the stop, and not while our own disk takes nothing: what was sent could not be noted. */
  #mayBegin(): boolean {
    return !this.#isStopped && this.#options.clock.now() >= this.#restUntil;
  }

  #track(set: Set<Promise<void>>, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        const text = `Sending stopped unexpectedly and goes on with the next message. ${String(error)}`;
        this.#options.journal.record({ event: 'queue.worker-failed', level: 'error', text });
      })
      .finally(() => {
        set.delete(tracked);
        this.kick();
      });
    set.add(tracked);
  }

  async #attemptLocal(message: QueuedMessage): Promise<void> {
    const { courier, book } = this.#options;
    try {
      await book.begin(message);
      await courier.attemptLocal(message);
      if (!needsProvider(message)) this.schedule(message);
      else if (needsUs(message) && !this.breaker.isOpen) {
        book.putBack(message, message.dueAt);
        this.schedule(message);
      } else {
        // The rest is the provider's part: it is due at once, and this was not an attempt at it.
        await book.takeBack(message);
        this.#heap.push(message);
      }
    } catch (error) {
      this.#ownTrouble(message, error);
    }
  }

  /** Our own disk failed under it: the message stays as it is on disk, and is tried again. */
  #ownTrouble(message: QueuedMessage, error: unknown): void {
    const { book, clock, journal } = this.#options;
    const text = `What happened to a message could not be noted on the disk; it is tried again in a minute. ${String(error)}`;
    journal.record({ event: 'queue.disk-failed', level: 'error', id: message.id, text });
    book.putBack(message, clock.now() + troubleMs);
    this.schedule(message);
    this.#restUntil = clock.now() + restMs;
  }

  /** When something is due that nobody sees to before: who is busy now looks again when it ends. */
  #nextLookAt(): number {
    const now = this.#options.clock.now();
    const lookAt = (heap: DueHeap, busy: ReadonlySet<unknown>): number => {
      const dueAt = heap.nextDueAt() ?? Number.POSITIVE_INFINITY;
      const isSeenTo = busy.size > 0 && Math.max(dueAt, this.#restUntil) <= now;
      return isSeenTo ? Number.POSITIVE_INFINITY : dueAt;
    };
    const remoteAt = this.breaker.isOpen
      ? lookAt(this.#heap, this.#sending)
      : Number.POSITIVE_INFINITY;
    return Math.max(this.#restUntil, Math.min(remoteAt, lookAt(this.#localHeap, this.#delivering)));
  }

  /** A clock that was set back by a day, or a year, must not make mail wait so long. Looked at once a minute. */
  #pullIn(): void {
    const { clock, book } = this.#options;
    if (clock.monotonic() < this.#pulledInAt + longestWaitMs) return;
    this.#pulledInAt = clock.monotonic();
    this.#restUntil = Math.min(this.#restUntil, clock.now() + restMs);
    for (const heap of [this.#heap, this.#localHeap])
      for (const message of heap.waiting()) {
        const latest = book.latestDueAt(message);
        if (message.dueAt <= latest) continue;
        message.dueAt = latest;
        heap.push(message);
      }
  }

  #setTimer(): void {
    const { clock } = this.#options;
    const dueAt = this.#nextLookAt();
    if (!Number.isFinite(dueAt) || this.#isStopped || dueAt === this.#timerAt) return;
    this.#cancelTimer();
    this.#timerAt = dueAt;
    const waitMs = Math.min(longestWaitMs, Math.max(10, dueAt - clock.now()));
    this.#cancelTimer = clock.after(waitMs, () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.#pullIn();
      this.kick();
    });
  }
}

/** Keeps the process alive, unlike the clock's: a stop may wait for nothing else. */
const stopTimer: Pick<Clock, 'after'> = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
