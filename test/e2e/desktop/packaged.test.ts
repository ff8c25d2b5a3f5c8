import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import asar from '@electron/asar';
import { DesktopApp, environment, needsElectron, noSandbox } from '../../helpers/desktop-app.ts';
import {
  fusesOn,
  letPlaywrightIn,
  packageApp,
  type PackagedApp,
} from '../../helpers/packaged-app.ts';
import { runProgram } from '../../helpers/run-program.ts';
import { RunningRelay, until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = process.platform === 'linux' ? needsElectron() : 'only Linux can build it offline';

/** Each line is one kind of file that has a reason to be in the archive. */
const wanted: readonly RegExp[] = [
  /^\/package\.json$/,
  /^\/out\/main\/(app\.js|preload\.cjs)$/,
  /^\/out\/main\/chunks\/[\w-]+\.js$/,
  /^\/out\/renderer\/(index\.html|licences\.json)$/,
  /^\/out\/renderer\/assets\/[\w.-]+\.(js|css|png|svg|woff2)$/,
  /^\/out\/icons\/[\w@-]+\.(png|ico)$/,
];

describe('the packaged app', { skip }, () => {
  let output = '';
  let app: PackagedApp;

  before(async () => {
    output = fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-package-'));
    app = await packageApp(output);
  });
  after(() => fs.rmSync(output, { recursive: true, force: true, maxRetries: 5 }));

  const archive = (): string => path.join(app.folder, 'resources/app.asar');
  const files = (): string[] =>
    asar
      .listPackage(archive(), { isPack: false })
      .filter((file) => !('files' in asar.statFile(archive(), file.slice(1))));

  test('its archive holds what it must and nothing else', () => {
    const unwanted = files().filter((file) => !wanted.some((kind) => kind.test(file)));
    assert.deepEqual(unwanted, []);
    for (const kind of wanted)
      assert.ok(
        files().some((file) => kind.test(file)),
        kind.source,
      );
  });

  test('there is no source, no path of the building computer and no other package in it', () => {
    const packed = fs.readFileSync(archive());
    for (const trace of ['sourcesContent', process.cwd(), os.homedir() + path.sep])
      assert.equal(packed.includes(trace), false, trace);
    const manifest = JSON.parse(asar.extractFile(archive(), 'package.json').toString()) as object;
    assert.equal('scripts' in manifest || 'devDependencies' in manifest, false);
    assert.equal('electron' in Reflect.get(manifest, 'dependencies'), false);
    const beside = fs.readdirSync(path.join(app.folder, 'resources')).sort();
    assert.deepEqual(beside, ['app.asar', 'bin']);
  });

  test('the licences of what is inside lie beside it', () => {
    const text = fs.readFileSync(path.join(app.folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['react ', 'smtp-server ', 'nedb-promises ', 'zod '])
      assert.ok(text.includes(`\n${name}`), name);
    assert.equal(/^(electron|vite|typescript) /m.test(text), false, 'tools are not shipped');
  });

  test('of the fuses only the two that protect are on', async () => {
    assert.deepEqual(await fusesOn(app.program), [
      'EnableCookieEncryption',
      'EnableEmbeddedAsarIntegrityValidation',
      'OnlyLoadAppFromAsar',
    ]);
  });

  test('nobody makes a Node out of it', async (t) => {
    const folder = tempFolder(t);
    const script = path.join(folder, 'foreign.cjs');
    const mark = path.join(folder, 'ran');
    fs.writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    const start = (env: Record<string, string>, ...words: string[]) =>
      runProgram(app.program, [...words, ...noSandbox(), '--data', folder, '--quit'], { env });
    const env = await environment(folder);
    await start({ ...env, ELECTRON_RUN_AS_NODE: '1' }, script);
    await start({ ...env, NODE_OPTIONS: `--require ${script}` });
    await start(env, '--require', script);
    assert.equal(fs.existsSync(mark), false);
  });

  test('its command runs the relay and asks it, with no display', async (t) => {
    const relay = await RunningRelay.start(t, { command: app.command });
    await relay.addUser('joe', 'secret');
    await sendSignedIn(t, relay.ports.relay);
    await until(
      'it was sent',
      async () => {
        const { messages } = await relay.ask<{ messages: unknown[] }>(['practice', 'list']);
        return messages.length === 1;
      },
      30_000,
    );
    const wrong = await relay.cli(['users', 'add', 'joe'], 'secret\n');
    assert.deepEqual([wrong.code, wrong.stdout], [1, '']);
    assert.match(wrong.stderr, /^[^\n]*joe[^\n]*\n$/, 'one sentence, nothing of Chromium');
    assert.equal(await relay.stop(), 0);
    assert.equal((await relay.cli(['status'])).code, 3, 'nothing runs any more');
  });

  test('its window opens, a message goes out, and it quits', async (t) => {
    await letPlaywrightIn(app.program);
    const desktop = await DesktopApp.launch(t, { program: app.program });
    const program = desktop.app.process();
    assert.equal(await desktop.inMain(({ app: electron }) => electron.isPackaged), true);
    assert.match(desktop.page.url(), /^app:\/\/mailroom\//);
    await desktop.page.getByRole('heading').first().waitFor({ timeout: 30_000 });
    await desktop.addUser('joe', 'secret');
    await sendSignedIn(t, desktop.ports.relay);
    await until(
      'it was sent',
      async () => (await desktop.ask('practice:list', {})).messages.length === 1,
    );
    assert.deepEqual(desktop.pageErrors, []);

    const asked = await runProgram(app.command, ['users', 'list', '--data', desktop.dataFolder]);
    assert.match(asked.output, /joe/, 'the command asks the desktop app');
    await runProgram(app.program, [...noSandbox(), '--data', desktop.dataFolder, '--quit'], {
      env: await environment(desktop.dataFolder),
    });
    await until('an installer made it quit', () => program.exitCode !== null, 30_000);
    assert.equal(program.exitCode, 0);
  });
});
