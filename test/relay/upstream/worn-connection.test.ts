/** Many providers take only so many messages over a connection, and then say 421 or hang up. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { FakeSmarthost, type FakeAnswer, type FakeStage } from '../../helpers/fake-smarthost.ts';
import { connected, outgoing, providerAt, smarthostWith, told } from '../../helpers/provider.ts';

const enough = '421 4.7.0 Too many messages over this connection';
const drop = { act: 'drop' } as const;
const atOnce = (): Promise<boolean> => Promise.resolve(true);

for (const [stage, answer] of [
  ['MAIL', enough],
  ['MAIL', drop],
  ['RCPT', enough],
  ['DATA', drop],
] as const satisfies readonly (readonly [FakeStage, FakeAnswer])[])
  test(`behind a message that was taken, ${JSON.stringify(answer)} at ${stage} says nothing of the next one`, async (t) => {
    const fake = await FakeSmarthost.start(t);
    const connection = await connected(smarthostWith(providerAt(fake.port)));
    const first = await connection.send(outgoing(), atOnce);
    assert.equal(first.outcome, 'answered');
    fake.script = { [stage]: answer };
    assert.deepEqual(await connection.send(outgoing(), atOnce), { outcome: 'unsent' });
    assert.equal(connection.isUsable, false);
    assert.equal(fake.bodies.length, 1);
  });

for (const [what, answer, expected] of [
  ['the mail', '451 4.3.0 later', 'mail 451 retry'],
  ['us', '530 5.7.0 Authentication required', 'mail 530 pause-route'],
] as const)
  test(`behind a message that was taken, what is said of ${what} counts`, async (t) => {
    const fake = await FakeSmarthost.start(t);
    const connection = await connected(smarthostWith(providerAt(fake.port)));
    await connection.send(outgoing(), atOnce);
    fake.script = { MAIL: answer };
    const second = await connection.send(outgoing(), atOnce);
    assert.ok(second.outcome !== 'unsent');
    assert.deepEqual(told(second), [expected]);
    connection.close();
  });

test('behind a message that was taken, nobody knows of one whose body has left', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  await connection.send(outgoing(), atOnce);
  fake.script = { body: drop };
  const second = await connection.send(outgoing(), atOnce);
  assert.ok(second.outcome !== 'unsent');
  assert.deepEqual(told(second), ['data ECONNECTION retry']);
});

test('behind a message that was refused, what the provider says counts: else it would be asked again and again', async (t) => {
  const fake = await FakeSmarthost.start(t, { script: { RCPT: '450 4.2.1 later' } });
  const connection = await connected(smarthostWith(providerAt(fake.port)));
  await connection.send(outgoing(), atOnce);
  fake.script = { MAIL: enough };
  const second = await connection.send(outgoing(), atOnce);
  assert.ok(second.outcome !== 'unsent');
  assert.deepEqual(told(second), ['mail 421 pause-route']);
});
