/** What the command line prints: tables, times, sizes. Pure. */

import { localTime } from '../relay/lifecycle/local-time.ts';

/** Columns as wide as their widest cell; the last one is left as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head.map((name) => name.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

/** Local time to the second. */
export const time = (at: number | null): string => (at === null ? '-' : localTime(at));

/** `a, b, c and 7 more`: a message to two hundred must not fill the screen. */
export const some = (names: readonly string[]): string =>
  names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;

/** `14 min 59 s`, `12 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/** `362 B`, `1.5 KB`, `10.0 MB`; binary multiples. */
export function size(octets: number): string {
  if (octets < 1_024) return `${octets} B`;
  return octets < 1_024 ** 2
    ? `${(octets / 1_024).toFixed(1)} KB`
    : `${(octets / 1_024 ** 2).toFixed(1)} MB`;
}
