// Runs a script on the Node that the shipped Electron contains (24), whichever Node started this:
// the devDependencies bring it along, so that an old Node on the PATH does not matter.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packages = [
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  `node-bin-${process.platform}-${process.arch}`,
];

/** Path of a Node 24 or newer; this process's own when it is one. */
export function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const folder of packages) {
    const path = join(root, 'node_modules', folder, 'bin', name);
    if (existsSync(path)) return path;
  }
  console.error(
    `Mailroom needs Node 24 for ${process.platform}-${process.arch}, and it was not installed with the packages.\n` +
      'Run "npm ci" again without --omit=optional, or install Node 24 and run this with it.',
  );
  process.exit(1);
}

/**
 * For Linux' allocator (glibc): pieces from 4 MB up go back to the system when they are no longer used. Left alone, it
 * keeps what such a piece took once, in each thread: checking passwords (16 MB each) costs 85 MB for good. The second
 * is what it takes by itself then; with the first alone it would give back, and ask again, at each message.
 */
const givesBack = {
  MALLOC_MMAP_THRESHOLD_: String(4 << 20),
  MALLOC_TRIM_THRESHOLD_: String(32 << 20),
};

/** Runs it to its end and ends with its exit code. */
export function runOnNode24(words) {
  const env = process.platform === 'linux' ? { ...givesBack, ...process.env } : process.env;
  const child = spawn(node24(), words, { stdio: 'inherit', env });
  // The terminal signals the whole group: the child ends by itself and this process follows it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // On Windows it has heard it too, and a signal that is sent ends it at once, in the middle of its own end.
      if (signal !== 'SIGINT' && process.platform !== 'win32') child.kill(signal);
    });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // By the same signal: of another end, by SIGKILL, the shell would say "Killed".
    process.exitCode = 1;
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// The way here may lead over a link, of which Node keeps nothing in the name of a module.
const [, started = ''] = process.argv;
if (existsSync(started) && realpathSync(started) === realpathSync(fileURLToPath(import.meta.url)))
  runOnNode24(process.argv.slice(2));
