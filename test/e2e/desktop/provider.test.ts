import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { curlSends } from '../../helpers/curl.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { FakeSmarthost, type FakeScript } from '../../helpers/fake-smarthost.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { until } from '../../helpers/running-relay.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';

const skip = needsElectron() || needsProgram('curl');

/** Takes one account and no other. */
const onlyOffice: FakeScript = {
  AUTH: (line) =>
    line === `AUTH PLAIN ${Buffer.from('\0office\0hush-hush').toString('base64')}`
      ? '235 2.7.0 welcome'
      : '535 5.7.8 bad credentials, says the fake',
};

test(
  'a provider with sign-in is set up, tested before it is saved, and used; then it fails and comes back',
  { skip },
  async (t) => {
    const certificate = await testCertificate();
    const server = await FakeSmarthost.start(t, {
      certificate,
      extensions: ['STARTTLS', 'AUTH PLAIN'],
      script: onlyOffice,
    });
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    /** On the page: what is announced to screen readers stands beside it. */
    const text = (words: string) => page.locator('#content').getByText(words);
    const step = (name: string) => page.locator('.steps > li', { hasText: name });
    const hasEnded = async (name: string, state: string): Promise<void> =>
      page.locator(`.steps > li[data-state="${state}"]`, { hasText: name }).waitFor();

    await t.test('a known provider comes from the list, another is filled in by hand', async () => {
      await desktop.show('provider');
      await text('Nothing leaves the office.').waitFor();
      await page.getByRole('link', { name: 'Set up a provider…' }).click();
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('office');
      await button('Look up').click();
      await text('is no complete e-mail address').waitFor();
      await page.getByRole('textbox', { name: 'E-mail address' }).fill('office@gmx.de');
      await button('Look up').click();
      await text('Found: GMX, from Mailroom’s own list.').waitFor();
      assert.equal(
        await page.getByRole('textbox', { name: 'User name' }).inputValue(),
        'office@gmx.de',
      );
      await page.getByText('More settings', { exact: true }).click();
      const connections = page.getByRole('textbox', { name: 'Connections at once' });
      await connections.fill('');
      await button('Save').click();
      await text('Connections at once: This must be 1 or more.').waitFor();
      const list = page.getByLabel('Or choose from the list');
      // From GMX, which was found, key by key.
      for (const server of ['mail.gmx.com', 'smtp.gmail.com']) {
        await list.press('ArrowDown');
        await until(server, async () => {
          const field = page.getByRole('textbox', { name: 'Server', exact: true });
          return (await field.inputValue()) === server;
        });
      }
      await list.selectOption({ label: 'Posteo' });
      assert.equal(await connections.inputValue(), '2', 'what this one bears');
      assert.equal(
        await page.getByRole('textbox', { name: 'Server', exact: true }).inputValue(),
        'posteo.de',
      );
      await page.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1');
      await page.getByLabel('Encryption').selectOption('starttls');
      await page.getByRole('textbox', { name: 'Port', exact: true }).fill(String(server.port));
      await page.getByRole('textbox', { name: 'User name' }).fill('office');
      await text('This system has no password store').waitFor();
      await assertAccessible(page, 'change the provider');
    });

    await t.test(
      'an unknown certificate is shown, and trusted by its fingerprint alone',
      async () => {
        await page.getByRole('textbox', { name: 'Password', exact: true }).fill('wrong');
        await button('Test now').click();
        await hasEnded('Encrypt', 'failed');
        await step('Encrypt').getByText('an issuer that this computer does not know').waitFor();
        await text(certificate.fingerprint).waitFor();
        assert.deepEqual(server.heard('AUTH'), [], 'no password left');
        await button('Trust exactly this certificate').click();
        await text('Only the certificate with this fingerprint').waitFor();
        await text('Something was changed since this test.').waitFor();
      },
    );

    await t.test(
      'a refused password names cause and remedy, the raw words are folded',
      async () => {
        await button('Test again').click();
        await hasEnded('Sign in', 'failed');
        await step('Sign in').getByText('The provider refused our sign-in.').waitFor();
        await step('Sign in')
          .getByText('Type the provider’s user name and password again.')
          .waitFor();
        const raw = step('Sign in').getByText('535 5.7.8 bad credentials');
        assert.equal(await raw.isVisible(), false);
        await step('Sign in').getByText('What the other server said').click();
        await raw.waitFor();
      },
    );

    await t.test('a slow test is stopped', async () => {
      server.script = { ...onlyOffice, greeting: { act: 'hang' } };
      await button('Test again').click();
      await hasEnded('Find the server', 'ok');
      await button('Stop').click();
      await text('The test was stopped.').waitFor();
      assert.equal(await page.getByText('everything works').count(), 0, 'nor is it read out');
      server.script = onlyOffice;
    });

    await t.test('a test mail without a whole address is no success', async () => {
      await page.getByRole('textbox', { name: 'Password', exact: true }).fill('hush-hush');
      await page.getByLabel('Send a test mail to myself').check();
      await page.getByRole('textbox', { name: 'Address for the test mail' }).fill('');
      await button(/^Test (now|again)$/).click();
      await text('Address for the test mail: The address for the test mail is missing.').waitFor();
    });

    await t.test('with the right password all steps pass, and the test mail is there', async () => {
      await page.getByRole('textbox', { name: 'Address for the test mail' }).fill('me@example.org');
      await button(/^Test (now|again)$/).click();
      await text('The provider answers, and everything works.').waitFor();
      const user = page.getByRole('textbox', { name: 'User name' });
      await user.fill('');
      await user.pressSequentially('front desk');
      assert.equal(await user.inputValue(), 'front desk', 'letter by letter, with its blank');
      await text('Something was changed since this test.').waitFor();
      assert.equal(await text('everything works').count(), 0);
      await user.fill('office');
      await text('everything works').waitFor();
      await page.getByLabel('Send a test mail to myself').uncheck();
      await hold(desktop, 'provider:test', 'lags');
      await button('Test again').click();
      await until('it has been tried', () => isHeld(desktop));
      await user.fill('somebody');
      await freeRequests(desktop);
      await text('Something was changed since this test.').waitFor();
      const changed = page.getByRole('status').filter({ hasText: 'Something was changed' });
      await changed.waitFor({ state: 'attached' });
      assert.equal(await page.getByText('everything works').count(), 0, 'nor is it read out');
      await user.fill('office');
      assert.match(server.bodies[0] ?? '', /^To: <me@example\.org>\r$/m);
      const before = await desktop.ask('provider:show', {});
      assert.equal(before.kind, 'practice', 'nothing was saved by it');
      await button('Save').click();
      // The steps of the test name it too: what is saved says when it is.
      await until('it is saved', async () => {
        const { kind } = await desktop.ask('provider:show', {});
        return kind === 'smarthost';
      });
      await text(`127.0.0.1:${server.port}`).first().waitFor();
      const saved = await desktop.ask('provider:show', {});
      assert.equal(saved.fingerprint, certificate.fingerprint);
      assert.equal(saved.hasPassword, true);
      await assertAccessible(page, 'provider');
    });

    await t.test(
      'mail goes through it; when it refuses us, the page says so, and that it is over',
      async () => {
        await desktop.addUser('joe', 'secret');
        const letter = {
          from: 'joe@myclient.com',
          to: 'anna@example.org',
          account: { user: 'joe', password: 'secret' },
        };
        assert.equal((await curlSends(ports.relay, letter)).code, 0);
        await until('it got it', () => server.bodies.length === 2);
        server.script = { AUTH: '535 5.7.8 account closed, says the fake' };
        for (const socket of server.sockets) socket.destroy();
        assert.equal((await curlSends(ports.relay, letter)).code, 0, 'mail is taken all the same');
        await text('Mail waits. The provider refused our sign-in.').waitFor();
        await text('Nothing is lost').waitFor();
        assert.equal(await text('account closed').isVisible(), false);
        server.script = onlyOffice;
        await button('Try again now').click();
        await text('Mail goes out.').waitFor();
        await until('it got it', () => server.bodies.length === 3);
      },
    );

    await t.test(
      'the practice provider takes over, misbehaves as told, and shows what it got',
      async () => {
        await page.getByRole('switch', { name: 'Send all mail to the practice' }).click();
        const delay = page.getByRole('textbox', { name: 'Takes its time' });
        await delay.fill('');
        await button('Save').click();
        await text('Type a number.').waitFor();
        await delay.fill('0');
        await page.getByLabel('What it does with mail').selectOption('refuse-recipients');
        await until('it is told', async () => {
          const { behaviour, isUsed } = await desktop.ask('practice:list', {});
          return isUsed && behaviour === 'refuse-recipients';
        });
        const account = { user: 'joe', password: 'secret' };
        const letter = { from: 'joe@myclient.com', to: 'ben@example.org', account };
        assert.equal((await curlSends(ports.relay, letter)).code, 0);
        await until('it was returned', async () => {
          const { total } = await desktop.ask('history:list', { kind: 'bounced' });
          return total === 1;
        });
        await page.getByLabel('What it does with mail').selectOption('accept');
        await until('it is told', async () => {
          return (await desktop.ask('practice:list', {})).behaviour === 'accept';
        });
        assert.equal((await curlSends(ports.relay, letter)).code, 0);
        await page.getByRole('row', { name: /ben@example\.org/ }).waitFor();
        assert.equal(server.bodies.length, 3, 'the provider got none of it');
        await page.getByRole('switch', { name: 'Send all mail to the practice' }).click();
        await text(`127.0.0.1:${server.port}`).waitFor();
      },
    );

    await t.test('what was typed or trusted for one server goes to no other', async () => {
      await desktop.show('provider/change');
      const input = (name: string) => page.getByRole('textbox', { name, exact: true });
      await page.getByText('More settings', { exact: true }).click();
      const trusted = input('Trusted fingerprint (SHA-256)');
      assert.equal(await trusted.inputValue(), certificate.fingerprint);
      await input('Password').fill('hush-hush');
      await input('Server').fill('mail.other.example');
      assert.equal(await trusted.inputValue(), '');
      assert.equal(await input('Password').inputValue(), '');
      await input('Password').fill('hush-hush');
      await page.getByLabel('Or choose from the list').selectOption({ label: 'Posteo' });
      await input('User name').fill('office');
      assert.equal(await input('Password').inputValue(), '');
      await input('Server').fill('mail.other.example');
      await page.getByLabel('Encryption').selectOption('none');
      const inTheClear = page.getByLabel('Send the password even without encryption');
      await inTheClear.check();
      await input('Server').fill('mail.third.example');
      assert.equal(await inTheClear.isChecked(), false);
      await input('Password').fill('hush-hush');
      await page.getByRole('link', { name: 'Help: Change the provider' }).click();
      await page.getByRole('heading', { name: 'Your provider', level: 1 }).waitFor();
      await button('Back').click();
      await input('Server').waitFor();
      assert.equal(await input('Server').inputValue(), 'mail.third.example', 'typed once');
      assert.equal(await input('Password').inputValue(), 'hush-hush');
      await button('Cancel').click();
      await desktop.show('provider/change');
      await input('Server').waitFor();
      assert.equal(await input('Server').inputValue(), '127.0.0.1');
      assert.equal(await input('Password').inputValue(), '');
      await button('Cancel').click();
    });

    await t.test('the stored password goes only when somebody said so twice', async () => {
      const isKept = async (): Promise<boolean> =>
        (await desktop.ask('provider:show', {})).hasPassword;
      await desktop.show('provider/change');
      await page.getByText('More settings', { exact: true }).click();
      await button('Forget the stored password').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Without it no mail goes out through 127.0.0.1').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      assert.equal(await isKept(), true);
      await button('Forget the stored password').click();
      await dialog.getByRole('button', { name: 'Forget the stored password' }).click();
      await until('it is gone', async () => !(await isKept()));
      await dialog.waitFor({ state: 'detached' });
      await button('Forget the stored password').waitFor({ state: 'detached' });
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);
