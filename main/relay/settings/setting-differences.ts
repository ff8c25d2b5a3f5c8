/** Compares two settings objects value by value. Lists count as one value. Pure. */

/** One value that differs, and where. */
export interface SettingDifference {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
}

/** Each value that differs, with its path. */
export function differences(
  from: unknown,
  to: unknown,
  path: readonly string[] = [],
): readonly SettingDifference[] {
  if (!isGroup(from) || !isGroup(to))
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...keys].flatMap((key) => differences(from[key], to[key], [...path, key]));
}

/** A copy of `target` in which each of these has its `from` value again. */
export function putValues(target: unknown, back: readonly SettingDifference[]): unknown {
  return back.reduce((node, { path, from }) => replaceAt(node, path, from), target);
}

/** A copy with the value at the path replaced. */
export function replaceAt(node: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const children = isGroup(node) ? node : {};
  if (Array.isArray(node)) {
    const copy: unknown[] = [...(node as unknown[])];
    copy[Number(key)] = replaceAt(copy[Number(key)], rest, value);
    return copy;
  }
  return { ...children, [key]: replaceAt(children[key], rest, value) };
}

/** A section of settings; a list is one value. */
export const isGroup = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
