import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ReadAhead } from '../../../main/relay/mailboxes/read-ahead.ts';

const content = Buffer.from('letter');

test('of many messages that are asked for at once each is read once, and eight ahead of the last', async () => {
  const reads: number[] = [];
  const ahead = new ReadAhead((index) => {
    reads.push(index);
    return content;
  });
  const wanted = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  for (const index of wanted) assert.equal(await ahead.take(index), content);
  await setImmediate();
  assert.deepEqual(reads, [...wanted, 10, 11, 12, 13, 14, 15, 16, 17]);
  await ahead.take(10);
  await setImmediate();
  assert.deepEqual(reads.slice(18), [18]);
});

test('of a whole mailbox that is fetched no more is at hand than the next eight', async () => {
  const reads: number[] = [];
  const ahead = new ReadAhead((index) => {
    reads.push(index);
    return content;
  });
  for (let index = 0; index < 30; index += 1) {
    await ahead.take(index);
    await setImmediate();
  }
  reads.length = 0;
  for (const sentBefore of [0, 15, 29]) void ahead.take(sentBefore);
  assert.deepEqual(reads, [0, 15, 29]);
});

test('a session that is over reads no more', async () => {
  const reads: number[] = [];
  const ahead = new ReadAhead((index) => {
    reads.push(index);
    return content;
  });
  await ahead.take(0);
  ahead.stop();
  await setImmediate();
  assert.deepEqual(reads, [0]);
});
