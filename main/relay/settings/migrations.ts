/** Steps from one shape of config.json to the next; pure, each `old -> new`, applied in order. */

type Shape = Readonly<Record<string, unknown>>;

/** The shape that this program writes. */
export const currentVersion = 1;

/** Step n leads from version n to n + 1. Version 0 was never released: it had no number. */
const steps: readonly ((old: Shape) => Shape)[] = [(old) => ({ ...old, version: 1 })];

/** Brings an older shape up to date; throws a RangeError for one of a newer program. */
export function migrate(raw: Shape): Shape {
  const version = typeof raw['version'] === 'number' ? raw['version'] : 0;
  if (version > currentVersion)
    throw new RangeError(
      `These settings were written by a newer Mailroom (version ${version}). Install the newer one again.`,
    );
  return steps.slice(version).reduce((shape, step) => step(shape), raw);
}
