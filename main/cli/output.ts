/** What the command line prints: tables, times, sizes. Pure but for the width of the screen. */

import { localTime } from '../relay/lifecycle/local-time.ts';

/**
 * How wide a screen is, in characters; without end where no screen is, so that programs find whole lines, and where
 * the terminal says 0, which means that it does not know (serial lines, containers).
 */
export const screenWidth = ({ isTTY, columns }: Partial<ScreenSize> = process.stdout): number =>
  (isTTY ? columns : 0) || Number.MAX_SAFE_INTEGER;

type ScreenSize = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/** An address may have 300 characters: one that long moves its own row only. */
const widestColumn = 40;

/**
 * Columns as wide as their widest cell. On a screen too narrow for it the last column, which holds sentences,
 * stands below its row.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  width = screenWidth(),
): string {
  const all = [head.map((name) => name.toUpperCase()), ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const last = head.length - 1;
  const padded = widths.map((one, at) => (at === last ? one : Math.min(one, widestColumn)));
  const isNarrow = padded.reduce((sum, one) => sum + one + 2, -2) > width;
  return all
    .map((row) => {
      const cells = row.slice(0, last).map((cell, column) => cell.padEnd(padded[column] ?? 0));
      const line = cells.join('  ');
      const end = row[last] ?? '';
      if (isNarrow && end !== '')
        return `${line.trimEnd()}\n${fold(end, { width, first: 4, others: 4 })}`;
      return `${line}  ${end}`.trimEnd();
    })
    .join('\n');
}

/** The width of the screen, and the indents of a text's first line and of its others, in characters. */
export interface Frame {
  readonly width?: number;
  readonly first: number;
  readonly others: number;
}

/**
 * Folds what a person reads. A command in quotes or behind a colon stays whole: who copies it would copy the break
 * in it.
 */
export const foldWords = (text: string, frame: Frame): string =>
  fold(
    text.replace(
      /"(?:npx )?mailroom [^"]*"|(?<=: )(?:npx )?mailroom (?:[^("]|"[^" ]*")*(?:[^(" ]|"[^" ]*")/g,
      (whole) => whole.replaceAll(' ', unbroken),
    ),
    frame,
  ).replaceAll(unbroken, ' ');

/** A blank at which no line is folded. */
export const unbroken = '\u00a0';

/** Breaks a text between words. A longer word stays whole. */
export function fold(text: string, { width = screenWidth(), first, others }: Frame): string {
  const lines: string[] = [];
  let line = ' '.repeat(first);
  let isEmpty = true;
  for (const part of text.split(' ')) {
    if (!isEmpty && line.length + 1 + part.length > width) {
      lines.push(line);
      line = ' '.repeat(others);
      isEmpty = true;
    }
    line += isEmpty ? part : ` ${part}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

/** Local time to the second. */
export const time = (at: number | null): string => (at === null ? '-' : localTime(at));

/** `12 s`, `14 min 59 s`, `3 h 5 min`, `41 d 7 h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

/**
 * What a screen may be told: a subject or a server's reply may hold control characters, with which a stranger would
 * move the cursor, change colours and what stands there. Line breaks and tabs stay.
 */
export const printable = (text: string): string =>
  text.replace(/\r\n/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd');

/** `362 B`, `1.5 KB`, `10.0 MB`; binary multiples. */
export function size(octets: number): string {
  if (octets < 1_024) return `${octets} B`;
  return octets < 1_024 ** 2
    ? `${(octets / 1_024).toFixed(1)} KB`
    : `${(octets / 1_024 ** 2).toFixed(1)} MB`;
}

/**
 * Commands in a sentence as a person types them here: in a checkout `npx mailroom status`, since `mailroom`
 * alone is not found there. What starts this program says so in MAILROOM_COMMAND.
 */
export function asTyped(text: string, command = process.env['MAILROOM_COMMAND'] ?? ''): string {
  if (command === '') return text;
  return text.replace(/(^ *|"|: )mailroom (?=[a-z])/gm, `$1${command} `);
}

/**
 * What a person is told on standard error, beside the result that a program may be reading: an error, or a remark.
 * One of several lines has its own indents.
 */
export function besideResult(text: string): string {
  const width = screenWidth(process.stderr);
  return asTyped(printable(text))
    .split('\n')
    .map((line) => foldWords(line, { width, first: 0, others: 0 }))
    .join('\n');
}
