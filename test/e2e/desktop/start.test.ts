import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Desktop } from '../../../main/desktop/desktop.ts';
import {
  commandLine,
  DesktopApp,
  electronProgram,
  environment,
  loopbackPorts,
  needsElectron,
  noSandbox,
} from '../../helpers/desktop-app.ts';
import { endOf } from '../../helpers/end-of.ts';
import { runProgram } from '../../helpers/run-program.ts';
import { setsFor, until } from '../../helpers/running-relay.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = needsElectron();
const root = path.resolve(import.meta.dirname, '../../..');

/** Starts it beside a script of the test's, which sees it from its first moment; resolves to what it said until its end. */
async function startWith(
  t: TestContext,
  script: string,
  { folder = '', words = [], env = {} }: Partial<Start> = {},
): Promise<string> {
  const place = tempFolder(t);
  const hook = path.join(place, 'hook.cjs');
  fs.writeFileSync(
    hook,
    `require(${JSON.stringify(path.join(root, 'out/main/early.cjs'))});\n${script}`,
  );
  const { output } = await runProgram(
    electronProgram() ?? '',
    [...noSandbox(), '-r', hook, root, '--data', folder === '' ? place : folder, ...words],
    { env: await environment(place, env) },
  );
  return output;
}

interface Start {
  readonly folder: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

test(
  'a data folder that cannot be used is told in the language of this PC',
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ version: 9_999 }));
    const output = await startWith(
      t,
      `const { dialog } = require('electron');
     dialog.showErrorBox = (title, text) => console.log('BOX ' + text);`,
      { folder, env: { LANGUAGE: 'de', LANG: 'de_DE.UTF-8' } },
    );
    assert.match(output, /^BOX .*(neuere|anderen Datenordner)/m);
  },
);

test('a data folder that cannot be made is no other Mailroom that runs', { skip }, async (t) => {
  const file = path.join(tempFolder(t), 'in-the-way');
  fs.writeFileSync(file, '');
  const output = await startWith(
    t,
    `const { dialog } = require('electron');
     dialog.showErrorBox = (title, text) => console.log('BOX ' + text);`,
    { folder: path.join(file, 'mail'), env: { LANGUAGE: 'en', LANG: 'en_US.UTF-8' } },
  );
  assert.match(output, /^BOX The data folder .* cannot be written/m);
  assert.doesNotMatch(output, /runs already/);
});

test(
  'a folder of the window that cannot be used is no other Mailroom that runs',
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    fs.writeFileSync(path.join(folder, 'window'), '');
    const output = await startWith(
      t,
      `const { dialog } = require('electron');
     dialog.showErrorBox = (title, text) => console.log('BOX ' + text);`,
      { folder, env: { LANGUAGE: 'en', LANG: 'en_US.UTF-8' } },
    );
    assert.match(output, /^BOX .*window is no folder\. Move away what stands there/m);
    assert.doesNotMatch(output, /runs already/);
  },
);

test(
  'no data is put where somebody happens to be when the name of the folder is missing',
  { skip },
  async (t) => {
    const output = await startWith(
      t,
      `const { dialog } = require('electron');
     dialog.showErrorBox = (title, text) => console.log('BOX ' + text);`,
      { words: ['--data', ''], env: { LANGUAGE: 'en', LANG: 'en_US.UTF-8' } },
    );
    assert.match(output, /^BOX --data needs the name of a folder behind it\.$/m);
  },
);

test(
  'what the window remembers and cannot be read keeps no mail from flowing',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, {
      prepare: (folder) => {
        fs.rmSync(path.join(folder, 'window.json'));
        fs.mkdirSync(path.join(folder, 'window.json', 'in-the-way'), { recursive: true });
      },
    });
    assert.equal((await desktop.ask('status:get', {})).route.state, 'open');
    const noted = await desktop.ask('journal:read', { limit: 100 });
    assert.ok(noted.some(({ event }) => event === 'desktop.not-read'));
  },
);

test('an error that nobody caught is noted and told, and holds up no mail', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await desktop.inMain(({ dialog }) => {
    const seen: string[] = [];
    Reflect.set(globalThis, 'seen', seen);
    dialog.showErrorBox = (title) => void seen.push(`stops: ${title}`);
    dialog.showMessageBox = (...args: unknown[]) => {
      seen.push((args.at(-1) as { message: string }).message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    setImmediate(() => {
      throw new Error('a surprise');
    });
    void Promise.reject(new Error('another surprise'));
  });
  const noted = async (): Promise<string> =>
    (await desktop.ask('journal:read', { limit: 100 }))
      .filter(({ event }) => event === 'desktop.surprise')
      .map(({ text }) => text)
      .join();
  await until('both are noted', async () => /^(?=.*: a surprise).*: another/.test(await noted()));
  const seen = await desktop.inMain(() => Reflect.get(globalThis, 'seen') as string[]);
  assert.deepEqual(seen, ['Something went wrong in Mailroom that nobody expected.']);
});

test(
  'a start at sign-in beside it shows nothing; started again while it ends, it starts again',
  { skip },
  async (t) => {
    const output = await startWith(
      t,
      `const { app } = require('electron');
       app.relaunch = ({ args }) => console.log('AGAIN ' + JSON.stringify(args));
       app.on('browser-window-created', () => console.log('WINDOW'));
       const again = (...words) => app.emit('second-instance', {}, ['mailroom', ...words], '', null);
       const timer = setInterval(() => {
         if (!globalThis.mailroomDesktop) return;
         clearInterval(timer);
         again('--hidden');
         app.once('will-quit', () => again());
         app.quit();
       }, 10);
       setTimeout(() => app.exit(7), 40_000).unref();`,
      { words: ['--hidden', ...setsFor(await loopbackPorts()).flatMap((set) => ['--set', set])] },
    );
    assert.match(output, /^AGAIN .*"--data"/m);
    assert.doesNotMatch(output, /^AGAIN .*hidden|^WINDOW/m);
  },
);

test('started again while it still starts hidden, it shows its window', { skip }, async (t) => {
  const output = await startWith(
    t,
    `const { app } = require('electron');
     app.on('newListener', (event) => {
       if (event === 'second-instance')
         process.nextTick(() => app.emit('second-instance', {}, ['mailroom'], '', null));
     });
     app.once('browser-window-created', () => { console.log('WINDOW'); app.quit(); });
     setTimeout(() => app.exit(7), 40_000).unref();`,
    { words: ['--hidden'] },
  );
  assert.match(output, /^WINDOW$/m);
});

test(
  'a keyring that asks a person first keeps no mail waiting at the door',
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    const output = await startWith(
      t,
      `const { app, safeStorage } = require('electron');
     const asks = () => new Promise(() => undefined);
     Object.assign(safeStorage, {
       getSelectedStorageBackend: () => 'gnome_libsecret',
       isAsyncEncryptionAvailable: asks,
       encryptStringAsync: asks,
       decryptStringAsync: asks,
     });
     setInterval(() => {
       if (!require('node:fs').existsSync(${JSON.stringify(path.join(folder, 'control.sock'))})) return;
       console.log('RUNS');
       app.quit();
     }, 50);
     setTimeout(() => app.exit(7), 40_000).unref();`,
      { folder, words: setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]) },
    );
    assert.match(output, /^RUNS$/m);
  },
);

test(
  'what a start has begun before it fails is ended before its box stands',
  { skip },
  async (t) => {
    const folder = tempFolder(t);
    // The last thing that a start makes, when all ports are open.
    fs.mkdirSync(path.join(folder, 'control.sock', 'in-the-way'), { recursive: true });
    const output = await startWith(
      t,
      `const { dialog } = require('electron');
     const lock = ${JSON.stringify(path.join(folder, 'lock'))};
     dialog.showErrorBox = () => console.log('BOX ' + require('node:fs').existsSync(lock));`,
      { folder, words: setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]) },
    );
    assert.match(output, /^BOX false$/m);
  },
);

test(
  'a start that failed ends at a signal, though its box still stands',
  { skip: process.platform === 'linux' ? skip : 'elsewhere no signal is sent' },
  async (t) => {
    const folder = tempFolder(t);
    fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ version: 9_999 }));
    const hook = path.join(folder, 'hook.cjs');
    fs.writeFileSync(
      hook,
      `const { dialog } = require('electron');
       const { showErrorBox } = dialog;
       dialog.showErrorBox = (...words) => { console.log('BOX'); showErrorBox(...words); };`,
    );
    const [first = '', ...words] = commandLine(folder);
    const child = spawn(electronProgram() ?? '', ['-r', hook, first, ...words], {
      env: await environment(folder),
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    t.after(() => child.kill('SIGKILL'));
    const ended = endOf(child);
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    await until('its box stands', () => said.includes('BOX'), 60_000);
    child.kill('SIGTERM');
    const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'not ended').unref());
    assert.notEqual(await Promise.race([ended, late]), 'not ended');
  },
);

for (const [what, does] of [
  ['A page that dies while it is loaded', 'contents.forcefullyCrashRenderer()'],
  ['A quit while the page is loaded', 'app.quit()'],
] as const)
  test(`${what} is nothing that nobody expected`, { skip }, async (t) => {
    const folder = tempFolder(t);
    const output = await startWith(
      t,
      `const { app, dialog } = require('electron');
       dialog.showMessageBox = () => { console.log('BOX'); return Promise.resolve({ response: 0 }); };
       app.once('session-created', ({ protocol }) => {
         const handle = protocol.handle.bind(protocol);
         protocol.handle = (scheme, answer) => handle(scheme, (request) => {
           if (!request.url.endsWith('.js')) return answer(request);
           protocol.unhandle(scheme);
           handle(scheme, answer);
           ${does};
           return new Promise((resolve) => setTimeout(resolve, 500, answer(request)));
         });
       });
       let contents;
       app.once('web-contents-created', (_event, created) => {
         contents = created;
         contents.on('did-finish-load', () => { console.log('LOADED'); app.quit(); });
       });
       setTimeout(() => app.exit(7), 40_000).unref();`,
      { folder, words: setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]) },
    );
    assert.doesNotMatch(output, /BOX|ERR_FAILED/);
    assert.equal(output.includes('LOADED'), does !== 'app.quit()');
  });

test('a window that was on a larger screen is no larger than this one', { skip }, async (t) => {
  const folder = tempFolder(t);
  const bounds = { x: 0, y: 0, width: 9_000, height: 8_000, isMaximized: false };
  fs.writeFileSync(path.join(folder, 'window.json'), JSON.stringify({ bounds }));
  const output = await startWith(
    t,
    `const { app, screen } = require('electron');
     app.once('browser-window-created', (_event, window) => setImmediate(() => {
       const [{ workArea }, now] = [screen.getPrimaryDisplay(), window.getBounds()];
       console.log('FITS ' + (now.width <= workArea.width && now.height <= workArea.height));
       app.quit();
     }));`,
    { folder },
  );
  assert.match(output, /^FITS true$/m);
});

test('a window that was maximized is not shown before it has a page', { skip }, async (t) => {
  const folder = tempFolder(t);
  const bounds = { x: 0, y: 0, width: 900, height: 650, isMaximized: true };
  fs.writeFileSync(path.join(folder, 'window.json'), JSON.stringify({ bounds }));
  const output = await startWith(
    t,
    `const { app } = require('electron');
     app.once('browser-window-created', (_event, window) => {
       setImmediate(() => console.log('AT ONCE ' + window.isVisible()));
       window.once('show', () => { console.log('SHOWN ' + window.webContents.getURL()); app.quit(); });
     });`,
    { folder },
  );
  assert.match(output, /^AT ONCE false$/m);
  assert.match(output, /^SHOWN app:/m);
});

test('a place that is asked for while the page is on its way is shown', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t, { args: ['--hidden'], isHidden: true });
  const opened = desktop.app.waitForEvent('window');
  await until('it has started', () =>
    desktop.inMain(() => Reflect.get(globalThis, 'mailroomDesktop') !== undefined),
  );
  await desktop.inMain(() => {
    const shown = Reflect.get(globalThis, 'mailroomDesktop') as Desktop;
    shown.show();
    shown.show('people');
  });
  const page = await opened;
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
});

test('a PC that is switched off waits while it quits', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const done = await desktop.inMain(({ app, powerMonitor }) => {
    const seen: string[] = [];
    app.quit = () => void seen.push('quits');
    const event = { preventDefault: () => seen.push('waits') };
    (powerMonitor as NodeJS.EventEmitter).emit('shutdown', event);
    return seen;
  });
  assert.deepEqual(done, ['waits', 'quits']);
});

test('Windows tells of its end also who was started hidden', { skip }, async (t) => {
  const output = await startWith(
    t,
    `const { app, BaseWindow, powerMonitor } = require('electron');
     const platform = (value) => Object.defineProperty(process, 'platform', { value });
     const { platform: own } = process;
     app.on('newListener', (event) => event === 'will-quit' && platform('win32'));
     powerMonitor.on('newListener', (event) => event === 'shutdown' && platform(own));
     const timer = setInterval(() => {
       if (!globalThis.mailroomDesktop) return;
       clearInterval(timer);
       app.quit = () => { console.log('QUITS'); app.exit(0); };
       for (const window of BaseWindow.getAllWindows())
         console.log('SEEN ' + window.isVisible(), window.emit('session-end', { reasons: [] }));
     }, 10);
     setTimeout(() => app.exit(7), 40_000).unref();`,
    { words: ['--hidden'] },
  );
  assert.match(output, /^QUITS$/m);
});

test('without a window an error that nobody caught is said, and ends it', { skip }, async (t) => {
  const folder = tempFolder(t);
  const sets = setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]);
  const output = await startWith(
    t,
    `process.once('exit', (code) => console.log('EXIT ' + code));
     const timer = setInterval(() => {
       if (!require('node:fs').existsSync(${JSON.stringify(path.join(folder, 'control.sock'))})) return;
       clearInterval(timer);
       throw new Error('a surprise');
     }, 10);`,
    { folder, words: ['--command', '--', 'serve', '--data', folder, ...sets] },
  );
  assert.match(output, /^Error: a surprise$/m);
  assert.match(output, /^EXIT 1$/m);
});

test(
  'signed out, when all its processes are told to end, it ends orderly all the same',
  { skip: process.platform === 'linux' ? skip : 'elsewhere no signal is sent' },
  async (t) => {
    const folder = tempFolder(t);
    const hook = path.join(folder, 'hook.cjs');
    const note = (name: string): string =>
      `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, name))}, '')`;
    // As with mail under way: it takes its time over the end. And a Chromium that is just starting a process as all
    // are told to end breaks off, whatever we do: it is told when its processes are there.
    fs.writeFileSync(
      hook,
      `const { app, webContents } = require('electron');
       const timer = setInterval(() => {
         const desktop = globalThis.mailroomDesktop;
         if (!desktop) return;
         clearInterval(timer);
         const stop = desktop.stop.bind(desktop);
         desktop.stop = () => {
           ${note('ends')};
           return new Promise((resolve) => setTimeout(resolve, 1_500)).then(stop);
         };
       }, 10);
       let [before, looks] = ['', 0];
       const settling = setInterval(() => {
         const pages = webContents.getAllWebContents();
         const now = app.getAppMetrics().map(({ pid }) => pid).join();
         looks = now === before && pages.length > 0 && !pages.some((page) => page.isLoading()) ? looks + 1 : 0;
         before = now;
         if (looks < 10) return;
         clearInterval(settling);
         ${note('settled')};
       }, 100);`,
    );
    const sets = setsFor(await loopbackPorts()).flatMap((set) => ['--set', set]);
    const [first = '', ...words] = [...commandLine(folder), ...sets];
    const child = spawn(electronProgram() ?? '', ['-r', hook, first, ...words], {
      env: await environment(folder),
      detached: true,
      stdio: 'ignore',
    });
    const ended = endOf(child);
    const { pid = 0 } = child;
    t.after(() => child.exitCode ?? child.signalCode ?? process.kill(-pid, 'SIGKILL'));
    const journal = (): string =>
      fs
        .globSync(path.join(folder, 'journal/*.jsonl'))
        .map((file) => fs.readFileSync(file, 'utf8'))
        .join('');
    await until('it runs', () => journal().includes('relay.started'), 60_000);
    await until('it has begun', () => fs.existsSync(path.join(folder, 'settled')), 60_000);
    // In this order, or who hears of it first would be left to chance.
    process.kill(pid, 'SIGTERM');
    await until('it ends', () => fs.existsSync(path.join(folder, 'ends')), 60_000);
    process.kill(-pid, 'SIGTERM');
    assert.equal(await ended, 0);
    assert.match(journal(), /relay\.stopped/);
  },
);
