/** What was thrown and caught by nobody: each into the journal, and the person hears of the first. */
import type { AppError } from '../contract/result.ts';
import { messageOf } from '../contract/thrown.ts';

/** Who writes a surprise down, and who tells the person. */
export interface SurprisesOptions {
  readonly report: (event: string, text: string) => void;
  /** Shows it without waiting. */
  readonly tell: (fault: AppError) => void;
}

/** What comes a thousand times a second must not fill the journal. */
const mostNoted = 100;

const fault: AppError = {
  code: 'internal',
  message: 'Something went wrong in Mailroom that nobody expected.',
  hint: 'It goes on. If something does not work now, quit Mailroom and start it again. What happened stands in the journal.',
};

/** Takes what was thrown and caught by nobody. */
export class Surprises {
  readonly #options: SurprisesOptions;
  readonly #noted = new Set<string>();

  constructor(options: SurprisesOptions) {
    this.#options = options;
  }

  /** Never throws: it is called where nothing is left to catch it. */
  met(error: unknown): void {
    const text = messageOf(error);
    if (this.#noted.has(text) || this.#noted.size >= mostNoted) return;
    this.#noted.add(text);
    try {
      this.#options.report('desktop.surprise', `Something unexpected happened: ${text}`);
      if (this.#noted.size === 1) this.#options.tell(fault);
    } catch (again) {
      console.error(again);
    }
  }
}
