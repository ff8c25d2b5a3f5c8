// `npm run check`: format, types and lint. Lint takes longer than the other two, so those run beside it; each tells
// what it found when it has ended, and not into the midst of another.
import { spawn } from 'node:child_process';

const prettier = ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'];
const types = ['node_modules/typescript/bin/tsc', '-b', ...colour('--pretty')];
const lint = [
  'node_modules/eslint/bin/eslint.js',
  ...['--config', 'build/eslint.config.js', '--max-warnings', '0'],
  ...[...colour('--color'), '.'],
];

/** What is read from a pipe comes without colours, unless they are asked for. */
function colour(option) {
  return process.stdout.isTTY ? [option] : [];
}

/** True when it found nothing. */
function isClean(words) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

const results = await Promise.all([
  isClean(lint),
  isClean(prettier).then(async (isFormatted) => (await isClean(types)) && isFormatted),
]);
process.exitCode = results.every(Boolean) ? 0 : 1;
