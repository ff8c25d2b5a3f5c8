import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onScreen } from '../../main/desktop/on-screen.ts';

const laptop = { x: 0, y: 0, width: 1366, height: 728 };

/** Where a window of 1100×700 opens that stood there. */
const opens = (x: number, y: number, area = laptop): readonly number[] | null => {
  const bounds = onScreen({ x, y, width: 1100, height: 700, isMaximized: false }, area);
  return bounds && [bounds.x, bounds.y, bounds.width, bounds.height];
};

test('a window opens where it stood', () => {
  assert.deepEqual(opens(100, 20), [100, 20, 1100, 700]);
  const left = { x: -1920, y: 0, width: 1920, height: 1040 };
  assert.deepEqual(opens(-1500, 200, left), [-1500, 200, 1100, 700]);
});

test('on a smaller screen than last time nothing of it hangs over the edge', () => {
  assert.deepEqual(opens(1200, 600), [266, 28, 1100, 700]);
  assert.deepEqual(opens(-900, -5), [0, 0, 1100, 700]);
  assert.deepEqual(opens(500, 0, { ...laptop, width: 1024, height: 600 }), [0, 0, 1024, 600]);
});

test('what stood on a screen that is gone begins anew', () => {
  for (const [x, y] of [
    [1300, 100],
    [-1050, 100],
    [100, 700],
    [100, -300],
  ] as const)
    assert.equal(opens(x, y), null, `${x} ${y}`);
});
