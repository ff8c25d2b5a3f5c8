import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { RunningRelay, until } from '../../helpers/running-relay.ts';

const skip = needsElectron();
const password = 'kafe-miro-72';

test(
  'a connection shows as it is made, each word as it is said, and no password',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    await desktop.addUser('joe', password);
    await page.goto('app://mailroom/index.html#/activity');
    await desktop.text('Nobody has connected since Mailroom started.').waitFor();
    await assertAccessible(page, 'activity without connections');

    const c = await Conversation.open(t, ports.pop3);
    await c.hears('+OK');
    const row = page.getByRole('row', { name: '127.0.0.1' });
    await row.getByText('open', { exact: true }).waitFor();
    await row.click();
    const said = page.getByRole('region', { name: 'What was said' });
    await c.says('USER joe');
    await c.hears('+OK');
    await said.getByText('USER joe').waitFor();
    await c.says(`PASS ${password}`);
    await c.hears('+OK');
    await page.getByRole('region', { name: 'Connection of joe' }).waitFor();
    await said.getByText(/^PASS/).waitFor();
    await assertAccessible(page, 'a conversation');
    await page.getByRole('searchbox').fill('elsewhere');
    await desktop.text('No connection matches “elsewhere”.').waitFor();
    await c.says('QUIT');
    await c.hears('+OK');
    await said.getByText('QUIT', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('row', { name: 'joe' }).getByText('ended').waitFor();

    await page.getByRole('button', { name: 'Copy the conversation' }).click();
    let copied = '';
    await until('it is copied', async () => {
      copied = await desktop.inMain(({ clipboard }) => clipboard.readText());
      return copied.includes('QUIT');
    });
    assert.match(copied, /C: USER joe\n.*S: \+OK/);
    const shown = await page.locator('body').innerText();
    for (const text of [copied, shown])
      assert.equal(text.includes(password), false, 'the password is nowhere');
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'what was said is searched, open ones are picked out, and a refusal leads to its reason',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    await desktop.addUser('joe', password);
    const login = Buffer.from(`\0joe\0${password}`).toString('base64');
    await talk(ports.relay, ['EHLO joes-pc', `AUTH PLAIN ${login}`, 'QUIT']);
    await talk(ports.relay, ['EHLO scanner', 'MAIL FROM:<s@o.example>', 'RCPT TO:<a@b.example>']);
    const open = await Conversation.open(t, ports.relay);
    await open.hearsReply('220');
    await page.goto('app://mailroom/index.html#/activity');
    await desktop.text('3 connections, 1 open now').waitFor();
    await page.getByRole('radio', { name: 'Open now' }).click();
    await page.getByRole('row', { name: 'Relaying denied' }).waitFor({ state: 'detached' });
    await page.getByRole('searchbox').fill('scanner');
    await desktop.text('No open connection matches “scanner”.').waitFor();
    const announced = page.getByRole('status').filter({ hasText: 'No open connection matches' });
    await announced.waitFor();
    await page.getByRole('radio', { name: 'All' }).click();
    await page.getByRole('searchbox').fill('SCANNER');
    await desktop.text('One connection, 0 open now').waitFor();

    await page.getByRole('row', { name: '127.0.0.1' }).click();
    await page.getByRole('link', { name: /^Why\? Why was R-/ }).click();
    const why = page.getByRole('region', { name: 'Why was this refused?' });
    await why.getByText('a@b.example').waitFor();
    const { sessions } = await desktop.ask('sessions:list', {});
    const signedIn = sessions.find(({ user }) => user === 'joe');
    await page.goto(`app://mailroom/index.html#/activity/${signedIn?.id}`);
    await desktop.text(/^AUTH PLAIN/).waitFor();
    assert.equal((await page.locator('body').innerText()).includes(login), false, 'masked');
    await page.goto('app://mailroom/index.html#/activity/1');
    await desktop.text('This connection is no longer kept.').waitFor();

    await desktop.ask('desktop:set-preferences', { language: 'de' });
    await desktop.show('activity');
    await page.getByRole('searchbox').fill('ausgehende post (smtp)');
    await desktop.text('3 Verbindungen, 1 gerade offen').waitFor();
    await page.getByRole('searchbox').fill('nicht angemeldet');
    await desktop.text('2 Verbindungen, 1 gerade offen').waitFor();
  },
);

test('nobody is told that a connection is open which ended with its relay', { skip }, async (t) => {
  const relay = await RunningRelay.start(t);
  const { dataFolder, ports } = relay;
  const desktop = await DesktopApp.launch(t, { dataFolder, ports });
  const { page } = desktop;
  const c = await Conversation.open(t, ports.pop3);
  await c.hears('+OK');
  await c.says('USER joe');
  await desktop.show('activity');
  await page.getByRole('row', { name: '127.0.0.1' }).click();
  await desktop.text('still open').waitFor();
  await relay.stop();
  await desktop.text('still open').waitFor({ state: 'detached' });
  await relay.restart();
  await desktop.text('This connection is no longer kept.').waitFor();
  assert.equal(await desktop.text('still open').count(), 0);
  await desktop.text('USER joe').waitFor();
  assert.deepEqual(desktop.pageErrors, []);
});
