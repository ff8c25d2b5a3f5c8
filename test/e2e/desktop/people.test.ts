import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { curlChecksMail, curlSends, signInRefused } from '../../helpers/curl.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron() || needsProgram('curl');

test(
  'a person is added, gets another password, is switched off and on, and removed with what is theirs',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    const checks = async (password: string): Promise<number> =>
      (await curlChecksMail(ports.pop3, { user: 'joe', password })).code;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const shownPassword = (): Promise<string> =>
      page.locator('.slip dd').last().locator('code').innerText();

    await t.test(
      'the empty list leads to the first person, whose slip works for curl',
      async () => {
        await desktop.show('people');
        await page.getByText('Nobody yet.').waitFor();
        await page.getByRole('link', { name: 'Add' }).first().click();
        await page.getByRole('textbox', { name: 'Name', exact: true }).fill('J oe');
        await button('Add').click();
        const name = page.getByRole('textbox', { name: 'Name', exact: true });
        await until('the error stands at the field', async () => {
          const described = (await name.getAttribute('aria-describedby')) ?? '';
          const error = page.locator(`[id="${described.split(' ').at(-1) ?? ''}"]`);
          return (await error.textContent())?.includes('cannot be a user name') === true;
        });
        await name.fill('joe');
        await page.getByRole('textbox', { name: 'E-mail address' }).fill('joe@myclient.com');
        await button('Add').click();
        await page.getByRole('heading', { name: 'Access for joe' }).waitFor();
        await button('Copy Access for joe').waitFor();
        const slip = await page.locator('.slip').innerText();
        for (const port of [ports.pop3s, ports.submissions])
          assert.match(slip, new RegExp(`${port}[\\s\\S]*Encryption: SSL/TLS`));
        const password = await shownPassword();
        assert.match(password, /^[\w-]{8,20}$/);
        assert.equal(await checks(password), 0);
        assert.equal(await checks('another'), signInRefused);
        await assertAccessible(page, 'a new person');
        const connect = page.locator('#content').getByRole('link', { name: /^Connect a mail/ });
        assert.match((await connect.getAttribute('href')) ?? '', /user=joe$/);
        await button('Add another').focus();
        await button('Add another').press('Enter');
        await until('the keyboard is in the new form', () =>
          name.evaluate((field) => field === document.activeElement),
        );
        assert.equal(await name.inputValue(), '');
        assert.equal(await connect.count(), 0, 'nothing leads to the one before');
      },
    );

    await t.test(
      'the sign-in shows at once: time, place, and the window counting down',
      async () => {
        await desktop.show('people');
        const row = page.getByRole('row', { name: /joe/ });
        await row.getByText('from 127.0.0.1').waitFor();
        await row.getByText(/1[45]:\d\d left/).waitFor();
        await row.getByText('joe@myclient.com').waitFor();
        await assertAccessible(page, 'people');
      },
    );

    await t.test('a window is ended by its button', async () => {
      await page.getByRole('link', { name: 'joe', exact: true }).click();
      await button('End 127.0.0.1').click();
      await page.getByText('No address at the moment.').waitFor();
      assert.deepEqual(await desktop.ask('windows:list', {}), []);
      await page.getByText('Whoever checks mail may send').waitFor();
      await desktop.ask('settings:set', { path: 'popAuth.enabled', value: 'false' });
      await page.getByText('checking mail does not let anybody send').waitFor();
      await desktop.ask('settings:set', { path: 'popAuth.enabled', value: 'true' });
    });

    await t.test('a new password works, and the old one does not', async () => {
      await button('Give a new password…').click();
      const field = page.getByRole('textbox', { name: 'Password', exact: true });
      await until('a password is suggested', async () => (await field.inputValue()) !== '');
      await field.fill('lusi-tano-31');
      await button('Use this password').click();
      await page.getByRole('heading', { name: 'Access for joe' }).waitFor();
      assert.equal(await shownPassword(), 'lusi-tano-31');
      assert.equal(await checks('lusi-tano-31'), 0);
      const [user] = await desktop.ask('users:list', {});
      assert.equal(user?.name, 'joe');
    });

    await t.test(
      'switched off nobody gets in with that name, switched on again they do',
      async () => {
        await page.getByRole('switch', { name: 'May sign in' }).click();
        await page.getByText('switched off', { exact: true }).waitFor();
        assert.equal(await checks('lusi-tano-31'), signInRefused);
        await page.getByRole('switch', { name: 'May sign in' }).click();
        await page.getByText('may sign in', { exact: true }).waitFor();
        assert.equal(await checks('lusi-tano-31'), 0);
      },
    );

    await t.test('an address that cannot be is told at its field, a good one is kept', async () => {
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill('no address@');
      await button('Add address').click();
      await page.getByText('is no address.').waitFor();
      await page.getByRole('textbox', { name: 'Address', exact: true }).fill('anna@example.org');
      await button('Add address').click();
      await button('Remove anna@example.org').waitFor();
    });

    await t.test('APOP wants the present password, and says what it costs', async () => {
      await page.getByRole('switch', { name: /APOP, CRAM-MD5/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('must be kept on this computer').waitFor();
      await dialog.getByRole('textbox', { name: 'The present password' }).fill('wrong');
      await dialog.getByRole('button', { name: 'Allow it' }).click();
      await dialog.getByText('That is not this user’s password.').waitFor();
      await dialog.getByRole('textbox', { name: 'The present password' }).fill('lusi-tano-31');
      await dialog.getByRole('button', { name: 'Allow it' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.equal((await desktop.ask('users:list', {}))[0]?.challengeSignIn, true);
      await page.getByText('Mailroom keeps this password in a form that').waitFor();
      assert.equal(await page.getByText('Nobody can look the password up').count(), 0);
    });

    await t.test('removal asks once, names what is lost, and the name is gone', async () => {
      const account = { user: 'joe', password: 'lusi-tano-31' };
      const mail = { from: 'joe@myclient.com', to: 'anna@example.org', account };
      assert.equal((await curlSends(ports.relay, mail)).code, 0);
      await until('it is in the mailbox', async () => {
        const { messages } = await desktop.ask('users:mailbox', { name: 'joe' });
        return messages === 1;
      });
      await button('Remove joe…').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/The mailbox with 1 message \(.*\) is deleted/).waitFor();
      await dialog.getByText('The right to send from 127.0.0.1 ends.').waitFor();
      await dialog.getByText('joe@myclient.com, anna@example.org').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.equal((await desktop.ask('users:list', {})).length, 1, 'Cancel removes nobody');
      await button('Remove joe…').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove joe' }).click();
      await page.getByText('Nobody yet.').waitFor();
      assert.equal(await checks('lusi-tano-31'), signInRefused);
    });

    await t.test('a mailbox that stays behind is told, and not of who gets the name', async () => {
      await desktop.addUser('karl', 'secret');
      await desktop.show('people/karl');
      await holdMailboxes(desktop, true);
      await button('Remove karl…').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove karl' }).click();
      const left = desktop.text('karl was removed, but the mailbox could not be deleted (EBUSY).');
      await left.waitFor();
      const heading = page.getByRole('heading', { name: 'karl', level: 1 });
      await until('the keyboard is on the page', () =>
        heading.evaluate((element) => element === document.activeElement),
      );
      await holdMailboxes(desktop, false);
      await desktop.addUser('karl', 'secret');
      await button('Remove karl…').waitFor();
      await desktop.ask('users:remove', { name: 'karl' });
      await page.getByText('There is nobody called karl').waitFor();
      assert.equal(await left.count(), 0);
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);

/** As another program does that has a file of theirs open on Windows. */
const holdMailboxes = (desktop: DesktopApp, isHeld: boolean): Promise<void> =>
  desktop.inMain((_electron, isHeldNow) => {
    const { promises } = process.getBuiltinModule('node:fs');
    const kept = Reflect.get(globalThis, 'ownRemoval') as typeof promises.rm | undefined;
    const own = kept ?? promises.rm;
    Reflect.set(globalThis, 'ownRemoval', own);
    promises.rm = async (place, options) => {
      if (isHeldNow && String(place).includes('mailboxes'))
        throw Object.assign(new Error('held'), { code: 'EBUSY' });
      await own(place, options);
    };
  }, isHeld);

test('of two addresses that are removed at once neither comes back', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  await desktop.addUser('joe', 'secret');
  const aliases = ['a@myclient.com', 'b@myclient.com', 'c@myclient.com'];
  await desktop.ask('users:set-aliases', { name: 'joe', aliases });
  await desktop.show('people/joe');
  for (const alias of aliases.slice(0, 2))
    await desktop.page.getByRole('button', { name: `Remove ${alias}` }).click();
  await desktop.page
    .getByRole('button', { name: 'Remove b@myclient.com' })
    .waitFor({ state: 'detached' });
  await until('only the third is left', async () => {
    const [joe] = await desktop.ask('users:list', {});
    return joe?.aliases.join() === 'c@myclient.com';
  });
});

test('names and addresses of any length push nothing out of sight', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page } = desktop;
  const address = `${'abteilung'.repeat(7)}@${'zweigstelle'.repeat(5)}.example`;
  const aliases = [1, 2, 3].map((n) => `${n}${address}`);
  await desktop.ask('users:add', { name: 'joe', password: 'secret', aliases });
  /** By how many px what is inside is wider than the place for it. */
  const excess = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((one) => one.scrollWidth - one.clientWidth);

  await desktop.show('people');
  await page.getByRole('link', { name: 'Connect joe' }).waitFor();
  assert.equal(await excess('.table-wrap'), 0);
  await desktop.show('people/joe');
  await page.getByRole('button', { name: 'Remove joe…' }).click();
  await page.getByRole('dialog').getByText('is no longer kept here').waitFor();
  assert.equal(await excess('dialog'), 0);
  await page.keyboard.press('Escape');

  await desktop.ask('queue:pause', {});
  const letter = { from: address, to: `x${address}`, account: { user: 'joe', password: 'secret' } };
  assert.equal((await curlSends(desktop.ports.relay, letter)).code, 0);
  await desktop.show('mail');
  await page.getByRole('row', { name: 'waiting' }).click();
  await page.getByRole('list', { name: 'Recipients' }).waitFor();
  assert.equal(await excess('.detail'), 0);
});

test('among many a person is found by name or address', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page } = desktop;
  const search = page.getByRole('searchbox', { name: 'Search: name or address' });
  for (let n = 10; n < 24; n += 1)
    await desktop.ask('users:add', {
      ...{ name: `user${n}`, password: 'secret', aliases: [`person.${n}@myclient.com`] },
    });
  await desktop.show('people');
  await page.getByRole('link', { name: 'user23', exact: true }).waitFor();
  assert.equal(await search.count(), 0, 'few are seen at a glance');
  await desktop.addUser('joe', 'secret');
  await search.fill('JO');
  await page.getByRole('status').filter({ hasText: '1 found' }).waitFor({ state: 'attached' });
  assert.deepEqual(await page.locator('.person-link').allInnerTexts(), ['joe']);
  await search.fill('person.12@');
  await until('the one with the address', async () => {
    return (await page.locator('.person-link').allInnerTexts()).join() === 'user12';
  });
  await search.fill('zzz');
  await desktop.text('Nothing here matches “zzz”.').waitFor();
  assert.deepEqual(desktop.pageErrors, []);
});

test('a damaged list says so where one looks for who is missing', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t, {
    prepare: (folder) => fs.writeFileSync(path.join(folder, 'users.db'), 'no users at all\n'),
  });
  const { page } = desktop;
  const nobody = 'Nobody in it could be read.';
  await desktop.show('people');
  await desktop.text('The list of users was damaged.').waitFor();
  await desktop.text(nobody).waitFor();
  assert.equal(await desktop.text('Nobody yet').count(), 0);
  await assertAccessible(page, 'people after damage');
  await page.getByRole('link', { name: 'Restore a backup' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();

  await desktop.ask('desktop:set-preferences', { wizard: { page: 'people', draft: {} } });
  await desktop.show('setup');
  await desktop.text(nobody).waitFor();
  await desktop.addUser('joe', 'secret');
  await desktop.text(nobody).waitFor({ state: 'detached' });
  await desktop.show('people');
  await page.getByRole('row', { name: 'joe' }).waitFor();
  assert.equal(await desktop.text('The list of users was damaged.').count(), 0, 'it is seen to');
});
