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
