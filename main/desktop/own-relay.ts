/** The relay that runs in this program, behind the same door as one that runs elsewhere. */
import type { Relay } from '../compose.ts';
import type { JournalEntry } from '../contract/journal.ts';
import type { Pushes } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import { messageOf } from '../contract/thrown.ts';
import { keepHeapSmall } from '../memory.ts';
import { Emitter } from '../relay/lifecycle/emitter.ts';
import type { LinkState, RelayLink, RequestPush } from './relay-link.ts';

/** Starts, asks and stops the relay of this program. `request` never rejects. */
export class OwnRelay implements RelayLink {
  readonly kind = 'own';
  readonly #relay: Relay;
  readonly #release: () => void;
  readonly #entries = new Emitter<JournalEntry>();
  readonly #states = new Emitter<LinkState>();
  #state: LinkState = 'starting';
  #started: Promise<void> | null = null;

  /** `release` gives the data folder back after the stop. */
  constructor(relay: Relay, release: () => void) {
    this.#relay = relay;
    this.#release = release;
    relay.journal.onEntry((entry) => this.#entries.emit(entry));
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Rejects when the data folder cannot be used; a port that is taken is a failed service, no rejection. */
  start(): Promise<void> {
    this.#started ??= this.#relay.start().then(() => {
      keepHeapSmall();
      this.#state = 'connected';
      this.#states.emit('connected');
    });
    return this.#started;
  }

  /** A page can be quicker than the relay: what it asks waits until the stores are read. */
  async request(
    name: string,
    args: unknown,
    onPush: RequestPush = () => undefined,
  ): Promise<Result<unknown>> {
    try {
      await this.#started;
    } catch (error) {
      return failed('internal', messageOf(error));
    }
    return this.#relay.desk.handle(name, args, {
      push: <P extends keyof Pushes>(push: P, value: Pushes[P]) => onPush(push, value),
      onEnd: () => undefined,
    });
  }

  onEntry(listener: (entry: JournalEntry) => void): () => void {
    return this.#entries.on(listener);
  }

  onState(listener: (state: LinkState) => void): () => void {
    return this.#states.on(listener);
  }

  report(event: string, text: string): void {
    this.#relay.journal.record({ event, level: 'warning', text });
  }

  async stop(deadlineMs: number): Promise<void> {
    try {
      await this.#relay.stop(deadlineMs);
    } finally {
      this.#release();
    }
  }
}
