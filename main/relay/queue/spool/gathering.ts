/**
 * Where a flush takes long, it pays to let those share it who are about to have something to write: connections to
 * the provider that wait for the flush before, and senders who were just told that their message is kept and come with
 * the next one. A disk that is quick is never waited for.
 */

/** A flush under this many ms is over before anybody has come. */
const slowFlushMs = 2;
/** So much of the last flush's time is waited for others, and no longer. */
const share = 0.8;
/** And never longer than this: a disk that stood still, or a computer that slept, tells nothing of the next flush. */
const mostWaitMs = 1_000;
/** What a message takes beside the flush, about: when each of those here has no more of the flush, more gain nothing. */
const messageMs = 0.4;

/** What a test wants otherwise. */
export interface GatheringOptions {
  /** The longest wait. */
  readonly mostMs?: number;
  /** Monotonic ms. */
  readonly now?: () => number;
}

/** Who is about to write, and the wait for them. */
export class Gathering {
  readonly #mostMs: number;
  readonly #now: () => number;
  /** They said so. */
  #coming = new Set<symbol>();
  /** Senders who said nothing, of whom as many came back after the flush before. */
  #hopedFor = 0;
  /** What a flush takes, and what the last one took: one that was slow among quick ones makes no slow disk. */
  #flushMs = 0;
  #lastMs = Number.POSITIVE_INFINITY;
  #flushedAt = Number.NEGATIVE_INFINITY;
  /** Messages that came within the time of a flush after the last one. */
  #cameBack = 0;
  /** Messages that wait for the next one. */
  #here = 0;
  #allCame: () => void = () => undefined;

  constructor({ mostMs = mostWaitMs, now = () => performance.now() }: GatheringOptions = {}) {
    this.#mostMs = mostMs;
    this.#now = now;
  }

  /** Somebody will write once what waits now is flushed; he calls what this returns as he does, or does not. */
  expect(): () => void {
    const one = Symbol('coming');
    this.#coming.add(one);
    return () => {
      if (this.#coming.delete(one)) this.#look();
    };
  }

  /** A message is here, and waits for the next flush. */
  came(): void {
    this.#here += 1;
    if (this.#now() - this.#flushedAt <= this.#flushMs) this.#cameBack += 1;
    if (this.#hopedFor === 0) return;
    this.#hopedFor -= 1;
    this.#look();
  }

  /** What is here is written now: whoever comes from now on waits for the flush after this one. */
  taken(): void {
    this.#here = 0;
  }

  /** Learns how long a flush takes here, in ms; the senders of so many messages are told now that it is over. */
  flushed(tookMs: number, messages: number): void {
    this.#flushMs = Math.min(tookMs, this.#lastMs);
    this.#lastMs = tookMs;
    const enough = Math.ceil(this.#flushMs / messageMs);
    this.#hopedFor = Math.max(0, Math.min(messages, this.#cameBack, enough - this.#here));
    this.#cameBack = 0;
    this.#flushedAt = this.#now();
  }

  /** Resolves when all have come, or they take too long: then they are not waited for again. */
  async wait(): Promise<void> {
    if (this.#isComplete) return;
    if (this.#flushMs >= slowFlushMs) await this.#untilAllCame();
    this.#coming = new Set();
    this.#hopedFor = 0;
  }

  get #isComplete(): boolean {
    return this.#coming.size === 0 && this.#hopedFor === 0;
  }

  #look(): void {
    if (this.#isComplete) this.#allCame();
  }

  #untilAllCame(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(this.#flushMs * share, this.#mostMs));
      this.#allCame = () => {
        clearTimeout(timer);
        this.#allCame = () => undefined;
        // What they write comes within this turn of the loop.
        setImmediate(resolve);
      };
    });
  }
}
