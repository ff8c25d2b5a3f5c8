/**
 * Sends what is due over a few connections that are kept open, one message at a time each. Owns the
 * connections and the breaker; what an attempt means is the courier's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type {
  ConnectOutcome,
  DeliveryFailure,
  Upstream,
  UpstreamConnection,
} from '../upstream/route.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { Courier } from './courier.ts';
import type { DueHeap } from './due-heap.ts';
import type { QueuedMessage } from './message.ts';
import { RouteBreaker } from './route-breaker.ts';

/** What the loop sends, with what, and through whom. */
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

/** Where a message went wrong on our side (disk), it waits this long. */
const troubleMs = 60_000;
/** And all others so long: a disk that takes no notes would make every message be sent twice. */
const restMs = 5_000;
/** The wall clock may be stepped, or the computer have slept: what is due is looked up at least so often. */
const longestWaitMs = 60_000;
/** Deliveries into mailboxes at once: they compete for the same disk. */
const maxLocal = 4;

/** Takes messages from the heaps when they are due and a connection is free. Nothing in it polls. */
export class DispatchLoop {
  readonly breaker: RouteBreaker;
  readonly #options: DispatchLoopOptions;
  readonly #pool: ConnectionPool;
  readonly #working = new Set<Promise<void>>();
  readonly #delivering = new Set<Promise<void>>();
  readonly #busy = new Set<UpstreamConnection>();
  /** Messages that made the provider refuse us, with the answers that there had been by then. */
  readonly #suspects = new Map<string, number>();
  #answers = 0;
  #restUntil = 0;
  #cancelTimer: () => void = () => undefined;
  #timerAt = Number.POSITIVE_INFINITY;
  #generation = 0;
  #isStopped = false;

  constructor(options: DispatchLoopOptions) {
    this.#options = options;
    this.#pool = new ConnectionPool(options.clock);
    this.breaker = new RouteBreaker({
      clock: options.clock,
      journal: options.journal,
      connect: () => this.#connect(),
      onChange: options.onChange,
      onOpen: (connection) => {
        if (connection) this.#pool.park(connection);
        this.kick();
      },
    });
  }

  /** Something may be due: starts as many workers as there are messages and connections. */
  kick(): void {
    const { heap, clock, upstream } = this.#options;
    // One message tries out a route that has just come back: the others follow its answer.
    const most = this.breaker.isUnproven ? 1 : upstream.maxConnections;
    this.#deliverLocally();
    while (this.#mayBegin() && this.breaker.isOpen && this.#working.size < most) {
      const message = heap.takeDue(clock.now());
      if (message === null) break;
      this.#track(this.#working, this.#work(message));
    }
    this.#setTimer();
  }

  /** Closes idle connections and lets busy ones end with their message: the provider changed. */
  dropConnections(): void {
    this.#generation += 1;
    this.#pool.closeAll();
  }

  async stop(deadlineMs: number): Promise<void> {
    this.#isStopped = true;
    this.breaker.stop();
    this.#cancelTimer();
    this.dropConnections();
    const done = Promise.allSettled([...this.#working, ...this.#delivering]);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, deadlineMs, 'late')));
    if ((await Promise.race([done, late])) === 'late')
      for (const connection of this.#busy) connection.close();
    clearTimeout(timer);
  }

  #deliverLocally(): void {
    const { localHeap, clock } = this.#options;
    while (this.#mayBegin() && this.#delivering.size < maxLocal) {
      const message = localHeap.takeDue(clock.now());
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

  async #work(first: QueuedMessage): Promise<void> {
    const generation = this.#generation;
    let connection = await this.#pool.take();
    // Held or deleted by hand since it was taken?
    let message = first.state === 'waiting' && (await this.#begin(first)) ? first : null;
    while (message !== null) {
      connection = await this.#send(message, connection);
      message = await this.#settleAndBegin(message, { connection, generation });
      if (connection?.isUsable !== true) connection = null;
    }
    if (connection === null) return;
    if (generation === this.#generation && !this.#isStopped) this.#pool.park(connection);
    else this.#close(connection);
  }

  /**
   * Sends one message whose attempt is recorded, connecting where needed; returns the connection on which the
   * provider heard of it, or null where the route was at fault and nothing is left to note.
   */
  async #send(
    message: QueuedMessage,
    reused: UpstreamConnection | null,
  ): Promise<UpstreamConnection | null> {
    let connection = reused;
    try {
      const result = connection === null ? await this.#connect() : null;
      if (result?.outcome === 'failed') {
        // Whatever keeps us from connecting is the route's fault, never the message's.
        await this.#yieldTo(result.failure, message);
        return null;
      }
      connection ??= result?.connection ?? null;
      if (connection === null) return null;
      this.#busy.add(connection);
      const attempt = await this.#options.courier.attempt(message, connection);
      this.#busy.delete(connection);
      if (attempt.outcome === 'tried') {
        this.#suspects.delete(message.id);
        if (attempt.isAnswered) this.#routeWorks();
        return connection;
      }
      this.#close(connection);
      await this.#blame(attempt.failure, message);
    } catch (error) {
      if (connection) this.#close(connection);
      this.#ownTrouble(message, error);
    }
    return null;
  }

  /**
   * Notes what came of a message, flushed, and together with it that the next one is tried: one write for both,
   * and one wait. Returns the next one.
   */
  async #settleAndBegin(
    message: QueuedMessage,
    { connection, generation }: { connection: UpstreamConnection | null; generation: number },
  ): Promise<QueuedMessage | null> {
    const { heap, clock, courier } = this.#options;
    const isGoingOn = (): boolean =>
      this.#mayBegin() && this.breaker.isOpen && generation === this.#generation;
    const next = isGoingOn() ? heap.takeDue(clock.now()) : null;
    const begun = next === null ? null : this.#begin(next);
    try {
      // Without a connection it was noted already.
      if (connection !== null) {
        await courier.settle(message);
        this.schedule(message);
      }
    } catch (error) {
      connection?.close();
      this.#ownTrouble(message, error);
    }
    if (next === null || (await begun) !== true) return null;
    if (isGoingOn()) return next;
    await this.#giveBack(next);
    return null;
  }

  /** Records the attempt; false where that could not be noted, and then there is none. */
  async #begin(message: QueuedMessage): Promise<boolean> {
    try {
      await this.#options.courier.begin(message);
      return true;
    } catch (error) {
      this.#ownTrouble(message, error);
      return false;
    }
  }

  /** It was begun, and things changed before it was tried. */
  async #giveBack(message: QueuedMessage): Promise<void> {
    try {
      await this.#options.courier.takeBack(message);
      this.schedule(message);
    } catch (error) {
      this.#ownTrouble(message, error);
    }
  }

  /** The route is at fault: it is paused, and the message waits as if nothing had been tried. */
  async #yieldTo(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    this.breaker.trip(failure);
    await this.#options.courier.takeBack(message);
    this.schedule(message);
  }

  /** The same message again, and others were taken in between: then it is the message, not the route. */
  async #blame(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    const { courier } = this.#options;
    const answersThen = this.#suspects.get(message.id);
    if (answersThen === undefined || answersThen === this.#answers) {
      this.#suspects.set(message.id, this.#answers);
      await this.#yieldTo(failure, message);
      return;
    }
    this.#suspects.delete(message.id);
    await courier.postpone(message, failure);
    this.schedule(message);
  }

  #routeWorks(): void {
    this.#answers += 1;
    if (!this.breaker.isUnproven) return;
    this.breaker.confirm();
    this.kick();
  }

  async #attemptLocal(message: QueuedMessage): Promise<void> {
    const { courier, heap, localHeap } = this.#options;
    try {
      await courier.begin(message);
      await courier.attemptLocal(message);
      if (message.state !== 'waiting' || !courier.needsProvider(message)) this.schedule(message);
      else if (courier.needsUs(message) && !this.breaker.isOpen) localHeap.push(message);
      else {
        // The rest is the provider's part: it is due at once, and this was not an attempt at it.
        await courier.takeBack(message);
        heap.push(message);
      }
    } catch (error) {
      this.#ownTrouble(message, error);
    }
  }

  /** Our own disk failed under it: the message stays as it is on disk, and is tried again. */
  #ownTrouble(message: QueuedMessage, error: unknown): void {
    const { courier, clock, journal } = this.#options;
    const text = `What happened to a message could not be noted on the disk; it is tried again in a minute. ${String(error)}`;
    journal.record({ event: 'queue.disk-failed', level: 'error', id: message.id, text });
    courier.putBack(message, clock.now() + troubleMs);
    this.schedule(message);
    this.#restUntil = clock.now() + restMs;
  }

  /** Never rejects: what keeps us from even trying (a secret that cannot be read) is the route's fault too. */
  async #connect(): Promise<ConnectOutcome> {
    try {
      return await this.#options.upstream.connect();
    } catch (error) {
      const text = `The connection to the provider could not be begun. ${String(error)}`;
      this.#options.journal.record({ event: 'queue.connect-failed', level: 'error', text });
      const failure = { stage: 'connect', responseCode: null, enhancedCode: null } as const;
      return { outcome: 'failed', failure: { ...failure, reply: '', errorCode: 'EINTERNAL' } };
    }
  }

  #close(connection: UpstreamConnection): void {
    this.#busy.delete(connection);
    connection.close();
  }

  /** Puts a waiting message where it is taken from when it is due. */
  schedule(message: QueuedMessage): void {
    if (message.state !== 'waiting') return;
    const { heap, localHeap, courier } = this.#options;
    if (courier.needsUs(message)) localHeap.push(message);
    else heap.push(message);
  }

  #setTimer(): void {
    const { heap, localHeap, clock } = this.#options;
    const remoteAt = this.breaker.isOpen ? heap.nextDueAt() : null;
    const localAt = localHeap.nextDueAt();
    const dueAt = Math.max(
      this.#restUntil,
      Math.min(remoteAt ?? Number.POSITIVE_INFINITY, localAt ?? Number.POSITIVE_INFINITY),
    );
    if (!Number.isFinite(dueAt) || this.#isStopped || dueAt === this.#timerAt) return;
    // All connections busy: the next one that ends its message looks again.
    if (this.#working.size > 0 && dueAt <= clock.now()) return;
    this.#cancelTimer();
    this.#timerAt = dueAt;
    const waitMs = Math.min(longestWaitMs, Math.max(10, dueAt - clock.now()));
    this.#cancelTimer = clock.after(waitMs, () => {
      this.#timerAt = Number.POSITIVE_INFINITY;
      this.kick();
    });
  }
}
