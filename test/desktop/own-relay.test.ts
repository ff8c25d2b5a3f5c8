import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Relay } from '../../main/compose.ts';
import { OwnRelay } from '../../main/desktop/own-relay.ts';

test('what a page asks of a relay that could not start is answered with the reason', async () => {
  const relay = {
    journal: { onEntry: () => () => undefined },
    start: () => Promise.reject(new Error('The disk is gone.')),
  } as unknown as Relay;
  const own = new OwnRelay(relay, () => undefined);
  await assert.rejects(own.start());
  const answer = await own.request('status:get', {});
  assert.equal(answer.ok ? '' : answer.error.message, 'The disk is gone.');
});
