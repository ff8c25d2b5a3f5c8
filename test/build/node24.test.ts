import assert from 'node:assert/strict';
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
