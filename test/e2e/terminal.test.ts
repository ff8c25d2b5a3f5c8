/** What a person at a shell does with the command that is neither right nor wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { endOf } from '../helpers/end-of.ts';
import { asNobody, builtForAll } from '../helpers/other-user.ts';
import { runProgram } from '../helpers/run-program.ts';
import { RunningRelay, setsFor, until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const out = path.resolve(import.meta.dirname, '../../out/main');
const onlyUnix = { skip: process.platform === 'win32' ? 'uses a Unix shell' : false };

test('a command whose output nobody reads to its end says nothing of that', onlyUnix, async (t) => {
  const relay = await RunningRelay.start(t);
  const command = `"${process.execPath}" "${out}/cli.js" --data "${relay.dataFolder}" doctor | true`;
  const { code, output } = await runProgram('sh', ['-c', command]);
  assert.deepEqual({ code, output }, { code: 0, output: '' });
});

test(
  'output that a full disk does not take is said in a sentence, with an exit code',
  { skip: process.platform === 'linux' ? false : 'only Linux has /dev/full' },
  async () => {
    const command = `"${process.execPath}" "${out}/cli.js" help >/dev/full`;
    const { code, output } = await runProgram('sh', ['-c', command]);
    assert.equal(output, 'The output cannot be written: the disk is full. Choose another place.\n');
    assert.equal(code, 1);
  },
);

test('the data folder of another user is told from one where nothing runs', onlyUnix, async (t) => {
  const cli = path.join(builtForAll(t), 'out/main/cli.js');
  const status = (folder: string) =>
    runProgram(process.execPath, [...asNobody, cli, '--data', folder, 'status']);
  const at = tempFolder(t);
  fs.chmodSync(at, 0o755);
  const closed = path.join(at, 'closed');
  fs.mkdirSync(closed, { mode: 0o000 });
  const open = path.join(at, 'open-closed');
  fs.mkdirSync(open, { mode: 0o755 });
  fs.writeFileSync(path.join(open, 'lock'), '', { mode: 0o000 });
  for (const folder of [closed, open]) {
    const { code, output } = await status(folder);
    assert.equal(code, 1, output);
    assert.match(
      output,
      /^The data folder .+closed belongs to another user of this computer\. Run this/,
    );
  }
});

test(
  'a file of a stopped relay that cannot be read is named, and hides nothing else',
  onlyUnix,
  async (t) => {
    const folder = tempFolder(t);
    fs.chmodSync(folder, 0o755);
    fs.writeFileSync(path.join(folder, 'installation'), 'mark');
    fs.writeFileSync(path.join(folder, 'users.db'), '', { mode: 0o000 });
    const cli = path.join(builtForAll(t), 'out/main/cli.js');
    const asks = (...words: string[]) =>
      runProgram(process.execPath, [...asNobody, cli, '--data', folder, ...words]);
    const listed = await asks('users', 'list');
    assert.match(
      listed.output,
      /^The list of users, \/.+users\.db, cannot be read \(EACCES\)\. Look at the disk/,
    );
    assert.equal(listed.code, 1);
    const { code, output } = await asks('settings', 'get', 'popAuth.windowMinutes');
    assert.deepEqual({ code, output }, { code: 0, output: '15\n' });
    assert.match(
      (await asks('doctor')).output,
      /✗ People and devices +The list of users, .+ \(EACCES\)/,
    );
  },
);

test(
  'of a relay that hangs the command says so, and nothing is done when it goes on',
  onlyUnix,
  async (t) => {
    const relay = await RunningRelay.start(t);
    await relay.addUser('joe', 'secret');
    process.kill(relay.pid, 'SIGSTOP');
    const asked = await Promise.all([
      relay.cli(['users', 'remove', 'joe']),
      relay.cli(['journal', '--follow', '--json']),
      relay.cli(['doctor']),
    ]);
    process.kill(relay.pid, 'SIGCONT');
    for (const { code, stdout, stderr } of asked) {
      assert.equal(stdout, '');
      assert.match(
        stderr,
        /^No answer yet\. .+\nMailroom runs for .+ but does not answer, so nothing was done\. Try/,
      );
      assert.equal(code, 3);
    }
    const users = await relay.ask<{ name: string }[]>(['users', 'list']);
    assert.deepEqual(
      users.map(({ name }) => name),
      ['joe'],
    );
  },
);

test('serve refuses what it does not know, and shows its usage', onlyUnix, async (t) => {
  const folder = tempFolder(t);
  const serve = (...words: string[]) =>
    spawn(process.execPath, [`${out}/cli.js`, 'serve', '--data', folder, ...words]);
  for (const [word, sentence] of [
    ['--banana', /^There is no option --banana\.\n\nnpx mailroom serve:/],
    ['banana', /^"banana" is one word too many\.\n\nnpx mailroom serve:/],
  ] as const) {
    const child = serve(word);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 2);
    assert.match(said, sentence);
  }
  const helped = await runProgram(process.execPath, [`${out}/cli.js`, 'serve', '-h']);
  assert.equal(helped.code, 0);
  assert.match(helped.output, /^npx mailroom serve: runs the relay without a window\./);
});

test('a start whose ports are taken sends its owner to the doctor, not to another’s port', async (t) => {
  const { ports } = await RunningRelay.start(t);
  const sets = setsFor(ports).flatMap((set) => ['--set', set]);
  const folder = tempFolder(t);
  const child = spawn(process.execPath, [`${out}/serve.js`, '--data', folder, ...sets]);
  t.after(() => child.kill());
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('it has started', () => said.includes('Ctrl+C stops it.'));
  assert.match(said, /SMTP \(outgoing mail\) +Port \d+ is in use by another program\./);
  assert.match(said, /^Not all of it runs\. .+:\n {2}npx mailroom doctor --data \S+$/m);
  assert.doesNotMatch(said, /try send/);
});

test('journal --follow shows what was and what comes, and ends when the relay does', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  for (const [format, words] of [
    ['text', []],
    ['json', ['--json']],
  ] as const) {
    const name = `anna.${format}`;
    const child = spawn(process.execPath, [
      ...[
        `${out}/cli.js`,
        '--data',
        relay.dataFolder,
        'journal',
        '--follow',
        '--text',
        'was added',
      ],
      ...words,
    ]);
    t.after(() => child.kill('SIGKILL'));
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = endOf(child);
    await until('what was is shown', () => said.includes('User joe was added.'));
    await relay.addUser(name, 'secret');
    await until('what comes is shown', () => said.includes(`User ${name} was added.`));
    await relay.stop();
    assert.equal(await ended, 3, said);
    const lines = said.trimEnd().split('\n');
    assert.equal(lines.pop(), 'Mailroom has stopped, so nothing more comes.');
    for (const line of lines) {
      assert.match(line, /users\.added.+was added/);
      if (format === 'json') assert.equal(typeof JSON.parse(line), 'object');
    }
    await relay.restart();
  }
});

test(
  'who asks a relay that hangs is told so, and gets the answer when it goes on',
  onlyUnix,
  async (t) => {
    const relay = await RunningRelay.start(t);
    process.kill(relay.pid, 'SIGSTOP');
    const words = [`${out}/cli.js`, '--data', relay.dataFolder, '--json', 'status'];
    const child = spawn(process.execPath, words);
    t.after(() => child.kill('SIGKILL'));
    const ended = endOf(child);
    let answer = '';
    child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const silence = once(child.stderr, 'data') as Promise<[Buffer]>;
    const [said] = await Promise.race([silence, ended.then((code) => [code])]);
    process.kill(relay.pid, 'SIGCONT');
    assert.equal(String(said), 'No answer yet. Ctrl+C ends the waiting.\n');
    assert.equal(await ended, 0);
    assert.match(answer, /"version": "/);
  },
);

test('the version is one line', async () => {
  for (const word of ['--version', '-v', 'version']) {
    const { code, output } = await runProgram(process.execPath, [`${out}/cli.js`, word]);
    assert.equal(code, 0);
    assert.match(output, /^Mailroom \d+\.\d+\.\d+\n$/);
  }
});
