/** Work that is done one after the other: what comes meanwhile waits for its turn. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs once all before it has ended, well or not. The caller hears of a failure; who comes next only waits for it. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when what was begun so far has ended; never rejects. */
  get ended(): Promise<unknown> {
    return this.#last;
  }
}
