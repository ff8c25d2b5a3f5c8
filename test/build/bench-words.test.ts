import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { runProgram } from '../helpers/run-program.ts';

const bench = path.resolve(import.meta.dirname, '../bench/bench.ts');

test('a bench that is typed wrongly says so in one sentence with the remedy, before it measures', async () => {
  const parts = 'The parts are: start, smtp, large, pop3, drain, queue.';
  const usage = 'Write: npm run bench -- [PART ...] [--json FILE]';
  const cases: [words: string[], sentence: string][] = [
    [['--nonsense'], `There is no option --nonsense. ${usage}`],
    [['pop3', '--json'], `--json needs a value behind it. ${usage}`],
    [['pop3', 'nonsense'], `There is no part "nonsense". ${parts}`],
    [
      ['pop3', '--json', '/nowhere/figures.json'],
      '/nowhere/figures.json cannot be written (ENOENT). Name another file.',
    ],
  ];
  for (const [words, sentence] of cases)
    assert.deepEqual(await runProgram(process.execPath, [bench, ...words]), {
      code: 2,
      output: `${sentence}\n`,
    });
});
