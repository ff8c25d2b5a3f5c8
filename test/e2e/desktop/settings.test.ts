import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { curlChecksMail } from '../../helpers/curl.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { choose, suggested } from '../../helpers/file-dialogs.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { until } from '../../helpers/running-relay.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = needsElectron() || needsProgram('curl');

const settingsOf = async (desktop: DesktopApp): Promise<string> =>
  JSON.stringify(await desktop.ask('settings:get', { path: '' }));

test(
  'settings are checked, in force at once, and there again after a start',
  { skip },
  async (t) => {
    const dataFolder = tempFolder(t);
    const desktop = await DesktopApp.launch(t, { dataFolder });
    const { page, ports } = desktop;
    const text = (words: string | RegExp) => page.locator('#content').getByText(words);
    const inForce = (what: string): Promise<void> =>
      until(what, async () => (await settingsOf(desktop)).includes(what));
    const card = (title: string) =>
      page.locator('.card', { has: page.getByRole('heading', { name: title, exact: true }) });
    const save = (title: string) =>
      card(title).getByRole('button', { name: 'Save', exact: true }).first();
    const input = (name: string) => page.getByRole('textbox', { name });

    await t.test('switches and choices count at once, also in the page', async () => {
      await desktop.show('settings');
      await page.getByRole('switch', { name: 'Keep the computer awake' }).click();
      await page.getByRole('switch', { name: 'A message was returned' }).click();
      await page.getByLabel('Language', { exact: true }).selectOption('de');
      await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
      await page.getByLabel('Sprache', { exact: true }).selectOption('en');
      await page.getByLabel('Colours').selectOption('dark');
      await page.getByLabel('Language of Mailroom’s reports').selectOption('de');
      await inForce('"language":"de"');
      await until('it is kept', async () => {
        const { keepAwake, notices, theme } = await desktop.ask('desktop:preferences', {});
        return keepAwake && !notices.bounced && notices.route && theme === 'dark';
      });
    });

    await t.test('a shorter time cuts what is open right now', async () => {
      await desktop.addUser('joe', 'secret');
      await desktop.addUser('anna', 'secret');
      const checked = await curlChecksMail(ports.pop3, { user: 'joe', password: 'secret' });
      assert.equal(checked.code, 0);
      await input('For how long').fill('');
      await save('Sending after checking mail').click();
      await text('Type a number.').waitFor();
      await input('For how long').fill('0');
      await save('Sending after checking mail').click();
      await text(/This must be more than 0/).waitFor();
      await input('For how long').fill('2');
      await save('Sending after checking mail').click();
      await inForce('"windowMinutes":2');
      const [window] = await desktop.ask('windows:list', {});
      assert.ok(window && window.expiresAt - Date.now() <= 120_000);
    });

    await t.test(
      'office, queue and journal are kept; what cannot be is told at its field',
      async () => {
        await input('Domains of the office').fill('not_a_domain');
        await save('Your office').click();
        await text('is no domain').waitFor();
        await input('Domains of the office').fill('good.example, bad_one');
        await save('Your office').click();
        await text('bad_one: This is no domain').waitFor();
        await card('Your office').getByRole('button', { name: 'Cancel' }).click();
        await text('is no domain').waitFor({ state: 'detached' });
        await input('Domains of the office').fill('MyClient.com, example.org');
        await save('Your office').click();
        await inForce('"domains":["myclient.com","example.org"]');
        await page.getByLabel('Who gets mail for postmaster').selectOption('joe');
        await inForce('"postmaster":"joe"');
        await input('Tell the sender after').fill('100');
        await save('When mail cannot go out').click();
        await text('The delay notice must come before').waitFor();
        await input('Tell the sender after').fill('6');
        await save('When mail cannot go out').click();
        await inForce('"delayNoticeHours":6');
        await input('Give up and return it after').fill('96');
        await input('Minutes between the tries').fill('1, 5, 30');
        await card('When mail cannot go out')
          .getByRole('button', { name: 'Save', exact: true })
          .last()
          .click();
        await inForce('"retryMinutes":[1,5,30]');
        const retry = async (): Promise<string> => await input('Minutes between').inputValue();
        await until('the page knows it', async () => (await retry()) === '1, 5, 30');
        assert.equal(await input('Give up and return it after').inputValue(), '96', 'still typed');
        await save('When mail cannot go out').click();
        await inForce('"giveUpHours":96');
        await input('Keep it for').fill('90');
        await save('Journal').click();
        await inForce('"keepDays":90');
        await assertAccessible(page, 'settings');
      },
    );

    await t.test('after the next start all of it is there', async () => {
      assert.deepEqual(desktop.pageErrors, []);
      await desktop.close();
      const second = await DesktopApp.launch(t, { dataFolder, ports });
      await second.show('settings');
      const value = (name: string): Promise<string> =>
        second.page.getByRole('textbox', { name }).inputValue();
      assert.equal(await value('For how long'), '2');
      assert.equal(await value('Domains of the office'), 'myclient.com\nexample.org');
      assert.equal(await value('Minutes between the tries'), '1, 5, 30');
      const notice = second.page.getByRole('switch', { name: 'A message was returned' });
      assert.equal(await notice.isChecked(), false);
    });
  },
);

test('a backup made in one office opens the same doors in another profile', { skip }, async (t) => {
  const file = path.join(tempFolder(t), 'office-backup');
  const old = await DesktopApp.launch(t);
  await old.addUser('joe', 'kafe-miro-72');
  await old.ask('provider:set', {
    provider: { kind: 'smarthost', host: 'smtp.example.org', user: 'office' },
    password: 'hush-hush',
  });
  await old.show('settings');
  const passphrase = old.page.getByRole('textbox', { name: 'Passphrase', exact: true });
  const saveButton = old.page.getByRole('button', { name: 'Save the backup…' });
  await passphrase.fill('four words are enough');
  await old.page.getByRole('textbox', { name: 'The same again' }).fill('four words');
  await saveButton.click();
  await old.page.getByText('The two are not the same.').waitFor();
  await old.page.getByRole('textbox', { name: 'The same again' }).fill('four words are enough');
  await choose(old, file);
  await saveButton.click();
  await old.page.locator('#content').getByText(`saved as ${file}`).waitFor();
  assert.match(path.basename(await suggested(old)), /^mailroom-backup-\d{4}-\d\d-\d\d$/);
  // With characters that base64 has not: "joe" alone stands in it by chance once in sixty runs.
  assert.doesNotMatch(fs.readFileSync(file, 'utf8'), /"joe"|hush-hush|smtp\.example/);
  const authority = (await old.ask('tls:show', {})).authorityPem;
  assert.equal(await old.close(), 0);

  const young = await DesktopApp.launch(t);
  await young.addUser('joe', 'another');
  await young.addUser('anna', 'lusi-tano-31');
  await young.show('settings');
  const { page } = young;
  await choose(young, file);
  await page.getByRole('button', { name: 'Choose the backup file…' }).click();
  await page.getByText('office-backup').waitFor();
  const opening = page.getByRole('textbox', { name: 'Passphrase of the backup' });
  const restore = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Restore…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The present settings are replaced').waitFor();
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  };
  await opening.fill('not that one');
  await restore();
  await page.getByText('the passphrase is wrong').waitFor();
  await opening.fill('four words are enough');
  await restore();
  await page.locator('.steps > li', { hasText: '1 person or device' }).waitFor();
  await page.locator('#content').getByText('The backup is in force.').waitFor();
  await assertAccessible(page, 'restored');

  // The ports came along with the settings.
  const checks = async (user: string, password: string): Promise<number> =>
    (await curlChecksMail(old.ports.pop3, { user, password })).code;
  assert.equal(await checks('joe', 'kafe-miro-72'), 0);
  assert.notEqual(await checks('joe', 'another'), 0);
  assert.equal(await checks('anna', 'lusi-tano-31'), 0, 'who was here stays');
  const provider = await young.ask('provider:show', {});
  assert.deepEqual([provider.host, provider.hasPassword], ['smtp.example.org', true]);
  assert.equal((await young.ask('tls:show', {})).authorityPem, authority);

  // A disk that takes no people: what is in force already is told all the same.
  const people = path.join(young.dataFolder, 'users.db');
  fs.renameSync(people, `${people}.away`);
  fs.mkdirSync(people);
  await opening.fill('four words are enough');
  await restore();
  const step = (name: string, state: string) =>
    page.locator(`.steps > li[data-state="${state}"]`, { hasText: name });
  await step('People and devices', 'failed').waitFor();
  assert.equal(await step('Settings', 'ok').count(), 1);
  assert.equal(await page.locator('#content').getByText('The backup is in force.').count(), 0);

  // While the person looks for another file nothing runs; what came of this one goes with it.
  const reason = page.locator('#content').getByRole('alert');
  await hold(young, 'desktop:pick-file', 'waits');
  await page.getByRole('button', { name: 'Choose the backup file…' }).click();
  await until('it is asked for', () => isHeld(young));
  assert.equal(await step('', 'running').count(), 0);
  assert.equal(await reason.count(), 1);
  await freeRequests(young);
  await until('it is gone', async () => (await page.locator('.steps > li').count()) === 0);
  assert.equal(await reason.count(), 0);
  assert.deepEqual(young.pageErrors, []);
});

test(
  'About names version and licences; Quit asks once and ends the program orderly',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page } = desktop;
    await desktop.show('about');
    const { version } = await desktop.ask('status:get', {});
    await page.getByText(`Mailroom ${version}`).waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('smtp-server');
    await page.getByText('smtp-server').click();
    await page.getByText('Permission is hereby granted').waitFor();
    await assertAccessible(page, 'about');

    await desktop.show('settings');
    await page.getByRole('button', { name: 'Quit Mailroom…' }).click();
    await page.getByText('can neither send nor fetch mail here').waitFor();
    assert.deepEqual(desktop.pageErrors, []);
    const ended = desktop.ended();
    await page.getByRole('dialog').getByRole('button', { name: 'Quit' }).click();
    assert.equal(await ended, 0);
    assert.equal(fs.existsSync(path.join(desktop.dataFolder, 'lock')), false);
  },
);
