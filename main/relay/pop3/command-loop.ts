/**
 * Runs the commands of one connection, one at a time, and keeps the rest waiting. What a command means, and how its
 * answer is sent, is the connection's.
 */
import type { Clock } from '../lifecycle/clock.ts';
import type { LineEvent, LineReader } from '../net/line-reader.ts';

/** So long a client that sends many commands at once keeps all others waiting, until they have a turn. */
const turnMs = 5;

/** What the loop asks of its connection. */
export interface CommandLoopOptions {
  readonly reader: LineReader;
  readonly clock: Clock;
  /** Answers one line; false when no further command may run. */
  readonly run: (event: LineEvent) => boolean | Promise<boolean>;
  /** Nobody is there to answer. */
  readonly isGone: () => boolean;
  /** What waits in line is not taken any more. */
  readonly isStopped: () => boolean;
  /** Nothing is under way, and nothing waits that may run. */
  readonly rested: () => void;
  /** An answer could not be sent by a fault of ours; `rested` follows. */
  readonly broken: (error: unknown) => void;
}

/** Takes lines as they are read; waits only where an answer takes its time. */
export class CommandLoop {
  readonly #options: CommandLoopOptions;
  #isBusy = false;
  /** Monotonic ms since when the commands that are here are worked on without a pause. */
  #turnBeganAt: number;
  #activeAt: number;

  constructor(options: CommandLoopOptions) {
    this.#options = options;
    this.#turnBeganAt = this.#activeAt = options.clock.monotonic();
  }

  /** A command is under way. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Monotonic ms of the last command, or of the last that the client took of an answer. */
  get activeAt(): number {
    return this.#activeAt;
  }

  /** The client took what was sent, or was answered. */
  touch(): void {
    this.#activeAt = this.#options.clock.monotonic();
  }

  /** Something was read while nothing was under way. */
  begin(): void {
    this.#turnBeganAt = this.#options.clock.monotonic();
    this.#work();
  }

  #work(): void {
    this.#isBusy = true;
    try {
      for (;;) {
        if (this.#hasHadItsTurn && this.#options.reader.waitingOctets > 0) {
          this.#letOthersWork();
          return;
        }
        const going = this.#workOne();
        if (typeof going !== 'boolean') {
          this.#goOnAfter(going);
          return;
        }
        if (!going) break;
      }
    } catch (error) {
      this.#broken(error);
      return;
    }
    this.#rest();
  }

  #goOnAfter(answered: Promise<boolean>): void {
    answered.then(
      (isGoing) => (isGoing ? this.#work() : this.#rest()),
      (error: unknown) => this.#broken(error),
    );
  }

  /** False when none is here, or none may run. */
  #workOne(): boolean | Promise<boolean> {
    const event = this.#options.reader.next();
    if (event === null || this.#options.isGone()) return false;
    // RFC 1939 §3 counts from the last command: octets that make none keep nobody here.
    this.touch();
    return this.#options.run(event);
  }

  /** Answers that need no wait come without a pause: a thousand of them in one packet would stop everybody else. */
  get #hasHadItsTurn(): boolean {
    return this.#activeAt - this.#turnBeganAt >= turnMs;
  }

  #letOthersWork(): void {
    setImmediate(() => {
      if (this.#options.isStopped()) this.#rest();
      else this.begin();
    });
  }

  #broken(error: unknown): void {
    this.#options.broken(error);
    this.#rest();
  }

  #rest(): void {
    this.#isBusy = false;
    this.#options.rested();
  }
}
