import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { queueReads } from '../../main/control/queue-handlers.ts';
import type { QueueDesk } from '../../main/relay/queue/queue.ts';

/** Asks for a message whose octets come out of this; returns the answer and what was pushed. */
async function exported(read: () => Promise<Readable | null>, isDamaged = false) {
  const open = async () => {
    const octets = await read();
    return octets && { octets, isDamaged: () => isDamaged };
  };
  const none = { total: 0, offset: 0, messages: [] };
  const queue = { open, list: () => none, ids: () => [], get: () => null };
  const pushed: string[] = [];
  const context = {
    push: (_name: string, { base64 }: { base64: string }) => {
      pushed.push(Buffer.from(base64, 'base64').toString());
      return Promise.resolve();
    },
  };
  const handler = queueReads({ queue })['queue:export'];
  const answer = await handler.run({ id: 'M1' }, context as never);
  return { answer, pushed };
}

const codeOf = ({ answer }: Awaited<ReturnType<typeof exported>>): string =>
  answer.ok ? '' : answer.error.code;

test('a message comes in pieces, and its size is told', async () => {
  const pieces = [Buffer.from('one '), Buffer.from('two')];
  const { answer, pushed } = await exported(() => Promise.resolve(Readable.from(pieces)));
  assert.deepEqual(answer, { ok: true, value: { sizeBytes: 7, isDamaged: false } });
  assert.deepEqual(pushed, ['one ', 'two']);
});

test('of a message that the disk gives back changed all is given, and told that it is so', async () => {
  const { answer, pushed } = await exported(
    () => Promise.resolve(Readable.from([Buffer.from('onf')])),
    true,
  );
  assert.deepEqual(answer, { ok: true, value: { sizeBytes: 3, isDamaged: true } });
  assert.deepEqual(pushed, ['onf']);
});

test('a piece waits until the one before it was taken: a large message is not held in memory', async () => {
  let underWay = 0;
  let most = 0;
  const context = {
    push: async () => {
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    },
  };
  const octets = Readable.from(Array.from({ length: 10 }, () => Buffer.from('piece')));
  const queue = {
    open: () => Promise.resolve({ octets, isDamaged: () => false }),
  } as unknown as QueueDesk;
  await queueReads({ queue })['queue:export'].run({ id: 'M1' }, context as never);
  assert.equal(most, 1);
});

test('a message that is not there is told as such', async () => {
  assert.equal(codeOf(await exported(() => Promise.resolve(null))), 'queue.unknown');
});

test('a disk that does not give the message back is told in plain words, wherever it fails', async () => {
  const failure = Object.assign(new Error('EIO: read'), { code: 'EIO' });
  const cut = (async function* () {
    yield await Promise.resolve(Buffer.from('the beginning'));
    throw failure;
  })();
  for (const open of [() => Promise.reject(failure), () => Promise.resolve(Readable.from(cut))])
    assert.equal(codeOf(await exported(open)), 'queue.unreadable');
});
