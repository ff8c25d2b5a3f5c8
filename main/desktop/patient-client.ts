/**
 * A connection to a relay that may hang without closing it. Asks something small now and then; when nothing at all
 * comes back any more, what waits ends with an error value. Long work is not cut: while the relay answers
 * anything, all else may take its time. Who connects, and when, is the attached relay's.
 */
import type { ErrorCode } from '../contract/codes.ts';
import type { JournalEntry } from '../contract/journal.ts';
import type { RequestName, Requests } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import type { ControlClient } from '../control/socket-client.ts';
import type { Clock } from '../relay/lifecycle/clock.ts';
import type { RequestPush } from './relay-link.ts';

const beatMs = 3_000;
/** Beats without a sign of life until the relay counts as silent: a busy one is late, not away. */
const mostMissed = 3;

const silent = failed(
  'control.silent',
  'The relay runs, but does not answer.',
  'This window goes on by itself as soon as it answers. What you asked for may still be done then.',
);

/** With these a connection ends. */
const endings: ReadonlySet<ErrorCode> = new Set(['control.lost', 'control.garbage']);

/** Who hears whether the relay answers. */
export interface PatientClientOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** The relay fell silent, or answers again. */
  readonly onChange: (isAnswering: boolean) => void;
}

/** One connection to a relay. `request` never rejects: silence is an error value, too. */
export class PatientClient {
  readonly #client: Pick<ControlClient, 'request' | 'close'>;
  readonly #options: PatientClientOptions;
  readonly #waiting = new Set<(result: Result<unknown>) => void>();
  #isAnswering = true;
  #isProbing = false;
  #missed = 0;
  #cancelBeat: () => void = () => undefined;

  constructor(client: Pick<ControlClient, 'request' | 'close'>, options: PatientClientOptions) {
    this.#client = client;
    this.#options = options;
    this.#plan();
  }

  get isAnswering(): boolean {
    return this.#isAnswering;
  }

  /** Never rejects. After an end by silence nothing more is pushed: who asked has let go of it. */
  request(name: string, args: unknown, onPush?: RequestPush): Promise<Result<unknown>> {
    if (!this.#isAnswering) return Promise.resolve(silent);
    // The other side checks name and arguments, as it does for the command line.
    return this.#untilSilent((isWaiting) =>
      this.#client.request(
        name as RequestName,
        args as Requests[RequestName]['args'],
        (push, value) => {
          this.#alive();
          if (isWaiting()) onPush?.(push, value);
        },
      ),
    );
  }

  /** Resolves when the relay took it or fell silent: then the entries come once it answers again. */
  follow(onEntry: (entry: JournalEntry) => void): Promise<Result<unknown>> {
    return this.#untilSilent(() =>
      this.#client.request('journal:follow', {}, (name, value) => {
        this.#alive();
        if (name === 'journal:entry') onEntry(value as JournalEntry);
      }),
    );
  }

  /** Tells nothing more, and lets go of the connection. */
  stop(): void {
    this.#cancelBeat();
    this.#client.close();
  }

  #untilSilent(
    ask: (isWaiting: () => boolean) => Promise<Result<unknown>>,
  ): Promise<Result<unknown>> {
    return new Promise((resolve) => {
      const end = (result: Result<unknown>): void => {
        this.#waiting.delete(end);
        resolve(result);
      };
      this.#waiting.add(end);
      void ask(() => this.#waiting.has(end)).then((result) => {
        this.#heard(result);
        end(result);
      });
    });
  }

  #plan(): void {
    this.#cancelBeat = this.#options.clock.after(beatMs, () => {
      this.#plan();
      this.#beat();
    });
  }

  #beat(): void {
    if (!this.#isProbing) {
      void this.#probe();
      return;
    }
    this.#missed += 1;
    if (this.#missed < mostMissed || !this.#isAnswering) return;
    this.#isAnswering = false;
    for (const end of [...this.#waiting]) end(silent);
    this.#options.onChange(false);
  }

  async #probe(): Promise<void> {
    this.#isProbing = true;
    const result = await this.#client.request('settings:get', { path: 'hostname' });
    this.#isProbing = false;
    this.#heard(result);
  }

  /** The end of the connection is no sign of life. */
  #heard(result: Result<unknown>): void {
    if (result.ok || !endings.has(result.error.code)) this.#alive();
  }

  #alive(): void {
    this.#missed = 0;
    if (this.#isAnswering) return;
    this.#isAnswering = true;
    this.#options.onChange(true);
  }
}
