/** What a person at a shell does with the command that is neither right nor wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { runProgram } from '../helpers/run-program.ts';
import { RunningRelay } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const out = path.resolve(import.meta.dirname, '../../out/main');
const onlyUnix = { skip: process.platform === 'win32' ? 'uses a Unix shell' : false };

test('a command whose output nobody reads to its end says nothing of that', onlyUnix, async (t) => {
  const relay = await RunningRelay.start(t);
  const command = `"${process.execPath}" "${out}/cli.js" --data "${relay.dataFolder}" doctor | true`;
  const { code, output } = await runProgram('sh', ['-c', command]);
  assert.deepEqual({ code, output }, { code: 0, output: '' });
});

test('the data folder of another user is told from one where nothing runs', onlyUnix, async (t) => {
  const folder = path.join(tempFolder(t), 'closed');
  fs.mkdirSync(folder, { mode: 0o000 });
  const isRoot = process.getuid?.() === 0;
  const child = spawn(process.execPath, [`${out}/cli.js`, '--data', folder, 'status'], {
    ...(isRoot ? { uid: 65_534 } : {}),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  assert.equal(code, 1, said);
  assert.match(
    said,
    /^The data folder .+closed belongs to another user of this computer\. Run this/,
  );
});

test('serve refuses what it does not know, and shows its usage', onlyUnix, async (t) => {
  const folder = tempFolder(t);
  const serve = (...words: string[]) =>
    spawn(process.execPath, [`${out}/cli.js`, 'serve', '--data', folder, ...words]);
  for (const [word, sentence] of [
    ['--banana', /^There is no option --banana\.\n\nmailroom serve:/],
    ['banana', /^"banana" is one word too many\.\n\nmailroom serve:/],
  ] as const) {
    const child = serve(word);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 2);
    assert.match(said, sentence);
  }
});

test('the version is one line', async () => {
  for (const word of ['--version', '-v', 'version']) {
    const { code, output } = await runProgram(process.execPath, [`${out}/cli.js`, word]);
    assert.equal(code, 0);
    assert.match(output, /^Mailroom \d+\.\d+\.\d+\n$/);
  }
});
