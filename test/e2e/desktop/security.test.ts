import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { curlChecksMail, curlSends, signInRefused } from '../../helpers/curl.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { choose } from '../../helpers/file-dialogs.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { freePorts } from '../../helpers/free-ports.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron() || needsProgram('curl');

/** A port that another program has. */
async function takenPort(t: TestContext): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  return (server.address() as net.AddressInfo).port;
}

test(
  'devices, ports, blocks and the certificate are changed in the window, and mail programs notice',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const saveButton = page.getByRole('button', { name: 'Save', exact: true });
    const dialog = page.getByRole('dialog');
    const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
    const inDialog = (name: string) => dialog.getByRole('button', { name });
    const closed = (): Promise<void> => dialog.waitFor({ state: 'hidden' });
    const sends = async (to: string, port = ports.relay): Promise<boolean> =>
      (await curlSends(port, { from: 'scan@myclient.com', to })).code === 0;
    await desktop.show('security');
    await page.getByRole('heading', { name: 'Ports', exact: true }).waitFor();

    await t.test('a device is allowed by its address, bounded, and taken out again', async () => {
      assert.equal(await sends('anna@example.org'), false);
      await button('Trust a device…').click();
      await inDialog('Save').click();
      await dialog
        .locator('.field-error')
        .getByText('Type something there.', { exact: true })
        .waitFor();
      assert.ok(await field('Name').evaluate((one) => one === document.activeElement));
      await field('Name').fill('scanner');
      await field('Address').fill('127.0.0.300');
      await inDialog('Save').click();
      await dialog.getByText('is no address or network').waitFor();
      await field('Address').fill('127.0.0.1');
      await inDialog('Save').click();
      await closed();
      assert.equal(await sends('anna@example.org'), true);

      await button('Edit scanner').click();
      await assertAccessible(page, 'a device');
      await field('May write to these domains').fill('Example.org\nexample.net');
      await field('Largest message').fill('20');
      await inDialog('Save').click();
      await closed();
      const [device] = await desktop.ask('trust:list', {});
      assert.deepEqual(device?.recipientDomains, ['example.org', 'example.net']);
      assert.equal(device.maxSizeBytes, 20 << 20);
      assert.equal(device.messagesPerHour, 100, 'a new device is bounded');
      assert.equal(await sends('anna@example.org'), true);
      assert.equal(await sends('anna@elsewhere.example'), false);

      // By command: no whole number of megabytes.
      await desktop.ask('trust:set', {
        name: 'scanner',
        network: { ...device, maxSizeBytes: 10_000_000 },
      });
      await page.getByText('9.5 MB').waitFor();
      await button('Edit scanner').click();
      await field('Messages per hour').fill('1,2,3');
      await inDialog('Save').click();
      await dialog.getByText('Type a number.').waitFor();
      await field('Messages per hour').fill('1.000');
      await inDialog('Save').click();
      await closed();
      const [changed] = await desktop.ask('trust:list', {});
      assert.deepEqual([changed?.messagesPerHour, changed?.maxSizeBytes], [1000, 10_000_000]);
      await button('Edit scanner').click();
      await field('Largest message').fill('5000');
      await inDialog('Save').click();
      await dialog.getByText('This must be 1,024 or less.').waitFor();
      await inDialog('Cancel').click();

      await button('Remove scanner').click();
      await dialog.getByText('scanner (127.0.0.1) can no longer send').waitFor();
      await inDialog('Remove scanner').click();
      await page.getByText('None. Everybody signs in').waitFor();
      assert.equal(await sends('anna@example.org'), false);
    });

    await t.test(
      'a port that somebody has is refused and nothing changes; a free one is used',
      async (t) => {
        await button('Change Outgoing mail (SMTP)').click();
        await dialog.getByText('ends the connections that are open there now').waitFor();
        await field('Port').fill(String(await takenPort(t)));
        await inDialog('Save').click();
        await dialog.getByText(/in use by another program/).waitFor();
        const reaches = async (port: number): Promise<boolean> => {
          // 67: reached, and the sign-in of a stranger refused.
          const account = { user: 'nobody', password: 'x' };
          const to = { from: 'a@example.org', to: 'b@example.org', account };
          return (await curlSends(port, to)).code === signInRefused;
        };
        assert.equal(await reaches(ports.relay), true, 'the old one still listens');
        const [free = 0] = await freePorts(1);
        await field('Port').fill(String(free));
        // Somebody in a terminal, while the dialog stands open.
        const lenient = 'listeners.relay.oldDevices';
        await desktop.ask('settings:set', { path: lenient, value: 'true' });
        await dialog.getByRole('checkbox', { name: 'old devices', checked: true }).waitFor();
        await inDialog('Save').click();
        await closed();
        assert.equal(await desktop.ask('settings:get', { path: lenient }), true);
        const row = page.getByRole('row', { name: String(free) });
        await row.getByText('Only programs on this computer').waitFor();
        assert.equal(await reaches(free), true);
        assert.equal(await reaches(ports.relay), false);
      },
    );

    await t.test(
      'after wrong passwords a name is blocked; one click lets it in again',
      async () => {
        await desktop.addUser('anna', 'lusi-tano-31');
        await page.getByText('Limits', { exact: true }).click();
        const guesses = page.getByRole('textbox', { name: 'Wrong passwords for one name' });
        await guesses.fill('x');
        assert.equal(await guesses.inputValue(), '', 'only digits go in');
        await saveButton.last().click();
        await page.getByText('Type a number.').waitFor();
        await guesses.fill('3');
        await saveButton.last().click();
        await until('it is in force', async () => {
          const path = 'limits.failedSignInsPerUser';
          return (await desktop.ask('settings:get', { path })) === 3;
        });
        const checks = async (password: string): Promise<number> =>
          (await curlChecksMail(ports.pop3, { user: 'anna', password })).code;
        for (const wrong of ['a', 'b', 'c']) assert.equal(await checks(wrong), signInRefused);
        const row = page.getByRole('row', { name: /anna person or device/ });
        await row.waitFor();
        assert.equal(await checks('lusi-tano-31'), signInRefused, 'even with the right one');
        await button('Unblock anna').click();
        await page.getByText('Nobody is blocked.').waitFor();
        assert.equal(await checks('lusi-tano-31'), 0);
      },
    );

    await t.test('the office certificate is saved where the person says', async () => {
      const file = path.join(desktop.dataFolder, 'office.crt');
      await choose(desktop, file);
      await button('Save the office certificate…').click();
      await until('it is there', () => fs.existsSync(file));
      assert.match(fs.readFileSync(file, 'utf8'), /^-----BEGIN CERTIFICATE-----/);
    });

    await t.test('the special cases are kept: networks, POP before SMTP, name', async () => {
      const access = async () => await desktop.ask('settings:get', { path: 'access' });
      const popAuth = async () => await desktop.ask('settings:get', { path: 'popAuth' });
      await page.getByText('Passwords without encryption', { exact: true }).click();
      await page.getByRole('switch', { name: 'Let programs in this office' }).click();
      await until('the office is in', async () =>
        JSON.stringify(await access()).includes('10.0.0.0/8'),
      );
      await page
        .getByRole('textbox', { name: 'From these networks' })
        .fill('127.0.0.0/8\nnonsense');
      await saveButton.first().click();
      await page.getByText('is no address or network').waitFor();
      await page
        .getByRole('textbox', { name: 'From these networks' })
        .fill('127.0.0.0/8, 192.0.2.0/24');
      await saveButton.first().click();
      await until('the list is in force', async () =>
        JSON.stringify(await access()).includes('"plaintextSignIn":["127.0.0.0/8","192.0.2.0/24"]'),
      );
      await page.getByText('POP before SMTP', { exact: true }).click();
      await page.getByText('when it has finished checking mail').click();
      await until('it counts from the end', async () =>
        JSON.stringify(await popAuth()).includes('"countFrom":"session-end"'),
      );
      await page.getByRole('switch', { name: 'Only with their own address' }).click();
      await until('it is strict', async () =>
        JSON.stringify(await popAuth()).includes('"strictSender":true'),
      );
      await page.getByText('Name of this computer', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('not a name');
      await saveButton.last().click();
      await page.getByText('is no host name').waitFor();
      await button('Cancel').last().click();
      await page.getByText('is no host name').waitFor({ state: 'detached' });
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('mail.office.example');
      await saveButton.last().click();
      await page.getByText('mail.office.example', { exact: true }).first().waitFor();
    });
    await assertAccessible(page, 'network and security');
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test('a firewall is named for the ports that other computers are to reach', { skip }, async (t) => {
  // An address that no computer has (RFC 5737): meant for others, and heard by nobody.
  const settings = ['listeners.pop3s.host=192.0.2.1'];
  const desktop = await DesktopApp.launch(t, { settings });
  const { ports } = desktop;
  await desktop.show('security');
  await desktop.text('a firewall is in the way').waitFor();
  if (process.platform === 'linux')
    await desktop.text(`${ports.pop3s}`, { exact: true }).nth(1).waitFor();
  assert.equal(await desktop.text('Only programs on this computer reach').count(), 0);
  assert.deepEqual(desktop.pageErrors, []);
});
