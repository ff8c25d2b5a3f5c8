import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { assertAccessible } from '../../helpers/axe.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { DesktopApp, loopbackPorts, needsElectron } from '../../helpers/desktop-app.ts';
import { FakeSmarthost } from '../../helpers/fake-smarthost.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

test(
  'the checks name trouble and its cure, can be stopped, and end up in a report without secrets',
  { skip },
  async (t) => {
    const ports = await loopbackPorts();
    const intruder = net.createServer();
    await new Promise<void>((resolve) => {
      intruder.listen(ports.pop3s, '127.0.0.1', resolve);
    });
    t.after(() => intruder.close());
    const desktop = await DesktopApp.launch(t, { ports });
    const { page } = desktop;
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const check = (name: string) => page.locator('.steps > li', { hasText: name });
    const text = (words: string | RegExp) => page.locator('#content').getByText(words);

    await t.test(
      'a taken port and an office without people need somebody, and say where',
      async () => {
        await desktop.show('diagnostics');
        await button('Check now').click();
        await text('2 checks need you.').waitFor();
        const taken = check('Port for incoming mail, encrypted (POP3)');
        await taken.getByText(`Port ${ports.pop3s} is used by`).waitFor();
        await taken.getByText('Choose another port under Network and security.').waitFor();
        const people = check('People and devices');
        await people.getByText('Add one under People and devices.').waitFor();
        assert.equal(await people.getAttribute('data-state'), 'warning');
        await assertAccessible(page, 'diagnostics');
        await people.getByRole('link', { name: 'Open the page for: People' }).click();
        await page.getByRole('heading', { level: 1, name: 'People and devices' }).waitFor();
        await desktop.show('diagnostics');
        await taken.getByText('Choose another port under Network and security.').waitFor();
        await text('2 checks need you.').waitFor();
        await text(/^Looked at \d/).waitFor();
      },
    );

    await t.test('checks that take long are stopped', async (t) => {
      const silent = await FakeSmarthost.start(t, { script: { greeting: { act: 'hang' } } });
      await desktop.addUser('joe', 'lusi-tano-31');
      const server = { kind: 'smarthost', host: '127.0.0.1', port: silent.port } as const;
      await desktop.ask('provider:set', {
        provider: { ...server, tls: 'none', user: 'office', allowPlaintextPassword: true },
        password: 'hush-hush',
      });
      await desktop.show('diagnostics');
      const begin = async (): Promise<void> => {
        await button('Check again').click();
        await check('Provider: find the server').waitFor();
      };
      await begin();
      await button('Stop').click();
      await text('The checks were stopped.').waitFor();

      // Who leaves stops them, too: what they had found is no whole visit.
      await begin();
      await desktop.show('about');
      await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
      await desktop.show('diagnostics');
      await text('The checks were stopped.').waitFor();
      await check('Provider: find the server').waitFor();
    });

    await t.test('the report has it all and no password', async () => {
      await button('Copy report').click();
      await text('The report is in the clipboard.').waitFor();
      const report = await desktop.inMain(({ clipboard }) => clipboard.readText());
      assert.match(report, /^Mailroom report\n/);
      assert.match(report, /\[ok\] Disk space: /);
      assert.match(
        report,
        /\[XX\] Port for incoming mail, encrypted \(POP3\): Port \d+ is used by/,
      );
      assert.match(report, /Provider: 127\.0\.0\.1:\d+/);
      assert.doesNotMatch(report, /hush-hush|lusi-tano/);
    });

    await t.test('the data folder is shown by the system', async () => {
      await desktop.inMain(({ shell }) => {
        shell.openPath = (folder) => {
          Reflect.set(globalThis, 'shown', folder);
          return Promise.resolve('');
        };
      });
      await button('Show the data folder').click();
      await until('the system was asked', async () => {
        const shown = await desktop.inMain(() => Reflect.get(globalThis, 'shown') as unknown);
        return shown === desktop.dataFolder;
      });
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'the journal is searched, filtered and followed; an entry shows all that it holds',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    await desktop.addUser('joe', 'secret');
    const fails = async (name: string): Promise<void> => {
      const c = await Conversation.open(t, ports.pop3);
      await c.hears(/^\+OK/);
      await c.says(`USER ${name}`);
      await c.hears(/^\+OK/);
      await c.says('PASS wrong');
      await c.hears(/^-ERR/);
    };
    await desktop.show('diagnostics');
    const journal = page.getByRole('grid', { name: 'Journal' });
    const row = (words: string | RegExp) => journal.getByRole('row', { name: words });
    await row('User joe was added.').waitFor();

    await fails('joe');
    await row('A sign-in as joe from 127.0.0.1 failed.').waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('joe');
    await row(/Mailroom .* runs in/).waitFor({ state: 'detached' });
    await row('User joe was added.').waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.getByLabel('Show', { exact: true }).selectOption('error');
    await page.getByText('Nothing like that in the journal.').waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption('notice');
    await row('A sign-in as joe').click();
    const detail = page.getByRole('region', { name: 'Entry' });
    await detail.getByText('pop3.sign-in-failed').waitFor();
    const isInSight = (): Promise<boolean> =>
      detail.evaluate((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      });
    await until('it is in sight', isInSight);
    await detail.getByText('127.0.0.1', { exact: true }).waitFor();
    await detail.getByRole('button', { name: 'Close the entry' }).click();
    await detail.waitFor({ state: 'detached' });

    const hasFocus = (one: Element): boolean => one === document.activeElement;
    await until('the list has the keyboard', () => journal.evaluate(hasFocus));
    await page.keyboard.press('Enter');
    await until('the entry has it', () => detail.evaluate(hasFocus));
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    assert.ok(await journal.evaluate(hasFocus), 'it went back');

    await page.getByRole('switch', { name: 'Follow' }).click();
    await fails('nobody');
    await desktop.addUser('anna', 'secret');
    assert.equal(await row('User anna was added.').count(), 0, 'it stands still');
    await page.getByRole('switch', { name: 'Follow' }).click();
    await row('User anna was added.').waitFor();
    await row('A sign-in as an unknown user from 127.0.0.1 failed.').waitFor();
    await assertAccessible(page, 'journal');

    await desktop.ask('desktop:set-preferences', { language: 'de' });
    await page.getByRole('searchbox').fill('SCHLUG fehl');
    const german = page.getByRole('grid', { name: 'Protokoll' });
    const found = german.getByRole('row', {
      name: 'Eine Anmeldung als joe von 127.0.0.1 schlug fehl',
    });
    await found.first().waitFor();
    await german.getByRole('row', { name: 'hinzugefügt' }).first().waitFor({ state: 'detached' });
    await fails('anna');
    await german.getByRole('row', { name: 'Eine Anmeldung als anna' }).waitFor();
    assert.deepEqual(desktop.pageErrors, []);
  },
);
