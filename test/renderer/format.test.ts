import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFor } from '../../renderer/words/format.ts';
import { languages } from '../../renderer/words/languages.ts';

test('a locale that no standard knows falls back to its language', () => {
  for (const odd of ['en-US@posix', 'C', '', 'en_US.UTF-8', 'x'])
    assert.equal(formatFor('en', odd).number(1234.5), '1,234.5', odd);
});

test('numbers and sizes are written as the region does', () => {
  assert.equal(formatFor('de', 'de-DE').number(1234.5), '1.234,5');
  assert.equal(formatFor('de', 'de-DE').size(1_572_864), '1,5 MB');
  assert.equal(formatFor('en', 'en-GB').size(0), '0 bytes');
});

test('the region counts only where it speaks the chosen language', () => {
  assert.equal(formatFor('en', 'de-DE').number(1234.5), '1,234.5');
});

test('times of the day are written as the region does', () => {
  const today = new Date();
  const at = today.setHours(9, 5, 0, 0);
  const plain = (text: string) => text.replaceAll('\u202f', ' ');
  assert.equal(plain(formatFor('en', 'en-US').time(at)), '9:05 AM');
  assert.equal(plain(formatFor('en', 'en-US').hour(at)), '9 AM');
  assert.equal(formatFor('de', 'de-DE').time(at), '09:05');
  assert.equal(formatFor('de', 'de-DE').hour(at), '09:05');
  const earlier = at - 40 * 24 * 3_600_000;
  assert.match(formatFor('de', 'de-DE').time(earlier), /, 0\d:05$/);
});

test('a countdown shows minutes and seconds, and never less than nothing', () => {
  const { countdown } = formatFor('en', 'en-US');
  assert.deepEqual(
    [countdown(900_000), countdown(61_000), countdown(400), countdown(-5)],
    ['15:00', '1:01', '0:01', '0:00'],
  );
});

test('a countdown of hours shows them', () => {
  const { countdown } = formatFor('de', 'de-DE');
  assert.deepEqual([countdown(3_600_000), countdown(86_399_000)], ['1:00:00', '23:59:59']);
});

test('what is past is told in minutes at the least, and never as to come', () => {
  const now = 1_000_000_000;
  const { ago } = formatFor('de', 'de-DE');
  assert.deepEqual(
    [ago(now + 9_000, now), ago(now - 40_000, now), ago(now - 130_000, now)],
    ['jetzt', 'jetzt', 'vor 2 Minuten'],
  );
});

test('yesterday is the day before today, however many hours ago', () => {
  const { ago } = formatFor('de', 'de-DE');
  const wednesday = new Date(2026, 10, 25, 8).getTime();
  const told = [24, 32, 33, 35, 57].map((hours) => ago(wednesday - hours * 3_600_000, wednesday));
  assert.deepEqual(told, ['gestern', 'gestern', 'vorgestern', 'vorgestern', 'vor 3 Tagen']);
});

test('a large number stands in a sentence as it stands everywhere', () => {
  const number = 50_000;
  for (const [language, shown] of [
    ['en', '50,000'],
    ['de', '50.000'],
  ] as const) {
    const { overview, mail, common } = languages[language];
    const written = formatFor(language, language).number(number);
    assert.match(overview.state.onTheirWay(number, written), new RegExp(` ${shown} `));
    assert.match(mail.actions.held(number, written), new RegExp(`^${shown} `));
    assert.match(common.messages(number, written), new RegExp(`^${shown} `));
  }
});
