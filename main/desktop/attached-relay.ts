/**
 * A relay that runs already (a service, a terminal), over its control socket. Looks for it again when it
 * goes away, and says when it hangs. Owns no data and never starts a relay: two owners of one data folder
 * would be worse than none.
 */
import type { JournalEntry } from '../contract/journal.ts';
import { failed, type Result } from '../contract/result.ts';
import { ControlClient } from '../control/socket-client.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';
import { Emitter } from '../relay/lifecycle/emitter.ts';
import { PatientClient } from './patient-client.ts';
import type { LinkState, RelayLink, RequestPush } from './relay-link.ts';

const retryMs = 1_000;

/** The relay of another program. `request` never rejects: while nobody answers it is an error value. */
export class AttachedRelay implements RelayLink {
  readonly kind = 'attached';
  readonly #path: string;
  readonly #version: string;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #entries = new Emitter<JournalEntry>();
  readonly #states = new Emitter<LinkState>();
  #relay: PatientClient | null = null;
  #state: LinkState = 'starting';
  #isStopped = false;
  #cancelRetry: () => void = () => undefined;

  /** `path` is the control socket of the data folder, `version` this program's own. */
  constructor(path: string, version: string, clock: Pick<Clock, 'after'>) {
    this.#path = path;
    this.#version = version;
    this.#clock = clock;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Resolves after the first try, whether or not somebody answered in time. */
  async connect(): Promise<void> {
    const client = await ControlClient.open(this.#path, this.#version);
    if (client === null || this.#isStopped) {
      client?.close();
      this.#lost();
      return;
    }
    const relay = new PatientClient(client, {
      clock: this.#clock,
      onChange: (isAnswering) => this.#become(isAnswering ? 'connected' : 'silent'),
    });
    this.#relay = relay;
    void client.ended.then(() => {
      relay.stop();
      this.#lost();
    });
    const followed = await relay.follow((entry) => this.#entries.emit(entry));
    if (this.#relay !== relay || !relay.isAnswering) return;
    const isOther = !followed.ok && followed.error.code === 'control.other-version';
    this.#become(isOther ? 'other' : 'connected');
  }

  async request(name: string, args: unknown, onPush?: RequestPush): Promise<Result<unknown>> {
    if (this.#relay === null)
      return failed(
        'control.away',
        'The relay that this window shows does not run.',
        'Start it again, or quit Mailroom and start it: then the relay runs inside it.',
      );
    return this.#relay.request(name, args, onPush);
  }

  onEntry(listener: (entry: JournalEntry) => void): () => void {
    return this.#entries.on(listener);
  }

  onState(listener: (state: LinkState) => void): () => void {
    return this.#states.on(listener);
  }

  report(event: string, text: string): void {
    // The journal is the owner's; here the terminal is what remains.
    console.error(`${event}: ${text}`);
  }

  stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelRetry();
    this.#relay?.stop();
    return Promise.resolve();
  }

  #lost(): void {
    this.#relay = null;
    if (this.#isStopped) return;
    this.#become('away');
    this.#cancelRetry = this.#clock.after(retryMs, () => void this.connect());
  }

  #become(state: LinkState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#states.emit(state);
  }
}
