/**
 * Answers of the relay that stay true, shared by all who ask the same: each question is asked once, and again
 * when something changed that it is about; never twice at a time, so that a slow relay is not flooded and an
 * answer is never lost to the next one. Knows no React.
 */
import type { WindowRequestName } from '../../main/contract/desktop.ts';
import type { Bridge } from './bridge.ts';
import type { ErrorCode } from '../../main/contract/codes.ts';
import type { AppError } from '../../main/contract/result.ts';
import { concerns, type LiveBus, type LiveArea } from './live-bus.ts';
import { browserClock, type PageClock } from './page-clock.ts';

export interface Answer {
  /** Null before the first answer; an error later keeps the last good one, unless it says that the thing is gone. */
  readonly value: unknown;
  readonly error: AppError | null;
}

export interface Question {
  readonly name: WindowRequestName;
  /** JSON. */
  readonly args: string;
}

interface Watcher {
  readonly areas: readonly LiveArea[];
  readonly run: () => void;
}

interface Entry {
  readonly question: Question;
  readonly watchers: Set<Watcher>;
  /** Of those who watched last, for as long as nobody watches. */
  areas: readonly LiveArea[];
  answer: Answer;
  json: string;
  isAsking: boolean;
  /** Something changed while the answer was on its way. */
  isOld: boolean;
}

/** Of what has gone no earlier answer is true: else it would be back as soon as another error stands in its place. */
const goings: ReadonlySet<ErrorCode> = new Set(['queue.unknown', 'users.unknown']);

const unanswered: Answer = { value: null, error: null };
/** What nobody looks at any more is kept for the way back, as far as it is still true. */
const mostEntries = 60;

export class LiveAnswers {
  readonly #bridge: Bridge;
  readonly #clock: PageClock;
  readonly #entries = new Map<string, Entry>();

  constructor(bridge: Bridge, live: LiveBus, clock: PageClock = browserClock) {
    this.#bridge = bridge;
    this.#clock = clock;
    live.onChange((changed) => this.#onChange(changed));
  }

  /** The same object until the answer changes. */
  peek(question: Question): Answer {
    return this.#entries.get(keyOf(question))?.answer ?? unanswered;
  }

  /** Asks, and runs `run` at each change of the answer; returns the way to stop. */
  watch(question: Question, areas: readonly LiveArea[], run: () => void): () => void {
    const entry = this.#entryOf(question);
    const watcher = { areas, run };
    entry.watchers.add(watcher);
    void this.#ask(entry);
    return () => {
      entry.watchers.delete(watcher);
      entry.areas = areas;
    };
  }

  reload(question: Question): void {
    void this.#ask(this.#entryOf(question));
  }

  #onChange(changed: ReadonlySet<LiveArea>): void {
    for (const [key, entry] of this.#entries) {
      const isWatched = entry.watchers.size > 0;
      if (isWatched) {
        const areas = [...entry.watchers].flatMap((watcher) => watcher.areas);
        if (concerns(changed, areas)) void this.#ask(entry);
      } else if (
        concerns(
          changed,
          entry.areas.filter((area) => area !== 'tick'),
        )
      )
        this.#entries.delete(key);
    }
  }

  async #ask(entry: Entry): Promise<void> {
    entry.isOld = entry.isAsking;
    if (entry.isAsking) return;
    entry.isAsking = true;
    const askedAt = this.#clock.now();
    const { name, args } = entry.question;
    try {
      const result = await this.#bridge.request(name, JSON.parse(args) as never);
      this.#take(
        entry,
        result.ok
          ? { value: result.value, error: null }
          : { value: leftBy(result.error, entry.answer.value), error: result.error },
      );
    } finally {
      entry.isAsking = false;
    }
    if (!entry.isOld) return;
    // Half of the time is left to the relay, however long its answers take.
    this.#clock.after(this.#clock.now() - askedAt, () => {
      if (entry.isOld && entry.watchers.size > 0) void this.#ask(entry);
    });
  }

  /** An answer that says the same is no change: nothing is drawn again. */
  #take(entry: Entry, answer: Answer): void {
    const json = JSON.stringify(answer);
    if (json === entry.json) return;
    entry.json = json;
    entry.answer = answer;
    for (const { run } of entry.watchers) run();
  }

  #entryOf(question: Question): Entry {
    const key = keyOf(question);
    const known = this.#entries.get(key);
    if (known) return known;
    const entry: Entry = {
      ...{ question, watchers: new Set(), areas: [], answer: unanswered, json: '' },
      ...{ isAsking: false, isOld: false },
    };
    this.#entries.set(key, entry);
    if (this.#entries.size > mostEntries) this.#forgetOne();
    return entry;
  }

  #forgetOne(): void {
    for (const [key, { watchers, isAsking }] of this.#entries)
      if (watchers.size === 0 && !isAsking) {
        this.#entries.delete(key);
        return;
      }
  }
}

const leftBy = ({ code }: AppError, value: unknown): unknown => (goings.has(code) ? null : value);

const keyOf = ({ name, args }: Question): string => `${name} ${args}`;
