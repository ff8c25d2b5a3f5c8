import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, axeFindings } from '../../helpers/axe.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';

const skip = needsElectron();

test(
  'axe finds nothing serious on the first page, and does find what is wrong',
  { skip },
  async (t) => {
    const { page } = await DesktopApp.launch(t);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await assertAccessible(page, 'overview');
    await page.evaluate(() => {
      const image = document.createElement('img');
      document.querySelector('main')?.append(image);
    });
    assert.match((await axeFindings(page)).join(), /image-alt/);
  },
);
