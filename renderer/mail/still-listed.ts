/**
 * Finds which chosen messages are not listed any more, with one question at a time: what changes while an
 * answer is on its way is asked about after it. Knows no React.
 */
import type { Result } from '../../main/contract/result.ts';
import { without, type Keys } from './chosen.ts';

export interface StillListedOptions {
  readonly ask: () => Promise<Result<{ readonly ids: readonly string[] }>>;
  readonly chosen: () => Keys;
  readonly onGone: (gone: Keys) => void;
}

export class StillListed {
  readonly #options: StillListedOptions;
  #isAsking = false;
  /** Asked for while an answer was on its way. */
  #isAgain = false;
  #isOver = false;

  constructor(options: StillListedOptions) {
    this.#options = options;
  }

  /** Something changed. */
  check(): void {
    void this.#check();
  }

  /** Nothing is told from now on. */
  end(): void {
    this.#isOver = true;
  }

  async #check(): Promise<void> {
    this.#isAgain = this.#isAsking;
    if (this.#isAsking) return;
    this.#isAsking = true;
    // What is chosen from here on may be newer than the answer.
    const chosen = this.#options.chosen();
    try {
      this.#take(chosen, await this.#options.ask());
    } finally {
      this.#isAsking = false;
    }
    if (this.#isAgain && !this.#isOver) await this.#check();
  }

  #take(chosen: Keys, result: Awaited<ReturnType<StillListedOptions['ask']>>): void {
    if (this.#isOver || !result.ok) return;
    const gone = without(chosen, new Set(result.value.ids));
    if (gone.size > 0) this.#options.onGone(gone);
  }
}
