import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  electronProgram,
  environment,
  loopbackPorts,
  needsElectron,
} from '../helpers/desktop-app.ts';
import { asNobody, builtForAll } from '../helpers/other-user.ts';
import { setsFor, until, type Ports } from '../helpers/running-relay.ts';
import { Conversation } from '../helpers/conversation.ts';
import { endOf } from '../helpers/end-of.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const root = path.resolve(import.meta.dirname, '../..');
const limitMs = 60_000;
const onlyUnix = {
  skip: process.platform === 'win32' ? 'every file there has its own rights' : false,
};

/** `npm start` in a checkout of its own: it builds, and other tests use what is built here. */
class Start {
  readonly dataFolder: string;
  readonly ports: Ports;
  output = '';
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, place: { dataFolder: string; ports: Ports }) {
    this.dataFolder = place.dataFolder;
    this.ports = place.ports;
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
  }

  static async in(
    t: TestContext,
    env: Readonly<Record<string, string | undefined>>,
  ): Promise<Start> {
    const checkout = tempFolder(t);
    for (const name of ['build', 'main', 'renderer', 'package.json', 'package-lock.json'])
      fs.cpSync(path.join(root, name), path.join(checkout, name), { recursive: true });
    linkPackages(checkout);
    const ports = await loopbackPorts();
    const dataFolder = path.join(checkout, 'data');
    const words = [
      '--no-sandbox',
      '--data',
      dataFolder,
      ...setsFor(ports).flatMap((set) => ['--set', set]),
    ];
    const child = spawn(process.execPath, ['build/start.mjs', ...words], {
      cwd: checkout,
      env: { ...process.env, XDG_CONFIG_HOME: path.join(checkout, 'os-config'), ...env },
    });
    t.after(() => child.kill('SIGKILL'));
    return new Start(child, { dataFolder, ports });
  }

  /** Resolves when the relay greets. */
  async answers(t: TestContext): Promise<void> {
    await until(
      'the relay answers',
      async () => {
        if (this.#child.exitCode !== null) throw new Error(`it ended: ${this.output}`);
        try {
          await (await Conversation.open(t, this.ports.relay)).hearsReply('220');
          return true;
        } catch {
          return false;
        }
      },
      limitMs,
    );
  }

  /** Resolves to the exit code. */
  end(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    return ended;
  }
}

/** All packages of this checkout; of electron only what npm brings, not a runtime that was fetched since. */
function linkPackages(checkout: string): void {
  const packages = path.join(root, 'node_modules');
  const own = path.join(checkout, 'node_modules');
  fs.mkdirSync(own);
  for (const name of fs.readdirSync(packages))
    if (name !== 'electron') fs.symlinkSync(path.join(packages, name), path.join(own, name));
  fs.cpSync(path.join(packages, 'electron'), path.join(own, 'electron'), {
    recursive: true,
    dereference: true,
    filter: (file) => !/[\\/](dist|path\.txt)$/.test(file),
  });
}

test('npm start without a display says so in one line and runs the relay', async (t) => {
  const start = await Start.in(t, { DISPLAY: '', WAYLAND_DISPLAY: '' });
  await start.answers(t);
  assert.match(
    start.output,
    /^Building Mailroom \.\.\.\nNo window: there is no display\. The relay starts in this terminal\.\nMailroom runs\.\n/,
  );
  assert.equal(await start.end(), 0);
});

test('npm start without an Electron runtime says so in one line and runs the relay', async (t) => {
  const start = await Start.in(t, {
    DISPLAY: ':0',
    ELECTRON_OVERRIDE_DIST_PATH: undefined,
    // Nobody is there: as on a computer that reaches no release server.
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  });
  await start.answers(t);
  assert.match(
    start.output,
    /^No window: there is no Electron runtime: it could not be downloaded[^\n]*\. The relay starts in this terminal\.$/m,
  );
  assert.equal(await start.end(), 0);
});

test(
  'npm start in a checkout that this user may not write runs what was built, or says who has to build',
  onlyUnix,
  async (t) => {
    const checkout = builtForAll(t);
    const own = tempFolder(t);
    // This Node may lie where only root comes through, as the checkout may.
    const node = path.join(own, 'node');
    fs.copyFileSync(process.execPath, node);
    fs.chmodSync(own, 0o777);
    const start = path.join(own, 'build/start.mjs');
    fs.cpSync(path.join(root, 'build'), path.dirname(start), { recursive: true });
    const sets = setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]);
    const words = [...asNobody, start, '--terminal', '--data', path.join(own, 'data'), ...sets];
    const begin = (cwd: string) => {
      const child = spawn(node, words, { cwd });
      t.after(() => child.kill('SIGKILL'));
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      return { child, ended: endOf(child), output: () => output };
    };
    const built = begin(checkout);
    await until(
      'it runs',
      () => /^Mailroom runs\.[^]*stops it/.test(built.output()),
      limitMs,
    ).catch(() => assert.fail(built.output()));
    built.child.kill('SIGTERM');
    assert.equal(await built.ended, 0);

    for (const closed of ['.', 'out/main']) fs.chmodSync(path.join(checkout, closed), 0o755);
    fs.rmSync(path.join(checkout, 'out'), { recursive: true });
    fs.chmodSync(checkout, 0o555);
    const missing = begin(checkout);
    assert.equal(await missing.ended, 1);
    assert.match(
      missing.output(),
      /^Mailroom is not built yet, and this user cannot write to .+\. Run "npm run build" there as its owner\.\n$/,
    );
  },
);

test('npm start opens the desktop app where it can', { skip: needsElectron() }, async (t) => {
  const start = await Start.in(t, {
    ...(await environment(tempFolder(t))),
    ELECTRON_OVERRIDE_DIST_PATH: path.dirname(electronProgram() ?? ''),
  });
  await start.answers(t);
  assert.doesNotMatch(start.output, /No window/);
  assert.ok(fs.existsSync(path.join(start.dataFolder, 'window')), 'Chromium has its folder');
  assert.equal(await start.end(), 0);
});
