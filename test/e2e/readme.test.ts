import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { testAuthority } from '../helpers/certificates.ts';
import { FakeSmarthost } from '../helpers/fake-smarthost.ts';
import { replyPattern, shownCommands, type Shown } from '../helpers/readme.ts';
import { freePorts } from '../helpers/free-ports.ts';
import { until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
const startCommand = 'npm start -- --terminal';
/** Typed once for all the README's questions: joe's password and the provider's. */
const password = 'correct horse\n';

/** The checkout as somebody cloned it, with its packages; building there disturbs no other test. */
function checkout(t: TestContext): string {
  const folder = tempFolder(t);
  for (const name of ['package.json', 'main', 'build'])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  // The window is not what is shown here, and building it takes long.
  fs.rmSync(path.join(folder, 'build/renderer.mjs'));
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** A person's terminal without a display, in an empty home. */
class Terminal {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, home: string, extra: NodeJS.ProcessEnv) {
    this.#folder = folder;
    const hidden = ['DISPLAY', 'WAYLAND_DISPLAY', 'XDG_CONFIG_HOME'];
    const env = Object.entries(process.env).filter(([name]) => !hidden.includes(name));
    this.#env = {
      ...Object.fromEntries(env),
      HOME: home,
      npm_config_update_notifier: 'false',
      ...extra,
    };
  }

  /** A group of its own, so that Ctrl+C reaches all of it, as at a terminal. */
  begins(command: string): ChildProcess {
    return spawn(command, {
      shell: true,
      detached: true,
      cwd: this.#folder,
      env: this.#env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }

  /** What the command printed, both outputs together. */
  async types(command: string): Promise<string> {
    const child = this.begins(command);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(password);
    await new Promise((resolve) => child.once('close', resolve));
    return output;
  }
}

/** Starts the product with the README's own command; `--set` only keeps the tests' ports apart. */
async function starts(t: TestContext, terminal: Terminal, shown: Shown): Promise<ChildProcess> {
  const [relay = 0, submission = 0, submissions = 0, pop3 = 0, pop3s = 0, practice = 0] =
    await freePorts(6);
  const ports = { relay, submission, submissions, pop3, pop3s };
  const sets = Object.entries(ports).map(([name, port]) => `--set listeners.${name}.port=${port}`);
  const child = terminal.begins(
    `${shown.command} ${sets.join(' ')} --set practice.port=${practice}`,
  );
  t.after(() => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (child.pid !== undefined && !hasEnded) process.kill(-child.pid, 'SIGKILL');
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await until('it said what to type next', () => output.includes('Ctrl+C'), 60_000).catch(() => {
    assert.fail(`npm start said: ${output}`);
  });
  assert.match(output, replyPattern(shown.reply));
  return child;
}

let isFirst = true;

/** npx costs a second each time: the first command shows that it finds `mailroom`, the others go straight there. */
function spared(command: string): string {
  if (!isFirst) return command.replace('npx mailroom', 'node build/mailroom.mjs');
  isFirst = false;
  return command;
}

/** Mail goes on by itself: who types as fast as a program may look into a list too early, and looks again. */
async function answerOf(terminal: Terminal, command: string, wanted: RegExp): Promise<string> {
  const mayBeEarly = / list\b/.test(command);
  let output = await terminal.types(command);
  for (let more = mayBeEarly ? 40 : 0; more > 0 && !wanted.test(output); more -= 1)
    output = await terminal.types(command);
  return output;
}

/** Ctrl+C; resolves to the last words when the program has ended. */
async function interrupts(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
  return output;
}

test(
  'each command of the README answers what the README shows, in that order, from an empty home',
  { skip: process.platform === 'win32' ? 'uses a Unix shell' : false },
  async (t) => {
    const { authorityPem, pair } = await testAuthority();
    const provider = await FakeSmarthost.start(t, {
      certificate: pair,
      extensions: ['STARTTLS', 'AUTH PLAIN LOGIN'],
    });
    const home = tempFolder(t);
    const authorityFile = path.join(home, 'provider-ca.pem');
    fs.writeFileSync(authorityFile, authorityPem);
    const terminal = new Terminal(checkout(t), home, { NODE_EXTRA_CA_CERTS: authorityFile });
    const [other = 0] = await freePorts(1);
    // What the README can only give an example of.
    const own: readonly (readonly [shown: string, here: string])[] = [
      ['smtp.example.com', 'localhost'],
      ['587', String(provider.port)],
      ['port 25', `port ${other}`],
    ];
    const ids = new Map<string, string>();
    const relays: ChildProcess[] = [];
    for (const shown of shownCommands()) {
      if (shown.command.startsWith('npm ci')) continue;
      if (shown.command === startCommand) {
        relays.push(await starts(t, terminal, shown));
        continue;
      }
      const here = (text: string): string =>
        [...own, ...ids].reduce((all, [from, to]) => all.replaceAll(from, to), text);
      assert.equal(relays.length, 1, `${shown.command} stands before ${startCommand}`);
      const reply = shown.reply.map((line) =>
        here(line.replace('port is 25 now', `port is ${other} now`)),
      );
      const wanted = replyPattern(reply);
      const output = await answerOf(terminal, here(spared(shown.command)), wanted);
      assert.match(output, wanted, shown.command);
      const [shownId] = /R-\w{5}/.exec(shown.reply.join()) ?? [];
      const [realId] = /R-\w{5}/.exec(output) ?? [];
      if (shownId !== undefined && realId !== undefined) ids.set(shownId, realId);
    }
    for (const relay of relays) assert.match(await interrupts(relay), /Mailroom has stopped\.\n$/);
    const status = await terminal.types('npx mailroom status');
    assert.match(status, /^Mailroom is not running/, 'Ctrl+C stops it');
  },
);

test('the README’s two commands are those of package.json', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = shownCommands().map(({ command }) => command);
  assert.ok(commands.includes('npm ci && npm start') && commands.includes('npm cit'));
  assert.match(scripts['start'] ?? '', /build\/start\.mjs/);
  assert.match(scripts['test'] ?? '', /build\/test\.mjs/);
});
