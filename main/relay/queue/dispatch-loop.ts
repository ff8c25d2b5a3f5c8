/**
 * Sends what is due over a few connections that are kept open, one message at a time each. Owns the
 * connections and the breaker; what an attempt means is the courier's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type { Upstream, UpstreamConnection } from '../upstream/route.ts';
import type { Courier } from './courier.ts';
import type { DueHeap } from './due-heap.ts';
import type { QueuedMessage } from './message.ts';
import { RouteBreaker } from './route-breaker.ts';

export interface DispatchLoopOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  /** Messages that go to the provider. */
  readonly heap: DueHeap;
  /** Messages with recipients here: they need no provider, and do not wait when it is away. */
  readonly localHeap: DueHeap;
  readonly courier: Courier;
  readonly onChange: () => void;
}

/** Shorter than what providers allow an idle connection, long enough for the next mail of a busy office. */
const idleMs = 15_000;
/** Where a message went wrong on our side (disk), it waits this long. */
const troubleMs = 60_000;
/** Deliveries into mailboxes at once: they compete for the same disk. */
const maxLocal = 4;

export class DispatchLoop {
  readonly breaker: RouteBreaker;
  readonly #options: DispatchLoopOptions;
  readonly #idle: { connection: UpstreamConnection; cancel: () => void }[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #delivering = new Set<Promise<void>>();
  #cancelTimer: () => void = () => undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #generation = 0;
  #isStopped = false;

  constructor(options: DispatchLoopOptions) {
    this.#options = options;
    this.breaker = new RouteBreaker({
      clock: options.clock,
      journal: options.journal,
      connect: () => options.upstream.connect(),
      onChange: options.onChange,
      onOpen: (connection) => {
        if (connection) this.#park(connection);
        this.kick();
      },
    });
  }

  /** Something may be due: starts as many workers as there are messages and connections. */
  kick(): void {
    const { heap, clock, upstream } = this.#options;
    this.#deliverLocally();
    while (
      !this.#isStopped &&
      this.breaker.isOpen &&
      this.#working.size < upstream.maxConnections
    ) {
      const message = heap.takeDue(clock.now());
      if (message === null) break;
      this.#startWorker(message);
    }
    this.#setTimer();
  }

  /** Closes idle connections and lets busy ones end with their message: the provider changed. */
  dropConnections(): void {
    this.#generation += 1;
    for (const { connection, cancel } of this.#idle.splice(0)) {
      cancel();
      connection.close();
    }
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    this.breaker.stop();
    this.#cancelTimer();
    const done = Promise.allSettled([...this.#working, ...this.#delivering]);
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, deadlineMs))]);
    this.dropConnections();
  }

  #deliverLocally(): void {
    const { localHeap, clock } = this.#options;
    while (!this.#isStopped && this.#delivering.size < maxLocal) {
      const message = localHeap.takeDue(clock.now());
      if (message === null) return;
      const work = this.#handle(message, null).then(
        () => undefined,
        (error: unknown) => this.#report(error),
      );
      const tracked = work.finally(() => {
        this.#delivering.delete(tracked);
        this.kick();
      });
      this.#delivering.add(tracked);
    }
  }

  #report(error: unknown): void {
    const text = `Sending stopped unexpectedly and goes on with the next message. ${String(error)}`;
    this.#options.journal.record({ event: 'queue.worker-failed', level: 'error', text });
  }

  #startWorker(first: QueuedMessage): void {
    const work = this.#work(first).catch((error: unknown) => this.#report(error));
    const tracked = work.finally(() => {
      this.#working.delete(tracked);
      this.kick();
    });
    this.#working.add(tracked);
  }

  async #work(first: QueuedMessage): Promise<void> {
    const { heap, clock } = this.#options;
    const generation = this.#generation;
    let connection = await this.#takeIdle();
    for (let message: QueuedMessage | null = first; message !== null;) {
      connection = await this.#send(message, connection);
      if (this.#isStopped || !this.breaker.isOpen) break;
      message = heap.takeDue(clock.now());
    }
    if (connection === null) return;
    if (generation === this.#generation && !this.#isStopped) this.#park(connection);
    else connection.close();
  }

  /** Sends one message, connecting where needed; returns the connection if it can be used again. */
  async #send(
    message: QueuedMessage,
    reused: UpstreamConnection | null,
  ): Promise<UpstreamConnection | null> {
    await this.#options.courier.begin(message);
    let connection = reused?.isUsable === true ? reused : null;
    if (connection === null) {
      const result = await this.#options.upstream.connect();
      if (result.outcome === 'failed') {
        // Whatever keeps us from connecting is the route's fault, never the message's.
        await this.#options.courier.takeBack(message);
        this.schedule(message);
        this.breaker.trip(result.failure);
        return null;
      }
      connection = result.connection;
    }
    await this.#handle(message, connection);
    return connection.isUsable ? connection : null;
  }

  /** One attempt and what follows for the schedule. With no connection, only recipients here are tried. */
  async #handle(message: QueuedMessage, connection: UpstreamConnection | null): Promise<void> {
    const { courier, clock } = this.#options;
    try {
      if (connection === null) await courier.begin(message);
      const result = await courier.attempt(message, connection);
      if (result.outcome === 'route-fault') {
        connection?.close();
        await courier.takeBack(message);
        this.breaker.trip(result.failure);
      }
      this.schedule(message);
    } catch (error) {
      // Our own disk failed under it: the message stays as it is on disk, and is tried again.
      connection?.close();
      courier.putBack(message, clock.now() + troubleMs);
      this.schedule(message);
      throw error;
    }
  }

  /** Puts a waiting message where it is taken from when it is due. */
  schedule(message: QueuedMessage): void {
    if (message.state !== 'waiting') return;
    const { heap, localHeap, courier } = this.#options;
    if (courier.needsMailbox(message)) localHeap.push(message);
    else heap.push(message);
  }

  async #takeIdle(): Promise<UpstreamConnection | null> {
    for (;;) {
      const entry = this.#idle.pop();
      if (!entry) return null;
      entry.cancel();
      if (entry.connection.isUsable && (await entry.connection.check())) return entry.connection;
      entry.connection.close();
    }
  }

  #park(connection: UpstreamConnection): void {
    const entry = {
      connection,
      cancel: this.#options.clock.after(idleMs, () => {
        const at = this.#idle.indexOf(entry);
        if (at >= 0) this.#idle.splice(at, 1);
        connection.close();
      }),
    };
    this.#idle.push(entry);
  }

  #setTimer(): void {
    const { heap, localHeap, clock } = this.#options;
    const remoteAt = this.breaker.isOpen ? heap.nextDueAt() : null;
    const localAt = localHeap.nextDueAt();
    const dueAt = Math.min(
      remoteAt ?? Number.POSITIVE_INFINITY,
      localAt ?? Number.POSITIVE_INFINITY,
    );
    if (!Number.isFinite(dueAt) || this.#isStopped || dueAt === this.#timerAt) return;
    // All connections busy: the next one that ends its message looks again.
    if (this.#working.size > 0 && dueAt <= clock.now()) return;
    this.#cancelTimer();
    this.#timerAt = dueAt;
    this.#cancelTimer = clock.after(Math.max(10, dueAt - clock.now()), () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.kick();
    });
  }
}
