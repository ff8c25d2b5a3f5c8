/** A page without a browser: requests that the test answers, a clock that it moves. */
import type { ErrorCode } from '../../main/contract/codes.ts';
import type { WindowPushes } from '../../main/contract/desktop.ts';
import type { Bridge } from '../../renderer/link/bridge.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { Result } from '../../main/contract/result.ts';
import { LiveAnswers } from '../../renderer/link/live-answers.ts';
import { LiveBus } from '../../renderer/link/live-bus.ts';
import type { PageClock } from '../../renderer/link/page-clock.ts';

interface Asked {
  readonly name: string;
  readonly args: unknown;
  /** Ends it; the value counts as good. */
  answer(value: unknown): Promise<void>;
  fail(code: ErrorCode): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** What follows from a promise that was just settled has run. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class PageStand {
  readonly asked: Asked[] = [];
  readonly live: LiveBus;
  readonly answers: LiveAnswers;
  isSeen = true;
  #now = 0;
  #timers: Timer[] = [];
  #seen: () => void = () => undefined;
  readonly #listeners = new Map<string, ((value: never) => void)[]>();

  constructor() {
    this.live = new LiveBus(this.bridge, this.clock);
    this.answers = new LiveAnswers(this.bridge, this.live, this.clock);
    this.asked.length = 0;
  }

  readonly clock: PageClock = {
    now: () => this.#now,
    after: (delayMs, run) => {
      const timer = { at: this.#now + delayMs, run };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((one) => one !== timer);
      };
    },
    every: () => undefined,
    isSeen: () => this.isSeen,
    onSeen: (run) => {
      this.#seen = run;
    },
  };

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await turn();
    }
    this.#now = end;
  }

  /** The window comes back into sight. */
  show(): void {
    this.isSeen = true;
    this.#seen();
  }

  happens(event: string, count = 1): void {
    const entry: JournalEntry = { at: this.#now, level: 'info', event, text: event };
    for (let n = 0; n < count; n += 1) this.push('journal:entry', entry);
  }

  push<P extends keyof WindowPushes>(name: P, value: WindowPushes[P]): void {
    for (const run of this.#listeners.get(name) ?? []) run(value as never);
  }

  get bridge(): Bridge {
    return {
      request: (name, args) =>
        new Promise((resolve) => {
          const settle = (result: Result<never>): Promise<void> => {
            resolve(result);
            return turn();
          };
          this.asked.push({
            name,
            args,
            answer: (value) => settle({ ok: true, value: value as never }),
            fail: (code) => settle({ ok: false, error: { code, message: code } }),
          });
        }),
      onPush: (name, run) => {
        this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), run]);
        return () => undefined;
      },
    };
  }
}
