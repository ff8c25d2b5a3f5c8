import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings, type LimitSettings } from '../../main/contract/settings.ts';
import {
  changedIn,
  inUnits,
  numbersOf,
  textsOf,
  type NumberSpec,
} from '../../renderer/settings/number-texts.ts';
import { numberOf } from '../../renderer/ui/typed-values.ts';

const megabyte = 1024 * 1024;
const fields: readonly NumberSpec<LimitSettings>[] = [
  { key: 'messageSizeBytes', label: 'Largest message', unit: 'MB', factor: megabyte },
  { key: 'connections', label: 'Connections', unit: '' },
];
const limits = { ...defaultSettings.limits, messageSizeBytes: 10_000_000, connections: 1000 };
const saved = textsOf(limits, fields);

test('a thousand is a thousand, whichever sign parts it; a half is a half', () => {
  for (const text of ['1000', '1.000', '1,000', ' 1.000 ']) assert.equal(numberOf(text), 1000);
  assert.equal(numberOf('1.234.567'), 1_234_567);
  assert.equal(numberOf('1.000,5'), 1000.5);
  assert.equal(numberOf('1,000.5'), 1000.5);
  for (const text of ['0.5', '0,5']) assert.equal(numberOf(text), 0.5);
  assert.equal(numberOf('35,25'), 35.25);
  assert.equal(numberOf('0.125'), 0.125);
  for (const text of ['', ' ', '1,5,5', '.']) assert.ok(Number.isNaN(numberOf(text)), text);
});

test('only what says something else than what is in force is changed, and only that is saved', () => {
  assert.deepEqual(saved, { messageSizeBytes: '9.54', connections: '1000' });
  assert.deepEqual(changedIn({ messageSizeBytes: '9,54', connections: '1.000' }, saved), {});
  const changed = changedIn({ messageSizeBytes: '9.54', connections: '200' }, saved);
  assert.deepEqual(numbersOf(changed, fields), { connections: 200 });
  assert.deepEqual(changedIn({ connections: '' }, saved), { connections: '' });
});

test('a bound is told in the unit of the field', () => {
  const error = (message: string, key = 'messageSizeBytes') =>
    ({ code: 'settings.invalid', message, field: `limits.${key}` }) as const;
  const told = (message: string, key?: string) =>
    inUnits(error(message, key), fields, (value) => value.toFixed(3))?.message;
  assert.equal(
    told('The setting limits.messageSizeBytes must be 1073741824 or less.'),
    'The setting limits.messageSizeBytes must be 1024.000 or less.',
  );
  const many = 'The setting limits.connections must be 50000 or less.';
  assert.equal(told(many, 'connections'), many);
  assert.equal(inUnits(null, fields, String), null);
});
