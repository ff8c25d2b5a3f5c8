import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { stepNames } from '../../../renderer/wizards/first-start/steps.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { conversation, fillOffice, placeIn } from '../../helpers/filled-office.ts';

const skip = needsElectron();

const pages = [
  ...['overview', 'mail?kind=waiting', 'mail?kind=refused', 'activity', conversation],
  ...['people', 'people/joe', 'people?new', 'connect', 'connect/outlook-classic?user=joe'],
  ...['provider', 'provider/change', 'security', 'diagnostics', 'settings'],
  ...['help', 'help/relaying-denied', 'about'],
];
/** More than any page holds: a page that never comes round again fails. */
const mostStops = 250;
const mostRounds = 10;

interface Stop {
  /** Tells it from the others on the page. */
  readonly name: string;
  /** A person sees that it has the focus. */
  readonly isSeen: boolean;
}

/** What the tabulator should reach, each radio group once. */
const controls = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary',
      ),
      ...document.querySelectorAll<HTMLElement>('[tabindex="0"]'),
    ];
    const isLeft = (one: HTMLElement): boolean =>
      one.tabIndex < 0 ||
      (one as HTMLButtonElement).disabled ||
      !one.checkVisibility({ visibilityProperty: true }) ||
      (one instanceof HTMLInputElement && one.type === 'radio' && !one.checked);
    return [...new Set(all)]
      .filter((one) => !isLeft(one))
      .map((one, at) => {
        one.dataset['stop'] = `${at}`;
        return `${at} ${one.tagName} ${(one.ariaLabel ?? one.innerText).slice(0, 40)}`;
      });
  });

/** Where the focus is now; null when it has left the page. */
const stop = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return null;
    const hasRing = (element: Element | null): boolean => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    };
    const { top, bottom, left, right } = one.getBoundingClientRect();
    const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return {
      name: `${one.dataset['stop'] ?? 'new'} ${one.tagName} ${one.innerText.slice(0, 40)}`,
      isSeen: isInside && (hasRing(one) || hasRing(one.closest('.choice'))),
    };
  });

/** Goes once round the page by the tabulator; again when the page became another one meanwhile. */
async function walk(page: Page, what: string): Promise<void> {
  await unfold(page);
  for (let left = mostRounds; ; left -= 1) {
    const wanted = await controls(page);
    const reached = await round(page, what);
    const isSame = (await controls(page)).join() === wanted.join();
    if (!isSame && left > 0) continue;
    const missed = wanted.filter((name) => !reached.has(name.split(' ')[0] ?? ''));
    assert.deepEqual(missed, [], `${what}: the keyboard does not reach these`);
    return;
  }
}

async function round(page: Page, what: string): Promise<ReadonlySet<string>> {
  const reached = new Set<string>();
  await toBeginning(page);
  for (let count = 0; count < mostStops; count += 1) {
    await page.keyboard.press('Tab');
    const now = await stop(page);
    const number = now?.name.split(' ')[0] ?? '';
    if (now === null || reached.has(number)) break;
    assert.ok(now.isSeen, `${what}: the focus is not seen on ${now.name}`);
    reached.add(number);
  }
  return reached;
}

/** Before the first control, wherever the focus was. */
const toBeginning = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  });

/** What is folded away counts too. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('details:not(.packages *)'))
      fold.open = true;
  });

test(
  'the tabulator reaches every control of every page, and shows where it is',
  { skip },
  async (t) => {
    const office = await DesktopApp.launch(t);
    const { page } = office;
    await fillOffice(office);
    for (const place of pages)
      await t.test(place, async () => {
        await office.show(await placeIn(office, place));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('.loading').first().waitFor({ state: 'detached' });
        await walk(page, place);
      });
  },
);

test('the tabulator reaches every control of the first wizard', { skip }, async (t) => {
  const office = await DesktopApp.launch(t);
  const { page } = office;
  for (const step of stepNames)
    await t.test(step, async () => {
      await office.show('about');
      await office.ask('desktop:set-preferences', { wizard: { page: step, draft: {} } });
      await office.show('setup');
      await page.locator('.wizard-foot').waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' });
      await walk(page, step);
    });
});

/** Where a dialog is, and the button that opens it. */
const dialogs: readonly (readonly [place: string, opener: string])[] = [
  ['overview', 'End all'],
  ['people/joe', 'Remove joe…'],
  ['security', 'Change Incoming mail (POP3)'],
  ['security', 'Trust a device…'],
  ['settings', 'Quit Mailroom…'],
];

test('Escape closes each dialog, and the focus is where it was', { skip }, async (t) => {
  const office = await DesktopApp.launch(t);
  const { page } = office;
  await fillOffice(office);
  for (const [place, name] of dialogs)
    await t.test(`${place}: ${name}`, async () => {
      await office.show(place);
      const opener = page.getByRole('button', { name, exact: true });
      await opener.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const isInside = await dialog.evaluate((one) => one.contains(document.activeElement));
      assert.ok(isInside, 'the focus is in the dialog');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      assert.ok(await opener.evaluate((one) => one === document.activeElement), 'it went back');
    });
});
