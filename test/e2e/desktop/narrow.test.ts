import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stepNames } from '../../../renderer/wizards/first-start/steps.ts';
import { writeBusyJournal } from '../../helpers/busy-office.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { conversation, fillOffice, placeIn } from '../../helpers/filled-office.ts';

const skip = needsElectron();

const pages = [
  ...['overview', 'mail?kind=waiting', 'mail?kind=sent', 'mail?kind=bounced', 'mail?kind=refused'],
  ...['activity', conversation, 'people', 'people/joe', 'people?new', 'connect', 'provider'],
  ...[
    'connect/outlook-classic/outlook-2010?user=joe',
    'provider/change',
    'security',
    'diagnostics',
  ],
  ...['settings', 'help', 'help/messages', 'about'],
];
/** What 200 % zoom leaves of a small screen, half a screen, and the window as it opens first. */
const widths = [640, 900, 1100];
const longName = 'maximilian-alexander.von-und-zu-hohenfels';

/** What is wider than the room it has: it scrolls sideways, or stands over its neighbours. */
const tooWide = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found = [...document.querySelectorAll<HTMLElement>('#root *')].filter((one) => {
      if (one.scrollWidth <= one.clientWidth + 1 || one.clientWidth < 2) return false;
      const { overflowX, display } = getComputedStyle(one);
      const isBox = one.matches(
        'main, .card, .figures > li, .notice, .table-wrap, .virtual-table, form',
      );
      return isBox && display !== 'inline' && overflowX !== 'hidden' && one.checkVisibility();
    });
    return found.map(({ className, tagName, scrollWidth, clientWidth }) => {
      return `${tagName}.${className} by ${scrollWidth - clientWidth}`;
    });
  });

test(
  'nothing scrolls sideways or covers its neighbour in a small window',
  { skip, timeout: 300_000 },
  async (t) => {
    const office = await DesktopApp.launch(t, {
      prepare: (folder) =>
        writeBusyJournal(folder, { sent: 40, bounced: 9, refused: 30, hours: 40 }),
    });
    const { page } = office;
    await fillOffice(office);
    await office.addUser(longName, 'secret');
    await office.ask('users:set-aliases', {
      name: longName,
      aliases: [`${longName}@a-very-long-domain-name-of-an-office.example`],
    });
    // The longer words.
    await office.ask('desktop:set-preferences', { language: 'de' });
    const look = async (what: string): Promise<void> => {
      for (const width of widths) {
        await page.setViewportSize({ width, height: 700 });
        await page.locator('.loading').first().waitFor({ state: 'detached' });
        // Two frames, and it is drawn for this width.
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        assert.deepEqual(await tooWide(page), [], `${what} at ${width}`);
      }
    };
    for (const place of pages)
      await t.test(place, async () => {
        await office.show(await placeIn(office, place));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await look(place);
      });
    for (const step of stepNames)
      await t.test(`the wizard: ${step}`, async () => {
        await office.show('about');
        await office.ask('desktop:set-preferences', { wizard: { page: step, draft: {} } });
        await office.show('setup');
        await page.locator('.wizard-foot').waitFor();
        await look(step);
      });
    assert.deepEqual(office.pageErrors, []);
  },
);
