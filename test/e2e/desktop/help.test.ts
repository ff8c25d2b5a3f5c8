import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Desktop } from '../../../main/desktop/desktop.ts';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

const show = (page: Page, place: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = `#/${to}`;
  }, place);
const title = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');
const search = (page: Page) => page.getByRole('searchbox');
const firstResult = (page: Page) => page.locator('.help-results a').first();

test('the help in the real window', { skip, timeout: 120_000 }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page } = desktop;
  const consoleErrors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text());
  });

  await t.test('the tray’s Help opens it, with all topics', async () => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await desktop.inMain(() =>
      (Reflect.get(globalThis, 'mailroomDesktop') as Desktop).runTrayItem('help'),
    );
    await title(page, 'Help');
    await page.getByRole('link', { name: 'POP before SMTP and the 15 minutes' }).waitFor();
    await assertAccessible(page, 'contents of the help');
  });

  await t.test('the menu’s Help opens it, by F1', async () => {
    await show(page, 'about');
    await title(page, /About/);
    await desktop.inMain(({ Menu }) => {
      const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help');
      help?.submenu?.items.find(({ accelerator }) => accelerator === 'F1')?.click();
    });
    await title(page, 'Help');
  });

  await t.test('it searches as one types, and the field keeps the focus', async () => {
    await search(page).focus();
    await page.keyboard.type('relaying d', { delay: 15 });
    await firstResult(page).waitFor();
    assert.match((await firstResult(page).textContent()) ?? '', /^Relaying denied/);
    assert.ok((await page.locator('.help-results mark').count()) > 0, 'found words are marked');
    assert.equal(await search(page).inputValue(), 'relaying d');
    await page.getByRole('status').filter({ hasText: 'places were found' }).waitFor();
    await assertAccessible(page, 'results');
  });

  await t.test('by keyboard: down into the results, up again, Enter opens', async () => {
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(page), /^Relaying denied/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Glossary' }).waitFor();
    assert.equal(await search(page).inputValue(), '');
    await page.keyboard.type('relaying denied');
    await firstResult(page).waitFor();
    await page.keyboard.press('Enter');
    await title(page, 'Relaying denied');
  });

  await t.test('a topic shows what is in force, and leads to the pages of the window', async () => {
    await desktop.ask('settings:set', { path: 'popAuth.windowMinutes', value: '20' });
    await page.getByText('It works for 20 minutes').waitFor();
    await page.locator('.help-text').getByRole('link', { name: 'Mail', exact: true }).click();
    await title(page, 'Mail');
    await page.goBack();
    await title(page, 'Relaying denied');
    await assertAccessible(page, 'a topic');
  });

  await t.test('back leads to the search again, with its words', async () => {
    await page.getByRole('button', { name: 'Back' }).click();
    await title(page, 'Help');
    assert.equal(await search(page).inputValue(), 'relaying denied');
  });

  await t.test('typing on a topic searches from there', async () => {
    await show(page, 'help/outlook');
    await title(page, /^Outlook/);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('0x800ccc92', { delay: 15 });
    await page.getByRole('link', { name: /All messages › .*Outlook/ }).click();
    await title(page, 'All messages');
    await until('the heading has the focus', async () => /Outlook/.test(await focused(page)));
    const isSeen = await page.evaluate(() => {
      const top = document.activeElement?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < window.innerHeight / 2;
    });
    assert.ok(isSeen, 'its heading is scrolled to');
  });

  await t.test('the number of a refusal leads to that refusal', async () => {
    await show(page, 'help?q=R-7K2F4');
    await page.getByRole('link', { name: 'Show why' }).waitFor();
    await search(page).focus();
    await page.keyboard.press('Enter');
    await until('the mail page shows it', () =>
      Promise.resolve(page.url().endsWith('#/mail/R-7K2F4')),
    );
  });

  await t.test('an error leads to its own place in the help', async () => {
    await desktop.inMain(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents) contents.print = (_options, done) => done?.(false, 'no printer');
    });
    await show(page, 'help/glossary');
    await page.getByRole('button', { name: 'Print' }).click();
    const alert = page.getByRole('alert').filter({ hasText: 'no printer' });
    await alert.getByRole('link', { name: /^Help/ }).click();
    await title(page, 'All messages');
    const place = 'In this window';
    await until('the place has the focus', async () => (await focused(page)) === place);
  });

  await t.test('what is wrong in a field leads there too', async () => {
    await show(page, 'people?new');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('joe@myclient.com');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: 'cannot be a user name' })
      .getByRole('link', { name: /^Help/ })
      .click();
    await title(page, 'People and devices');
    await until('the place has the focus', async () => (await focused(page)) === 'Names');
  });

  await t.test('a link to the internet is opened by the browser, not by the window', async () => {
    await desktop.inMain(({ shell }) => {
      Reflect.set(globalThis, 'opened', []);
      shell.openExternal = (url) => {
        (Reflect.get(globalThis, 'opened') as string[]).push(url);
        return Promise.resolve();
      };
    });
    await show(page, 'help/google');
    await page.getByRole('link', { name: /apppasswords/ }).click();
    const opened = (): Promise<string[]> =>
      desktop.inMain(() => Reflect.get(globalThis, 'opened') as string[]);
    await until('it is opened', async () => (await opened()).length > 0);
    assert.deepEqual(await opened(), ['https://myaccount.google.com/apppasswords']);
    await title(page, /^Google/);
  });

  await t.test('a table that the keyboard reaches says what it is', async () => {
    await show(page, 'help/messages');
    await page.getByRole('region', { name: 'Outlook’s numbers' }).focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(focused, 'Outlook’s numbers');
  });

  await t.test('on paper stands the topic alone', async () => {
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['nav', '.help-search', '.help-topic aside', '.button'])
      assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
    assert.ok(await page.locator('.help-text').isVisible());
    await page.emulateMedia({ media: null });
  });

  await t.test('a topic that is not there says so, and shows the contents', async () => {
    await show(page, 'help/of-tomorrow');
    await page.getByText('There is no help topic of that name').waitFor();
    await page.getByRole('link', { name: 'Glossary' }).waitFor();
  });

  await t.test('in German, at once, and English words are found too', async () => {
    await desktop.ask('desktop:set-preferences', { language: 'de', theme: 'dark' });
    await title(page, 'Hilfe');
    await search(page).fill('Zertifikat');
    await firstResult(page).waitFor();
    assert.match((await firstResult(page).textContent()) ?? '', /^Zertifikate/);
    await search(page).fill('backup restore');
    await page
      .getByRole('link', { name: /^Sicherung/ })
      .first()
      .click();
    await title(page, 'Sicherung');
    await assertAccessible(page, 'a topic, German, dark');
  });

  assert.deepEqual(desktop.pageErrors, []);
  assert.deepEqual(consoleErrors, [], 'the content security policy is not touched');
});
