import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

/** A scanner that knows neither sign-in nor POP3 hands over one message; resolves to the replies. */
const scan = (desktop: DesktopApp): Promise<readonly string[]> =>
  talk(desktop.ports.relay, [
    ...['EHLO scanner', 'MAIL FROM:<scanner@office.example>', 'RCPT TO:<anna@example.org>'],
  ]);

const sendScan = (desktop: DesktopApp): Promise<readonly string[]> =>
  talk(desktop.ports.relay, [
    ...['EHLO scanner', 'MAIL FROM:<scanner@office.example>', 'RCPT TO:<anna@example.org>'],
    ...['DATA', 'Subject: scan\r\n\r\nA page.\r\n.', 'QUIT'],
  ]);

test(
  'a refused scanner: why, trust this device, and the same session is accepted',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    // The window opens while the relay still starts; an answer tells that it listens.
    await desktop.ask('status:get', {});
    const refused = (await scan(desktop)).at(-1) ?? '';
    assert.match(refused, /^550 5\.7\.1 Relaying denied/);
    const id = /\((R-\w+)\)/.exec(refused)?.[1] ?? '';

    await page.getByRole('link', { name: 'Refused today' }).click();
    const row = page.getByRole('row', { name: 'scanner@office.example' });
    await row.getByRole('button', { name: 'Why?' }).click();
    const why = page.getByRole('region', { name: 'Why was this refused?' });
    await why.getByText('nobody had checked mail from this address').waitFor();
    await why.getByText('My server requires authentication').waitFor();
    for (const told of ['scanner@office.example', '127.0.0.1', 'anna@example.org', id])
      await why.getByText(told, { exact: true }).waitFor();
    await assertAccessible(page, 'refusal');

    await why.getByRole('button', { name: 'Trust this device…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Trust this device' });
    const senders = dialog.getByLabel('Allowed senders');
    assert.equal(await senders.inputValue(), 'scanner@office.example');
    assert.equal(await dialog.getByLabel('May write to').inputValue(), 'example.org');
    await assertAccessible(page, 'trust this device');
    await dialog.getByLabel('Messages per hour').fill('20');
    await dialog.getByLabel('Name').fill('Scanner');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await why.getByText('This device is trusted as “Scanner”.').waitFor();

    assert.match((await sendScan(desktop)).join('\n'), /^250 2\.0\.0 Ok: queued/m);
    const [trusted] = await desktop.ask('trust:list', {});
    assert.deepEqual(
      [trusted?.allowedSenders, trusted?.recipientDomains, trusted?.messagesPerHour],
      [['scanner@office.example'], ['example.org'], 20],
    );
    await page.getByRole('tab', { name: 'Sent' }).click();
    await page.getByRole('row', { name: 'anna@example.org' }).waitFor();
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'a device that is trusted too narrowly is allowed more; a blocked person is let in again',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, {
      settings: ['limits.failedSignInsPerAddress=3'],
    });
    const { page, ports } = desktop;
    await desktop.addUser('joe', 'secret');
    const bounds = { allowedSenders: [], messagesPerHour: 9, maxSizeBytes: 0 };
    await desktop.ask('trust:add', {
      network: {
        name: 'Scanner',
        network: '127.0.0.1',
        recipientDomains: ['a.example'],
        ...bounds,
      },
    });
    await scan(desktop);
    await page.goto('app://mailroom/index.html#/mail?kind=refused');
    await page.getByRole('row', { name: 'Recipient not allowed' }).click();
    await page.getByRole('button', { name: 'Change what “Scanner” may do…' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByLabel('May write to').inputValue(), 'a.example\nexample.org');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.match((await sendScan(desktop)).join('\n'), /^250 2\.0\.0 Ok: queued/m);

    for (let n = 0; n < 3; n += 1)
      await talk(ports.pop3, ['USER joe', 'PASS wrong']).catch(() => []);
    await page.getByRole('row', { name: 'Blocked after failed sign-ins' }).click();
    const why = page.getByRole('region', { name: 'Why was this refused?' });
    await why.getByRole('button', { name: 'Unblock 127.0.0.1' }).click();
    await why.getByRole('button', { name: 'Unblock' }).waitFor({ state: 'detached' });
    const signedIn = await talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
    assert.match(signedIn.at(-1) ?? '', /^\+OK/);
  },
);

test(
  'the number that a person reads out leads to the reason, and to the person’s set-up page',
  { skip },
  async (t) => {
    // From elsewhere a password is taken only encrypted, as from the network of most offices.
    const desktop = await DesktopApp.launch(t, {
      settings: ['access.plaintextSignIn=192.0.2.0/24'],
    });
    const { page, ports } = desktop;
    await desktop.addUser('joe', 'secret');
    const [, , , reply = ''] = await talk(ports.relay, [
      ...['EHLO pc', 'MAIL FROM:<joe@myclient.com>', 'RCPT TO:<anna@example.org>'],
    ]);
    const id = /\((R-\w+)\)/.exec(reply)?.[1] ?? '';
    await page.goto(`app://mailroom/index.html#/mail/${id.toLowerCase()}`);
    const why = page.getByRole('region', { name: 'Why was this refused?' });
    await why.getByText('joe (joe@myclient.com)').waitFor();
    await why.getByText('Turn on STARTTLS for outgoing mail, too.').waitFor();
    await desktop.ask('settings:set', { path: 'popAuth.enabled', value: 'false' });
    await why.getByText('checking mail does not let anybody send').waitFor();
    assert.equal(await why.getByText('let it check mail first').count(), 0);
    await why.getByRole('link', { name: 'Show what was said' }).click();
    await page.getByRole('row', { name: 'Relaying denied' }).waitFor();
    await page.goBack();
    await why.getByRole('link', { name: 'Show joe how to set it up' }).click();
    await until('the set-up page of joe', () => page.url().endsWith('#/connect?user=joe'));
    await page.goto('app://mailroom/index.html#/mail/R-ZZZZZ');
    await desktop.text('No refusal with this number is known here.').waitFor();
  },
);
