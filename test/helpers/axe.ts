/** axe-core inside the page that is shown: what a person with an aid could not use is a failed test. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** WCAG 2.2 A and AA, and what axe itself calls good practice. */
const options: RunOptions = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const serious: readonly unknown[] = ['serious', 'critical'];

/** One line a rule that is broken: impact, rule, and the elements. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Playwright evaluates beside the page's content security policy, so that it need not be loosened.
  const hasAxe = await page.evaluate(() => 'axe' in globalThis);
  if (!hasAxe) await page.evaluate(fs.readFileSync(source, 'utf8'));
  await settled(page);
  const { violations } = await page.evaluate(
    (wanted) =>
      (globalThis as unknown as { axe: { run: (o: RunOptions) => Promise<AxeResults> } }).axe.run(
        wanted,
      ),
    options,
  );
  return violations
    .filter(({ impact }) => serious.includes(impact))
    .map(({ impact, id, help, nodes }) => {
      const places = nodes.map(({ target, any }) => `${String(target)} ${any[0]?.message ?? ''}`);
      return `${impact}: ${id} (${help})\n    ${places.slice(0, 8).join('\n    ')}`;
    });
}

/** Half-way from one colour to the next, a button has a contrast that nobody ever sees. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Fails with everything serious that axe finds on the page as it stands; `what` names the page. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  const findings = await axeFindings(page);
  assert.deepEqual(findings, [], `${what}:\n  ${findings.join('\n  ')}`);
}
