/**
 * `npm run bench [-- WORD... [--json FILE]]`: measures the built relay alone in a process of its own, with load
 * and provider in others, and prints one table. Words narrow it to parts whose name contains one of them.
 * Ends by itself, and leaves nothing behind.
 */
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { optionFault } from '../../main/cli/option-fault.ts';
import { tableOf, writeJson, type Figure } from './figures.ts';
import { measureDrain, measureQueue } from './part-queue.ts';
import { measureLargeMail } from './part-large.ts';
import { measurePop3 } from './part-pop3.ts';
import { measureSmtp } from './part-smtp.ts';
import { measureStart } from './part-start.ts';
import { Ground } from './ground.ts';

export type Measure = (ground: Ground) => Promise<readonly Omit<Figure, 'part'>[]>;

const parts: Readonly<Record<string, Measure>> = {
  start: measureStart,
  smtp: measureSmtp,
  large: measureLargeMail,
  pop3: measurePop3,
  drain: measureDrain,
  queue: measureQueue,
};
/** For each part: a system that hangs is a finding too. */
const limitMs = 180_000;

const { words, file } = typed();
const chosen = Object.keys(parts).filter(
  (name) => words.length === 0 || words.some((word) => name.includes(word)),
);

const figures: Figure[] = [];
let isComplete = true;
for (const part of chosen) {
  process.stderr.write(`${part} ...\n`);
  try {
    for (const figure of await measured(part)) figures.push({ part, ...figure });
  } catch (error) {
    isComplete = false;
    console.error(`${part}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
console.log(tableOf(figures));
if (file !== undefined) writeJson(file, figures);
process.exit(isComplete ? 0 : 1);

/** What to measure, and where the figures go: whoever waits for minutes must not learn then that it was typed wrongly. */
function typed(): { readonly words: readonly string[]; readonly file: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'string' } },
      allowPositionals: true,
    });
    const names = Object.keys(parts);
    const unknown = positionals.find((word) => !names.some((name) => name.includes(word)));
    if (unknown !== undefined)
      refuse(`There is no part "${unknown}". The parts are: ${names.join(', ')}.`);
    if (values.json !== undefined) fs.closeSync(fs.openSync(values.json, 'a'));
    return { words: positionals, file: values.json };
  } catch (error) {
    const { syscall, path: file = '', code = '' } = error as NodeJS.ErrnoException;
    return refuse(
      syscall === undefined
        ? `${optionFault(error)} Write: npm run bench -- [PART ...] [--json FILE]`
        : `${file} cannot be written (${code}). Name another file.`,
    );
  }
}

function refuse(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

async function measured(part: string): Promise<readonly Omit<Figure, 'part'>[]> {
  const ground = new Ground();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return (await Promise.race([parts[part]?.(ground), late])) ?? [];
  } finally {
    clearTimeout(timer);
    await ground.clear();
  }
}
