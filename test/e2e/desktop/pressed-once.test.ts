import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { until } from '../../helpers/running-relay.ts';
import { freeRequests, heldCount, hold } from '../../helpers/slow-answers.ts';

const skip = needsElectron();

/** As the keyboard does for a key that is held down for about a second. */
async function holdEnter({ page }: DesktopApp): Promise<void> {
  for (let times = 0; times < 30; times += 1) {
    await page.keyboard.down('Enter');
    await page.waitForTimeout(30);
  }
  await page.keyboard.up('Enter');
}

const setup = (t: TestContext, page: string): Promise<DesktopApp> =>
  DesktopApp.launch(t, { preferences: { wizard: { page, draft: { personName: 'anna' } } } });

test(
  'who holds Enter down in the setup sees the password of the one who was added',
  { skip },
  async (t) => {
    const desktop = await setup(t, 'people');
    const { page } = desktop;
    await page.getByRole('button', { name: 'Next' }).focus();
    await holdEnter(desktop);
    await page.getByRole('heading', { name: 'Access for anna' }).waitFor();
    assert.equal(await page.locator('h1').innerText(), 'People and devices');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Encryption', level: 1 }).waitFor();
  },
);

test(
  'the second half of a double click presses nothing that the first has changed',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const { page, ports } = desktop;
    await desktop.addUser('anna', 'lusi-tano-31');
    await desktop.ask('settings:set', { path: 'limits.failedSignInsPerUser', value: '3' });
    for (const wrong of ['a', 'b', 'c']) await talk(ports.pop3, ['USER anna', `PASS ${wrong}`]);
    await desktop.show('security');
    await page.getByRole('button', { name: 'Unblock anna' }).dblclick();
    await page.getByText('Nobody is blocked.').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);

    await t.test('but for one that makes up another password each time', async () => {
      await desktop.show('people?new');
      await until(
        'there is one',
        async () => (await page.getByRole('textbox', { name: 'Password' }).inputValue()) !== '',
      );
      await hold(desktop, 'users:suggest-password', 'waits');
      await page.getByRole('button', { name: 'Another' }).dblclick();
      await until('two are asked for', async () => (await heldCount(desktop)) === 2);
      await freeRequests(desktop);
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);
