/** A body that may not leave before what went before it is noted: the envelope is told meanwhile. */
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { classify } from '../../../main/relay/upstream/classify.ts';
import type { UpstreamConnection } from '../../../main/relay/upstream/route.ts';
import { FakeSmarthost, type FakeScript } from '../../helpers/fake-smarthost.ts';
import { until } from '../../helpers/running-relay.ts';
import {
  connected,
  largeBody,
  outgoing,
  providerAt,
  smarthostWith,
} from '../../helpers/provider.ts';

async function standing(
  t: TestContext,
  script: FakeScript = {},
): Promise<{ fake: FakeSmarthost; connection: UpstreamConnection }> {
  const fake = await FakeSmarthost.start(t, { script });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  t.after(() => {
    connection.close();
  });
  return { fake, connection };
}

/** Resolves `asked` when the provider wants the body. */
function gate(): {
  release: () => Promise<boolean>;
  asked: Promise<void>;
  open: (is: boolean) => void;
} {
  let tell = (): void => undefined;
  let open: (is: boolean) => void = () => undefined;
  const asked = new Promise<void>((resolve) => (tell = resolve));
  const opened = new Promise<boolean>((resolve) => (open = resolve));
  const release = (): Promise<boolean> => {
    tell();
    return opened;
  };
  return { release, asked, open };
}

const text = 'Subject: big\r\n\r\n.dot\r\n';
const bodies = [
  ['in memory', () => outgoing({ text })],
  ['in a file', () => ({ ...outgoing({ text }), ...largeBody(Buffer.from(text)) })],
] as const;

for (const [where, message] of bodies) {
  test(`a body ${where} leaves once it is released, not before`, async (t) => {
    const { fake, connection } = await standing(t);
    const { release, asked, open } = gate();
    const sending = connection.send(message(), release);
    await Promise.race([asked, sending]);
    assert.equal(fake.commands.at(-1), 'DATA');
    assert.equal(fake.bodies.length, 0);
    assert.ok(!connection.isUsable, 'nothing else can be said meanwhile');
    open(true);
    assert.equal((await sending).outcome, 'answered');
    assert.deepEqual(fake.bodies, ['Subject: big\r\n\r\n..dot\r\n']);
    assert.ok(connection.isUsable);
  });

  test(`a body ${where} that is withheld never reaches the provider`, async (t) => {
    const { fake, connection } = await standing(t);
    const { release, asked, open } = gate();
    const sending = connection.send(message(), release);
    await Promise.race([asked, sending]);
    open(false);
    assert.deepEqual(await sending, { outcome: 'unsent' });
    assert.ok(!connection.isUsable, 'in the midst of DATA nothing else can be said');
    await until('it is closed', () => fake.sockets.size === 0);
    assert.deepEqual(fake.bodies, []);
  });
}

test('a connection that is closed in the midst of DATA says no QUIT, which would be part of the message', async (t) => {
  const { fake, connection } = await standing(t);
  const { release, asked, open } = gate();
  const sending = connection.send(outgoing({ text }), release);
  await Promise.race([asked, sending]);
  connection.close();
  open(true);
  const result = await sending;
  assert.ok(result.outcome === 'failed');
  assert.equal(classify(result.failure).disposition, 'retry');
  await until('it is closed', () => fake.sockets.size === 0);
  assert.deepEqual(fake.bodies, []);
});

test('a provider that refuses while the body is held never gets it', async (t) => {
  const { fake, connection } = await standing(t, {
    DATA: '354 go on\r\n554 5.7.1 changed my mind',
  });
  const { release, open } = gate();
  const result = await connection.send(outgoing(), release);
  assert.equal(result.outcome, 'failed');
  assert.ok(!connection.isUsable);
  open(true);
  await until('it is closed', () => fake.sockets.size === 0);
  assert.deepEqual(fake.bodies, []);
});

for (const [where, message] of bodies)
  test(`a provider that says it has a body ${where}, which is still held, does not have it`, async (t) => {
    const { fake, connection } = await standing(t, { DATA: '354 go on\r\n250 2.0.0 taken' });
    const { release, asked, open } = gate();
    const result = await connection.send(message(), release);
    await asked;
    assert.equal(result.outcome, 'failed');
    assert.ok(!connection.isUsable);
    open(true);
    while (fake.sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(fake.bodies, []);
  });

for (const isHeld of [true, false])
  for (const answer of ['250 2.0.0 taken', '554 5.7.1 no'])
    test(`a provider that says "${answer}" in the midst of a large body${isHeld ? ' that was held' : ''} has none of it`, async (t) => {
      const { fake, connection } = await standing(t);
      const { release, asked, open } = gate();
      const neverRead = new Promise<number>(() => undefined);
      const body = {
        read: (block: Buffer, offset: number) =>
          offset === 0 ? Promise.resolve(block.write(text)) : neverRead,
        close: () => undefined,
      };
      const message = {
        ...outgoing({ text, sizeBytes: 1_000_000 }),
        body: () => Promise.resolve(body),
      };
      const sending = isHeld ? connection.send(message, release) : connection.send(message);
      if (isHeld) await asked;
      open(true);
      await until('it is asked for', () => fake.heard('DATA').length > 0);
      for (const socket of fake.sockets) socket.write(`${answer}\r\n`);
      const result = await sending;
      assert.ok(result.outcome === 'failed');
      assert.equal(result.failure.stage, 'data');
      assert.equal(
        classify(result.failure).disposition,
        answer.startsWith('250') ? 'retry' : 'give-up',
      );
      assert.ok(!connection.isUsable, 'in the midst of a body nothing else can be said');
      await until('it is closed', () => fake.sockets.size === 0);
      assert.deepEqual(fake.bodies, []);
    });

test('a body that is released too late is not read any more', async (t) => {
  const { fake, connection } = await standing(t, { DATA: '354 go on\r\n554 5.7.1 no' });
  const { release, asked, open } = gate();
  let reads = 0;
  const body = { read: () => Promise.resolve((reads += 1)), close: () => undefined };
  await connection.send({ ...outgoing({ text }), body: () => Promise.resolve(body) }, release);
  await asked;
  open(true);
  while (fake.sockets.size > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(reads, 0);
});

test('a message whose recipients are all refused asks for no release', async (t) => {
  const { connection } = await standing(t, { RCPT: '550 5.1.1 no' });
  const result = await connection.send(outgoing(), () => assert.fail('nothing is to leave'));
  assert.equal(result.outcome, 'answered');
  assert.ok(connection.isUsable);
});
