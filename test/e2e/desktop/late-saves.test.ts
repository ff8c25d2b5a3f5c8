import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';
import { until } from '../../helpers/running-relay.ts';

test(
  'what is saved slowly takes nothing from who goes on meanwhile',
  { skip: needsElectron() },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const input = (name: string) => page.getByRole('textbox', { name, exact: true });

    await t.test('what is typed on while it is saved stays in the field', async () => {
      for (const [place, field, saved, typed] of [
        ['settings', 'Minutes between the tries', '3, 9', '3, 9, 20'],
        ['settings', 'Domains of the office', 'a.example', 'a.example b.example'],
      ] as const) {
        await desktop.show(place);
        const form = page.locator('form').filter({ has: input(field) });
        await hold(desktop, 'settings:set', 'waits');
        await input(field).fill(saved);
        await form.getByRole('button', { name: 'Save' }).click();
        await until('it is on its way', () => isHeld(desktop));
        await input(field).fill(typed);
        await freeRequests(desktop);
        await until(
          'it is saved',
          async () => (await form.locator('[aria-busy=true]').count()) === 0,
        );
        assert.equal(await input(field).inputValue(), typed);
      }
    });

    await t.test('a switch stands where it was moved to while that is being saved', async () => {
      await desktop.show('security');
      await page.getByText('POP before SMTP', { exact: true }).click();
      const popAuth = page.getByRole('switch', { name: 'Whoever has checked mail' });
      await hold(desktop, 'settings:set', 'waits');
      await popAuth.click();
      await until('it is on its way', () => isHeld(desktop));
      // Longer than what is refused stands.
      await page.waitForTimeout(2_500);
      assert.equal(await popAuth.isChecked(), false);
      await freeRequests(desktop);
      await until('it is off', async () => {
        const { enabled } = (await desktop.ask('settings:get', { path: 'popAuth' })) as {
          enabled: boolean;
        };
        return !enabled;
      });
      assert.equal(await popAuth.isChecked(), false);
      await popAuth.click();
    });

    await t.test('a provider that is saved late takes nobody away from another page', async () => {
      await desktop.show('provider/change');
      await button('Fill in by hand').click();
      await input('Server').fill('mail.office.example');
      await hold(desktop, 'provider:set', 'lags');
      await button('Save').last().click();
      await until('it is on its way', () => isHeld(desktop));
      await desktop.show('mail');
      await freeRequests(desktop);
      assert.match(await page.evaluate(() => window.location.hash), /^#\/mail/);
      assert.equal((await desktop.ask('provider:show', {})).host, 'mail.office.example');
      await desktop.ask('practice:set', { use: true });
    });

    await t.test('who leaves while it is saved finds nothing there that waits to be', async () => {
      const domains = input('Domains of the office');
      const save = page
        .locator('form')
        .filter({ has: domains })
        .getByRole('button', { name: 'Save' });
      await desktop.show('settings');
      await domains.fill('c.example');
      await hold(desktop, 'settings:set', 'waits');
      await save.click();
      await until('it is on its way', () => isHeld(desktop));
      await desktop.show('people?new');
      await input('Name').fill('hanna');
      await input('E-mail address').fill('hanna@c.example');
      await hold(desktop, 'users:add', 'lags');
      await button('Add').click();
      await until('so is she', async () => (await desktop.ask('users:list', {})).length === 1);
      await desktop.show('mail');
      await freeRequests(desktop);
      await desktop.show('people?new');
      await input('Name').waitFor();
      assert.equal(await input('Name').inputValue(), '');
      await desktop.show('settings');
      await until('it shows', async () => (await domains.inputValue()) === 'c.example');
      assert.equal(await save.count(), 0);
      await desktop.ask('users:remove', { name: 'hanna' });
    });

    await t.test(
      'what is being saved is not called off by Cancel, and nothing says so',
      async () => {
        const cancel = button('Cancel');
        const isOff = async (): Promise<boolean> =>
          (await cancel.getAttribute('aria-disabled')) === 'true';
        await desktop.addUser('karl', 'secret');
        await desktop.show('people/karl');
        await button('Give a new password').click();
        await until('one is suggested', async () => (await input('Password').inputValue()) !== '');
        await hold(desktop, 'users:set-password', 'lags');
        await button('Use this password').click();
        await until('it is on its way', () => isHeld(desktop));
        assert.equal(await isOff(), true);
        await cancel.click({ force: true });
        await freeRequests(desktop);
        await page.getByRole('heading', { name: 'Access for karl' }).waitFor();

        await desktop.show('security');
        const dialog = page.getByRole('dialog');
        await button('Change Outgoing mail (SMTP)').click();
        await cancel.waitFor();
        await hold(desktop, 'settings:set', 'waits');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await until('it is on its way', () => isHeld(desktop));
        await dialog.getByRole('button', { name: 'Close' }).waitFor();
        assert.equal(await cancel.count(), 0);
        await freeRequests(desktop);
        await dialog.waitFor({ state: 'detached' });
        await desktop.ask('users:remove', { name: 'karl' });
      },
    );

    await t.test('an address that is there already is listed once', async () => {
      await desktop.addUser('joe', 'secret');
      await desktop.ask('users:set-aliases', { name: 'joe', aliases: ['joe@myclient.com'] });
      await desktop.show('people/joe');
      await button('Remove joe@myclient.com').waitFor();
      await input('Address').fill('Joe@MyClient.com');
      await button('Add address').click();
      await until('it was taken', async () => (await input('Address').inputValue()) === '');
      const listed = page.locator('code', { hasText: /myclient/i });
      await until('it stands there once', async () => (await listed.count()) === 1);
    });

    await t.test(
      'a countdown begins at what is left, however long nothing was counted',
      async () => {
        await desktop.show('people');
        await page.getByRole('link', { name: 'joe', exact: true }).waitFor();
        await page.waitForTimeout(3_000);
        await page.evaluate(() => {
          const shown: string[] = [];
          Reflect.set(window, 'shownTimes', shown);
          const look = (): void => {
            const text = document.querySelector('.person-window')?.textContent ?? '';
            const [time] = /\d+:\d\d/.exec(text) ?? [];
            if (time !== undefined) shown.push(time);
          };
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        });
        await desktop.ask('windows:open', { address: '192.0.2.9', user: 'joe' });
        await page.locator('.person-window').waitFor();
        const [first] = await page.evaluate(() => Reflect.get(window, 'shownTimes') as string[]);
        assert.match(String(first), /^(15:00|14:5\d)$/);
      },
    );

    await t.test('a page is printed once, however often the button is pressed', async () => {
      await desktop.show('connect/thunderbird?user=joe');
      await desktop.inMain(({ webContents }) => {
        Reflect.set(globalThis, 'printed', 0);
        for (const contents of webContents.getAllWebContents())
          contents.print = (_options, done) => {
            Reflect.set(globalThis, 'printed', Number(Reflect.get(globalThis, 'printed')) + 1);
            setTimeout(() => done?.(true, ''), 500);
          };
      });
      await button('Print').dblclick();
      await desktop.ask('desktop:preferences', {});
      assert.equal(await desktop.inMain(() => Number(Reflect.get(globalThis, 'printed'))), 1);
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);
