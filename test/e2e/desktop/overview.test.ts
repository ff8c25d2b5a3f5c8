import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, loopbackPorts, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { freeRequests, hold } from '../../helpers/slow-answers.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

const checkMail = (desktop: DesktopApp): Promise<readonly string[]> =>
  talk(desktop.ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);

const trySend = async (desktop: DesktopApp): Promise<string> => {
  const replies = await talk(desktop.ports.relay, [
    ...['EHLO pc', 'MAIL FROM:<joe@myclient.com>', 'RCPT TO:<anna@example.org>'],
  ]);
  return replies.at(-1) ?? '';
};

const sendOne = (desktop: DesktopApp): Promise<readonly string[]> =>
  talk(desktop.ports.relay, [
    ...['EHLO pc', 'MAIL FROM:<joe@myclient.com>', 'RCPT TO:<anna@example.org>'],
    ...['DATA', 'Subject: x\r\n\r\nx\r\n.', 'QUIT'],
  ]);

/** The words of what has the focus. */
const focused = ({ page }: DesktopApp): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent);

test(
  'a fresh office is led to its next step; joe’s window counts down, closes, and is given back',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    await desktop.text('Mailroom is ready, but nobody may send yet.').waitFor();
    await desktop.text('Nobody may send yet.', { exact: true }).waitFor();
    await assertAccessible(page, 'the overview of a fresh office');
    await page.getByRole('link', { name: 'Add people' }).first().click();
    await until('the page of people', () => page.url().endsWith('#/people'));
    await page.goBack();

    await desktop.addUser('joe', 'secret');
    await desktop
      .text('No address at the moment. Whoever checks mail may send from there for 15 minutes.')
      .waitFor();
    await checkMail(desktop);
    const row = page.getByRole('row', { name: 'joe' });
    const left = (): Promise<string> => row.getByRole('timer').innerText();
    await row.waitFor();
    const first = await left();
    assert.match(first, /^1[45]:\d\d/);
    await until('it counts down', async () => (await left()) < first);
    assert.match(await trySend(desktop), /^250/);

    await row.getByRole('button', { name: 'End: joe at 127.0.0.1' }).click();
    await desktop.text('joe at 127.0.0.1 may no longer send.').first().waitFor();
    await row.waitFor({ state: 'detached' });
    assert.match(await trySend(desktop), /^550 5\.7\.1 Relaying denied/);

    await checkMail(desktop);
    await row.waitFor();
    const mayNot = desktop.text('joe at 127.0.0.1 may no longer send.');
    await mayNot.waitFor({ state: 'detached' });
    await row.getByRole('button', { name: 'End: joe at 127.0.0.1' }).click();
    await mayNot.waitFor();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Let them send again' }).click();
    await row.waitFor();
    assert.match(await trySend(desktop), /^250/);

    await desktop.ask('windows:open', { address: '203.0.113.7', user: 'joe' });
    const outside = page.getByRole('row', { name: '203.0.113.7' });
    await outside.getByText('everybody behind this address may send').waitFor();
    assert.equal(await desktop.text('everybody behind this address').count(), 1);
    await outside.getByRole('button', { name: 'End: joe at 203.0.113.7' }).click();
    await outside.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'End all' }).click();
    const dialog = page.getByRole('dialog', { name: 'End sending without sign-in for all?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await desktop.ask('windows:list', {})).length, 1, 'Cancel closes nothing');
    await page.getByRole('button', { name: 'End all' }).click();
    await dialog.getByRole('button', { name: 'End all' }).click();
    await row.waitFor({ state: 'detached' });
    assert.match(await trySend(desktop), /^550/);
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'a taken port and a pause are said with cause and remedy, and are gone when they are over',
  { skip },
  async (t) => {
    const ports = await loopbackPorts();
    const holder = net.createServer().listen(ports.relay, '127.0.0.1');
    t.after(() => holder.close());
    await new Promise((resolve) => holder.once('listening', resolve));
    const desktop = await DesktopApp.launch(t, { ports });
    const { page } = desktop;
    await desktop.addUser('joe', 'secret');
    await desktop.text('not every way to Mailroom is open').waitFor();
    const needs = page.getByRole('region', { name: 'What needs you' });
    await needs.getByText(`Port ${ports.relay} is in use by another program.`).waitFor();
    const place = await needs.getByRole('link', { name: 'Go to Network' }).getAttribute('href');
    assert.equal(place, '#/security');
    await new Promise((resolve) => holder.close(resolve));
    // The longest wait before a port is tried again: how often it was tried by now depends on the machine.
    await needs.waitFor({ state: 'detached', timeout: 65_000 });

    await page.getByRole('button', { name: 'Pause sending' }).click();
    await desktop.text('Sending is paused.', { exact: true }).first().waitFor();
    assert.equal((await desktop.ask('status:get', {})).route.state, 'paused');
    await page.getByRole('button', { name: 'Resume sending' }).first().focus();
    await page.keyboard.press('Enter');
    await desktop.text('Mail goes to the practice provider only.').waitFor();
    assert.equal(await focused(desktop), 'Show the steps', 'the keyboard goes on behind it');
    assert.equal((await desktop.ask('status:get', {})).route.state, 'open');
  },
);

test(
  'a provider that wants a sign-in: mail waits, and cause, remedy and its own words are told',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, { settings: ['practice.behaviour=demand-sign-in'] });
    const { page } = desktop;
    await desktop.addUser('joe', 'secret');
    await checkMail(desktop);
    await sendOne(desktop);
    await desktop.text('Mail does not go out.').waitFor();
    await desktop.text('One message waits, and new mail is still taken in.').waitFor();
    const needs = page.getByRole('region', { name: 'What needs you' });
    await needs.getByText('The provider wants us to sign in before it takes mail.').waitFor();
    await needs.getByRole('link', { name: 'Go to Provider' }).waitFor();
    await needs.getByText('What the other server said').click();
    await needs.getByText(/^530/).waitFor();
    await assertAccessible(page, 'overview with a problem');

    await page.getByRole('button', { name: 'Send waiting mail now' }).click();
    await page.getByText('One message is tried now.').waitFor({ state: 'attached' });
    await desktop.ask('practice:set', { behaviour: 'accept' });
    await desktop.ask('queue:retry', {});
    await desktop.text('Mail goes to the practice provider only.').waitFor();
    assert.equal(await focused(desktop), 'Send waiting mail now', 'though nothing waits now');
  },
);

test(
  'without an answer nobody is told that mail flows; without a port, and without POPAUTH neither',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, {
      prepare: (folder) => fs.mkdirSync(path.join(folder, 'popauth.db')),
    });
    const { page } = desktop;
    await desktop.addUser('joe', 'secret');
    await desktop.text('not every way to Mailroom is open').waitFor();
    await desktop.text('Checking mail lets nobody send at the moment').waitFor();
    assert.equal(await desktop.text('No address at the moment').count(), 0);

    await hold(desktop, 'status:get', 'fails');
    await desktop.addUser('anna', 'secret');
    await desktop.text('Whether mail flows is not known at the moment.').waitFor();
    await freeRequests(desktop);
    await desktop.addUser('karl', 'secret');
    await desktop.text('not every way to Mailroom is open').waitFor();

    for (const name of ['relay', 'submission', 'submissions'] as const)
      await desktop.ask('settings:set', { path: `listeners.${name}.enabled`, value: 'false' });
    await desktop.text('No program can send: no port for outgoing mail is open.').waitFor();
    await assertAccessible(page, 'the overview of an office that is closed');
  },
);

test('the plot has a table beside it with the same figures', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page } = desktop;
  await desktop.addUser('joe', 'secret');
  await desktop.text('No mail in the last 24 hours.').waitFor();
  await checkMail(desktop);
  await desktop.ask('queue:pause', {});
  await sendOne(desktop);
  await page.getByRole('figure', { name: '0 sent, 0 returned, 0 refused' }).waitFor();
  await desktop.ask('queue:resume', {});
  const plot = page.getByRole('figure', { name: '1 sent, 0 returned, 0 refused' });
  await plot.waitFor();
  await assertAccessible(page, 'overview with a plot');
  await page.getByRole('radio', { name: 'Table' }).click();
  const table = page.getByRole('table', { name: 'Messages each hour' });
  assert.equal(await table.getByRole('row').count(), 25);
  const now = table.getByRole('row').nth(1).getByRole('cell');
  assert.deepEqual((await now.allInnerTexts()).slice(1), ['1', '1', '0', '0']);
  await desktop.ask('desktop:set-preferences', { theme: 'dark' });
  await page.getByRole('radio', { name: 'Plot' }).click();
  await plot.waitFor();
  await assertAccessible(page, 'dark overview');
});
