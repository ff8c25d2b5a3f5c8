/**
 * How the provider in force failed the last test that a person ran. Until mail waits for it nothing else knows of that,
 * and of a provider that cannot be used nobody must say that mail flows.
 */
import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry } from '../contract/journal.ts';
import type { Settings } from '../contract/settings.ts';
import type { CheckView } from '../contract/status.ts';
import { stoppedDetail } from '../relay/upstream/test-provider.ts';
import type { Parts } from './parts.ts';

type Tested = Pick<Settings, 'provider' | 'practice'>;

/** Forgets by itself: another provider was set, or mail went out. */
export class LastTest {
  readonly #settings: Pick<Parts['settings'], 'get'>;
  #last: { readonly tested: Tested; readonly step: CheckView } | null = null;
  /** How often one was set, be it the same with another password. */
  #timesSet = 0;

  constructor({
    settings,
    journal,
  }: {
    readonly settings: Pick<Parts['settings'], 'get'>;
    readonly journal: Pick<Parts['journal'], 'onEntry'>;
  }) {
    this.#settings = settings;
    journal.onEntry((entry) => {
      if (showsThatItWorks(entry)) this.#last = null;
    });
  }

  /** The step that failed, with cause and remedy; null where nothing is known against the provider. */
  get failed(): CheckView | null {
    const last = this.#last;
    return last !== null && isDeepStrictEqual(last.tested, this.#inForce) ? last.step : null;
  }

  /** A test of the settings in force begins: what this returns is told its steps, and they count while those are. */
  begin(): (steps: readonly CheckView[]) => void {
    const [tested, timesSet] = [this.#inForce, this.#timesSet];
    return (steps) => {
      if (timesSet === this.#timesSet && isDeepStrictEqual(tested, this.#inForce))
        this.#note(steps, tested);
    };
  }

  /** A provider was set. */
  forget(): void {
    this.#timesSet += 1;
    this.#last = null;
  }

  /** One that was stopped says nothing. */
  #note(steps: readonly CheckView[], tested: Tested): void {
    const step = steps.find(({ id, state }) => state === 'failed' && !isTestMail(id));
    if (step) this.#last = { tested, step };
    else if (steps.every(({ detail }) => detail !== stoppedDetail)) this.#last = null;
  }

  get #inForce(): Tested {
    const { provider, practice } = this.#settings.get();
    return { provider, practice };
  }
}

/** It may be refused for its recipient, and then nothing is wrong with the provider. */
const isTestMail = (id: string): boolean => /(^|\.)mail$/.test(id);

const showsThatItWorks = ({ event, data = {} }: JournalEntry): boolean =>
  event === 'queue.route-open' || (event === 'queue.delivered' && data['mailbox'] === undefined);
