/**
 * Pictures of every page: `npm run screenshots`, or those whose name contains each of some words:
 * `npm run screenshots -- people dark`. Full and empty offices, light and dark, English and German, half as
 * wide (what 200 % zoom leaves) and with the colours of high contrast. They go to screenshots/, which git
 * ignores, for people to look at; nothing is compared.
 */
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Theme } from '../main/contract/desktop.ts';
import type { Language } from '../main/contract/languages.ts';
import { programs } from '../renderer/connect/programs/index.ts';
import { stepNames } from '../renderer/wizards/first-start/steps.ts';
import { DesktopApp, needsElectron } from './helpers/desktop-app.ts';
import { writeBusyJournal } from './helpers/busy-office.ts';
import { conversation, fillOffice, placeIn } from './helpers/filled-office.ts';

interface Look {
  readonly name: string;
  readonly language: Language;
  readonly theme: Theme;
  readonly isNarrow?: boolean;
  readonly isForced?: boolean;
}

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const folder = path.resolve('screenshots');
const wizard = stepNames.map((step) => `setup:${step}`);
const pages = [
  'overview',
  'mail?kind=waiting',
  'mail?kind=sent',
  'mail?kind=bounced',
  'mail?kind=refused',
  'activity',
  'people',
  'people?new',
  'connect',
  'provider',
  'provider/change',
  'security',
  'diagnostics',
  'settings',
  'help',
  'about',
];
const filledPages = [
  ...pages,
  conversation,
  'people/joe',
  ...programs.flatMap(({ id, editions }) =>
    editions.flatMap((edition) =>
      edition.ways.map((way) => `connect/${id}/${edition.id}?user=joe&way=${way}`),
    ),
  ),
  'help/relaying-denied',
  ...wizard,
];
const looks: readonly Look[] = [
  { name: 'light.en', language: 'en', theme: 'light' },
  { name: 'dark.en', language: 'en', theme: 'dark' },
  { name: 'light.de', language: 'de', theme: 'light' },
  { name: 'dark.de', language: 'de', theme: 'dark' },
  { name: 'narrow.de', language: 'de', theme: 'light', isNarrow: true },
  { name: 'contrast.en', language: 'en', theme: 'dark', isForced: true },
];
const wide = { width: 1180, height: 780 };
const narrow = { width: 640, height: 480 };
const settleMs = 350;
const tallestPx = 4000;

test('pictures of every page', { skip: needsElectron(), timeout: 1_800_000 }, async (t) => {
  fs.mkdirSync(folder, { recursive: true });
  const office = await DesktopApp.launch(t, {
    prepare: (place) => writeBusyJournal(place, { sent: 900, bounced: 23, refused: 61 }),
  });
  await fillOffice(office);
  for (const look of looks) await take(office, look, filledPages);
});

test('pictures of an empty office', { skip: needsElectron(), timeout: 600_000 }, async (t) => {
  const office = await DesktopApp.launch(t);
  for (const look of looks.slice(2, 4))
    await take(office, { ...look, name: `empty.${look.name}` }, pages);
});

async function take(office: DesktopApp, look: Look, places: readonly string[]): Promise<void> {
  const named = places.map((place) => ({
    place,
    name: `${place.replace(/[^a-z0-9-]+/g, '-')}.${look.name}`,
  }));
  const chosen = named.filter(({ name }) => wanted.every((word) => name.includes(word)));
  if (chosen.length === 0) return;
  const { language, theme } = look;
  await office.ask('desktop:set-preferences', { language, theme });
  const forced = look.isForced === true;
  await office.page.emulateMedia({
    colorScheme: null,
    forcedColors: forced ? 'active' : null,
    contrast: forced ? 'more' : null,
  });
  for (const { place, name } of chosen) {
    await office.page.setViewportSize(look.isNarrow === true ? narrow : wide);
    // Nothing is under the pointer.
    await office.page.mouse.move(0, 0);
    await show(office, await placeIn(office, place));
    await office.page.waitForTimeout(settleMs);
    await makeTall(office);
    await office.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }
}

/** The window becomes as tall as its page, so that the picture shows all of it. */
async function makeTall(office: DesktopApp): Promise<void> {
  const { page } = office;
  const missing = await page.evaluate(() => {
    const inner = document.querySelector('#content');
    return inner === null ? 0 : inner.scrollHeight - inner.clientHeight;
  });
  const size = page.viewportSize() ?? wide;
  if (missing <= 0) return;
  await page.setViewportSize({ ...size, height: Math.min(tallestPx, size.height + missing) });
  await page.waitForTimeout(100);
}

/** `setup:STEP` is a page of the wizard. */
async function show(office: DesktopApp, place: string): Promise<void> {
  const [hash = '', step] = place.split(':');
  const kept = step === undefined ? null : { page: step, draft: { address: 'office@gmx.de' } };
  await office.page.evaluate(() => {
    window.location.hash = '#/about';
  });
  await office.ask('desktop:set-preferences', { wizard: kept });
  await office.page.waitForTimeout(50);
  await office.page.evaluate((to) => {
    window.location.hash = `#/${to}`;
  }, hash);
}
