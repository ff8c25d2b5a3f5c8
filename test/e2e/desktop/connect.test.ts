import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Locator } from 'playwright-core';
import { programs } from '../../../renderer/connect/programs/index.ts';
import { assertAccessible } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { runProgram } from '../../helpers/run-program.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();
/** Linux answers for all of 127.0.0.0/8, so that each person here has a PC of their own. */
const skipClients =
  process.platform === 'linux'
    ? skip || needsProgram('curl') || needsProgram('swaks')
    : 'every PC needs an address of its own, which loopback has on Linux alone';

/** Another page first: the same address again would change nothing. */
async function open(office: DesktopApp, place: string): Promise<void> {
  await office.page.evaluate((to) => {
    window.location.hash = `#/${to}`;
  }, place);
}

const line = (office: DesktopApp): Locator => office.page.locator('.live-line');
const shows = (office: DesktopApp, state: string): Promise<void> =>
  office.page.locator(`.live-line[data-state="${state}"]`).waitFor();

/** A person's PC, from which real programs check mail and send. */
class Desk {
  readonly #office: DesktopApp;
  readonly #address: string;

  constructor(office: DesktopApp, address: string) {
    this.#office = office;
    this.#address = address;
  }

  async checksMail(user: string, password: string): Promise<void> {
    const url = `pop3://127.0.0.1:${this.#office.ports.pop3}`;
    const words = ['-sS', '--interface', this.#address, '-u', `${user}:${password}`, url];
    await runProgram('curl', words);
  }

  /** As a program does that was never told to trust this office's certificate. */
  async checksMailDistrustfully(): Promise<void> {
    const url = `pop3s://127.0.0.1:${this.#office.ports.pop3s}`;
    await runProgram('curl', ['-sS', '--interface', this.#address, '-u', 'joe:secret', url]);
  }

  /** Resolves to what the program said. */
  async sends(from: string, signIn: readonly string[] = []): Promise<string> {
    const { output } = await runProgram('swaks', [
      ...['--server', `127.0.0.1:${this.#office.ports.relay}`, '--local-interface', this.#address],
      ...['--from', from, '--to', 'ann@example.org', '--body', 'Hello.'],
      ...signIn,
    ]);
    return output;
  }
}

const auth = (user: string, password: string): readonly string[] => [
  ...['--auth', 'LOGIN', '--auth-user', user, '--auth-password', password],
];

test(
  'the page of Outlook reacts to exactly this person: wrong password, right one, refusal, success',
  { skip: skipClients, timeout: 120_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    await office.addUser('joe', 'secret');
    await office.addUser('anna', 'hush');
    const [joes, annas, elsewhere] = ['127.0.0.5', '127.0.0.6', '127.0.0.7'].map(
      (address) => new Desk(office, address),
    ) as [Desk, Desk, Desk];
    await open(office, 'connect/outlook-classic?user=joe');
    await shows(office, 'waiting');

    await joes.checksMailDistrustfully();
    await shows(office, 'certificate-refused');
    assert.match(await line(office).innerText(), /127\.0\.0\.5/, 'perhaps it is not theirs');

    await joes.checksMail('joe', 'wrong');
    await shows(office, 'wrong-password');
    assert.match(await line(office).innerText(), /Wrong password[\s\S]*incoming mail[\s\S]*step 6/);
    await office.page
      .getByRole('status')
      .filter({ hasText: 'Wrong password' })
      .waitFor({ state: 'attached' });

    await annas.checksMail('anna', 'hush');
    await annas.checksMail('anna', 'wrong');
    await annas.sends('anna@myclient.com', auth('anna', 'hush'));
    assert.equal(await line(office).getAttribute('data-state'), 'wrong-password', 'not for anna');

    await joes.checksMail('joe', 'secret');
    await shows(office, 'checked');
    assert.match(await line(office).innerText(), /signed in from 127\.0\.0\.5/);

    await joes.checksMail('joe@myclient.com', 'secret');
    await shows(office, 'unknown-name');
    assert.match(await line(office).innerText(), /exactly: joe/);
    await joes.checksMail('joe', 'secret');
    await shows(office, 'checked');

    assert.match(await elsewhere.sends('joe@myclient.com'), /550 5\.7\.1 Relaying denied/);
    await shows(office, 'no-window');
    assert.match(await line(office).innerText(), /without signing in[\s\S]*step 9/);
    await elsewhere.sends('joe@myclient.com', auth('joe', 'wrong'));
    await shows(office, 'wrong-password');
    await elsewhere.sends('joe@myclient.com', auth('joe', 'secret'));
    await shows(office, 'delivered');
    for (const goal of ['Checked mail', 'Signed in for sending', 'Message accepted'])
      assert.ok(await line(office).locator('[data-done="true"]', { hasText: goal }).isVisible());

    const others = line(office).getByText('What the other server said');
    await office.ask('practice:set', { behaviour: 'refuse-temporarily' });
    await elsewhere.sends('joe@myclient.com', auth('joe', 'secret'));
    await shows(office, 'waits');
    await others.waitFor();
    assert.match((await line(office).locator('pre').textContent()) ?? '', /^4\d\d /);
    await office.ask('trust:add', {
      network: {
        ...{ name: 'Scanner', network: '127.0.0.7', allowedSenders: ['scan@myclient.com'] },
        ...{ recipientDomains: [], messagesPerHour: 0, maxSizeBytes: 0 },
      },
    });
    await elsewhere.sends('joe@myclient.com');
    await shows(office, 'refused');
    await line(office).getByText('Refused a message from 127.0.0.7.').waitFor();
    assert.equal(await others.count(), 0, 'these are our own words');
    assert.deepEqual(office.pageErrors, []);
  },
);

test(
  'a scanner that sends before it checks mail is told so; a block is seen and lifted with one click',
  { skip: skipClients, timeout: 120_000 },
  async (t) => {
    const settings = ['limits.failedSignInsPerUser=3'];
    const office = await DesktopApp.launch(t, { settings });
    await office.addUser('scanner', 'secret');
    const device = new Desk(office, '127.0.0.20');
    await open(office, 'connect/scanner-epson?user=scanner&way=pop');
    await shows(office, 'waiting');
    await device.sends('scanner@myclient.com');
    await shows(office, 'no-window');
    assert.match(await line(office).innerText(), /before it checked mail/);
    await device.checksMail('scanner', 'secret');
    await shows(office, 'checked-now-send');
    await device.sends('scanner@myclient.com');
    await shows(office, 'delivered');

    const stranger = new Desk(office, '127.0.0.21');
    for (const guess of ['a', 'b', 'c']) await stranger.checksMail('scanner', guess);
    await shows(office, 'blocked');
    await line(office).getByRole('button', { name: 'Unblock' }).click();
    await until(
      'the block is gone',
      async () => (await office.ask('blocks:list', {})).length === 0,
    );
    await line(office).getByText('The block is over').waitFor();
  },
);

test(
  'what is not allowed is not recommended; once it is, the page has the values',
  { skip, timeout: 120_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    const allow = (networks: readonly string[]): Promise<null> =>
      office.ask('settings:set', {
        ...{ path: 'access.plaintextSignIn', value: JSON.stringify(networks) },
      });
    await office.addUser('scanner', 'secret');
    await allow([]);
    await open(office, 'connect/scanner-ricoh?user=scanner&encryption=none');
    const { page } = office;
    await page.getByText('sign-in without encryption').first().waitFor();
    assert.equal(await page.locator('.picture').count(), 0, 'no values that would be refused');
    const awaited = await line(office).innerText();
    assert.doesNotMatch(awaited, /check/i, 'a scanner that signs in never checks mail');
    await allow(['127.0.0.0/8']);
    await page.locator('.picture').first().waitFor();
    const port = String(office.ports.relay);
    await page.locator('.step-list').getByText(port).first().waitFor();
    await page.getByText('others in the office network can read this password').waitFor();

    await page.locator('.value-lines').getByRole('button', { name: 'Copy User name' }).click();
    const copied = await office.inMain(({ clipboard }) => clipboard.readText());
    assert.equal(copied, 'scanner');

    const file = path.join(office.dataFolder, 'sheet.pdf');
    await office.inMain(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByRole('button', { name: 'Save as PDF' }).click();
    await until('it is saved', () => fs.existsSync(file) && fs.statSync(file).size > 1_000);
    const sheets = fs.readFileSync(file, 'latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    assert.ok(sheets.length >= 1 && sheets.length <= 2, `${sheets.length} sheets`);
  },
);

test(
  'the picker is worked by keyboard, and leads to the page of the program',
  { skip, timeout: 60_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    const { page } = office;
    await open(office, 'connect');
    await page.getByRole('link', { name: 'Add a person or a device' }).waitFor();
    await office.addUser('joe', 'secret');
    await page.locator('.program-card').first().focus();
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'End', 'Home'])
      await page.keyboard.press(key);
    assert.match((await page.locator(':focus').textContent()) ?? '', /^Outlook/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Outlook for joe' }).waitFor();
    await open(office, 'connect?user=ghost');
    await page.getByText('There is nobody called ghost').waitFor();
  },
);

test(
  'the page stays with its person: chosen by keyboard, joined by others, or gone',
  { skip, timeout: 60_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    const { page } = office;
    for (const name of ['joe', 'karl', 'lisa']) await office.addUser(name, 'secret');
    const titled = (name: string): Promise<void> =>
      page.getByRole('heading', { level: 1, name: `Thunderbird for ${name}` }).waitFor();
    await open(office, 'connect');
    await page.getByRole('link', { name: /^Thunderbird Windows/ }).click();
    await titled('joe');
    await office.addUser('anna', 'secret');
    await page.locator('option', { hasText: 'anna' }).first().waitFor({ state: 'attached' });
    await titled('joe');

    await page.getByLabel('For', { exact: true }).focus();
    for (const name of ['karl', 'lisa']) {
      await page.keyboard.press('ArrowDown');
      await titled(name);
    }
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT');

    await office.ask('users:remove', { name: 'lisa' });
    await page.getByText('There is nobody called lisa').waitFor();
    assert.equal(await page.locator('.step').count(), 0, 'no steps of somebody else');
    assert.deepEqual(office.pageErrors, []);
  },
);

test(
  'while POP before SMTP is off nobody is sent to it, and the page says where to switch it on',
  { skip, timeout: 60_000 },
  async (t) => {
    const office = await DesktopApp.launch(t, { settings: ['popAuth.enabled=false'] });
    await office.addUser('joe', 'secret');
    const { page } = office;
    await open(office, 'connect/thunderbird?user=joe');
    await page.locator('.step').first().waitFor();
    assert.match(await page.locator('#step-1').ariaSnapshot(), /listitem: 1 Save/, 'by its number');
    for (const part of ['.connect-main', '.trouble-table'])
      assert.doesNotMatch(await page.locator(part).innerText(), /check mail|by hand/i);
    await open(office, 'connect/outlook-classic?user=joe&way=pop');
    const obstacle = page.locator('.connect-main .notice');
    await obstacle.getByText('under “Network and security”').waitFor();
    await obstacle.getByRole('link', { name: 'Network and security' }).click();
    await page.getByText('POP before SMTP', { exact: true }).waitFor();
    await page.getByText('None. Everybody signs in.', { exact: true }).waitFor();
  },
);

/** Every version of every program, in every way, for joe; `of` is what its steps are marked with. */
const places = programs.flatMap(({ id, editions }) =>
  editions.flatMap((edition, version) =>
    edition.ways.map((way, index) => ({
      ...{
        place: `connect/${id}/${edition.id}?user=joe&way=${way}`,
        of: `${id} ${edition.id} ${way}`,
      },
      isFirst: version === 0 && index === 0,
    })),
  ),
);

/** One program for each look of a drawing: in the other theme axe looks at these. */
const looks =
  /^(outlook-classic outlook-2003|outlook-classic outlook-2010|em-client|thunderbird thunderbird-new|apple-mail|iphone|gmail|claws|scanner-epson) .*auth$/;

test(
  'every page of a program has its picture and its words in both languages, and axe finds nothing serious',
  { skip, timeout: 290_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    await office.addUser('joe', 'secret');
    const { page } = office;
    for (const [language, theme] of [
      ['en', 'light'],
      ['de', 'dark'],
    ] as const) {
      await office.ask('desktop:set-preferences', { language, theme });
      await open(office, 'connect?user=joe');
      await page.locator('.program-card').first().waitFor();
      await assertAccessible(page, `picker ${language}`);
      for (const { place, of, isFirst } of places) {
        await open(office, place);
        await page.locator(`.connect-steps[data-of="${of}"]`).waitFor();
        const text = await page.locator('.page').innerText();
        assert.ok(!/undefined|\[object|\{\w+\}|null/.test(text), `${place}: ${text}`);
        const pictures = await page.getByRole('img').all();
        assert.ok(pictures.length > 0, `${place} has a picture`);
        for (const picture of pictures)
          assert.ok(((await picture.getAttribute('aria-label')) ?? '').length > 20, place);
        if (theme === 'light' ? isFirst : looks.test(of))
          await assertAccessible(page, `${place} ${language} ${theme}`);
      }
    }
    assert.deepEqual(office.pageErrors, []);
  },
);

test(
  'the profile for Apple devices and the office certificate are saved as files',
  { skip, timeout: 60_000 },
  async (t) => {
    const office = await DesktopApp.launch(t);
    await office.addUser('joe', 'secret');
    const { page } = office;
    // Who chose the address for a program on this PC knows it.
    const onlyHere = office.text('Only programs on this PC reach Mailroom');
    await open(office, 'connect/outlook-classic?user=joe&server=127.0.0.1');
    await page.locator('.value-lines').waitFor();
    assert.equal(await onlyHere.count(), 0);
    await open(office, 'connect/outlook-classic?user=joe');
    await onlyHere.waitFor();
    await open(office, 'connect/iphone?user=joe&server=127.0.0.1');
    await onlyHere.waitFor();
    const saves = async (name: string, button: string): Promise<string> => {
      const file = path.join(office.dataFolder, name);
      await office.inMain(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await page.getByRole('button', { name: button }).click();
      await until('it is saved', () => fs.existsSync(file) && fs.statSync(file).size > 500);
      return fs.readFileSync(file, 'utf8');
    };
    const profile = await saves('joe.mobileconfig', 'Save the profile…');
    assert.match(profile, new RegExp(`<integer>${office.ports.pop3s}</integer>`));
    assert.match(profile, /<string>com\.apple\.security\.root<\/string>/);
    assert.match(await saves('office.crt', 'Save the office certificate…'), /BEGIN CERTIFICATE/);
  },
);
