import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeBusyJournal } from '../../helpers/busy-office.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { talk } from '../../helpers/filled-office.ts';
import { until } from '../../helpers/running-relay.ts';
import { freeRequests, hold } from '../../helpers/slow-answers.ts';

const skip = needsElectron();

interface Sight {
  /** The first row that is wholly in sight, and how far below the head it begins, in px. */
  readonly row: string;
  readonly y: number;
  readonly drawn: number;
}

/** What stands at the top of the list, below its head. */
const sightOf = ({ page }: DesktopApp): Promise<Sight> =>
  page.evaluate(() => {
    const table = document.querySelector('.virtual-table') as HTMLElement;
    const top = table.getBoundingClientRect().top + 34;
    const rows = [...table.querySelectorAll<HTMLElement>('.virtual-row')];
    const below = rows
      .map((row) => ({ row: row.id, y: row.getBoundingClientRect().top - top }))
      .filter(({ y }) => y >= 0)
      .sort((a, b) => a.y - b.y);
    return { ...(below[0] ?? { row: '', y: -1 }), drawn: rows.length };
  });

const sendThree = (desktop: DesktopApp): Promise<readonly string[]> =>
  talk(desktop.ports.relay, [
    'EHLO pc',
    ...['x', 'y', 'z'].flatMap((name) => [
      ...['MAIL FROM:<joe@myclient.com>', `RCPT TO:<${name}@new.example>`, 'DATA'],
      'Subject: new\r\n\r\nNew.\r\n.',
    ]),
    'QUIT',
  ]);

test(
  'ten thousand rows: few are drawn, the last is one key away, and new mail moves nothing in sight',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t, {
      prepare: (folder) => writeBusyJournal(folder, { sent: 10_000, bounced: 0, refused: 0 }),
    });
    const { page } = desktop;
    await desktop.addUser('joe', 'secret');
    await talk(desktop.ports.pop3, ['USER joe', 'PASS secret', 'QUIT']);
    await desktop.show('mail?kind=sent');
    await desktop.text('10,000 in all').waitFor();
    const grid = page.getByRole('grid', { name: 'Sent' });
    await grid.focus();
    await grid.press('End');
    await page.locator('.virtual-row[aria-rowindex="10001"]').getByText('@myclient.com').waitFor();
    assert.ok((await sightOf(desktop)).drawn < 80);

    await grid.press('Home');
    await page.locator('.virtual-row.active[aria-rowindex="2"]').waitFor();
    for (const key of ['PageDown', 'PageDown', 'PageDown', 'ArrowDown']) await grid.press(key);
    await page.locator('.virtual-row.active[aria-rowindex="33"]').waitFor();
    await until('the row that the keyboard is on is wholly in sight', () =>
      page.evaluate(() => {
        const [table, row] = ['.virtual-table', '.virtual-row.active'].map((one) =>
          document.querySelector(one)?.getBoundingClientRect(),
        );
        return table !== undefined && row !== undefined && row.bottom <= table.bottom;
      }),
    );

    await grid.evaluate((table) => (table.scrollTop = 200_010));
    // Just after the jump the rows of the end are still drawn, far below.
    await until('the rows there are loaded', async () => {
      const { row, y } = await sightOf(desktop);
      return row !== '' && y < 40;
    });
    const before = await sightOf(desktop);
    await sendThree(desktop);
    await desktop.text('10,003 in all').waitFor();
    await until('the same row stands where it stood', async () => {
      const after = await sightOf(desktop);
      return after.row === before.row && Math.round(after.y) === Math.round(before.y);
    });

    await grid.press('Home');
    await page.getByRole('row', { name: 'z@new.example' }).waitFor();
    await sendThree(desktop);
    await desktop.text('10,006 in all').waitFor();
    const newest = page.getByRole('row', { name: 'z@new.example' });
    await until('both are at the top', async () => (await newest.count()) === 2);

    await desktop.ask('queue:pause', {});
    for (let n = 0; n < 120; n += 1) await sendThree(desktop);
    await desktop.show('mail');
    await desktop.text('360 in all').waitFor();
    const waiting = page.getByRole('grid', { name: 'Waiting' });
    const box = (place: number) =>
      page.locator(`.virtual-row[aria-rowindex="${place + 1}"]`).getByRole('checkbox');
    await box(2).click();
    await waiting.evaluate((table) => (table.scrollTop = table.scrollHeight));
    await hold(desktop, 'queue:ids', 'waits');
    await box(359).click({ modifiers: ['Shift'] });
    await sendThree(desktop);
    await freeRequests(desktop);
    await desktop.text('358 chosen').waitFor();
    await waiting.evaluate((table) => (table.scrollTop = 0));
    await until('those are chosen that were meant, not those in their places now', async () => {
      const [last, first] = [await box(4).isChecked(), await box(5).isChecked()];
      return !last && first;
    });
    await talk(desktop.ports.relay, [
      ...['EHLO pc', 'MAIL FROM:<joe@myclient.com>'],
      ...Array.from({ length: 60 }, (_one, n) => `RCPT TO:<r${n}@new.example>`),
      ...['DATA', 'Subject: news\r\n\r\nNews.\r\n.', 'QUIT'],
    ]);
    await page.getByRole('row', { name: 'r0@new.example and 59 more' }).click();
    const recipients = page.getByRole('list', { name: 'Recipients' });
    await recipients.getByText('r59@new.example').waitFor();
    const heightPx = await recipients.evaluate((list) => list.clientHeight);
    assert.ok(
      heightPx < 400,
      'what can be done with the message stands near, however many it goes to',
    );
    assert.deepEqual(desktop.pageErrors, []);
  },
);
