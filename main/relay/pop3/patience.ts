/** How much a session bears of its client, so that no guessing or babbling goes on for ever. */
import type { Answer } from './answer.ts';
import type { SessionState } from './commands.ts';
import { replies } from './replies.ts';

/** Refusals one after the other, without one command between that was right. */
const maxErrors = 20;

/** Counts commands before sign-in, and refusals in a row. */
export class Patience {
  readonly #mostBeforeSignIn: number;
  #beforeSignIn = 0;
  #errors = 0;

  constructor(mostBeforeSignIn: number) {
    this.#mostBeforeSignIn = mostBeforeSignIn;
  }

  /** Counts a command that came before sign-in; false when there were too many. */
  bearsAnotherBeforeSignIn(): boolean {
    this.#beforeSignIn += 1;
    return this.#beforeSignIn <= this.#mostBeforeSignIn;
  }

  /** The answer that is given: this one, or the goodbye after too many refusals. */
  answered(state: SessionState, answer: Answer): Answer {
    if (!answer.line.startsWith('-')) {
      // Before sign-in nothing makes good for errors: their number has its own bound anyway.
      if (state === 'transaction') this.#errors = 0;
      return answer;
    }
    // Our fault: a program that asks for all its messages must get to those behind the ones that are gone.
    if (answer.line === replies.gone) return answer;
    this.#errors += 1;
    if (answer.then !== undefined || this.#errors < maxErrors) return answer;
    return { line: replies.tooManyErrors, then: 'close' };
  }
}
