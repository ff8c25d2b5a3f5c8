/** Bodies that are read from their file as they are sent. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { blocks } from '../../../main/relay/lifecycle/blocks.ts';
import { FakeSmarthost } from '../../helpers/fake-smarthost.ts';
import {
  connected,
  largeBody,
  outgoing,
  providerAt,
  smarthostWith,
  told,
} from '../../helpers/provider.ts';
import { until } from '../../helpers/running-relay.ts';

test('a large body goes out whole, read at the pace of the socket', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const text = `Subject: big\r\n\r\n${'.dot\r\nline\r\n'.repeat(60_000)}`;
  const { body, isClosed } = largeBody(Buffer.from(text));
  const message = { ...outgoing({ sizeBytes: text.length }), body };
  assert.deepEqual(told(await connection.send(message)), ['delivered']);
  assert.ok(isClosed());
  assert.equal(fake.bodies[0]?.replace(/^\.\./gm, '.'), text);
  connection.close();
});

test('a large body is not read over while a provider that takes its time has still to get it', async (t) => {
  const fake = await FakeSmarthost.start(t, {
    script: {
      DATA: () => {
        for (const socket of fake.sockets) {
          setImmediate(() => socket.pause());
          setTimeout(() => socket.resume(), 300);
        }
        return '354 go on';
      },
    },
  });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const lines = Array.from({ length: 600_000 }, (_, i) => `line ${i}\r\n`).join('');
  const text = `Subject: big\r\n\r\n${lines}`;
  const { body } = largeBody(Buffer.from(text), { pieceBytes: 1 << 20 });
  const message = { ...outgoing({ sizeBytes: text.length }), body };
  assert.deepEqual(told(await connection.send(message)), ['delivered']);
  assert.ok(fake.bodies[0] === text);
  connection.close();
});

test('memory into which a body is still being read is lent to no other message', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  // What earlier ones gave back.
  for (let count = 0; count < 8; count += 1) blocks.take();
  const reads: { block: Buffer; isRead: (octets: number) => void }[] = [];
  const body = {
    read: (block: Buffer) => new Promise<number>((isRead) => reads.push({ block, isRead })),
    close: () => undefined,
  };
  const message = outgoing({ sizeBytes: 1_000 });
  const sending = connection.send({ ...message, body: () => Promise.resolve(body) });
  await until('it is being read', () => reads.length > 0);
  for (const socket of fake.sockets) socket.destroy();
  assert.deepEqual(told(await sending), ['data ECONNECTION retry']);
  reads[0]?.isRead(10);
  await sleep(20);
  const last = reads[1];
  assert.ok(last && blocks.take() !== last.block && blocks.take() !== last.block);
  last.isRead(0);
  await sleep(20);
  assert.ok([blocks.take(), blocks.take()].some((block) => block === last.block));
});

test('a large body has time in the measure of its size: a slow line is no dead one', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const timeouts = { bodySilenceMs: 20_000, transactionMs: 200 };
  const connection = await connected(smarthostWith(providerAt(fake.port), { timeouts }));
  const text = `Subject: big\r\n\r\n${'line\r\n'.repeat(30_000)}`;
  const octets = Buffer.from(text);
  const body = {
    async read(block: Buffer, offset: number) {
      await sleep(50);
      return octets.copy(block, 0, offset, offset + 20_000);
    },
    close: () => undefined,
  };
  const message = { ...outgoing({ sizeBytes: text.length }), body: () => Promise.resolve(body) };
  assert.deepEqual(told(await connection.send(message)), ['delivered']);
  connection.close();
});

test('a large body goes out to its size, whatever stands behind it in its file', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const text = `Subject: big\r\n\r\n${'line\r\n'.repeat(20_000)}`;
  const { body } = largeBody(Buffer.from(`${text}Not meant for anybody\r\n`));
  const message = { ...outgoing({ sizeBytes: text.length }), body };
  assert.deepEqual(told(await connection.send(message)), ['delivered']);
  assert.ok(fake.bodies[0] === text);
  connection.close();
});

test('a body that cannot be read to its end is never ended on the wire', async (t) => {
  for (const fails of [true, false]) {
    const fake = await FakeSmarthost.start(t);
    const connection = await connected(smarthostWith(providerAt(fake.port)));
    const { body, isClosed } = largeBody(Buffer.from('Subject: half\r\n\r\nThe fir'), { fails });
    const message = { ...outgoing({ sizeBytes: 5_000 }), body };
    await assert.rejects(connection.send(message), /cannot be read to its end/);
    assert.ok(isClosed());
    assert.equal(connection.isUsable, false);
    assert.deepEqual(fake.bodies, []);
  }
});

test('a body that cannot even be opened costs no connection: the provider has heard of nothing', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  const message = { ...outgoing(), body: () => Promise.reject(new Error('EIO')) };
  await assert.rejects(connection.send(message), /cannot be read/);
  assert.deepEqual(told(await connection.send(outgoing())), ['delivered']);
  assert.equal(fake.bodies.length, 1);
  connection.close();
});
