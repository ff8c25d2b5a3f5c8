import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diskSize } from '../../main/contract/disk-size.ts';
import { phrases as german } from '../../main/contract/phrases/de.ts';
import { sayWith } from '../../main/contract/phrases/say.ts';

const gibibyte = 1024 ** 3;

test('room on a disk is worded alike wherever it is said', () => {
  const sizes = [300 * 1024 ** 2, gibibyte - 1, gibibyte, 1.5 * gibibyte, 12.34 * gibibyte].map(
    diskSize,
  );
  assert.deepEqual(sizes, ['300 MB', '1 GB', '1 GB', '1.5 GB', '12.3 GB']);
});

test('and in German with a comma', () => {
  const de = sayWith(german);
  const warning = (bytes: number): string =>
    de(`Less than ${diskSize(bytes)} is free on this computer’s disk, so new mail is refused.`);
  assert.match(warning(1.5 * gibibyte), /weniger als 1,5 GB frei/);
  assert.match(warning(gibibyte), /weniger als 1 GB frei/);
  assert.equal(de(`${diskSize(12.34 * gibibyte)} free`), '12,3 GB frei');
  assert.equal(de(`${diskSize(gibibyte)} free`), '1 GB frei');
});
