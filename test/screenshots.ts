/**
 * Pictures of every page, light and dark, English and German: `npm run screenshots`, or those whose place
 * contains a word: `npm run screenshots -- people`. They go to screenshots/, which git ignores, for people to
 * look at; nothing is compared.
 */
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Theme } from '../main/contract/desktop.ts';
import type { Language } from '../main/contract/languages.ts';
import { programs } from '../renderer/connect/programs/index.ts';
import { DesktopApp, needsElectron } from './helpers/desktop-app.ts';
import { writeBusyJournal } from './helpers/busy-office.ts';
import { fillOffice } from './helpers/filled-office.ts';

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const folder = path.resolve('screenshots');
const places = [
  'overview',
  'mail?kind=waiting',
  'mail?kind=sent',
  'mail?kind=bounced',
  'mail?kind=refused',
  'activity',
  'activity/1',
  'people',
  'people/joe',
  'people?new',
  'connect',
  ...programs.flatMap(({ id, editions }) =>
    editions.flatMap((edition) =>
      edition.ways.map((way) => `connect/${id}/${edition.id}?user=joe&way=${way}`),
    ),
  ),
  'provider',
  'provider/change',
  'security',
  'diagnostics',
  'settings',
  'help',
  'help/relaying-denied',
  'about',
  ...[
    'welcome',
    'provider',
    'sign-in',
    'who-may-send',
    'network',
    'people',
    'encryption',
    'start',
    'connect',
    'live',
  ].map((step) => `setup:${step}`),
];
const looks: readonly (readonly [Language, Theme])[] = [
  ['en', 'light'],
  ['en', 'dark'],
  ['de', 'light'],
];

const settleMs = 700;

test('pictures of every page', { skip: needsElectron(), timeout: 280_000 }, async (t) => {
  fs.mkdirSync(folder, { recursive: true });
  const office = await DesktopApp.launch(t, {
    prepare: (place) => writeBusyJournal(place, { sent: 900, bounced: 23, refused: 61 }),
  });
  await fillOffice(office);
  for (const [language, theme] of looks) {
    await office.ask('desktop:set-preferences', { language, theme });
    for (const place of places) {
      if (wanted.length > 0 && !wanted.some((part) => place.includes(part))) continue;
      await show(office, place);
      await office.page.waitForTimeout(settleMs);
      const name = `${place.replace(/[^a-z0-9-]+/g, '-')}.${theme}.${language}.png`;
      await office.page.screenshot({ path: path.join(folder, name) });
    }
  }
});

/** `setup:STEP` is a page of the wizard. */
async function show(office: DesktopApp, place: string): Promise<void> {
  const [hash = '', step] = place.split(':');
  const wizard = step === undefined ? null : { page: step, draft: { address: 'office@gmx.de' } };
  await office.page.evaluate(() => {
    window.location.hash = '#/about';
  });
  await office.ask('desktop:set-preferences', { wizard });
  await office.page.waitForTimeout(50);
  await office.page.evaluate((to) => {
    window.location.hash = `#/${to}`;
  }, hash);
}
