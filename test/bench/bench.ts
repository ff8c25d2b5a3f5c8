/**
 * `npm run bench [-- WORD... [--json FILE]]`: measures the built relay alone in a process of its own, with load
 * and provider in others, and prints one table. Words narrow it to parts whose name contains one of them.
 * Ends by itself, and leaves nothing behind.
 */
import { parseArgs } from 'node:util';
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

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const chosen = Object.keys(parts).filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
if (chosen.length === 0) {
  console.error(`There is no such part. The parts are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

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
if (values.json !== undefined) writeJson(values.json, figures);
process.exit(isComplete ? 0 : 1);

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
