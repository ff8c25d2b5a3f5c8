import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFor } from '../../renderer/words/format.ts';

test('a locale that no standard knows falls back to its language', () => {
  for (const odd of ['en-US@posix', 'C', '', 'en_US.UTF-8', 'x'])
    assert.equal(formatFor('en', odd).number(1234.5), '1,234.5', odd);
});

test('numbers and sizes are written as the region does', () => {
  assert.equal(formatFor('de', 'de-DE').number(1234.5), '1.234,5');
  assert.equal(formatFor('de', 'de-DE').size(1_572_864), '1,5 MB');
  assert.equal(formatFor('en', 'en-GB').size(0), '0 byte');
});

test('the region counts only where it speaks the chosen language', () => {
  assert.equal(formatFor('en', 'de-DE').number(1234.5), '1,234.5');
});

test('a countdown shows minutes and seconds, and never less than nothing', () => {
  const { countdown } = formatFor('en', 'en-US');
  assert.deepEqual(
    [countdown(900_000), countdown(61_000), countdown(400), countdown(-5)],
    ['15:00', '1:01', '0:01', '0:00'],
  );
});
