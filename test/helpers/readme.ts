import fs from 'node:fs';
import path from 'node:path';

/** A command that the README shows, with the lines shown as its reply. */
export interface Shown {
  readonly command: string;
  readonly reply: readonly string[];
}

const readme = path.resolve(import.meta.dirname, '../../README.md');

/** Behind it comes what is for who builds installers; their tests have their own files. */
const walkEnds = '## What it promises';

/** All commands of the README's walk through the product (`    $ ...`), in order. Fails for a block without one. */
export function shownCommands(): readonly Shown[] {
  const shown: { command: string; reply: string[] }[] = [];
  let isInBlock = false;
  const [walk = '', ...rest] = fs.readFileSync(readme, 'utf8').split(walkEnds);
  if (rest.length !== 1) throw new Error(`The README has no heading "${walkEnds}"`);
  for (const line of walk.split('\n')) {
    const text = line.startsWith('    ') ? line.slice(4) : null;
    if (text?.startsWith('$ ')) shown.push({ command: text.slice(2), reply: [] });
    else if (text !== null) {
      if (!isInBlock) throw new Error(`A block of the README shows no command: ${text}`);
      shown.at(-1)?.reply.push(text);
    } else if (line === '' && isInBlock) shown.at(-1)?.reply.push('');
    if (text !== null || line !== '') isInBlock = text !== null;
  }
  return shown.map(({ command, reply }) => ({ command, reply: withoutEnd(reply) }));
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end -= 1;
  return lines.slice(0, end);
}

/** What may differ from one computer and minute to the next, and what it looks like. */
const changing: readonly (readonly [shown: RegExp, seen: string])[] = [
  [/R-[2-9A-HJKMNP-Z]{5}/g, 'R-[2-9A-HJKMNP-Z]{5}'],
  [/\b1RN[0-9A-Z]{11}\b/g, '[0-9A-Z]{14}'],
  [/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d'],
  [/14 min \d+ s/g, '1[45] min \\d+ s'],
  [/\/home\/you\S*/g, '/.+'],
  [/(port |listens on )\d{4}/g, '$1\\d+'],
  [/submissions +\d{4}/g, 'submissions +\\d+'],
];

/**
 * What the real reply must match: the shown one, but for what changes. `...` stands for anything within a
 * line, alone on its line for any lines.
 */
export function replyPattern(reply: readonly string[]): RegExp {
  const lines = reply.map((line) =>
    line === '...' ? '(?:.*\\n)*?.*' : line.split('...').map(linePattern).join('.*'),
  );
  return new RegExp(`^${lines.join('\\n')}\\s*$`);
}

function linePattern(text: string): string {
  const literal = (part: string): string =>
    part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ {2,}/g, ' +');
  const places = changing.flatMap(([shown, seen]) =>
    [...text.matchAll(shown)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      seen: seen.replace('$1', match[1] ?? ''),
    })),
  );
  let pattern = '';
  let at = 0;
  for (const place of places.sort((a, b) => a.at - b.at)) {
    pattern += literal(text.slice(at, place.at)) + place.seen;
    at = place.end;
  }
  return pattern + literal(text.slice(at));
}
