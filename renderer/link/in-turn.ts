/** Work on one thing, one after the other: each begins with what the one before it made. */
const lasts = new Map<string, Promise<unknown>>();

/** Settles as `run` does, which waits for all that was begun before under the same name, however that ended. */
export function inTurn<T>(name: string, run: () => Promise<T>): Promise<T> {
  const before = lasts.get(name) ?? Promise.resolve();
  const mine = before.then(run, run);
  lasts.set(name, mine);
  const forget = (): void => {
    if (lasts.get(name) === mine) lasts.delete(name);
  };
  void mine.then(forget, forget);
  return mine;
}
