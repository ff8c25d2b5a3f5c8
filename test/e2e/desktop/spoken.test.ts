import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { stepNames } from '../../../renderer/wizards/first-start/steps.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

const pages = [
  ...['overview', 'mail', 'activity', 'people', 'people/joe', 'people?new', 'connect'],
  ...['provider', 'provider/change', 'security', 'diagnostics', 'settings', 'about'],
  ...stepNames.map((step) => `setup:${step}`),
];
/** Each of these does the same, wherever on the page it stands. */
const sameAnywhere = new Set(['Resume sending', 'Connect a mail program']);
const kinds = new Set(['button', 'link', 'textbox', 'checkbox', 'switch', 'combobox', 'searchbox']);

interface Spoken {
  readonly role: string;
  readonly name: string;
  /** Where a link leads. */
  readonly url: string;
}

/** What a screen reader finds, hidden and inert things left out. */
async function spoken(desktop: DesktopApp): Promise<readonly Spoken[]> {
  const session = await desktop.page.context().newCDPSession(desktop.page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const textOf = (value: { readonly value?: unknown } | undefined): string =>
    typeof value?.value === 'string' ? value.value : '';
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties }) => ({
      ...{ role: textOf(role), name: textOf(name) },
      url: textOf(properties?.find((property) => property.name === 'url')?.value),
    }));
}

test('a list of the controls of a page tells each from the others', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page, ports } = desktop;
  await desktop.addUser('joe', 'secret');
  await talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
  await desktop.ask('queue:pause', {});
  for (const place of pages)
    await t.test(place, async () => {
      const [hash = '', step] = place.split(':');
      await desktop.show('help');
      const wizard = step === undefined ? null : { page: step, draft: {} };
      await desktop.ask('desktop:set-preferences', { wizard });
      await desktop.show(hash);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      const controls = (await spoken(desktop)).filter(({ role }) => kinds.has(role));
      assert.ok(controls.length > 0);
      const isSame = (one: Spoken, other: Spoken): boolean =>
        one.role === other.role &&
        one.name === other.name &&
        (one.url === '' || one.url !== other.url);
      const unclear = controls.filter(
        (one, at) =>
          one.name === '' ||
          (!sameAnywhere.has(one.name) &&
            controls.slice(0, at).some((other) => isSame(one, other))),
      );
      assert.deepEqual(unclear, []);
    });
});

test('what is announced is heard over an open dialog, too', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page, ports } = desktop;
  await desktop.addUser('joe', 'secret');
  await talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
  await desktop.show('overview');
  await page.getByRole('button', { name: 'End all' }).click();
  await page.getByRole('dialog').waitFor();
  await desktop.ask('queue:pause', {});
  await until('the pause is heard', async () =>
    (await spoken(desktop)).some(({ name }) => name === 'Sending is paused.'),
  );
});

test('what happens is announced once, whoever shows it', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page, ports } = desktop;
  await desktop.addUser('joe', 'secret');
  /** Counts how often a live part of the page changes that holds the words. */
  const listen = (words: string): Promise<void> =>
    page.evaluate((wanted) => {
      const lives = '[aria-live], [role=status], [role=alert]';
      const before = new WeakMap<Element, string>();
      let said = 0;
      const look = (): void => {
        for (const live of document.querySelectorAll(lives)) {
          const text = live.textContent;
          if (text.includes(wanted) && text !== before.get(live)) said += 1;
          before.set(live, text);
        }
        Reflect.set(globalThis, 'said', said);
      };
      look();
      said = 0;
      const options = { subtree: true, childList: true, characterData: true };
      new MutationObserver(look).observe(document.body, options);
    }, words);
  const said = (): Promise<number> =>
    page.evaluate(() => Number(Reflect.get(globalThis, 'said') ?? 0));

  await desktop.ask('desktop:set-preferences', { wizard: { page: 'live', draft: {} } });
  await desktop.show('setup');
  await desktop.text('A mail program has signed in').waitFor();
  await listen('A mail program has signed in');
  await talk(ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
  const line = page.getByRole('status').filter({ hasText: 'A mail program has signed in' });
  await line.waitFor({ state: 'attached' });
  assert.equal(await said(), 1, 'the sign-in');

  await desktop.show('diagnostics');
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('button', { name: 'Check again' }).waitFor();
  assert.equal(await page.locator('.check-list [aria-live]').count(), 0, 'of twenty checks');
});
