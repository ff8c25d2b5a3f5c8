import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ProviderSettings } from '../../../main/contract/settings.ts';
import { assertAccessible } from '../../helpers/axe.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { curlChecksMail, curlSends, signInRefused } from '../../helpers/curl.ts';
import { DesktopApp, loopbackPorts, needsElectron } from '../../helpers/desktop-app.ts';
import { FakeSmarthost } from '../../helpers/fake-smarthost.ts';
import { choose } from '../../helpers/file-dialogs.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { until, type Ports } from '../../helpers/running-relay.ts';
import { freeRequests, hold, isHeld } from '../../helpers/slow-answers.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const skip = needsElectron() || needsProgram('curl');

/** As the first start of all finds it, but in English. */
const firstStart = { wizard: { page: 'welcome', draft: {} } };

class Wizard {
  readonly desktop: DesktopApp;

  constructor(desktop: DesktopApp) {
    this.desktop = desktop;
  }

  get page() {
    return this.desktop.page;
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(name: string) {
    return this.page.getByRole('textbox', { name, exact: true });
  }

  text(words: string | RegExp) {
    return this.page.locator('#content').getByText(words);
  }

  /** Waits for the page with this title; fails on what a person with an aid could not use. */
  async at(title: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await this.page.getByRole('link', { name: `Help: ${title}` }).waitFor();
    await assertAccessible(this.page, title);
  }

  async next(title: string): Promise<void> {
    await this.button('Next').click();
    await this.at(title);
  }

  /** The pages that the list at the side calls done. */
  tickedSteps(): Promise<string[]> {
    const steps = this.page.getByRole('complementary').getByRole('listitem');
    return steps.filter({ hasNot: this.page.locator('.wizard-number') }).allInnerTexts();
  }

  /** A goal of the live check that is ticked off. */
  async ticked(goal: string): Promise<void> {
    await this.page.locator('.steps > li[data-state="ok"]', { hasText: goal }).waitFor();
  }
}

/** Takes one of the office's ports away, as another mail server on this computer would. */
async function occupy(t: TestContext, port: number): Promise<void> {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
}

async function begin(
  t: TestContext,
  { dataFolder, ports }: { dataFolder?: string; ports?: Ports } = {},
): Promise<Wizard> {
  const place = { ...(dataFolder ? { dataFolder } : {}), ...(ports ? { ports } : {}) };
  return new Wizard(await DesktopApp.launch(t, { preferences: firstStart, ...place }));
}

/** Adds the person and gives the password that the slip shows. */
async function addPerson(
  wizard: Wizard,
  name: string,
  button: 'Add' | 'Next' = 'Add',
): Promise<string> {
  await wizard.field('Name').fill(name);
  await until('a password is suggested', async () => {
    return (await wizard.field('Password').inputValue()) !== '';
  });
  await wizard.button(button).click();
  await wizard.page.getByRole('heading', { name: `Access for ${name}` }).waitFor();
  return wizard.page.locator('.slip dd').last().locator('code').innerText();
}

test(
  'from an empty profile to the live check: curl signs in and sends to the practice provider',
  { skip },
  async (t) => {
    const ports = await loopbackPorts();
    await occupy(t, ports.submissions);
    const wizard = await begin(t, { ports });
    const { desktop, page } = wizard;

    await wizard.at('Welcome to Mailroom');
    await page.getByText('Try it with the practice provider').click();
    await wizard.next('Your provider');
    await wizard.text('Nothing to fill in.').waitFor();
    await wizard.next('Sign in to your provider');
    await wizard.button('Test now').click();
    await wizard.text('The provider answers, and everything works.').waitFor();
    assert.equal((await desktop.ask('practice:list', {})).messages.length, 1, 'the test mail');

    await wizard.next('Who may send?');
    await wizard.field('Name').fill('scanner');
    await wizard.field('Address of the device').fill('nowhere');
    await wizard.button('Trust this device').click();
    await wizard.text('is no address or network').waitFor();
    await wizard.field('Address of the device').fill('192.0.2.20');
    await wizard.button('Back').click();
    await wizard.next('Who may send?');
    assert.equal(await wizard.field('Name').inputValue(), 'scanner', 'typed, and not added yet');
    // Who types it and goes on means it: it is added, and seen, before the page goes.
    await wizard.button('Next').click();
    await wizard.text('192.0.2.20').waitFor();
    assert.equal(await wizard.field('Name').inputValue(), '');

    await wizard.next('This computer in your network');
    await wizard.text(`Port ${ports.submissions} is used by`).waitFor();
    await wizard.text('Only programs on this computer reach Mailroom').waitFor();
    assert.equal(await wizard.text('a firewall is in the way').count(), 0, 'none is asked for');

    await wizard.next('People and devices');
    await wizard.field('Name').fill('joe');
    await wizard.button('Back').click();
    await wizard.next('People and devices');
    assert.equal(await wizard.field('Name').inputValue(), 'joe', 'typed, and not added yet');
    const password = await addPerson(wizard, 'joe', 'Next');
    await wizard.next('Encryption');
    await wizard.text('127.0.0.1, ::1').waitFor();
    await wizard.next('Start with the computer');
    await wizard.next('Connect a mail program');
    assert.equal((await desktop.ask('desktop:preferences', {})).startAtSignIn, true);
    await wizard.next('Live check');

    const joe = { user: 'joe', password };
    const letter = { from: 'joe@myclient.com', to: 'anna@example.org' };
    assert.notEqual((await curlSends(ports.relay, letter)).code, 0);
    await page.getByRole('alert').getByText('or let it check mail first and then send').waitFor();
    const wrong = await curlChecksMail(ports.pop3, { user: 'joe', password: 'wrong' });
    assert.equal(wrong.code, signInRefused);
    await wizard.text('Type name and password again in the mail program').waitFor();
    assert.equal(await page.locator('.steps > li[data-state="ok"]').count(), 0);

    assert.equal((await curlChecksMail(ports.pop3, joe)).code, 0);
    await wizard.ticked('A mail program has signed in');
    assert.equal((await curlSends(ports.relay, letter)).code, 0, 'the window is open');
    await wizard.ticked('A message was accepted');
    await wizard.ticked('The message was forwarded to the provider');
    await wizard.text('Everything works. Mail goes to the practice provider only').waitFor();
    assert.equal((await desktop.ask('practice:list', {})).messages.length, 2);

    await wizard.button('Finish').click();
    await page.getByRole('navigation').waitFor();
    assert.equal((await desktop.ask('desktop:preferences', {})).wizard, null);
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'against a provider with sign-in; the program ends in the middle, the help is read, and nothing is lost',
  { skip },
  async (t) => {
    const certificate = await testCertificate();
    const account = Buffer.from('\0office@example.org\0hush-hush').toString('base64');
    const server = await FakeSmarthost.start(t, {
      certificate,
      extensions: ['STARTTLS', 'AUTH PLAIN'],
      script: {
        AUTH: (line) => (line === `AUTH PLAIN ${account}` ? '235 2.7.0 yes' : '535 5.7.8 no'),
      },
    });
    const dataFolder = tempFolder(t);
    const first = await begin(t, { dataFolder });

    await first.at('Welcome to Mailroom');
    await first.next('Your provider');
    await first.button('Next').click();
    await first.text('Fill in the name of the server.').waitFor();
    // Who types the address and goes on means the search.
    await first.field('E-mail address').fill('office@gmx.de');
    await first.button('Next').click();
    await first.text(/^Found: GMX/).waitFor();
    await first.field('E-mail address').fill('office@web.de');
    await first.button('Next').click();
    await first.text(/^Found: WEB\.DE/).waitFor();
    await first.button('Fill in by hand').click();
    await first.field('E-mail address').fill('office@example.org');
    await first.field('Server').fill('127.0.0.1');
    await first.page.getByLabel('Encryption').selectOption('starttls');
    await first.field('Port').fill(String(server.port));
    await first.next('Sign in to your provider');
    await first.field('User name').fill('office@example.org');
    // At once: what was just typed must not be lost either.
    assert.equal(await first.desktop.close(), 0);
    const kept = fs.readFileSync(path.join(dataFolder, 'window.json'), 'utf8');
    assert.match(kept, /"page":\s*"sign-in"/);

    const { ports } = first.desktop;
    const second = new Wizard(await DesktopApp.launch(t, { dataFolder, ports }));
    const { page, desktop } = second;
    await second.at('Sign in to your provider');
    assert.equal(await second.field('User name').inputValue(), 'office@example.org');
    await second.button('Next').click();
    await page.getByRole('alert').getByText('Type the password, or skip this page.').waitFor();
    await second.field('Password').fill('hush-hush');
    await second.text('Type the password, or skip').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Help: Sign in to your provider' }).click();
    await page.getByRole('link', { name: 'Continue the setup' }).click();
    await second.at('Sign in to your provider');
    assert.equal(await second.field('Password').inputValue(), 'hush-hush', 'not typed again');
    assert.doesNotMatch(fs.readFileSync(path.join(dataFolder, 'window.json'), 'utf8'), /hush/);

    await second.button('Test now').click();
    await second.text('an issuer that this computer does not know').waitFor();
    await second.button('Trust exactly this certificate').click();
    await second.button('Test again').click();
    await second.text('The provider answers, and everything works.').waitFor();
    assert.match(server.bodies[0] ?? '', /^To: <office@example\.org>\r$/m);
    await second.next('Who may send?');
    assert.equal((await desktop.ask('provider:show', {})).hasPassword, true);
    await second.next('This computer in your network');
    await second.next('People and devices');
    const password = await addPerson(second, 'joe');
    for (const title of ['Encryption', 'Start with the computer', 'Connect a mail program'])
      await second.next(title);

    // The mail program is set up on another page, while the wizard is not shown.
    await page.getByRole('link', { name: 'Show the steps' }).click();
    await page.getByRole('link', { name: 'Continue the setup' }).waitFor();
    const joe = { user: 'joe', password };
    const letter = { from: 'joe@myclient.com', to: 'anna@example.org', account: joe };
    assert.equal((await curlChecksMail(ports.pop3, joe)).code, 0);
    await page.getByRole('link', { name: 'Continue the setup' }).click();
    await second.next('Live check');
    await second.ticked('A mail program has signed in');
    assert.equal((await curlSends(ports.relay, letter)).code, 0);
    await second.ticked('The message was forwarded to the provider');
    assert.match(server.bodies[1] ?? '', /^To: <anna@example\.org>\r$/m);
    await second.text('Everything works. Mailroom keeps running').waitFor();
    await second.button('Finish').click();
    await page.getByRole('navigation').waitFor();
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test('a new computer begins with the backup of the old one', { skip }, async (t) => {
  const file = path.join(tempFolder(t), 'backup');
  const passphrase = 'four words are enough';
  const old = await DesktopApp.launch(t);
  await old.addUser('joe', 'kafe-miro-72');
  await choose(old, file);
  await old.ask('desktop:pick-place', { suggestedName: 'backup' });
  await old.ask('backup:save', { file, passphrase });
  assert.equal(await old.close(), 0);

  const wizard = await begin(t);
  const { desktop, page } = wizard;
  await wizard.at('Welcome to Mailroom');
  await page.getByText('Restore a backup').click();
  await wizard.button('Next').waitFor({ state: 'detached' });
  await choose(desktop, file);
  await wizard.button('Choose the backup file…').click();
  await wizard.field('Passphrase of the backup').fill(passphrase);
  await wizard.button('Restore').click();
  await page.getByRole('navigation').waitFor();
  assert.equal((await desktop.ask('desktop:preferences', {})).wizard, null);
  const joe = { user: 'joe', password: 'kafe-miro-72' };
  assert.equal((await curlChecksMail(old.ports.pop3, joe)).code, 0);

  await t.test('who goes elsewhere while it is restored stays there', async () => {
    await desktop.ask('desktop:set-preferences', { wizard: { page: 'welcome', draft: {} } });
    await desktop.show('setup');
    await page.getByText('Restore a backup').click();
    await wizard.button('Choose the backup file…').click();
    await wizard.field('Passphrase of the backup').fill(passphrase);
    await wizard.button('Restore…').click();
    await hold(desktop, 'backup:restore', 'lags');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await until('it is under way', () => isHeld(desktop));
    await wizard.button('Continue later').click();
    await desktop.show('people?new');
    await freeRequests(desktop);
    await until('the setup is done', async () => {
      const { wizard: kept } = await desktop.ask('desktop:preferences', {});
      return kept === null;
    });
    await page.waitForTimeout(300);
    assert.match(page.url(), /#\/people\?new$/);
  });
});

test(
  'set up once more, it begins with what is there, and loses nothing unasked',
  { skip },
  async (t) => {
    const file = path.join(tempFolder(t), 'backup');
    const desktop = await DesktopApp.launch(t);
    const wizard = new Wizard(desktop);
    const { page } = desktop;
    await desktop.addUser('joe', 'kafe-miro-72');
    const provider: Partial<ProviderSettings> = {
      ...{ kind: 'smarthost', host: 'smtp.example.org', port: 2465, tls: 'implicit' },
      ...{ user: 'office', auth: 'login', maxConnections: 7 },
    };
    await desktop.ask('provider:set', { provider, password: 'hush-hush' });
    const before = await desktop.ask('provider:show', {});
    await choose(desktop, file);
    await desktop.ask('desktop:pick-place', { suggestedName: 'backup' });
    await desktop.ask('backup:save', { file, passphrase: 'four words are enough' });

    await desktop.show('settings');
    await wizard.button('Go through the setup again').click();
    await wizard.at('Welcome to Mailroom');
    await page.getByText('Restore a backup').click();
    await choose(desktop, file);
    await wizard.button('Choose the backup file…').click();
    await wizard.field('Passphrase of the backup').fill('four words are enough');
    await wizard.button('Restore…').click();
    const dialog = page.getByRole('dialog', { name: 'Restore this backup?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await page.getByText('Set up with my provider').click();
    await wizard.next('Your provider');
    assert.equal(await wizard.field('Server').inputValue(), 'smtp.example.org');
    assert.equal(await wizard.field('Port').inputValue(), '2465');
    await wizard.next('Sign in to your provider');
    assert.equal(await wizard.field('User name').inputValue(), 'office');
    await wizard.field('Password').fill('something else');
    await wizard.button('Continue later').click();
    await desktop.show('settings');
    await wizard.button('Go through the setup again').click();
    await wizard.at('Welcome to Mailroom');
    for (const title of ['Your provider', 'Sign in to your provider']) await wizard.next(title);
    assert.equal(await wizard.field('Password').inputValue(), '', 'it is another beginning');
    await wizard.next('Who may send?');
    assert.deepEqual(await desktop.ask('provider:show', {}), before);
    // Left first: it writes down where it stands.
    await desktop.show('help/first-steps');
    const link = page.getByRole('link', { name: 'goes on there' });
    await link.waitFor();
    await desktop.ask('desktop:set-preferences', { wizard: null });
    await page.getByRole('link', { name: 'Continue the setup' }).waitFor({ state: 'detached' });
    await link.click();
    await wizard.at('Welcome to Mailroom');
    await wizard.next('Your provider');
    assert.equal(await wizard.field('Server').inputValue(), 'smtp.example.org', 'also by a link');
    assert.deepEqual(desktop.pageErrors, []);
  },
);

test(
  'who hurries, goes back and changes their mind skips no page and gives no password away',
  { skip },
  async (t) => {
    const wizard = await begin(t);
    const { desktop, page } = wizard;
    const heading = (): Promise<string> => page.locator('h1').innerText();

    await wizard.at('Welcome to Mailroom');
    await page.getByText('Try it with the practice provider').click();
    await wizard.button('Next').dblclick();
    await wizard.at('Your provider');
    assert.equal(await heading(), 'Your provider', 'a double click is one click');

    await t.test('a password that was typed for one server goes to no other', async () => {
      await wizard.button('Back').click();
      await page.getByText('Set up with my provider').click();
      await wizard.next('Your provider');
      await wizard.button('Skip').click();
      await wizard.text('No provider is chosen yet.').waitFor();
      assert.deepEqual(await wizard.tickedSteps(), ['Welcome'], 'what was left out is not done');
      await wizard.button('Back').click();
      await wizard.button('Fill in by hand').click();
      await wizard.field('Server').fill('mail.one.example');
      await wizard.next('Sign in to your provider');
      await wizard.field('User name').fill('office');
      await wizard.field('Password').fill('hush-hush');
      await wizard.button('Back').click();
      await wizard.field('Server').fill('mail.two.example');
      await wizard.next('Sign in to your provider');
      assert.equal(await wizard.field('User name').inputValue(), 'office');
      assert.equal(await wizard.field('Password').inputValue(), '');
      await wizard.field('Password').fill('hush-hush');
    });

    await t.test(
      'a provider from the list is not saved without a user name by oversight',
      async () => {
        await wizard.button('Back').click();
        await wizard.at('Your provider');
        await page
          .getByRole('combobox', { name: 'Or choose from the list' })
          .selectOption({ label: 'Gmail' });
        await wizard.next('Sign in to your provider');
        await wizard.button('Next').click();
        await wizard.text('Type the user name: this provider wants a sign-in.').waitFor();
        assert.equal(await heading(), 'Sign in to your provider');
        await wizard.field('User name').fill('office');
        await wizard.text('Type the user name').waitFor({ state: 'detached' });
      },
    );

    await t.test('what cannot be saved says which field it is about', async () => {
      await wizard.button('Back').click();
      await wizard.field('Port').fill('');
      await wizard.button('Next').click();
      await wizard.text('Fill in the port: a number from 1 to 65535.').waitFor();
      await wizard.field('Port').fill('70000');
      assert.equal(await wizard.field('Port').inputValue(), '70000', 'it stays as it was typed');
      await wizard.button('Next').click();
      await wizard.text('Fill in the port: a number from 1 to 65535.').waitFor();
      await wizard.field('Port').fill('587');
      await wizard.field('Server').fill('no host');
      await wizard.next('Sign in to your provider');
      await wizard.field('Password').fill('hush-hush');
      await wizard.button('Next').click();
      await wizard.text(/^Server: /).waitFor();
    });

    await t.test('an answer that comes after the page was left moves nothing', async () => {
      for (const title of ['Your provider', 'Welcome to Mailroom']) {
        await wizard.button('Back').click();
        await wizard.at(title);
      }
      await page.getByText('Try it with the practice provider').click();
      for (const title of ['Your provider', 'Sign in to your provider']) await wizard.next(title);
      await hold(desktop, 'provider:set', 'lags');
      await wizard.button('Next').click();
      await until('it is being saved', () => isHeld(desktop));
      await wizard.button('Back').click();
      await wizard.at('Your provider');
      await freeRequests(desktop);
      assert.equal(await heading(), 'Your provider');
      const { kind, hasPassword } = await desktop.ask('provider:show', {});
      assert.equal(kind, 'practice');
      assert.equal(hasPassword, false, 'what was typed for a real one is not kept for it');
    });

    await t.test('a device is trusted once, however often somebody asks for it', async () => {
      await wizard.next('Sign in to your provider');
      await wizard.next('Who may send?');
      await wizard.field('Name').fill('scanner');
      await wizard.field('Address of the device').fill('192.0.2.20');
      await hold(desktop, 'trust:add', 'lags');
      await wizard.button('Next').click();
      await until('it is being added', () => isHeld(desktop));
      await wizard.button('Next').click({ delay: 20 });
      await freeRequests(desktop);
      await wizard.text('192.0.2.20').waitFor();
      assert.equal(await wizard.text('trusted already').count(), 0);
      await wizard.button('Remove scanner').click();
      await page.getByRole('dialog').getByText('can no longer send').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      assert.equal((await desktop.ask('trust:list', {})).length, 1);
      await wizard.button('Remove scanner').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove scanner' }).click();
      await wizard.text('192.0.2.20').first().waitFor({ state: 'detached' });
    });

    await t.test('the live check forgets nothing that happens while it reads back', async () => {
      await desktop.addUser('joe', 'kafe-miro-72');
      await desktop.show('overview');
      await page.getByRole('navigation').waitFor();
      const draft = { liveSince: String(Date.now()) };
      await desktop.ask('desktop:set-preferences', { wizard: { page: 'live', draft } });
      await hold(desktop, 'journal:read', 'lags');
      await desktop.show('setup');
      await wizard.at('Live check');
      await until('the journal is being read', () => isHeld(desktop));
      const joe = { user: 'joe', password: 'kafe-miro-72' };
      assert.equal((await curlChecksMail(desktop.ports.pop3, joe)).code, 0);
      await wizard.ticked('A mail program has signed in');
      await freeRequests(desktop);
      assert.equal(await page.locator('.steps > li[data-state="ok"]').count(), 1);
    });

    await t.test('mail that stays in the office proves nothing about the provider', async () => {
      const aliases = ['ann@myclient.com'];
      await desktop.ask('users:add', { name: 'ann', password: 'kafe-miro-72', aliases });
      const letter = { from: 'joe@myclient.com', to: 'ann@myclient.com' };
      assert.equal((await curlSends(desktop.ports.relay, letter)).code, 0);
      await wizard.text('A message went into a mailbox here').waitFor();
      await wizard.ticked('A message was accepted');
      assert.equal(await page.locator('.steps > li[data-state="ok"]').count(), 2);
      assert.equal(await wizard.text('Everything works.').count(), 0);
      const outside = { ...letter, to: 'anna@example.org' };
      assert.equal((await curlSends(desktop.ports.relay, outside)).code, 0);
      await wizard.ticked('The message was forwarded to the provider');
      await wizard.text('A message went into a mailbox here').waitFor({ state: 'detached' });
      await wizard.text('Everything works.').waitFor();
    });
    assert.deepEqual(desktop.pageErrors, []);
  },
);
