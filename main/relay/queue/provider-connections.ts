/**
 * The connections to the provider: idle, in the hands of a worker, and being dialled. Owns how many there may be and
 * their end; what is sent over one is the sender's.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { Clock } from '../lifecycle/clock.ts';
import type {
  ConnectOutcome,
  DeliveryFailure,
  Upstream,
  UpstreamConnection,
} from '../upstream/route.ts';
import { ConnectionLimit } from './connection-limit.ts';
import { ConnectionPool } from './connection-pool.ts';
import { Dialler } from './dialler.ts';

/** Whose connections they are. */
export interface ProviderConnectionsOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly journal: JournalWriter;
}

/** Who takes one gives it back, or closes it here. */
export class ProviderConnections {
  readonly #dialler: Dialler;
  readonly #pool: ConnectionPool;
  readonly #limit: ConnectionLimit;
  readonly #busy = new Set<UpstreamConnection>();
  #dialling = 0;
  #generation = 0;

  constructor(options: ProviderConnectionsOptions) {
    this.#dialler = new Dialler(options.upstream, options.journal);
    this.#pool = new ConnectionPool(options.clock);
    this.#limit = new ConnectionLimit(options);
  }

  /** Rises when those of before must not be used any more: the provider changed, or we stop. */
  get generation(): number {
    return this.#generation;
  }

  /** So many the provider takes at once, as far as is known. */
  get most(): number {
    return this.#limit.most;
  }

  /** In the hands of a worker, or being dialled for one. */
  get inUse(): number {
    return this.#busy.size + this.#dialling;
  }

  /** An idle one that still listens, or null. */
  async take(): Promise<UpstreamConnection | null> {
    return this.held(await this.#pool.take());
  }

  /** The connection while it can be used. */
  held(connection: UpstreamConnection | null): UpstreamConnection | null {
    if (connection === null) return null;
    if (connection.isUsable) this.#busy.add(connection);
    else this.#busy.delete(connection);
    return connection.isUsable ? connection : null;
  }

  /** A new one for a worker. Never rejects. */
  async dial(): Promise<ConnectOutcome> {
    this.#dialling += 1;
    const result = await this.#dialler.connect();
    this.#dialling -= 1;
    if (result.outcome === 'connected') this.#busy.add(result.connection);
    return result;
  }

  /** Whether the provider is there, asked for nobody in particular; `park` takes the connection. */
  probe(): Promise<ConnectOutcome> {
    return this.#dialler.connect();
  }

  park(connection: UpstreamConnection): void {
    this.#pool.park(connection);
  }

  /** A worker needs it no more. `mayServe`: it is in order, and may serve the next. */
  giveBack(connection: UpstreamConnection, generation: number, mayServe: boolean): void {
    this.#busy.delete(connection);
    if (!mayServe) connection.close();
    if (!connection.isUsable) return;
    if (generation === this.#generation) this.#pool.park(connection);
    else connection.close();
  }

  close(connection: UpstreamConnection): void {
    this.#busy.delete(connection);
    connection.close();
  }

  /** True where the failure says no more than that those in use are enough. */
  learnLimit(failure: DeliveryFailure): boolean {
    return this.#limit.learn(failure, this.inUse);
  }

  forgetLimit(): void {
    this.#limit.forget();
  }

  /** Closes idle connections; a busy one ends with its message, or before the body of it leaves. */
  drop(): void {
    this.#generation += 1;
    this.#pool.closeAll();
  }

  closeBusy(): void {
    for (const connection of this.#busy) connection.close();
  }

  /** The provider changed: nothing more goes over connections to the old one, open or still being dialled. */
  changeProvider(): void {
    this.#limit.forget();
    this.drop();
    this.#dialler.dialAnew();
  }
}
