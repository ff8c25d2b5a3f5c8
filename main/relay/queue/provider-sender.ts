/**
 * Sends to the provider over one connection after the other, message by message. Owns the connections; when
 * there is something to send, and through how many at once, is the dispatch loop's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type {
  BodyRelease,
  ConnectOutcome,
  DeliveryFailure,
  Upstream,
  UpstreamConnection,
} from '../upstream/route.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { ConnectionPool } from './connection-pool.ts';
import type { Courier } from './courier.ts';
import { Dialler } from './dialler.ts';
import type { DueHeap } from './due-heap.ts';
import type { QueuedMessage } from './message.ts';
import { noNote, PendingNote } from './pending-note.ts';
import { RouteBreaker } from './route-breaker.ts';

/** What the sender sends, through whom, and whom it tells. */
export interface ProviderSenderOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly journal: JournalWriter;
  readonly heap: DueHeap;
  readonly courier: Courier;
  readonly onChange: () => void;
  /** Another message may be begun: not after the stop, nor while our own disk takes nothing. */
  readonly mayBegin: () => boolean;
  readonly schedule: (message: QueuedMessage) => void;
  /** More can be sent than before. */
  readonly kick: () => void;
  /** Our own disk failed under a message. */
  readonly onTrouble: (message: QueuedMessage, error: unknown) => void;
}

/** Over which connection, for which provider, and when the body may leave. */
interface SendOptions {
  readonly reused: UpstreamConnection | null;
  readonly generation: number;
  readonly release: BodyRelease;
}

/** `work` takes messages as long as there are any that are due and the route is open; it never rejects for the route. */
export class ProviderSender {
  readonly breaker: RouteBreaker;
  readonly #options: ProviderSenderOptions;
  readonly #dialler: Dialler;
  readonly #pool: ConnectionPool;
  /** Connections in the hands of a worker. */
  readonly #busy = new Set<UpstreamConnection>();
  #dialling = 0;
  readonly #limit: ConnectionLimit;
  /** Messages that made the provider refuse us, with the answers that there had been by then. */
  readonly #suspects = new Map<string, number>();
  #answers = 0;
  /** Rises when connections must not be used any more: the provider changed, or we stop. */
  #generation = 0;

  constructor(options: ProviderSenderOptions) {
    this.#options = options;
    this.#dialler = new Dialler(options.upstream, options.journal);
    this.#pool = new ConnectionPool(options.clock);
    this.#limit = new ConnectionLimit(options);
    this.breaker = new RouteBreaker({
      clock: options.clock,
      journal: options.journal,
      connect: () => this.#dialler.connect(),
      onChange: options.onChange,
      onOpen: (connection) => {
        if (connection) this.#pool.park(connection);
        options.kick();
      },
    });
  }

  /** One message tries out a route that has just come back: the others follow its answer. */
  get mostAtOnce(): number {
    return this.breaker.isUnproven ? 1 : this.#limit.most;
  }

  /** Closes idle connections; a busy one ends with its message, or before the body of it leaves. */
  dropConnections(): void {
    this.#generation += 1;
    this.#pool.closeAll();
  }

  /** The provider changed: nothing more goes over connections to the old one, open or still being dialled. */
  changeProvider(): void {
    this.#limit.forget();
    this.dropConnections();
    this.#dialler.dialAnew();
  }

  closeBusy(): void {
    for (const connection of this.#busy) connection.close();
  }

  /**
   * Sends this message and, over the same connection, what else is due. While it is noted what came of one, the
   * envelope of the next is told to the provider; its body leaves when that note is flushed, so that a crash
   * repeats at most one message a connection.
   */
  async work(first: QueuedMessage): Promise<void> {
    const generation = this.#generation;
    let connection = this.#held(await this.#pool.take());
    let note = noNote;
    // Held or deleted by hand since it was taken?
    let message = first.state === 'waiting' && (await this.#begin(first)) ? first : null;
    while (message !== null) {
      const before = note;
      const release = async () => (await before.letsFollow()) && this.#mayLeave(generation);
      connection = await this.#send(message, { reused: connection, generation, release });
      await before.isKept;
      const begun = this.#beginNext(generation, connection);
      // Without a connection it was noted already.
      note = connection === null ? noNote : this.#note(message);
      before.followed();
      message = await begun;
      connection = this.#held(connection);
    }
    const isKept = await note.isKept;
    if (connection === null) return;
    this.#busy.delete(connection);
    if (!isKept) connection.close();
    if (!connection.isUsable) return;
    if (generation === this.#generation) this.#pool.park(connection);
    else connection.close();
  }

  /** The connection while it can be used. */
  #held(connection: UpstreamConnection | null): UpstreamConnection | null {
    if (connection === null) return null;
    if (connection.isUsable) this.#busy.add(connection);
    else this.#busy.delete(connection);
    return connection.isUsable ? connection : null;
  }

  /**
   * Sends one message whose attempt is recorded, connecting where needed; returns the connection on which the
   * provider heard of it, or null where the route was at fault and nothing is left to note.
   */
  async #send(
    message: QueuedMessage,
    { reused, generation, release }: SendOptions,
  ): Promise<UpstreamConnection | null> {
    let connection = reused;
    try {
      const result = connection === null ? await this.#dial() : null;
      if (result?.outcome === 'failed') {
        // Whatever keeps us from connecting is the route's fault, never the message's.
        const others = this.#busy.size + this.#dialling;
        if (this.#limit.learn(result.failure, others)) await this.#giveBack(message);
        else await this.#yieldTo(result.failure, message);
        return null;
      }
      connection ??= result?.connection ?? null;
      if (connection === null) return null;
      this.#busy.add(connection);
      const attempt = await this.#options.courier.attempt(message, connection, release);
      if (attempt.outcome === 'tried') {
        this.#suspects.delete(message.id);
        if (attempt.isAnswered) this.#routeWorks();
        return connection;
      }
      this.#close(connection);
      // What a provider says that is not ours any more counts for nothing.
      const isOurs = generation === this.#generation;
      if (attempt.outcome === 'withheld' || !isOurs) await this.#giveBack(message);
      else await this.#blame(attempt.failure, message);
    } catch (error) {
      if (connection) this.#close(connection);
      this.#options.onTrouble(message, error);
    }
    return null;
  }

  async #dial(): Promise<ConnectOutcome> {
    this.#dialling += 1;
    try {
      return await this.#dialler.connect();
    } finally {
      this.#dialling -= 1;
    }
  }

  /** Records the attempt at what is due next, in one write with the note of what went before; null where nothing is. */
  async #beginNext(
    generation: number,
    connection: UpstreamConnection | null,
  ): Promise<QueuedMessage | null> {
    const { heap, clock } = this.#options;
    const mayDial = this.#busy.size + this.#dialling < this.mostAtOnce;
    const isGoingOn = this.#isGoingOn(generation) && (connection !== null || mayDial);
    const next = isGoingOn ? heap.takeDue(clock.now()) : null;
    if (next === null || !(await this.#begin(next))) return null;
    if (this.#isGoingOn(generation)) return next;
    await this.#giveBack(next);
    return null;
  }

  #isGoingOn(generation: number): boolean {
    return this.breaker.isOpen && this.#mayLeave(generation);
  }

  /** Another connection's trouble does not break this one off, whose provider waits for the body. */
  #mayLeave(generation: number): boolean {
    const { mayBegin } = this.#options;
    return mayBegin() && !this.breaker.isPausedByHand && generation === this.#generation;
  }

  #note(message: QueuedMessage): PendingNote {
    return new PendingNote(this.#settle(message), () => this.#options.courier.expectNote());
  }

  /** Notes what came of a message, flushed; false where that could not be done. */
  async #settle(message: QueuedMessage): Promise<boolean> {
    try {
      await this.#options.courier.settle(message);
      this.#options.schedule(message);
      return true;
    } catch (error) {
      this.#options.onTrouble(message, error);
      return false;
    }
  }

  /** Records the attempt; false where that could not be noted, and then there is none. */
  async #begin(message: QueuedMessage): Promise<boolean> {
    try {
      await this.#options.courier.begin(message);
      return true;
    } catch (error) {
      this.#options.onTrouble(message, error);
      return false;
    }
  }

  /** It was begun, and things changed before it was tried. */
  async #giveBack(message: QueuedMessage): Promise<void> {
    try {
      await this.#options.courier.takeBack(message);
      this.#options.schedule(message);
    } catch (error) {
      this.#options.onTrouble(message, error);
    }
  }

  /** The route is at fault: it is paused, and the message waits as if nothing had been tried. */
  async #yieldTo(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    this.#limit.forget();
    this.breaker.trip(failure);
    await this.#options.courier.takeBack(message);
    this.#options.schedule(message);
  }

  /** The same message again, and others were taken in between: then it is the message, not the route. */
  async #blame(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    const { courier, schedule } = this.#options;
    const answersThen = this.#suspects.get(message.id);
    if (answersThen === undefined || answersThen === this.#answers) {
      this.#suspects.set(message.id, this.#answers);
      await this.#yieldTo(failure, message);
      return;
    }
    this.#suspects.delete(message.id);
    await courier.postpone(message, failure);
    schedule(message);
  }

  #routeWorks(): void {
    this.#answers += 1;
    if (!this.breaker.isUnproven) return;
    this.breaker.confirm();
    this.#options.kick();
  }

  #close(connection: UpstreamConnection): void {
    this.#busy.delete(connection);
    connection.close();
  }
}
