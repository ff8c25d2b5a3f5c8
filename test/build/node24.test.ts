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
