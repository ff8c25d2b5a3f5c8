/**
 * Whether the page waits for an answer longer than it should: a request that hangs in a relay that answers all
 * others would look like work for ever. Breaks nothing off, since the relay may still do it. Knows no React.
 */
import type { Bridge } from './bridge.ts';
import { browserClock, type PageClock } from './page-clock.ts';

/** Longer than a relay that hangs whole takes to be known as silent. */
const lateMs = 20_000;

export class LateAnswers {
  readonly #clock: Pick<PageClock, 'after'>;
  readonly #late = new Set<object>();
  readonly #listeners = new Set<() => void>();

  constructor(clock: Pick<PageClock, 'after'> = browserClock) {
    this.#clock = clock;
  }

  /** The same bridge, whose answers are looked at. */
  over(bridge: Bridge): Bridge {
    return {
      onPush: bridge.onPush,
      request: (name, ...given) => {
        const answer = bridge.request(name, ...given);
        return mayTakeLong(name, given[0]) ? answer : this.#watched(answer);
      },
    };
  }

  readonly isLate = (): boolean => this.#late.size > 0;

  readonly onChange = (run: () => void): (() => void) => {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  };

  async #watched<T>(answer: Promise<T>): Promise<T> {
    const mark = {};
    const cancel = this.#clock.after(lateMs, () => {
      this.#late.add(mark);
      this.#tell();
    });
    try {
      return await answer;
    } finally {
      cancel();
      if (this.#late.delete(mark)) this.#tell();
    }
  }

  #tell(): void {
    for (const run of this.#listeners) run();
  }
}

/** A person has all the time for a dialog; long work shows how far it is; who asks `after` something waits for it. */
function mayTakeLong(name: string, args: object): boolean {
  const { job, after } = args as { readonly job?: unknown; readonly after?: unknown };
  return name.startsWith('desktop:') || job !== undefined || after !== undefined;
}
