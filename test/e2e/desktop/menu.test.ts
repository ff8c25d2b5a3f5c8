import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';

const skip = needsElectron();

const labels = (desktop: DesktopApp): Promise<string[]> =>
  desktop.inMain(({ Menu }) => {
    const bar = Menu.getApplicationMenu()?.items ?? [];
    const all = bar.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    return all
      .map(({ label }) => label.replace('&', ''))
      .filter((label) => label !== '' && label !== 'Mailroom');
  });

test('the whole menu speaks the language of the window', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const english = await labels(desktop);
  for (const label of ['Undo', 'Select All', 'Zoom In', 'Minimize'])
    assert.ok(english.includes(label));
  await desktop.ask('desktop:set-preferences', { language: 'de' });
  const german = await labels(desktop);
  assert.equal(german.length, english.length);
  assert.deepEqual(
    german.filter((label) => english.includes(label)),
    [],
  );
});
