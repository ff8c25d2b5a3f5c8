import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

const labels = (desktop: DesktopApp): Promise<string[]> =>
  desktop.inMain(({ Menu }) => {
    const bar = Menu.getApplicationMenu()?.items ?? [];
    const all = bar.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    return all
      .map(({ label }) => label.replace('&', ''))
      .filter((label) => label !== '' && label !== 'Mailroom');
  });

test('the whole menu speaks the language of the window', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const english = await labels(desktop);
  for (const label of ['Undo', 'Select All', 'Zoom In', 'Minimize'])
    assert.ok(english.includes(label));
  await desktop.ask('desktop:set-preferences', { language: 'de' });
  const german = await labels(desktop);
  assert.equal(german.length, english.length);
  assert.deepEqual(
    german.filter((label) => english.includes(label)),
    [],
  );
});

test('a page that the menu names is seen, whatever dialog stood open', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page } = desktop;
  const choose = (key: string): Promise<void> =>
    desktop.inMain(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
      items?.find(({ label }) => label.replace('&', '') === wanted)?.click();
    }, key);
  const dialog = page.getByRole('dialog');
  await desktop.show('settings');
  const quit = page.getByRole('button', { name: 'Quit Mailroom…' });
  await quit.click();
  await dialog.waitFor();
  await choose('Settings…');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await quit.evaluate((one) => one === document.activeElement), 'as after Escape');
  await quit.click();
  await dialog.waitFor();
  await choose('About Mailroom');
  await page.getByRole('heading', { name: 'About', level: 1 }).waitFor();
  assert.equal(await dialog.count(), 0);
  await desktop.show('settings');
  await quit.waitFor();
  assert.equal(await dialog.count(), 0);
});

test('the page is zoomed by the keys of every keyboard', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await desktop.page.getByRole('heading').first().waitFor();
  // A key that comes before the page has the keyboard is lost.
  await desktop.inMain(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.focus(),
  );
  await until('the page has the keyboard', () => desktop.page.evaluate(() => document.hasFocus()));
  const press = (
    keyCode: string,
    modifiers: readonly ('control' | 'meta' | 'shift')[],
  ): Promise<void> =>
    desktop.inMain(
      ({ BrowserWindow }, key) => {
        // Asked again, it is pressed already.
        if (Reflect.get(globalThis, 'pressed') === key.keyCode) return;
        Reflect.set(globalThis, 'pressed', key.keyCode);
        const page = BrowserWindow.getAllWindows()[0]?.webContents;
        for (const type of ['keyDown', 'keyUp'] as const)
          page?.sendInputEvent({ type, keyCode: key.keyCode, modifiers: [...key.modifiers] });
      },
      { keyCode, modifiers },
    );
  const zoom = (): Promise<number | undefined> =>
    desktop.inMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.zoomLevel);
  const command = process.platform === 'darwin' ? 'meta' : 'control';
  for (const [keyCode, modifiers, level] of [
    ['Plus', [command, 'shift'], 0.5],
    ['=', [command], 1],
    ['numadd', [command], 1.5],
    ['numsub', [command], 1],
    ['-', [command], 0.5],
    ['num0', [command], 0],
  ] as const) {
    await press(keyCode, modifiers);
    await until(`${keyCode} zooms`, async () => (await zoom()) === level);
  }
});
