import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from '../../../main/relay/lifecycle/turns.ts';

test('work waits for what was begun before it, and a failure is the caller’s alone', async () => {
  const turns = new Turns();
  const said: string[] = [];
  let end = (): void => undefined;
  const first = turns.take(async () => {
    said.push('first begins');
    await new Promise<void>((resolve) => (end = resolve));
    throw new Error('no room');
  });
  const second = turns.take(() => Promise.resolve(said.push('second')));
  await new Promise(setImmediate);
  assert.deepEqual(said, ['first begins']);
  end();
  await assert.rejects(first, /no room/);
  assert.equal(await second, 2);
  await turns.ended;
});
