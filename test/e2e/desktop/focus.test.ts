import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';

const skip = needsElectron();

/** The words of what has the focus. */
const focused = (desktop: DesktopApp): Promise<string> =>
  desktop.page.evaluate(() => {
    const one = document.activeElement;
    if (one === null || one === document.body) return '';
    const labels = one instanceof HTMLInputElement ? one.labels : null;
    return one.getAttribute('aria-label') ?? labels?.[0]?.innerText ?? one.textContent;
  });

test(
  'the keyboard goes on where it was: past the navigation, in the head of a list, after a row that went',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    await desktop.addUser('joe', 'secret');
    await desktop.ask('users:set-aliases', {
      name: 'joe',
      aliases: ['a@b.example', 'c@d.example'],
    });

    await desktop.show('people/joe');
    await page.getByRole('heading', { name: 'joe', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Skip to the page' }).focus();
    await page.keyboard.press('Enter');
    assert.equal(await focused(desktop), 'joe');
    assert.match(page.url(), /#\/people\/joe$/, 'it is still this page');

    const becomes = (words: string): Promise<void> =>
      until(`the focus is on ${words}`, async () => (await focused(desktop)) === words);
    await page.getByRole('button', { name: 'Remove a@b.example' }).focus();
    await page.keyboard.press('Enter');
    await becomes('Remove c@d.example');
    await page.keyboard.press('Enter');
    await becomes('Address');
    await page.getByRole('button', { name: 'Give a new password' }).focus();
    await page.keyboard.press('Enter');
    await becomes('Password');
    // The last control of its card.
    await talk(desktop.ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
    await page.getByRole('button', { name: 'End 127.0.0.1' }).focus();
    await page.keyboard.press('Enter');
    await becomes('May send without sign-in');

    await page.setViewportSize({ width: 900, height: 400 });
    await desktop.show('overview');
    const provider = page.locator('.columns').getByRole('link', { name: 'Change' }).first();
    await provider.scrollIntoViewIfNeeded();
    const scrolled = (): Promise<number> =>
      page.evaluate(() => document.querySelector('#content')?.scrollTop ?? -1);
    assert.ok((await scrolled()) > 0);
    await provider.click();
    await becomes('Provider');
    assert.equal(await scrolled(), 0, 'the next page begins at its top');

    await desktop.show('security');
    await page.getByText('Limits', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Connections in all' }).fill('900');
    await page.getByRole('button', { name: 'Save', exact: true }).focus();
    await page.keyboard.press('Enter');
    await until('it is in force', async () => {
      const path = 'limits.connections';
      return (await desktop.ask('settings:get', { path })) === 900;
    });
    await becomes('Fill in the usual values');

    await desktop.show('settings');
    await page.getByLabel('Language', { exact: true }).focus();
    await page.getByLabel('Language', { exact: true }).selectOption('de');
    await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT');
    await desktop.ask('desktop:set-preferences', { language: 'en' });
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();

    await desktop.ask('queue:pause', {});
    await sendSignedIn(t, desktop.ports.relay);
    await sendSignedIn(t, desktop.ports.relay);
    await desktop.show('mail');
    const all = page.getByRole('checkbox', { name: 'Choose all that are listed' });
    await all.focus();
    await page.keyboard.press('Space');
    await page.getByText('2 chosen').waitFor();
    assert.ok(await all.isChecked());
    await page.getByRole('toolbar').getByRole('button').last().focus();
    await page.keyboard.press('Enter');
    await becomes('Waiting');
    assert.deepEqual(desktop.pageErrors, []);
  },
);
