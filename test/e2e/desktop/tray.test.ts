import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import type * as Electron from 'electron';
import type { Desktop } from '../../../main/desktop/desktop.ts';
import type { TrayModel } from '../../../main/desktop/tray-model.ts';
import { DesktopApp, loopbackPorts, needsElectron } from '../../helpers/desktop-app.ts';
import { until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';

const skip = needsElectron();

interface Shown {
  readonly model: TrayModel;
  readonly incidents: readonly string[];
}

interface Seen {
  readonly shown: readonly Electron.Notification[];
  readonly takenBack: readonly Electron.Notification[];
}

const shown = (desktop: DesktopApp): Promise<Shown> =>
  desktop.inMain(() => {
    const { tray, incidents } = Reflect.get(globalThis, 'mailroomDesktop') as Desktop;
    return { model: tray, incidents: incidents.map(({ kind }) => kind) };
  });

const click = (desktop: DesktopApp, item: string): Promise<void> =>
  desktop.inMain(
    (_electron, id) => (Reflect.get(globalThis, 'mailroomDesktop') as Desktop).runTrayItem(id),
    item,
  );

const label = ({ items }: TrayModel, wanted: string): string => {
  const found = items.find(({ id }) => id === wanted);
  return found && 'label' in found ? found.label : '';
};

const becomes = (desktop: DesktopApp, state: TrayModel['state'], limitMs?: number): Promise<void> =>
  until(`the tray is ${state}`, async () => (await shown(desktop)).model.state === state, limitMs);

/** The longest wait before a port is tried again: how often it was tried by now depends on the machine. */
const nextTryMs = 65_000;

test(
  'the tray tells that mail flows, pauses and resumes it, and leads into the window',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    await becomes(desktop, 'running');
    const { model } = await shown(desktop);
    const practice = 'Practice only: nothing leaves this computer';
    assert.equal(model.tooltip, `Mailroom: ${practice}`);
    assert.equal(label(model, 'state'), practice);
    assert.equal(label(model, 'waiting'), 'No mail waits');

    await click(desktop, 'pause');
    await becomes(desktop, 'paused');
    assert.equal((await desktop.ask('status:get', {})).route.state, 'paused');
    const paused = (await shown(desktop)).model;
    const { problems } = await desktop.ask('status:get', {});
    assert.equal(label(paused, 'state'), problems[0]?.text, 'the words of the window');
    assert.equal(label(paused, 'pause'), 'Resume sending');
    await click(desktop, 'pause');
    await becomes(desktop, 'running');

    await click(desktop, 'connect');
    await until('the page is shown', () => desktop.page.url().endsWith('#/connect'));
    await click(desktop, 'copy');
    const copied = await desktop.inMain(({ clipboard }) => clipboard.readText());
    assert.equal(copied, (await desktop.ask('status:get', {})).addresses[0] ?? copied);
  },
);

test(
  'a port that is taken is an error in the tray and one incident, over when it is free',
  { skip },
  async (t) => {
    const ports = await loopbackPorts();
    const holder = net.createServer().listen(ports.relay, '127.0.0.1');
    t.after(() => holder.close());
    await new Promise((resolve) => holder.once('listening', resolve));
    const desktop = await DesktopApp.launch(t, { ports });
    await becomes(desktop, 'error');
    const { model, incidents } = await shown(desktop);
    assert.match(label(model, 'state'), new RegExp(`Port ${ports.relay}`));
    assert.deepEqual(incidents, ['listener']);

    await new Promise((resolve) => holder.close(resolve));
    await becomes(desktop, 'running', nextTryMs);
    assert.deepEqual((await shown(desktop)).incidents, []);
  },
);

test(
  'a notice that has left the screen keeps its click, and is taken back when the trouble is over',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, {
      settings: ['practice.behaviour=demand-sign-in'],
    });
    await desktop.inMain(({ Notification }) => {
      const shown: Electron.Notification[] = [];
      const takenBack: Electron.Notification[] = [];
      Reflect.set(globalThis, 'notices', { shown, takenBack });
      Notification.isSupported = () => true;
      Notification.prototype.show = function (): void {
        shown.push(this);
        // As on Windows, where it then lies in the notification centre.
        this.emit('close');
      };
      Notification.prototype.close = function (): void {
        takenBack.push(this);
      };
    });
    const count = (which: 'shown' | 'takenBack'): Promise<number> =>
      desktop.inMain(
        (_electron, one) => (Reflect.get(globalThis, 'notices') as Seen)[one].length,
        which,
      );
    await desktop.addUser('joe', 'secret');
    await sendSignedIn(t, desktop.ports.relay);
    await until('it is shown', async () => (await count('shown')) === 1, nextTryMs);
    await desktop.inMain(() =>
      (Reflect.get(globalThis, 'notices') as Seen).shown[0]?.emit('click'),
    );
    await until('its page is shown', () => desktop.page.url().endsWith('#/provider'));
    assert.equal(await count('takenBack'), 0);
    await desktop.ask('practice:set', { behaviour: 'accept' });
    await desktop.ask('queue:retry', {});
    await until('it is taken back', async () => (await count('takenBack')) === 1, nextTryMs);
  },
);

test('the tray changes its language with the window', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await becomes(desktop, 'running');
  await desktop.ask('desktop:set-preferences', { language: 'de' });
  const practice = 'Nur zur Übung: Nichts verlässt diesen Computer';
  assert.equal(label((await shown(desktop)).model, 'state'), practice);
});

test(
  'what the tray’s menu could not do is told in the language of the window',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, { preferences: { language: 'de' } });
    await becomes(desktop, 'running');
    await desktop.inMain(({ dialog }) => {
      dialog.showMessageBox = (...args: unknown[]) => {
        Reflect.set(globalThis, 'told', (args.at(-1) as { message: string }).message);
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    });
    // As a disk that takes no note.
    fs.rmSync(path.join(desktop.dataFolder, 'spool'), { recursive: true });
    fs.writeFileSync(path.join(desktop.dataFolder, 'spool'), '');
    await click(desktop, 'pause');
    const told = await desktop.inMain(() => String(Reflect.get(globalThis, 'told')));
    assert.match(told, /auf der Festplatte nicht vermerkt/);
  },
);

test('Quit in the tray ends the program', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await becomes(desktop, 'running');
  const ended = new Promise((resolve) => desktop.app.process().once('exit', resolve));
  await click(desktop, 'quit').catch(() => undefined);
  assert.equal(await ended, 0);
});

test('a theme that changes while the program ends breaks nothing', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await becomes(desktop, 'running');
  const surprise = await desktop.inMain(async ({ nativeTheme }) => {
    let thrown: unknown = null;
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => (thrown = String(error)));
    await (Reflect.get(globalThis, 'mailroomDesktop') as Desktop).stop();
    const told = new Promise<void>((resolve) => nativeTheme.once('updated', () => resolve()));
    nativeTheme.themeSource = nativeTheme.themeSource === 'dark' ? 'light' : 'dark';
    await told;
    return thrown;
  });
  assert.equal(surprise, null);
});
