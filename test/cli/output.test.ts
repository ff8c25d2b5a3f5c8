import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, size, some, table, time } from '../../main/cli/output.ts';

test('columns are as wide as their widest cell, and the last one is left as it is', () => {
  assert.equal(
    table(
      ['id', 'from'],
      [
        ['1', 'joe'],
        ['1234', 'a long one'],
      ],
    ),
    'ID    FROM\n1     joe\n1234  a long one',
  );
});

test('sizes, times and many names are written short', () => {
  assert.deepEqual([0, 1_023, 1_536, 10 << 20].map(size), ['0 B', '1023 B', '1.5 KB', '10.0 MB']);
  assert.deepEqual([-5, 12_000, 899_000].map(duration), ['0 s', '12 s', '14 min 59 s']);
  assert.equal(time(null), '-');
  assert.equal(time(new Date(2026, 11, 1, 9, 5, 7).getTime()), '2026-12-01 09:05:07');
  assert.equal(some(['a', 'b', 'c', 'd']), 'a, b, c, d');
  assert.equal(some(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
});
