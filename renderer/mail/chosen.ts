/** Chosen messages: made in one list, and of use only there. Pure over what it is given. */
export type Keys = ReadonlySet<string>;

export interface Chosen {
  /** The list in which they were chosen. */
  readonly list: string;
  readonly keys: Keys;
}

export const none: Keys = new Set();

export const chosenIn = (list: string, chosen: Chosen): Keys =>
  chosen.list === list ? chosen.keys : none;

export const without = (keys: Keys, others: Keys): Keys =>
  new Set([...keys].filter((key) => !others.has(key)));

/** All from one to the other, both with them; nothing where one of them is not listed any more. */
export function spanOf(ids: readonly string[], from: string, to: string): readonly string[] {
  const places = [ids.indexOf(from), ids.indexOf(to)];
  const first = Math.min(...places);
  return first < 0 ? [] : ids.slice(first, Math.max(...places) + 1);
}
