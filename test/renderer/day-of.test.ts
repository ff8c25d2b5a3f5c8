import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from '../../renderer/settings/day-of.ts';

test('a backup bears the day of the calendar on the wall, not that of Greenwich', (t) => {
  const before = process.env['TZ'];
  t.after(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });
  process.env['TZ'] = 'Europe/Berlin';
  assert.equal(dayOf(new Date('2026-11-26T23:30:00Z')), '2026-11-27');
  assert.equal(dayOf(new Date('2026-01-05T12:00:00Z')), '2026-01-05');
});
