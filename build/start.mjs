// `npm start`: builds what is missing and runs the product.
import { spawnSync } from 'node:child_process';

const run = (...args) => {
  const { status, signal } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? (signal ? 1 : 0));
};
run('build/bundle.mjs');
run('out/main/serve.js', ...process.argv.slice(2));
