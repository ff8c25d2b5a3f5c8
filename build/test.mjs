// `npm test`: checks, builds, and runs every test on Node 24. Arguments narrow the run to files whose
// path contains one of them: `npm test -- pop3`.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const wanted = process.argv.slice(2);
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
console.log('Building Mailroom ...');
run('build/bundle.mjs');
run('build/renderer.mjs');
if (wanted.length === 0) {
  // Minutes of silence would look like a program that hangs.
  console.log('Checking format, types and lint: this takes some minutes ...');
  run('build/check.mjs');
}
const files = globSync('test/**/*.test.ts')
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();
if (files.length === 0) {
  console.error(`No test file matches ${wanted.join(', ')}.`);
  process.exit(1);
}
run(
  '--test',
  '--test-timeout=300000',
  `--test-concurrency=${wanted.length === 1 ? 1 : 2}`,
  ...files,
);
