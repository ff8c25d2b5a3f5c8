import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changed, firstPreferences, keptPreferences } from '../../main/desktop/preferences.ts';

test('without a file, and with one that holds something else, all is as at a first start', () => {
  for (const kept of [undefined, null, 'dark', [], { colour: 'red' }])
    assert.deepEqual(keptPreferences(kept), firstPreferences);
});

test('a preference that is not understood takes none of the others along', () => {
  const kept = { language: 'de', theme: 'sepia', wizard: null, closeExplained: true, later: 1 };
  assert.deepEqual(keptPreferences(kept), {
    ...firstPreferences,
    language: 'de',
    wizard: null,
    closeExplained: true,
  });
});

test('kept by a version that had fewer kinds of notices, the new ones are on', () => {
  const { notices } = keptPreferences({ notices: { route: false } });
  assert.deepEqual(notices, { ...firstPreferences.notices, route: false });
});

test('two notices switched one after the other, each from what the page saw first: both stay', () => {
  const first = changed(firstPreferences, { notices: { route: false } });
  const both = changed(first, { notices: { disk: false } });
  assert.equal(both.notices.route, false);
  assert.equal(both.notices.disk, false);
  assert.deepEqual(changed(both, { theme: 'dark' }).notices, both.notices);
});
