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
  readonly heap: DueHeap;
  readonly courier: Courier;
  readonly onChange: () => void;
}

/** Shorter than what providers allow an idle connection, long enough for the next mail of a busy office. */
const idleMs = 15_000;
/** Where a message went wrong on our side (disk), it waits this long. */
const troubleMs = 60_000;

export class DispatchLoop {
  readonly breaker: RouteBreaker;
  readonly #options: DispatchLoopOptions;
  readonly #idle: { connection: UpstreamConnection; cancel: () => void }[] = [];
  readonly #working = new Set<Promise<void>>();
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
    const done = Promise.allSettled([...this.#working]);
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, deadlineMs))]);
    this.dropConnections();
  }

  #startWorker(first: QueuedMessage): void {
    const work = this.#work(first).catch((error: unknown) => {
      const text = `Sending stopped unexpectedly and goes on with the next message. ${String(error)}`;
      this.#options.journal.record({ event: 'queue.worker-failed', level: 'error', text });
    });
    const tracked = work.finally(() => {
      this.#working.delete(tracked);
      this.kick();
    });
    this.#working.add(tracked);
  }

  async #work(first: QueuedMessage): Promise<void> {
    const { heap, clock } = this.#options;
    const generation = this.#generation;
    let connection: UpstreamConnection | null = this.#takeIdle();
    for (let message: QueuedMessage | null = first; message !== null;) {
      connection = await this.#handle(message, connection);
      if (this.#isStopped || !this.breaker.isOpen) break;
      message = heap.takeDue(clock.now());
    }
    if (connection === null) return;
    if (generation === this.#generation && !this.#isStopped) this.#park(connection);
    else connection.close();
  }

  /** Handles one message; returns the connection if it can be used again. */
  async #handle(
    message: QueuedMessage,
    reused: UpstreamConnection | null,
  ): Promise<UpstreamConnection | null> {
    const { courier, heap, clock } = this.#options;
    let connection = reused?.isUsable === true ? reused : null;
    try {
      await courier.begin(message);
      if (connection === null && courier.needsProvider(message)) {
        connection = await this.#connect(message);
        if (connection === null) return null;
      }
      const result = await courier.attempt(message, connection);
      if (result.outcome === 'route-fault') {
        await courier.takeBack(message);
        heap.push(message);
        this.breaker.trip(result.failure);
        connection?.close();
        return null;
      }
      if (message.state === 'waiting') heap.push(message);
      if (connection?.isUsable === true) return connection;
      connection?.close();
      return null;
    } catch (error) {
      // Our own disk failed under it: the message stays as it is on disk, and is tried again.
      connection?.close();
      this.#putBack(message, clock.now() + troubleMs);
      throw error;
    }
  }

  async #connect(message: QueuedMessage): Promise<UpstreamConnection | null> {
    const { upstream, courier, heap } = this.#options;
    const result = await upstream.connect();
    if (result.outcome === 'connected') return result.connection;
    // Whatever keeps us from connecting is the route's fault, never the message's.
    await courier.attempt(message, null).catch(() => undefined);
    if (message.state !== 'gone') {
      if (message.state === 'sending' || message.state === 'waiting')
        await courier.takeBack(message);
      heap.push(message);
    }
    this.breaker.trip(result.failure);
    return null;
  }

  #putBack(message: QueuedMessage, dueAt: number): void {
    if (message.state === 'gone') return;
    message.dueAt = dueAt;
    message.state = 'waiting';
    this.#options.heap.push(message);
  }

  #takeIdle(): UpstreamConnection | null {
    for (;;) {
      const entry = this.#idle.pop();
      if (!entry) return null;
      entry.cancel();
      if (entry.connection.isUsable) return entry.connection;
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
    const { heap, clock } = this.#options;
    const dueAt = heap.nextDueAt();
    if (dueAt === null || this.#isStopped || this.#working.size > 0) return;
    if (dueAt === this.#timerAt) return;
    this.#cancelTimer();
    this.#timerAt = dueAt;
    this.#cancelTimer = clock.after(Math.max(10, dueAt - clock.now()), () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.kick();
    });
  }
}
