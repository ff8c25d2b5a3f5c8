import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { until } from '../../helpers/running-relay.ts';
import { sendSignedIn } from '../../helpers/send-signed-in.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';

const skip = needsElectron();

/** Mail that really waits: its provider asks to come back later. */
async function officeWithWaitingMail(
  ...[t, names]: [Parameters<typeof DesktopApp.launch>[0], readonly string[]]
): Promise<DesktopApp> {
  const desktop = await DesktopApp.launch(t, {
    settings: ['practice.behaviour=refuse-temporarily'],
  });
  await desktop.addUser('joe', 'secret');
  await talk(desktop.ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
  const letters = names.flatMap((name) => [
    'MAIL FROM:<joe@myclient.com>',
    `RCPT TO:<${name}@example.org>`,
    'DATA',
    `Subject: for ${name}\r\n\r\nHello ${name}.\r\n.`,
  ]);
  await talk(desktop.ports.relay, ['EHLO pc', ...letters, 'QUIT']);
  await until('each was tried once', async () => {
    const { messages } = await desktop.ask('queue:list', {});
    return messages.length === names.length && messages.every(({ attempts }) => attempts === 1);
  });
  return desktop;
}

const taken = async (desktop: DesktopApp): Promise<readonly string[]> =>
  (await desktop.ask('practice:list', {})).messages.flatMap(({ recipients }) => recipients);

const row = (desktop: DesktopApp, name: string): Locator =>
  desktop.page.getByRole('row', { name: `${name}@example.org` });

/** The person chooses this file or folder in the dialog of the OS. */
const chooseInDialog = (desktop: DesktopApp, place: string): Promise<void> =>
  desktop.inMain(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, place);

test(
  'one waiting message: its reason, hold, release, send now, save, delete',
  { skip },
  async (t) => {
    const desktop = await officeWithWaitingMail(t, ['anna', 'ben']);
    const { page } = desktop;
    await page.goto('app://mailroom/index.html#/mail?state=waiting');
    await row(desktop, 'anna').click();
    const detail = page.getByRole('region', { name: 'To anna@example.org' });
    await detail.getByText('The provider asks us to try again later.').waitFor();
    await detail.getByText('What the other server said').click();
    await detail.getByText(/^45\d /).waitFor();
    await assertAccessible(page, 'a waiting message');

    await detail.getByRole('button', { name: 'Hold' }).click();
    await detail.getByText('when you release it').waitFor();
    assert.equal((await desktop.ask('status:get', {})).queue.held, 1);
    await page.getByRole('radio', { name: 'Held' }).click();
    await row(desktop, 'ben').waitFor({ state: 'detached' });

    await desktop.ask('practice:set', { behaviour: 'accept' });
    await page.getByRole('radio', { name: 'All' }).click();
    await row(desktop, 'ben').click();
    const other = page.getByRole('region', { name: 'To ben@example.org' });
    await other.getByRole('button', { name: 'Send now' }).click();
    await other.getByText(/^delivered /).waitFor();
    assert.deepEqual(await taken(desktop), ['ben@example.org'], 'what is held stays');

    const file = path.join(desktop.dataFolder, 'anna.eml');
    await chooseInDialog(desktop, file);
    await row(desktop, 'anna').click();
    await detail.getByRole('button', { name: 'Save as .eml…' }).click();
    await until('it is saved', () => fs.existsSync(file));
    await detail.getByRole('button', { name: 'Release' }).click();
    await until('it went', async () => (await taken(desktop)).includes('anna@example.org'));
    assert.match(fs.readFileSync(file, 'utf8'), /Subject: for anna\r\n/);
    await desktop.text('No mail waits.').waitFor();
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'several at once, by mouse and keyboard: saved, held, deleted after one question',
  { skip },
  async (t) => {
    const desktop = await officeWithWaitingMail(t, ['anna', 'ben', 'cleo', 'dora']);
    const { page, dataFolder } = desktop;
    await page.goto('app://mailroom/index.html#/mail');
    const grid = page.getByRole('grid', { name: 'Waiting' });
    await grid.focus();
    await grid.press('Control+a');
    const bar = page.getByRole('toolbar');
    await bar.getByText('4 chosen').waitFor();
    await assertAccessible(page, 'chosen mail');
    const folder = path.join(dataFolder, 'saved');
    fs.mkdirSync(folder);
    await chooseInDialog(desktop, folder);
    await bar.getByRole('button', { name: 'Save as .eml…' }).click();
    await until('all are saved', () => fs.readdirSync(folder).length === 4);

    await bar.getByRole('button', { name: 'Choose none' }).click();
    await row(desktop, 'anna').getByRole('checkbox').click();
    await row(desktop, 'ben').getByRole('checkbox').click();
    await bar.getByRole('button', { name: 'Hold' }).click();
    await until('two are held', async () => (await desktop.ask('status:get', {})).queue.held === 2);

    await grid.focus();
    await grid.press('Delete');
    const question = page.getByRole('dialog', { name: 'Delete 2 messages?' });
    await question.getByText('joe@myclient.com → anna@example.org').waitFor();
    await question.getByText('This cannot be undone.').waitFor();
    await assertAccessible(page, 'the question before deleting');
    await question.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await desktop.ask('queue:ids', {})).ids.length, 4, 'Cancel deletes nothing');
    await grid.press('Delete');
    await question.getByRole('button', { name: 'Delete 2 messages' }).click();
    await row(desktop, 'anna').waitFor({ state: 'detached' });
    const left = (await desktop.ask('queue:list', {})).messages;
    assert.deepEqual(
      left.map(({ recipients }) => recipients[0]?.address),
      ['cleo@example.org', 'dora@example.org'],
    );
    await bar.waitFor({ state: 'detached' });

    await t.test('an act tells what it was not done to, and reaches what is listed', async () => {
      await row(desktop, 'cleo').getByRole('checkbox').click();
      await hold(desktop, 'queue:hold', 'fails');
      await bar.getByRole('button', { name: 'Hold' }).click();
      const broke = page.getByRole('alert').filter({ hasText: 'It broke.' });
      await broke.waitFor();
      await freeRequests(desktop);
      await grid.press('Delete');
      const cancel = page.getByRole('dialog').getByRole('button', { name: 'Cancel' });
      await cancel.waitFor();
      assert.equal(await broke.count(), 0, 'nothing failed at deleting');
      await cancel.click();
      await bar.getByRole('button', { name: 'Hold' }).click();
      await row(desktop, 'cleo').getByText('held', { exact: true }).waitFor();
      await bar.getByRole('button', { name: 'Hold' }).click();
      await desktop.text('One message was not held: it is held already').waitFor();
      await page.getByRole('radio', { name: 'Held' }).click();
      await row(desktop, 'dora').waitFor({ state: 'detached' });
      assert.equal(await bar.count(), 0, 'chosen in another list');
      await row(desktop, 'cleo').getByRole('checkbox').click();
      await bar.getByRole('button', { name: 'Release' }).click();
      await desktop.text('No mail is held.').waitFor();
      await bar.waitFor({ state: 'detached' });
    });

    await t.test('what is held does not wait for the end of a pause', async () => {
      await page.getByRole('radio', { name: 'All' }).click();
      const [id = ''] = (await desktop.ask('queue:ids', { text: 'cleo' })).ids;
      await desktop.ask('queue:hold', { ids: [id] });
      await row(desktop, 'cleo').getByText('held', { exact: true }).waitFor();
      await desktop.ask('queue:pause', {});
      await row(desktop, 'dora').getByText('after the pause').waitFor();
      assert.equal(await row(desktop, 'cleo').getByText('after the pause').count(), 0);
      await row(desktop, 'dora').click();
      await page.getByRole('region').getByRole('button', { name: 'Send now' }).click();
      const later = desktop.text('Sending is paused: it is tried as soon as sending goes on.');
      await later.waitFor();
      await desktop.ask('queue:resume', {});
      await later.waitFor({ state: 'detached' });
      await desktop.ask('queue:pause', {});
      await page.getByRole('region').getByRole('button', { name: 'Close' }).click();
    });

    await t.test('what left while the question stood is not told as deleted', async () => {
      await grid.focus();
      await grid.press('Control+a');
      await bar.getByText('2 chosen').waitFor();
      await grid.press('Delete');
      await hold(desktop, 'queue:delete', 'waits');
      await question.getByRole('button', { name: 'Delete 2 messages' }).click();
      await desktop.ask('practice:set', { behaviour: 'accept' });
      await desktop.ask('queue:resume', {});
      await desktop.ask('queue:retry', {});
      await until('it went', async () => (await taken(desktop)).includes('dora@example.org'));
      await freeRequests(desktop);
      await desktop.text('One message was not deleted: it is being sent or has left.').waitFor();
      await desktop.text('No mail waits.').waitFor();
    });

    await t.test('what left before it could be saved is not told as saved', async () => {
      await desktop.ask('queue:pause', {});
      for (let n = 0; n < 2; n += 1) await sendSignedIn(t, desktop.ports.relay);
      await desktop.text('2 in all').waitFor();
      await grid.focus();
      await grid.press('Control+a');
      await bar.getByText('2 chosen').waitFor();
      await hold(desktop, 'desktop:save-messages', 'waits');
      await bar.getByRole('button', { name: 'Save as .eml…' }).click();
      await until('it is asked for', () => isHeld(desktop));
      const [gone = ''] = (await desktop.ask('queue:ids', {})).ids;
      await desktop.ask('queue:delete', { ids: [gone] });
      await freeRequests(desktop);
      await desktop.text('One message was not saved: it has left.').waitFor();
    });

    await t.test('saving goes on while another list is looked at', async () => {
      for (let n = 0; n < 2; n += 1) await sendSignedIn(t, desktop.ports.relay);
      await until('three wait', async () => (await row(desktop, 'anna').count()) === 3);
      for (const file of fs.readdirSync(folder)) fs.rmSync(path.join(folder, file));
      await grid.focus();
      await grid.press('Control+a');
      await bar.getByText('3 chosen').waitFor();
      await hold(desktop, 'desktop:save-messages', 'waits');
      await bar.getByRole('button', { name: 'Save as .eml…' }).click();
      await until('it is asked for', () => isHeld(desktop));
      await page.getByRole('tab', { name: 'Sent' }).click();
      await page.getByRole('grid', { name: 'Sent' }).waitFor();
      await page.getByRole('tab', { name: 'Waiting' }).click();
      await desktop.text('Saving: 0 of 3').waitFor();
      await freeRequests(desktop);
      await until('all are saved', () => fs.readdirSync(folder).length === 3);
      await desktop.ask('queue:delete', { ids: (await desktop.ask('queue:ids', {})).ids });
      await desktop.text('No mail waits.').waitFor();
    });

    await t.test('the keyboard goes on at the top when the last message went', async () => {
      await desktop.ask('queue:pause', {});
      await sendSignedIn(t, desktop.ports.relay);
      await row(desktop, 'anna').waitFor();
      await grid.focus();
      await grid.press('Enter');
      await page.getByRole('region').getByRole('button', { name: 'Delete…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the message' }).click();
      await desktop.text('No mail waits.').waitFor();
      await until('the heading has the focus', () =>
        page.evaluate(() => document.activeElement?.tagName === 'H1'),
      );
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'the list is searched as one types, and the keyboard opens, moves on and comes back',
  { skip },
  async (t) => {
    const desktop = await officeWithWaitingMail(t, ['anna', 'ben', 'cleo']);
    const { page } = desktop;
    await page.goto('app://mailroom/index.html#/mail');
    await page.getByRole('searchbox').fill('BEN@');
    await row(desktop, 'anna').waitFor({ state: 'detached' });
    await desktop.text('1 found').waitFor();
    await page.getByRole('searchbox').fill('nobody');
    await desktop.text('Nothing here matches “nobody”.').waitFor();
    await page.getByRole('searchbox').fill('');
    await row(desktop, 'anna').waitFor();

    const grid = page.getByRole('grid', { name: 'Waiting' });
    await grid.focus();
    await grid.press('End');
    await grid.press('Enter');
    const heading = page.getByRole('heading', { name: 'To anna@example.org' });
    await until('the focus is in it', () => heading.evaluate((h) => h === document.activeElement));
    await page.keyboard.press('Escape');
    await heading.waitFor({ state: 'detached' });
    await until('and back', () => grid.evaluate((g) => g === document.activeElement));
    await grid.press('Enter');
    await grid.focus();
    await grid.press('ArrowUp');
    await page.getByRole('heading', { name: 'To ben@example.org' }).waitFor();

    // Half as wide, as at 200 % zoom: the details stand in the place of the list.
    await desktop.show('mail');
    await page.setViewportSize({ width: 640, height: 700 });
    const title = page.locator('#detail-title');
    await title.waitFor({ state: 'detached' });
    await grid.focus();
    await grid.press('Enter');
    await until('the focus is in it', () => title.evaluate((h) => h === document.activeElement));
    await page.keyboard.press('Escape');
    await until('and back', () => grid.evaluate((g) => g === document.activeElement));
    await page.setViewportSize({ width: 1180, height: 780 });

    await desktop.ask('desktop:set-preferences', { language: 'de' });
    await desktop.inMain(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(1180, 780);
    });
    const heads = page.getByRole('grid', { name: 'Wartend' }).getByRole('columnheader');
    await heads.filter({ hasText: 'Nächster Versuch' }).waitFor();
    const cut = () =>
      heads.evaluateAll((all) =>
        all.filter((head) => head.scrollWidth > head.clientWidth).map((head) => head.textContent),
      );
    await until('no head is cut', async () => (await cut()).length === 0);
  },
);
