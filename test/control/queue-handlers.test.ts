import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Parts } from '../../main/control/parts.ts';
import { queueHandlers } from '../../main/control/queue-handlers.ts';

const context = { push: () => undefined, onEnd: () => undefined };
const full = (): Promise<never> =>
  Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));

test('a pause that a full disk does not keep is told as one that counts until the next start', async () => {
  const handlers = queueHandlers({ queue: { pause: full, resume: full } } as unknown as Parts);
  const paused = await handlers['queue:pause'].run({}, context);
  assert.ok(!paused.ok);
  assert.equal(paused.error.code, 'queue.not-noted');
  assert.match(paused.error.message, /^Sending is paused, but only until Mailroom starts again/);
  const resumed = await handlers['queue:resume'].run({}, context);
  assert.ok(!resumed.ok);
  assert.equal(resumed.error.message, 'This could not be noted on the disk (ENOSPC).');
});
