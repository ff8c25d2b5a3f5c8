/**
 * Sends to the provider over one connection after the other, message by message, and says what a failure is the fault
 * of. When there is something to send, and through how many at once, is the dispatch loop's.
 */
import type { BodyRelease, DeliveryFailure, UpstreamConnection } from '../upstream/route.ts';
import type { AttemptBook } from './attempt-book.ts';
import type { Courier } from './courier.ts';
import type { DueHeap } from './due-heap.ts';
import type { QueuedMessage } from './message.ts';
import { noNote, PendingNote } from './pending-note.ts';
import { ProviderConnections, type ProviderConnectionsOptions } from './provider-connections.ts';
import { RouteBreaker } from './route-breaker.ts';
import type { FlushedDurability } from './spool/segment-log.ts';

/** What the sender sends, through whom, and whom it tells. */
export interface ProviderSenderOptions extends ProviderConnectionsOptions {
  readonly heap: DueHeap;
  readonly courier: Courier;
  readonly book: AttemptBook;
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
  readonly #connections: ProviderConnections;
  /** Messages that made the provider refuse us, with the answers that there had been by then. */
  readonly #suspects = new WeakMap<QueuedMessage, number>();
  #answers = 0;

  constructor(options: ProviderSenderOptions) {
    this.#options = options;
    this.#connections = new ProviderConnections(options);
    this.breaker = new RouteBreaker({
      clock: options.clock,
      journal: options.journal,
      connect: () => this.#connections.probe(),
      onChange: options.onChange,
      onOpen: (connection) => {
        if (connection) this.#connections.park(connection);
        options.kick();
      },
    });
  }

  /** One message tries out a route that has just come back: the others follow its answer. */
  get mostAtOnce(): number {
    return this.breaker.isUnproven ? 1 : this.#connections.most;
  }

  /** Closes idle connections; a busy one ends with its message, or before the body of it leaves. */
  dropConnections(): void {
    this.#connections.drop();
  }

  /** The provider changed: nothing more goes over connections to the old one, open or still being dialled. */
  changeProvider(): void {
    this.#connections.changeProvider();
  }

  closeBusy(): void {
    this.#connections.closeBusy();
  }

  /**
   * Sends this message and, over the same connection, what else is due. While it is noted what came of one, the
   * envelope of the next is told to the provider; its body leaves when that note is flushed, so that a crash
   * repeats at most one message a connection.
   */
  async work(first: QueuedMessage): Promise<void> {
    const connections = this.#connections;
    const { generation } = connections;
    let connection = await connections.take();
    let note = noNote;
    // Held or deleted by hand since it was taken?
    let message = first.state === 'waiting' && (await this.#begin(first)) ? first : null;
    while (message !== null) {
      const before = note;
      const release = async () => (await before.letsFollow()) && this.#mayLeave(generation);
      connection = await this.#send(message, { reused: connection, generation, release });
      await before.isKept;
      const next = this.#takeNext(generation, connection);
      const begun = next === null ? null : this.#beginTaken(next, generation);
      // Without a connection it was noted already; without a next message nobody waits for the note.
      const durability = next === null ? 'flushed-soon' : 'flushed';
      note = connection === null ? noNote : this.#note(message, durability);
      before.followed();
      message = await begun;
      connection = connections.held(connection);
    }
    const isKept = await note.isKept;
    if (connection !== null) connections.giveBack(connection, generation, isKept);
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
      connection ??= await this.#dialFor(message);
      if (connection === null) return null;
      const attempt = await this.#options.courier.attempt(message, connection, release);
      if (attempt.outcome === 'tried') {
        this.#suspects.delete(message);
        if (attempt.isAnswered) this.#routeWorks();
        return connection;
      }
      this.#connections.close(connection);
      // What a provider says that is not ours any more counts for nothing.
      const isOurs = generation === this.#connections.generation;
      if (attempt.outcome === 'unsent' || !isOurs) await this.#giveBack(message);
      else await this.#blame(attempt.failure, message);
    } catch (error) {
      if (connection) this.#connections.close(connection);
      this.#options.onTrouble(message, error);
    }
    return null;
  }

  /** A new connection; null where there is none, and then the message waits again. */
  async #dialFor(message: QueuedMessage): Promise<UpstreamConnection | null> {
    const result = await this.#connections.dial();
    if (result.outcome === 'connected') return result.connection;
    // Whatever keeps us from connecting is the route's fault, never the message's.
    if (this.#connections.learnLimit(result.failure)) await this.#giveBack(message);
    else await this.#yieldTo(result.failure, message);
    return null;
  }

  /** What is due next, if it may go on. */
  #takeNext(generation: number, connection: UpstreamConnection | null): QueuedMessage | null {
    const { heap, clock } = this.#options;
    const mayDial = this.#connections.inUse < this.mostAtOnce;
    const isGoingOn = this.#isGoingOn(generation) && (connection !== null || mayDial);
    return isGoingOn ? heap.takeDue(clock.now()) : null;
  }

  /** Records the attempt at it, in one write with the note of what went before. */
  async #beginTaken(next: QueuedMessage, generation: number): Promise<QueuedMessage | null> {
    if (!(await this.#begin(next))) return null;
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
    return (
      mayBegin() && !this.breaker.isPausedByHand && generation === this.#connections.generation
    );
  }

  #note(message: QueuedMessage, durability: FlushedDurability): PendingNote {
    return new PendingNote(this.#settle(message, durability), () =>
      this.#options.book.expectNote(),
    );
  }

  /** Notes what came of a message, flushed; false where that could not be done. */
  async #settle(message: QueuedMessage, durability: FlushedDurability): Promise<boolean> {
    try {
      await this.#options.book.settle(message, durability);
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
      await this.#options.book.begin(message);
      return true;
    } catch (error) {
      this.#options.onTrouble(message, error);
      return false;
    }
  }

  /** It was begun, and things changed before it was tried. */
  async #giveBack(message: QueuedMessage): Promise<void> {
    try {
      await this.#options.book.takeBack(message);
      this.#options.schedule(message);
    } catch (error) {
      this.#options.onTrouble(message, error);
    }
  }

  /** The route is at fault: it is paused, and the message waits as if nothing had been tried. */
  async #yieldTo(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    this.#connections.forgetLimit();
    this.breaker.trip(failure);
    await this.#options.book.takeBack(message);
    this.#options.schedule(message);
  }

  /** The same message again, and others were taken in between: then it is the message, not the route. */
  async #blame(failure: DeliveryFailure, message: QueuedMessage): Promise<void> {
    const { courier, schedule } = this.#options;
    const answersThen = this.#suspects.get(message);
    if (answersThen === undefined || answersThen === this.#answers) {
      this.#suspects.set(message, this.#answers);
      await this.#yieldTo(failure, message);
      return;
    }
    this.#suspects.delete(message);
    await courier.postpone(message, failure);
    schedule(message);
  }

  #routeWorks(): void {
    this.#answers += 1;
    if (!this.breaker.isUnproven) return;
    this.breaker.confirm();
    this.#options.kick();
  }
}
