import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Parts } from '../../main/control/parts.ts';
import { queueHandlers } from '../../main/control/queue-handlers.ts';

const context = { push: () => undefined, onEnd: () => undefined };
const full = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));

test('a pause that a full disk does not keep, and its end, are told as what could not be noted', async () => {
  const handlers = queueHandlers({ queue: { pause: full, resume: full } } as unknown as Parts);
  for (const name of ['queue:pause', 'queue:resume'] as const) {
    const answer = await handlers[name].run({}, context);
    assert.ok(!answer.ok);
    assert.equal(answer.error.code, 'queue.not-noted');
    assert.equal(answer.error.message, 'This could not be noted on the disk (ENOSPC).');
  }
});
