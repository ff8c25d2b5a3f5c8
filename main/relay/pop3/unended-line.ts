/** A command that a program sends without its line end, and then waits for the answer for ever. */
import type { Clock } from '../lifecycle/clock.ts';
import type { LineReader } from '../net/line-reader.ts';

/** Evolution 3.46 does so where CAPA has it. */
const command = Buffer.from('UTF8');
/** So long the line end may still be on its way. */
const patienceMs = 500;
const lineEnd = Buffer.from('\r\n');

/** Where the line stands, and what is done with it. */
export interface UnendedLineOptions {
  readonly reader: LineReader;
  readonly clock: Clock;
  /** Something else came meanwhile, or the session ends. */
  readonly isOver: () => boolean;
  /** Takes the commands that are here. */
  readonly work: () => void;
}

/** Ends such a line for the client; where his own line end comes later all the same, it is no second command. */
export class UnendedLine {
  readonly #options: UnendedLineOptions;
  #mayStillEnd = false;

  constructor(options: UnendedLineOptions) {
    this.#options = options;
  }

  get #isHere(): boolean {
    return this.#options.reader.isWaitingFor(command);
  }

  /** To be told when nothing is under way. */
  watch(): void {
    if (!this.#isHere) return;
    const { reader, clock, isOver, work } = this.#options;
    clock.after(patienceMs, () => {
      if (isOver() || !this.#isHere) return;
      this.#mayStillEnd = true;
      reader.push(lineEnd);
      work();
    });
  }

  /** What came, but for a line end that stands for ours. */
  withoutLateEnd(chunk: Buffer): Buffer {
    if (!this.#mayStillEnd) return chunk;
    const [end = ''] = /^\r?\n?/.exec(chunk.toString('latin1', 0, lineEnd.length)) ?? [];
    // Its two octets may come one by one.
    this.#mayStillEnd = end === '\r' && chunk.length === 1;
    return chunk.subarray(end.length);
  }
}
