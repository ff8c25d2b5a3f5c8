import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { freeRequests, heldCount, hold, isHeld } from '../../helpers/slow-answers.ts';
import { until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';

const skip = needsElectron();
const oneDayMs = 86_400_000;

test(
  'who leaves a page finds it as it was, and no late answer leads away from the next',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const navigation = page.getByRole('navigation', { name: 'Pages' });
    const goTo = (name: string): Promise<void> =>
      navigation.getByRole('link', { name, exact: true }).click();
    const search = page.getByRole('searchbox');
    const announced = (words: string) => page.getByRole('status').filter({ hasText: words });

    await t.test('the journal that could not be read is read when more happens', async () => {
      await hold(desktop, 'journal:read', 'fails');
      await desktop.show('diagnostics');
      await desktop.text('It broke.').waitFor();
      await freeRequests(desktop);
      await desktop.addUser('joe', 'secret');
      await page.getByRole('row', { name: /Mailroom .* runs in/ }).waitFor();
      await page.getByRole('row', { name: 'User joe was added.' }).waitFor();
      assert.equal(await desktop.text('It broke.').count(), 0);
    });

    await t.test(
      'the journal is read once at a time, however much is left out meanwhile',
      async () => {
        const push = (event: string): Promise<void> =>
          desktop.inMain(({ BrowserWindow }, name) => {
            const entry = { at: Date.now(), level: 'info', event: name, text: 'Many events.' };
            const [window] = BrowserWindow.getAllWindows();
            window?.webContents.send('mailroom:pushes', [['journal:entry', entry]]);
          }, event);
        await hold(desktop, 'journal:read', 'lags');
        for (let times = 0; times < 3; times += 1) {
          await push('journal.gap');
          await page.waitForTimeout(1_200);
        }
        assert.equal(await heldCount(desktop), 1);
        await desktop.addUser('ann', 'secret');
        await freeRequests(desktop);
        await page.getByRole('row', { name: 'User ann was added.' }).waitFor();
        await desktop.ask('users:remove', { name: 'ann' });
      },
    );

    await t.test('what a search in the journal found is read out', async () => {
      await search.fill('joe was added');
      await announced('1 found').waitFor({ state: 'attached' });
      await search.fill('zzz');
      await announced('Nothing like that in the journal.').waitFor({ state: 'attached' });
    });

    await t.test('that something was copied is read out', async () => {
      await desktop.show('about');
      await button('Copy Version').click();
      await announced('Copied').waitFor({ state: 'attached' });
    });

    await t.test('the navigation leads back to what was searched, other links do not', async () => {
      await sendSignedIn(t, ports.relay);
      await desktop.show('mail?kind=sent');
      await page.getByRole('row', { name: 'anna@example.org' }).waitFor();
      await search.fill('anna');
      await desktop.text('1 found').waitFor();
      await goTo('Activity');
      await search.fill('EHLO');
      await desktop.text(/^One connection/).waitFor();
      await goTo('Mail');
      await desktop.text('1 found').waitFor();
      assert.equal(await search.inputValue(), 'anna');
      await page.getByRole('tab', { name: 'Sent', selected: true }).waitFor();
      await goTo('Activity');
      await until('it is there', async () => (await search.inputValue()) === 'EHLO');
      await desktop.show('mail');
      await desktop.text('No mail waits.').waitFor();
      assert.equal(await search.inputValue(), '');
      await desktop.show('diagnostics');
      await page.getByRole('heading', { name: 'Diagnostics', level: 1 }).waitFor();
      await search.fill('joe was added');
      await goTo('Activity');
      await goTo('Diagnostics');
      await until('it is there', async () => (await search.inputValue()) === 'joe was added');
      await announced('1 found').waitFor({ state: 'attached' });
    });

    await t.test('who looks into the help meanwhile types no name again', async () => {
      const field = (name: string) => page.getByRole('textbox', { name, exact: true });
      await desktop.show('people?new');
      await field('Name').fill('hanna');
      await field('E-mail address').fill('hanna@myclient.com');
      await goTo('Help');
      await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor();
      await desktop.show('people?new');
      await until('both are there', async () => {
        const address = await field('E-mail address').inputValue();
        return `${await field('Name').inputValue()} ${address}` === 'hanna hanna@myclient.com';
      });
      await button('Add').click();
      await page.getByRole('heading', { name: 'Access for hanna' }).waitFor();
      await desktop.show('people');
      await page.getByRole('row', { name: 'hanna' }).waitFor();
      await desktop.show('people?new');
      assert.equal(await field('Name').inputValue(), '');
    });

    await t.test(
      'what was typed into the settings is there after a look into the help',
      async () => {
        const field = (name: string) => page.getByRole('textbox', { name, exact: true });
        const look = async (): Promise<void> => {
          await goTo('Help');
          await page.getByRole('heading', { name: 'Help', level: 1 }).waitFor();
          await goTo('Settings');
        };
        await desktop.show('settings');
        await field('For how long').fill('21');
        await field('Domains of the office').fill('myclient.com');
        await look();
        await until('both are there', async () => {
          const domains = await field('Domains of the office').inputValue();
          return `${await field('For how long').inputValue()} ${domains}` === '21 myclient.com';
        });
        for (const cancel of [button('Cancel').last(), button('Cancel')]) await cancel.click();
        await look();
        await until('both are as in force', async () => {
          const domains = await field('Domains of the office').inputValue();
          return `${await field('For how long').inputValue()} ${domains}` === '15 ';
        });
      },
    );

    await t.test('the help of a dialog opens over it, and what is typed there stays', async () => {
      await desktop.show('security');
      await button('Trust a device…').click();
      const form = page.getByRole('dialog', { name: 'Trust a device' });
      const field = (name: string) => form.getByRole('textbox', { name, exact: true });
      await field('Name').fill('scanner');
      await field('Address').fill('nowhere');
      await form.getByRole('button', { name: 'Save' }).click();
      const link = form.getByRole('link', { name: /^Help/ });
      await link.focus();
      await page.keyboard.press('Enter');
      const help = page.getByRole('dialog').getByRole('article');
      await help.waitFor();
      const focused = (one: Element): boolean => one.contains(document.activeElement);
      await until('the keyboard is in its text', () => help.evaluate(focused));
      await assertAccessible(page, 'help over a dialog');
      assert.equal(await help.locator('a[href^="#/"]:not([href^="#/help/"])').count(), 0);
      await help.getByText('Network and security').first().waitFor();
      const before = await help.getAttribute('aria-label');
      await help.locator('a[href^="#/help/"]').first().click();
      await until('another topic', async () => (await help.getAttribute('aria-label')) !== before);
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
      assert.match(page.url(), /#\/security$/);
      assert.ok(await link.evaluate(focused), 'the keyboard is where it was');
      assert.equal(await field('Name').inputValue(), 'scanner');
      assert.equal(await field('Address').inputValue(), 'nowhere');

      await desktop.inMain(({ Menu }) => {
        const menu = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help');
        menu?.submenu?.items.find(({ accelerator }) => accelerator === 'F1')?.click();
      });
      await page.getByRole('article', { name: 'Ports, addresses and the firewall' }).waitFor();
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'detached' });
      assert.equal(await field('Name').inputValue(), 'scanner');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
    });

    await t.test(
      'a conversation that could not be read is, once the relay answers again',
      async () => {
        await desktop.show('activity');
        await hold(desktop, 'sessions:show', 'fails');
        await page.getByRole('row', { name: 'joe' }).click();
        await desktop.text('It broke.').waitFor();
        await freeRequests(desktop);
        await desktop.inMain(({ BrowserWindow }) => {
          const [window] = BrowserWindow.getAllWindows();
          window?.webContents.send('mailroom:pushes', [['window:relay', { state: 'connected' }]]);
        });
        await page.getByRole('region', { name: 'What was said' }).getByText('EHLO pc').waitFor();
      },
    );

    await t.test('who has left the page of a person is not taken from the next one', async () => {
      await desktop.addUser('karl', 'secret');
      await desktop.show('people/karl');
      await hold(desktop, 'users:remove', 'waits');
      await button('Remove karl…').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Remove karl' }).click();
      await until('it is on its way', () => isHeld(desktop));
      assert.equal(await dialog.getByRole('button', { name: 'Cancel' }).count(), 0);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await goTo('About');
      await page.getByRole('heading', { name: 'About', level: 1 }).waitFor();
      await freeRequests(desktop);
      await announced('karl was removed.').waitFor({ state: 'attached' });
      assert.match(page.url(), /#\/about$/);
    });

    await t.test(
      'while POPAUTH cannot be written nobody is said to be let through by it',
      async () => {
        const checksMail = () => talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
        await checksMail();
        await desktop.show('people/joe');
        await button('End 127.0.0.1').waitFor();
        const file = path.join(desktop.dataFolder, 'popauth.db');
        await until('it is written', () => fs.readFileSync(file, 'utf8').includes('127.0.0.1'));
        fs.rmSync(file);
        fs.mkdirSync(file);
        await checksMail();
        await desktop.text('Checking mail lets nobody send at the moment').waitFor();
        assert.equal(await button('End 127.0.0.1').count(), 0);
        await desktop.show('people');
        const row = page.getByRole('row', { name: 'joe' });
        await row.getByText('–', { exact: true }).waitFor();
        assert.equal(await row.getByText('left').count(), 0);
      },
    );

    await t.test('in a strip of icons their words come at the pointer', async () => {
      await page.setViewportSize({ width: 640, height: 700 });
      const link = navigation.getByRole('link', { name: 'Network and security' });
      await until('it has them', async () => {
        return (await link.getAttribute('title')) === 'Network and security';
      });
      await page.setViewportSize({ width: 1180, height: 780 });
    });

    await t.test(
      'another address of this computer is shown while the page stands open',
      async () => {
        await desktop.show('security');
        const other = desktop.text('192.0.2.77');
        await page.getByRole('heading', { name: 'Ports' }).waitFor();
        assert.equal(await other.count(), 0);
        await desktop.inMain(() => {
          const system = process.getBuiltinModule('node:os');
          const [name = 'eth0', one] = Object.entries(system.networkInterfaces())[0] ?? [];
          system.networkInterfaces = () => ({
            [name]: [
              { ...one?.[0], address: '192.0.2.77', family: 'IPv4', internal: false } as never,
            ],
          });
        });
        await other.waitFor();
      },
    );

    await t.test(
      'what was sent yesterday has its date, though the window stayed open',
      async () => {
        await page.clock.install();
        await page.reload();
        await desktop.show('mail?kind=sent');
        const row = page.getByRole('row', { name: 'anna@example.org' });
        await row.waitFor();
        const time = row.getByRole('gridcell').first();
        assert.match(await time.innerText(), /^\d+:\d\d/);
        await page.clock.fastForward(oneDayMs);
        await until('it has its date', async () =>
          /[a-z]{3}/i.test((await time.innerText()).replace(/[AP]M/, '')),
        );
      },
    );
    assert.deepEqual(desktop.pageErrors, []);
  },
);
