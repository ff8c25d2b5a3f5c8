import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowRequestName } from '../../../main/contract/desktop.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { freeRequests, hold } from '../../helpers/slow-answers.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

interface Unread {
  readonly place: string;
  /** Cannot be answered. */
  readonly requests: readonly WindowRequestName[];
  /** So many parts of the page say why they are empty. */
  readonly parts: number;
  /** What would be claimed of something that is not known. */
  readonly claims?: readonly string[];
  /** The step of the wizard that the place shows. */
  readonly step?: string;
}

const network = ['network:show', 'tls:show', 'trust:list', 'blocks:list', 'settings:get'] as const;

const pages: readonly Unread[] = [
  {
    ...{ place: 'security', requests: network, parts: 9 },
    claims: ['None. Everybody signs in', 'Nobody is blocked', 'Fill in the domains'],
  },
  {
    ...{ place: 'provider', parts: 3 },
    requests: ['status:get', 'provider:show', 'practice:list'],
  },
  { place: 'provider', requests: ['settings:get'], parts: 1 },
  { place: 'provider/change', requests: ['provider:show'], parts: 1 },
  { place: 'settings', requests: ['settings:get'], parts: 4 },
  { place: 'connect', requests: ['users:list'], parts: 1 },
  { place: 'connect/thunderbird?user=joe', requests: ['tls:show'], parts: 1 },
  {
    ...{ place: 'overview', requests: ['windows:list', 'history:counts'], parts: 2 },
    claims: ['nothing yet'],
  },
  { place: 'overview', requests: ['users:list'], parts: 1 },
  { place: 'people/joe', requests: ['windows:list'], parts: 1 },
  { place: 'diagnostics', requests: ['journal:read'], parts: 1 },
  { place: 'setup', step: 'who-may-send', requests: ['settings:get'], parts: 1 },
  { place: 'setup', step: 'who-may-send', requests: ['trust:list'], parts: 1 },
  { place: 'setup', step: 'network', requests: ['network:show', 'settings:get'], parts: 1 },
  {
    ...{ place: 'setup', step: 'people', requests: ['users:list'], parts: 1 },
    claims: ['Nobody yet'],
  },
  { place: 'setup', step: 'encryption', requests: ['tls:show'], parts: 1 },
  { place: 'setup', step: 'connect', requests: ['tls:show'], parts: 1 },
  { place: 'setup', step: 'live', requests: ['journal:read'], parts: 1 },
];

test('what cannot be read says so, on every page, and claims nothing', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const { page, ports } = desktop;
  await desktop.addUser('joe', 'secret');
  const content = page.locator('#content');
  const said = content.getByText('It broke.');

  /** Loaded anew: what was answered before is not known any more. */
  const look = async ({ place, step, requests }: Unread): Promise<void> => {
    for (const request of requests) await hold(desktop, request, 'fails');
    if (step !== undefined) {
      const wizard = { page: step, draft: { liveSince: '1' } };
      await desktop.ask('desktop:set-preferences', { wizard });
    }
    await desktop.show(place);
    await page.reload();
  };

  for (const one of pages)
    await t.test(`${one.place} ${one.step ?? ''}: ${one.requests.join(', ')}`, async () => {
      await look(one);
      await until('every part says why', async () => (await said.count()) === one.parts);
      // The rest of the page may be answered after them.
      await until('nothing seems to come', async () => {
        return (await content.getByText('One moment…').count()) === 0;
      });
      assert.equal(await said.count(), one.parts);
      for (const claim of one.claims ?? [])
        assert.equal(await content.getByText(claim).count(), 0, claim);
      await freeRequests(desktop);
    });

  await t.test('the remedies of a refusal', async () => {
    const replies = await talk(ports.relay, [
      ...['EHLO pc', 'MAIL FROM:<joe@myclient.com>', 'RCPT TO:<anna@example.org>'],
    ]);
    const id = /R-\w{5}/.exec(replies.at(-1) ?? '')?.[0] ?? '';
    await look({ place: `mail/${id}`, requests: ['blocks:list'], parts: 1 });
    await said.waitFor();
    await freeRequests(desktop);
  });

  await t.test('a new person’s slip', async () => {
    await look({ place: 'people?new', requests: ['network:show'], parts: 0 });
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('anna');
    await until('a password is suggested', async () => {
      const password = page.getByRole('textbox', { name: 'Password', exact: true });
      return (await password.inputValue()) !== '';
    });
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Access for anna' }).waitFor();
    await said.waitFor();
    await freeRequests(desktop);
  });

  await t.test('a port that is to be changed', async () => {
    await look({ place: 'security', requests: ['settings:get'], parts: 0 });
    await page
      .getByRole('button', { name: /^Change/ })
      .first()
      .click();
    await page.getByRole('dialog').getByText('It broke.').waitFor();
    await freeRequests(desktop);
  });
  assert.deepEqual(desktop.pageErrors, []);
});
