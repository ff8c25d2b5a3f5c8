/** What was promised, known and done by a place of the trace. */
import type { Letter } from './letters.ts';
import type { OfficeState, Recording } from './office-load.ts';
import type { Step } from './trace.ts';

export interface Known {
  /** Answered 250. */
  readonly answered: readonly Letter[];
  /** `id recipient` of what the relay knows the provider took. */
  readonly handedOver: ReadonlySet<string>;
  /** Ids of letters that ann deleted, and heard so. */
  readonly deleted: ReadonlySet<string>;
  /** Those whose deletion may have begun. */
  readonly mayBeDeleted: ReadonlySet<string>;
  /** What the last change that was answered left, and the next one, which may have been under way. */
  readonly states: readonly OfficeState[];
  /** Her window was closed, that was answered, and she has not signed in since. */
  readonly isAnnsWindowClosed: boolean;
}

/** The same, a piece further: what a relay heard up to there when it was started again. */
export function knownAfter(known: Known, steps: readonly Step[], cut: number): Known {
  const heard = steps.flatMap((step) =>
    step.kind === 'heard' && step.ended <= cut ? [step.text] : [],
  );
  return {
    ...known,
    handedOver: new Set([...known.handedOver, ...heard.flatMap(takenIn)]),
    isAnnsWindowClosed: known.isAnnsWindowClosed && !heard.some(isAnnsSignIn),
  };
}

/** `id recipient` of what the provider says that it took. */
const takenIn = (text: string): string[] =>
  [...text.matchAll(/taken (\S+) (.*?)\r?$/gm)].flatMap(([, id = '', to = '']) =>
    to.split(' ').map((recipient) => `${id} ${recipient}`),
  );

/** What else is asked at the desk is for the list of what waits. */
const isChange = (answer: string): boolean =>
  answer.includes('"result":') && !answer.includes('"offset":');

const isAnnsSignIn = (text: string): boolean => text.startsWith('PASS luna');

/** Reads the recording once, so that many moments can be looked up. */
export class Ledger {
  readonly #recording: Recording;
  readonly #answeredAt = new Map<string, number>();
  readonly #handedOverAt = new Map<string, number>();
  readonly #changedAt: number[] = [];
  readonly #quitHeardAt: number[] = [];
  readonly #goodbyeAt: number[] = [];
  readonly #annSignInAt: number[] = [];

  constructor(recording: Recording) {
    this.#recording = recording;
    const ids = new Map(
      [...recording.letters.values()].map(({ queueId, id }) => [queueId, id] as const),
    );
    for (const step of recording.steps)
      if (step.kind === 'said') this.#noteSaid(step.text, step.socket, step.begun, ids);
      else if (step.kind === 'heard') this.#noteHeard(step.text, step);
  }

  /** Places where something was just promised, by kind: mail taken, mail deleted, a change made. */
  get promises(): readonly (readonly number[])[] {
    return [[...this.#answeredAt.values()], this.#goodbyeAt, this.#changedAt];
  }

  at(cut: number): Known {
    const { letters, states, deletions } = this.#recording;
    const until = (places: readonly number[]): number => places.filter((at) => at <= cut).length;
    const changes = until(this.#changedAt);
    const closedAt = this.#changedAt.filter(
      (at, index) => at <= cut && states[index + 1]?.closesAnn,
    );
    return {
      answered: [...letters.values()].filter(
        ({ id }) => (this.#answeredAt.get(id) ?? Infinity) <= cut,
      ),
      handedOver: new Set([...this.#handedOverAt].flatMap(([key, at]) => (at <= cut ? [key] : []))),
      deleted: new Set(deletions.slice(0, until(this.#goodbyeAt)).flat()),
      mayBeDeleted: new Set(deletions.slice(0, until(this.#quitHeardAt)).flat()),
      states: states.slice(changes, changes + 2),
      isAnnsWindowClosed: closedAt.some(
        (at) => !this.#annSignInAt.some((signIn) => signIn > at && signIn <= cut),
      ),
    };
  }

  #noteSaid(
    text: string,
    socket: string,
    at: number,
    ids: ReadonlyMap<string | null, string>,
  ): void {
    for (const [, queueId = ''] of text.matchAll(/^250 2\.0\.0 Ok: queued as (\S+)/gm)) {
      const id = ids.get(queueId);
      if (id !== undefined) this.#answeredAt.set(id, at);
    }
    if (socket.startsWith('UNIX') && isChange(text)) this.#changedAt.push(at);
    if (text.startsWith('+OK Goodbye')) this.#goodbyeAt.push(at);
  }

  #noteHeard(text: string, { begun, ended }: { begun: number; ended: number }): void {
    for (const key of takenIn(text)) this.#handedOverAt.set(key, ended);
    if (text.startsWith('QUIT')) this.#quitHeardAt.push(begun);
    if (isAnnsSignIn(text)) this.#annSignInAt.push(begun);
  }
}
