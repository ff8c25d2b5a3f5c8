import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Settings } from '../../../main/contract/settings.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';
import { until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';

const skip = needsElectron();

test(
  'an answer that comes late or not at all undoes nothing and claims nothing',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const input = (name: string) => page.getByRole('textbox', { name, exact: true });
    const broke = (): Promise<void> => desktop.text('It broke.').first().waitFor();

    await t.test('checks that break off say so, and not that all is in order', async () => {
      await hold(desktop, 'doctor:run', 'fails');
      await desktop.show('diagnostics');
      await button('Check now').click();
      await broke();
      assert.equal(await desktop.text(/checks are in order/).count(), 0);
      await freeRequests(desktop);
    });

    await t.test('what happens while the journal is read is not lost', async () => {
      const row = (words: string | RegExp) => page.getByRole('row', { name: words });
      await row(/Mailroom .* runs in/).waitFor();
      await hold(desktop, 'journal:read', 'lags');
      await page.getByRole('searchbox', { name: 'Search' }).fill('added');
      await until('it is being read', () => isHeld(desktop));
      await desktop.addUser('joe', 'secret');
      await row('User joe was added.').waitFor();
      await freeRequests(desktop);
      await row(/Mailroom .* runs in/).waitFor({ state: 'detached' });
      assert.equal(await row('User joe was added.').count(), 1);
    });

    await t.test(
      'a suggested password does not replace what somebody types meanwhile',
      async () => {
        await hold(desktop, 'users:suggest-password', 'waits');
        await desktop.show('people?new');
        await input('Password').fill('kafe-miro-72');
        await until('it is asked for', () => isHeld(desktop));
        await freeRequests(desktop);
        assert.equal(await input('Password').inputValue(), 'kafe-miro-72');
        await hold(desktop, 'users:suggest-password', 'fails');
        await button('Another one').click();
        await broke();
        await freeRequests(desktop);
      },
    );

    await t.test('a slip is copied as a whole, and not before it is whole', async () => {
      await hold(desktop, 'network:show', 'waits');
      await input('Name').fill('karl');
      await button('Add').click();
      await page.getByRole('heading', { name: 'Access for karl' }).waitFor();
      assert.equal(await button('Copy Access for karl').count(), 0);
      await until('the ports are asked for', () => isHeld(desktop));
      await freeRequests(desktop);
      await button('Copy Access for karl').click();
      const slip = await desktop.inMain(({ clipboard }) => clipboard.readText());
      assert.match(slip, new RegExp(`^Server: .+[^]+${desktop.ports.pop3s}[^]+Password: kafe-`));
    });

    await t.test('a copy that failed says so', async () => {
      await hold(desktop, 'desktop:copy', 'fails');
      await desktop.show('about');
      await button('Copy Version').click();
      await desktop.text('Not copied').waitFor();
      await freeRequests(desktop);
    });

    await t.test('a link that the browser does not open says so', async () => {
      await hold(desktop, 'desktop:open-link', 'fails');
      await desktop.show('help/google');
      await page.locator('.help-text a[href^="https:"]').first().click();
      await broke();
      await freeRequests(desktop);
    });

    await t.test('where not all can be chosen, the list says why', async () => {
      await desktop.ask('queue:pause', {});
      await sendSignedIn(t, desktop.ports.relay);
      await desktop.show('mail');
      await hold(desktop, 'queue:ids', 'fails');
      await page.getByRole('checkbox', { name: 'Choose all that are listed' }).click();
      await broke();
      await freeRequests(desktop);
    });

    await t.test('a list that could not be read does not say that it is empty', async () => {
      await hold(desktop, 'history:list', 'fails');
      await desktop.show('mail?kind=bounced');
      await broke();
      assert.equal(await desktop.text('Nothing came back.').count(), 0);
      await freeRequests(desktop);
    });

    await t.test('a search claims nothing before it is answered', async () => {
      const search = page.getByRole('searchbox');
      await desktop.show('mail');
      await search.fill('zzz');
      await desktop.text('Nothing here matches “zzz”.').waitFor();
      await hold(desktop, 'queue:list', 'waits');
      await search.fill('anna');
      await desktop.text('One moment…').waitFor();
      assert.equal(await desktop.text('Nothing here matches').count(), 0);
      await freeRequests(desktop);
      await page.getByRole('row', { name: 'anna@example.org' }).waitFor();
    });

    await t.test('a refusal that cannot be looked up says so', async () => {
      await hold(desktop, 'history:message', 'fails');
      await desktop.show('mail/R-22222');
      await broke();
      await freeRequests(desktop);
    });

    await t.test(
      'who chooses a provider from the list does not get that of the search',
      async () => {
        await desktop.show('provider/change');
        await input('E-mail address').fill('office@gmx.de');
        await hold(desktop, 'provider:find', 'waits');
        await button('Look up').click();
        await button('Looking…').waitFor();
        await page.getByLabel('Or choose from the list').selectOption({ label: 'Posteo' });
        await freeRequests(desktop);
        await button('Look up').waitFor();
        assert.equal(await input('Server').inputValue(), 'posteo.de');
        await desktop.text('Found: Posteo').waitFor();
      },
    );

    await t.test('who types a server does not get that of the search', async () => {
      await hold(desktop, 'provider:find', 'lags');
      await button('Look up').click();
      await until('it is looked for', () => isHeld(desktop));
      await input('Server').fill('mail.mine.example');
      await freeRequests(desktop);
      await button('Look up').waitFor();
      assert.equal(await input('Server').inputValue(), 'mail.mine.example');
      await button('Look up').click();
      await desktop.text('Found: GMX').waitFor();
      assert.equal(await input('Server').inputValue(), 'mail.gmx.net');
    });

    await t.test(
      'a switch that could not be turned on says why, though its details are away',
      async () => {
        await desktop.ask('settings:set', { path: 'popAuth.enabled', value: 'false' });
        await desktop.show('security');
        await page.getByText('POP before SMTP', { exact: true }).click();
        await hold(desktop, 'settings:set', 'fails');
        await page.getByRole('switch', { name: 'Whoever has checked mail' }).click();
        await broke();
        await freeRequests(desktop);
      },
    );

    await t.test(
      'of two switches that are turned shortly after each other none goes back',
      async () => {
        await desktop.show('security');
        for (const fold of ['Passwords without encryption', 'Mail from outside'])
          await page.locator('summary', { hasText: fold }).click();
        const [cram, outside] = ['CRAM-MD5', 'Take mail'].map((name) =>
          page.getByRole('switch', { name }),
        );
        await hold(desktop, 'settings:set', 'waits');
        await cram?.click();
        await until('the first is on its way', () => isHeld(desktop));
        await outside?.click();
        // Whatever the second asks by itself is answered before these.
        for (let n = 0; n < 3; n += 1) await desktop.ask('desktop:preferences', {});
        await freeRequests(desktop);
        await until('both are in force', async () => {
          const access = await desktop.ask('settings:get', { path: 'access' });
          const { cramMd5, acceptOutsideMail } = access as Settings['access'];
          return cramMd5 && acceptOutsideMail;
        });
      },
    );

    await t.test('a button that opens a dialog of the system takes one click of two', async () => {
      await desktop.inMain(({ dialog }) => {
        Reflect.set(globalThis, 'asked', 0);
        dialog.showOpenDialog = () => {
          Reflect.set(globalThis, 'asked', Number(Reflect.get(globalThis, 'asked')) + 1);
          return Promise.resolve({ canceled: true, filePaths: [] });
        };
      });
      await desktop.show('settings');
      await hold(desktop, 'desktop:pick-file', 'waits');
      await button('Choose the backup file…').dblclick();
      await freeRequests(desktop);
      await until('it was asked', async () =>
        desktop.inMain(() => Reflect.get(globalThis, 'asked') === 1),
      );
    });
    assert.deepEqual(desktop.pageErrors, []);

    await t.test(
      'out of a page with a fault there is a way, though the answer was kept',
      async () => {
        await hold(desktop, 'windows:list', 'odd');
        await desktop.show('overview');
        await page.getByRole('heading', { name: 'This page has a fault' }).waitFor();
        await freeRequests(desktop);
        await button('Load again').click();
        await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
        await desktop.text('May send now').waitFor();
      },
    );

    await t.test('the overview claims nothing before it knows what is left to do', async () => {
      const practice = desktop.text('Mail goes to the practice provider only.');
      await desktop.ask('queue:resume', {});
      await practice.waitFor();
      for (const [way, sentence] of [
        ['waits', 'One moment…'],
        ['fails', 'Whether mail flows is not known at the moment.'],
      ] as const) {
        await hold(desktop, 'trust:list', way);
        await page.reload();
        await desktop.text('May send now').waitFor();
        await desktop.text(sentence).first().waitFor();
        assert.equal(await desktop.text('Mail flows.').count(), 0);
        await freeRequests(desktop);
      }
    });

    await t.test('a change that waits for its turn is not taken twice', async () => {
      await desktop.show('settings');
      const times = page.locator('form').filter({ has: input('Minutes between the tries') });
      const warning = page.locator('form').filter({ has: input('Tell the sender after') });
      const save = (form: typeof times) => form.getByRole('button', { name: 'Save' });
      await hold(desktop, 'settings:set', 'waits');
      await input('Minutes between the tries').fill('3, 9');
      await save(times).click();
      await until('the first is on its way', () => isHeld(desktop));
      await input('Tell the sender after').fill('5');
      await save(warning).click();
      await until('the second is busy, too', async () =>
        save(warning).evaluate((element) => element.ariaBusy === 'true'),
      );
      await freeRequests(desktop);
      await save(warning).waitFor({ state: 'detached' });
    });
  },
);
