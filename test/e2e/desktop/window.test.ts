import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { MailroomBridge } from '../../../main/contract/desktop.ts';
import type { Desktop } from '../../../main/desktop/desktop.ts';
import type { PracticeView } from '../../../main/contract/status.ts';
import { Conversation } from '../../helpers/conversation.ts';
import {
  commandLine,
  DesktopApp,
  electronProgram,
  environment,
  needsElectron,
} from '../../helpers/desktop-app.ts';
import { RunningRelay, until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = needsElectron();

const isVisible = (desktop: DesktopApp): Promise<boolean> =>
  desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);

const closeWindow = (desktop: DesktopApp): Promise<void> =>
  desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

/** What the menu or an icon does when the program runs already. */
async function startAgain(dataFolder: string): Promise<{ code: number | null; said: string }> {
  const words = [...commandLine(dataFolder), '--set', 'popAuth.windowMinutes=5'];
  const child = spawn(electronProgram() ?? '', words, {
    env: await environment(dataFolder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

test('the window opens, and the relay in it answers SMTP', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const info = await desktop.ask('desktop:info', {});
  assert.equal(info.relay, 'own');
  assert.equal(info.dataFolder, desktop.dataFolder);
  await desktop.page.getByRole('heading').first().waitFor({ timeout: 30_000 });
  assert.deepEqual(desktop.pageErrors, []);
  const c = await Conversation.open(t, desktop.ports.relay);
  await c.hearsReply('220');
  assert.equal(await desktop.close(), 0);
  assert.equal(fs.existsSync(path.join(desktop.dataFolder, 'lock')), false, 'the folder is free');
});

test(
  'a screen that never tells of a first picture gets the window all the same',
  { skip },
  async (t) => {
    const hook = path.join(tempFolder(t), 'never-drawn.cjs');
    fs.writeFileSync(
      hook,
      `const { EventEmitter } = require('node:events');
     const { emit } = EventEmitter.prototype;
     EventEmitter.prototype.emit = function (name, ...rest) {
       if (name !== 'ready-to-show') return emit.call(this, name, ...rest);
       globalThis.pictures = (globalThis.pictures ?? 0) + 1;
       return false;
     };`,
    );
    const desktop = await DesktopApp.launch(t, { hook });
    await desktop.addUser('joe', 'secret');
    await until('it is shown', () => isVisible(desktop));
    const kept = await desktop.inMain(() => Reflect.get(globalThis, 'pictures') as unknown);
    assert.ok(Number(kept) > 0, 'the first picture was told, and kept back by this test');
  },
);

test(
  'mail flows while the window is closed, and a second start shows it again',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, { preferences: { closeExplained: false } });
    await desktop.addUser('joe', 'secret');
    await until('it is shown', () => isVisible(desktop));
    await closeWindow(desktop);
    await until('it is hidden', async () => !(await isVisible(desktop)));
    assert.equal((await desktop.ask('desktop:preferences', {})).closeExplained, true, 'said once');

    await sendSignedIn(t, desktop.ports.relay);
    await until('the practice provider has it', async () => {
      const { messages }: PracticeView = await desktop.ask('practice:list', {});
      return messages.length === 1;
    });

    const { code, said } = await startAgain(desktop.dataFolder);
    assert.equal(code, 0, 'the second start ends at once');
    assert.match(said, /^Mailroom runs already; its window comes to the front\.$/m);
    assert.match(said, /^--set changes nothing: Mailroom runs already for /m);
    await until('it is shown again', () => isVisible(desktop));
  },
);

test('started at sign-in it opens no window until it is asked for', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t, { args: ['--hidden'], isHidden: true });
  await until('the relay listens', async () => {
    try {
      const c = await Conversation.open(t, desktop.ports.relay);
      await c.hearsReply('220');
      return true;
    } catch {
      return false;
    }
  });
  assert.equal(desktop.app.windows().length, 0);
  await startAgain(desktop.dataFolder);
  await until('a window is there', () => desktop.app.windows().length === 1);
});

test('mail that waits at Quit is sent after the next start', { skip }, async (t) => {
  const dataFolder = tempFolder(t);
  const first = await DesktopApp.launch(t, { dataFolder });
  await first.addUser('joe', 'secret');
  await first.ask('queue:pause', {});
  await sendSignedIn(t, first.ports.relay);
  assert.equal(await first.close(), 0);

  const second = await DesktopApp.launch(t, { dataFolder, ports: first.ports });
  assert.equal((await second.ask('status:get', {})).queue.waiting, 1);
  await second.ask('queue:resume', {});
  await until(
    'it was sent',
    async () => (await second.ask('practice:list', {})).messages.length === 1,
  );
});

test(
  'a window that is made while the relay is away says so, and no more once it is back; of one that hangs too',
  { skip },
  async (t) => {
    const relay = await RunningRelay.start(t);
    const { dataFolder, ports } = relay;
    const hidden = { args: ['--hidden'], isHidden: true };
    const desktop = await DesktopApp.launch(t, { dataFolder, ports, ...hidden });
    const tray = (): Promise<string> =>
      desktop.inMain(
        () => (Reflect.get(globalThis, 'mailroomDesktop') as Desktop | undefined)?.tray.state ?? '',
      );
    await until('it has attached', async () => (await tray()) === 'running');
    await relay.stop();
    await until('it has seen the end', async () => (await tray()) === 'error');
    const opened = desktop.app.waitForEvent('window');
    await desktop.inMain(() => (Reflect.get(globalThis, 'mailroomDesktop') as Desktop).show());
    const page = await opened;
    await page.getByText('The relay does not run').waitFor();
    await page.reload();
    await page.getByText('The relay does not run').waitFor();
    const show = (place: string): Promise<void> =>
      page.evaluate((to) => {
        window.location.hash = to;
      }, `#/${place}`);
    const said = page.getByRole('alert').filter({ hasText: 'The relay does not run' });
    await said.getByText('Start it again, or quit Mailroom and start it').waitFor();
    await said.getByRole('link', { name: /^Help/ }).click();
    await page.getByRole('heading', { name: 'Mailroom does not answer' }).waitFor();
    await show('setup');
    await page.locator('.wizard').getByText('The relay does not run').waitFor();
    await show('security');
    await page.getByText('Not known at the moment.').first().waitFor();
    await show('overview');
    await relay.restart();
    await page.getByText('The relay does not run').waitFor({ state: 'detached' });
    await page.getByText('Mailroom runs on its own here').waitFor();
    // It hangs, and its connections stay; Windows cannot stop a process so.
    if (process.platform === 'win32') return;
    process.kill(relay.pid, 'SIGSTOP');
    await page.getByText('The relay runs, but does not answer').waitFor({ timeout: 60_000 });
    await page.getByText('Whether mail flows is not known at the moment.').first().waitFor();
    await until('no port is called ready', async () => {
      return (await page.locator('#content').getByText('not known', { exact: true }).count()) === 6;
    });
    assert.equal(await page.locator('#content').getByText('ready', { exact: true }).count(), 0);
    assert.equal(await tray(), 'error');
    const pause = page.getByRole('button', { name: 'Pause sending' });
    const isOff = async (): Promise<boolean> =>
      (await pause.getAttribute('aria-disabled')) === 'true';
    assert.ok(await isOff(), 'nobody is there who could pause');
    await show('provider');
    await page.getByText('Whether mail flows is not known at the moment.').first().waitFor();
    assert.ok(await isOff(), 'on the page of the provider neither');
    const inTray = await desktop.inMain(() => {
      const { items } = (Reflect.get(globalThis, 'mailroomDesktop') as Desktop).tray;
      return items.find(({ id }) => id === 'pause');
    });
    assert.deepEqual(inTray, { id: 'pause', label: 'Pause sending', action: null });
    process.kill(relay.pid, 'SIGCONT');
    await page.getByText('The relay runs, but does not answer').waitFor({ state: 'detached' });
    await page.getByText('Mailroom runs on its own here').waitFor();
    await until('the tray knows it', async () => (await tray()) === 'running');
  },
);

test('where the system shows all much larger, the window fits the screen', { skip }, async (t) => {
  const large = { args: ['--force-device-scale-factor=2.5'] };
  const desktop = await DesktopApp.launch(t, large);
  const { window, screen } = await desktop.inMain((electron) => ({
    window: electron.BrowserWindow.getAllWindows()[0]?.getBounds() ?? null,
    screen: electron.screen.getPrimaryDisplay().workArea,
  }));
  assert.ok(window !== null && window.width <= screen.width && window.height <= screen.height);
  await desktop.ask('desktop:set-preferences', { wizard: { page: 'welcome', draft: {} } });
  await desktop.show('setup');
  const next = desktop.page.getByRole('button', { name: 'Next' });
  await next.waitFor();
  assert.ok(await next.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight));
});

test('a disk that keeps nothing lets the window close all the same', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t, { preferences: { closeExplained: false } });
  await until('it is shown', () => isVisible(desktop));
  await desktop.inMain(() => {
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => Reflect.set(globalThis, 'surprise', String(error)));
  });
  const file = path.join(desktop.dataFolder, 'window.json');
  fs.rmSync(file);
  fs.mkdirSync(path.join(file, 'in-the-way'), { recursive: true });
  await closeWindow(desktop);
  await until('it is hidden', async () => !(await isVisible(desktop)));
  assert.equal(
    await desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    1,
  );
  assert.equal(
    await desktop.inMain(() => Reflect.get(globalThis, 'surprise') as unknown),
    undefined,
  );
  const noted = await desktop.ask('journal:read', { limit: 100 });
  assert.ok(noted.some(({ event }) => event === 'desktop.not-saved'));
});

test(
  'it attaches to a relay that runs already, hears of events, and finds it again',
  { skip },
  async (t) => {
    const relay = await RunningRelay.start(t);
    const desktop = await DesktopApp.launch(t, {
      dataFolder: relay.dataFolder,
      ports: relay.ports,
      preferences: { closeExplained: false },
    });
    assert.equal((await desktop.ask('desktop:info', {})).relay, 'attached');
    await desktop.page.evaluate(() => {
      const heard: string[] = [];
      Reflect.set(globalThis, 'heard', heard);
      const { mailroom } = globalThis as unknown as { mailroom: MailroomBridge };
      mailroom.onPush('journal:entry', ({ event }) => heard.push(event));
      mailroom.onPush('window:relay', ({ state }) => heard.push(state));
    });
    const heard = (): Promise<string[]> =>
      desktop.page.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);

    await desktop.addUser('joe', 'secret');
    assert.deepEqual(
      (await relay.ask<{ name: string }[]>(['users', 'list'])).map(({ name }) => name),
      ['joe'],
    );
    await sendSignedIn(t, relay.ports.relay);
    await until('the page heard of it', async () => (await heard()).includes('smtp.accepted'));

    await relay.stop();
    await until('it is told that the relay is gone', async () => (await heard()).includes('away'));
    assert.equal((await desktop.request('status:get', {})).ok, false);
    await desktop.show('diagnostics');
    await desktop.text('Not known at the moment.').waitFor();
    await relay.restart();
    await until('it found it again', async () => {
      const all = await heard();
      return all.lastIndexOf('connected') > all.lastIndexOf('away');
    });
    assert.equal((await desktop.ask('users:list', {})).length, 1);
    await desktop.page.getByRole('row', { name: 'User joe was added.' }).waitFor();
    await desktop.show('settings');
    await desktop.page.getByRole('button', { name: 'Close window and icon' }).waitFor();
    await desktop.inMain(({ dialog }) => {
      dialog.showMessageBox = (...args: unknown[]) => {
        Reflect.set(globalThis, 'explained', (args.at(-1) as { detail: string }).detail);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await closeWindow(desktop);
    const explained = (): Promise<string> =>
      desktop.inMain(() => String(Reflect.get(globalThis, 'explained')));
    await until('Quit is explained as what it does here', async () =>
      (await explained()).includes('the relay runs on by itself'),
    );
    assert.equal(await desktop.close(), 0);
    assert.equal((await relay.cli(['status'])).code, 0, 'the relay runs on');
  },
);

test(
  'preferences, place and size of the window are there again after a start',
  { skip },
  async (t) => {
    const dataFolder = tempFolder(t);
    const first = await DesktopApp.launch(t, { dataFolder });
    await first.ask('desktop:set-preferences', { theme: 'dark', language: 'de', keepAwake: true });
    const dark = await first.inMain(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
    assert.equal(dark, true, 'applied at once');
    const bounds = { x: 100, y: 80, width: 900, height: 650 };
    // What is set before it is shown, the first place on the screen takes back.
    await until('it is shown', () => isVisible(first));
    await first.inMain(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
      bounds,
    );
    await closeWindow(first);
    await first.close();

    const second = await DesktopApp.launch(t, { dataFolder, ports: first.ports });
    const kept = await second.ask('desktop:preferences', {});
    assert.deepEqual([kept.theme, kept.language, kept.keepAwake], ['dark', 'de', true]);
    const now = await second.inMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    );
    assert.deepEqual(now, bounds);
    if (process.platform !== 'win32')
      assert.equal(fs.statSync(path.join(dataFolder, 'window.json')).mode & 0o777, 0o600);
  },
);

test(
  'a provider password from a run in the terminal is used, and settings are the same file',
  { skip },
  async (t) => {
    const relay = await RunningRelay.start(t);
    const settings = ['provider', 'set', '--host', 'mail.example.org', '--user', 'joe'];
    await relay.cli(settings, 'hush\n');
    fs.writeFileSync(
      path.join(relay.dataFolder, 'secrets.json'),
      JSON.stringify({ 'provider.password': 'hush' }),
    );
    await relay.stop();
    const desktop = await DesktopApp.launch(t, {
      dataFolder: relay.dataFolder,
      ports: relay.ports,
    });
    assert.equal((await desktop.ask('provider:show', {})).hasPassword, true);
    const { protectsSecrets } = await desktop.ask('desktop:info', {});
    assert.equal(protectsSecrets, false, 'no keyring here, and the window is told so');
    await desktop.ask('settings:set', { path: 'popAuth.windowMinutes', value: '20' });
    assert.equal(await desktop.close(), 0);
    await relay.restart();
    const kept = await relay.cli(['settings', 'get', 'popAuth.windowMinutes']);
    assert.match(kept.stdout, /20/);
  },
);

test(
  'the office certificate is the same after each start: nobody has to trust it again',
  { skip },
  async (t) => {
    const dataFolder = tempFolder(t);
    const first = await DesktopApp.launch(t, { dataFolder });
    const before = await first.ask('tls:show', {});
    assert.ok(before.authorityPem);
    await first.close();
    const second = await DesktopApp.launch(t, { dataFolder, ports: first.ports });
    const after = await second.ask('tls:show', {});
    assert.equal(after.authorityPem, before.authorityPem);
    assert.equal(after.certificate?.fingerprint, before.certificate?.fingerprint);
  },
);

test('a page that dies comes again by itself, where it was', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await desktop.page.getByRole('heading').first().waitFor({ timeout: 30_000 });
  await desktop.page.evaluate(() => (location.hash = '#/people'));
  await desktop.inMain(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents;
    if (Reflect.has(globalThis, 'loadsAfterDeath')) return;
    Reflect.set(globalThis, 'loadsAfterDeath', 0);
    page?.on('did-finish-load', () => Reflect.set(globalThis, 'loadsAfterDeath', 1));
    page?.forcefullyCrashRenderer();
  });
  const isBack = (): Promise<boolean> =>
    desktop.inMain(() => Reflect.get(globalThis, 'loadsAfterDeath') === 1);
  await until('the page is loaded again', isBack, 30_000);
  // Playwright gives up a page that died; the program knows the new one.
  const heading = (): Promise<unknown> =>
    desktop.inMain(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.querySelector("h1")?.textContent',
      ),
    );
  await until('it shows what it showed', async () => (await heading()) === 'People and devices');
});

test(
  'on macOS, where a box without a window would hold the mail, it hangs on the window',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, { preferences: { closeExplained: false } });
    await until('it is shown', () => isVisible(desktop));
    await desktop.inMain(({ BrowserWindow, dialog }) => {
      Object.defineProperty(process, 'platform', { value: 'darwin' });
      const [window] = BrowserWindow.getAllWindows();
      dialog.showMessageBox = (...args: unknown[]) => {
        const isHeld = args[0] === window && window?.isVisible() === true;
        Reflect.set(globalThis, 'asked', isHeld ? 'in the window' : 'alone');
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    await closeWindow(desktop);
    const asked = (): Promise<unknown> =>
      desktop.inMain(() => Reflect.get(globalThis, 'asked') as unknown);
    await until('it asked', async () => (await asked()) !== undefined);
    assert.equal(await asked(), 'in the window');
    await until('it is hidden again', async () => !(await isVisible(desktop)));
  },
);
