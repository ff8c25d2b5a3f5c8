/**
 * Keeps the latest status for tray and notices. Asks soon after something happened, and now and then in any
 * case; a busy relay is asked once in two seconds, however much it does.
 */
import type { StatusView } from '../contract/status.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';
import { Emitter } from '../relay/lifecycle/emitter.ts';
import type { RelayLink } from './relay-link.ts';

const soonMs = 300;
const busyMs = 2_000;
const idleMs = 15_000;

/** The status as it was last told; null until then, and while the relay is away. */
export class StatusWatch {
  readonly #link: Pick<RelayLink, 'request' | 'onEntry' | 'onState' | 'state'>;
  readonly #clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly #changed = new Emitter<StatusView | null>();
  #status: StatusView | null = null;
  #askedAt = -Infinity;
  /** When the answer that stands was asked for. */
  #answeredAt = -Infinity;
  #dueAt = Infinity;
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(
    link: Pick<RelayLink, 'request' | 'onEntry' | 'onState' | 'state'>,
    clock: Pick<Clock, 'after' | 'monotonic'>,
  ) {
    this.#link = link;
    this.#clock = clock;
  }

  get status(): StatusView | null {
    return this.#status;
  }

  onChange(listener: (status: StatusView | null) => void): () => void {
    return this.#changed.on(listener);
  }

  start(): void {
    this.#link.onEntry(() => this.soon());
    this.#link.onState((state) => {
      if (state !== 'connected') this.#become(null);
      this.soon();
    });
    this.#plan(0);
  }

  /** What is still on its way is told to nobody: a relay that ends is no trouble. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Something changed: ask, but not more often than a person can see. */
  soon(): void {
    const sinceMs = this.#clock.monotonic() - this.#askedAt;
    this.#plan(Math.max(soonMs, busyMs - sinceMs));
  }

  #plan(delayMs: number): void {
    const at = this.#clock.monotonic() + delayMs;
    if (this.#isStopped || at >= this.#dueAt) return;
    this.#cancel();
    this.#dueAt = at;
    this.#cancel = this.#clock.after(delayMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    this.#dueAt = Infinity;
    const askedAt = this.#clock.monotonic();
    this.#askedAt = askedAt;
    // Planned now: an answer that never comes must not be the last that is asked for.
    this.#plan(idleMs);
    const result = await this.#link.request('status:get', {});
    if (this.#link.state !== 'connected' || askedAt < this.#answeredAt) return;
    this.#answeredAt = askedAt;
    this.#become(result.ok ? (result.value as StatusView) : null);
  }

  #become(status: StatusView | null): void {
    if (this.#isStopped) return;
    this.#status = status;
    this.#changed.emit(status);
  }
}
