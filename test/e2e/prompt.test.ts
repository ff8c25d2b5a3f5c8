import assert from 'node:assert/strict';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { needsProgram } from '../helpers/programs.ts';
import { runProgram } from '../helpers/run-program.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

const cli = path.resolve(import.meta.dirname, '../../out/main/cli.js');

/** Runs a command at a real terminal: waits for each prompt, then types the keys; prints all that was seen. */
const typist = `
import os, pty, select, sys, time
keys = sys.argv[1].encode().decode('unicode_escape').encode('latin1').split(b'|')
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen, prompts, end = b'', 0, time.time() + 50
while time.time() < end:
    if not select.select([terminal], [], [], 0.1)[0]:
        continue
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    seen += piece
    if keys and seen.count(b': ') > prompts:
        prompts = seen.count(b': ')
        os.write(terminal, keys.pop(0))
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(seen)
sys.exit(code)
`;

/** `keys` are those for each prompt, parted by `|`, written as in Python. */
async function types(
  relay: RunningRelay,
  keys: string,
  words: readonly string[],
): Promise<{ code: number; output: string }> {
  const command = [process.execPath, cli, '--data', relay.dataFolder, ...words];
  return runProgram('python3', ['-c', typist, keys, ...command]);
}

async function signsIn(relay: RunningRelay, user: string, password: string): Promise<boolean> {
  return (await relay.cli(['try', 'check', '--user', user], `${password}\n`)).code === 0;
}

const needed = { skip: needsProgram('python3') };

test(
  'at a terminal a new password is asked for twice and never shown',
  needed,
  async (t: TestContext) => {
    const relay = await RunningRelay.start(t);
    const joe = await types(relay, 'correct horse \\r|correct horse \\r', ['users', 'add', 'joe']);
    assert.equal(joe.code, 0, joe.output);
    assert.match(joe.output, /^Password for joe: \r\nThe same again: \r\njoe was added\.\r\n$/);
    assert.ok(await signsIn(relay, 'joe', 'correct horse '));
    const other = await types(relay, 'one\\r|two\\r', ['users', 'password', 'joe']);
    assert.equal(other.code, 1);
    assert.match(other.output, /The two were not the same\. Nothing was changed; try again\./);
    assert.ok(await signsIn(relay, 'joe', 'correct horse '));
  },
);

test(
  'keys that correct, cancel or mean nothing do what they do elsewhere',
  needed,
  async (t: TestContext) => {
    const relay = await RunningRelay.start(t);
    // Backspace over an umlaut, an arrow key, Ctrl+U over all that stood before.
    const keys = 'wrong\\x15gr\\xc3\\xb6\\x7f\\xc3\\xb6\\xc3\\x9fe\\r';
    const added = await types(relay, `${keys}|${keys}`, ['users', 'add', 'zoe']);
    assert.equal(added.code, 0, added.output);
    assert.ok(await signsIn(relay, 'zoe', 'größe'));
    for (const key of ['ab\\x03', '\\x04']) {
      const cancelled = await types(relay, key, ['users', 'add', 'bob']);
      assert.equal(cancelled.code, 1, cancelled.output);
      assert.match(cancelled.output, /Cancelled\.\r\n$/);
    }
    const { stdout } = await relay.cli(['users', 'list']);
    assert.doesNotMatch(stdout, /bob/);
  },
);

test('two lines pasted at once answer two prompts', needed, async (t: TestContext) => {
  const relay = await RunningRelay.start(t);
  for (const [user, end] of [
    ['ann', '\\r'],
    ['bob', '\\r\\n'],
  ] as const) {
    const pasted = `secret${end}secret${end}`;
    const added = await types(relay, pasted, ['users', 'add', user]);
    assert.equal(added.code, 0, added.output);
    assert.ok(await signsIn(relay, user, 'secret'));
  }
});

test(
  'what cannot be done is said before a password is asked for',
  needed,
  async (t: TestContext) => {
    const relay = await RunningRelay.start(t);
    await relay.addUser('joe', 'secret');
    const again = await types(relay, 'other\\r', ['users', 'add', 'joe']);
    assert.match(again.output, /^There is already a user joe\. .+users password joe\r\n/);
    const nobody = await types(relay, 'other\\r', ['users', 'password', 'nobody']);
    assert.match(nobody.output, /^There is no user nobody\./);
    await relay.stop();
    const late = await types(relay, 'secret\\r', ['users', 'add', 'joe']);
    assert.equal(late.code, 3);
    assert.match(late.output, /^Mailroom is not running/);
  },
);
