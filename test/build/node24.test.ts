import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runProgram } from '../helpers/run-program.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
const onlyUnix = { skip: process.platform === 'win32' ? 'links need rights there' : false };

test(
  'a checkout that is reached over a link, in a folder with a space, runs as any other',
  onlyUnix,
  async (t) => {
    const link = path.join(tempFolder(t), 'my office');
    fs.symlinkSync(root, link);
    const { code, output } = await runProgram(process.execPath, [
      path.join(link, 'build/node24.mjs'),
      ...['--eval', 'console.log("ran"); process.exitCode = 7'],
    ]);
    assert.deepEqual({ code, output }, { code: 7, output: 'ran\n' });
  },
);

const onlyLinux = { skip: process.platform === 'linux' ? false : 'its own way with memory' };

test('what checking passwords took goes back to the system', onlyLinux, async () => {
  const script = `
    import { scrypt } from 'node:crypto';
    const check = () => new Promise((done) => scrypt('secret', 'salt', 32, { N: 16384 }, done));
    const before = process.memoryUsage.rss();
    for (let i = 0; i < 4; i += 1) await Promise.all([1, 2, 3, 4].map(check));
    console.log((process.memoryUsage.rss() - before) / 1_048_576);`;
  const words = [path.join(root, 'build/node24.mjs'), '--input-type=module', '--eval', script];
  const keptMb = async (env: Record<string, string>): Promise<number> =>
    Number((await runProgram(process.execPath, words, { env })).output);
  assert.ok((await keptMb({})) < 16, 'each of four threads keeps 16 MB and more');
  // Who sets it has it as it was set.
  assert.ok((await keptMb({ MALLOC_MMAP_THRESHOLD_: '33554432' })) > 16);
});

test('Ctrl+C ends it as it ends any program, and no shell says "Killed"', onlyUnix, async (t) => {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'build/node24.mjs'),
      ...['--eval', 'setInterval(() => undefined, 1_000); console.log("runs")'],
    ],
    // A group of its own: Ctrl+C reaches all of it, as at a terminal.
    { detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { pid = 0, stdout } = child;
  t.after(() => child.exitCode === null && child.signalCode === null && process.kill(-pid, 9));
  await once(stdout, 'data');
  const ended = once(child, 'exit');
  process.kill(-pid, 'SIGINT');
  assert.deepEqual(await ended, [null, 'SIGINT']);
});
