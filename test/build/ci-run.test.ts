import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { runProgram } from '../helpers/run-program.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
const onlyUnix = { skip: process.platform === 'win32' ? 'uses a Unix shell' : false };

/** `.ci/run` of a checkout whose `npm` only prints, and ends with this code. */
async function ciRun(t: TestContext, printed: string, code: number) {
  const checkout = path.join(tempFolder(t), 'a check out');
  const programs = path.join(checkout, 'programs');
  for (const folder of ['.ci', 'build', 'programs'])
    fs.mkdirSync(path.join(checkout, folder), { recursive: true });
  fs.cpSync(path.join(root, '.ci/run'), path.join(checkout, '.ci/run'));
  fs.writeFileSync(path.join(checkout, 'build/test-programs.sh'), '');
  fs.writeFileSync(path.join(checkout, 'printed'), printed);
  fs.writeFileSync(
    path.join(programs, 'npm'),
    `#!/bin/sh\n[ "$1$CI" = cittrue ] && cat printed\nexit ${code}\n`,
    { mode: 0o755 },
  );
  const run = path.join(checkout, '.ci/run');
  return runProgram(run, [], {
    env: { PATH: `${programs}:${process.env['PATH'] ?? ''}`, LC_ALL: 'C' },
  });
}

const lastLine = (output: string): string => output.trimEnd().split('\n').at(-1) ?? '';

test(
  'the last line counts the tests where no locale is set, too, and the exit code is theirs',
  onlyUnix,
  async (t) => {
    const all =
      'ℹ tests 14\nℹ suites 2\nℹ pass 12\nℹ fail 2\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\n';
    const failed = await ciRun(t, `✖ npm pass 99\n${all}`, 1);
    assert.equal(lastLine(failed.output), '12 passed, 2 failed, 0 skipped');
    assert.equal(failed.code, 1);
    const good = await ciRun(t, all.replace('fail 2', 'fail 0'), 0);
    assert.equal(lastLine(good.output), '12 passed, 0 failed, 0 skipped');
    assert.equal(good.code, 0);
  },
);
