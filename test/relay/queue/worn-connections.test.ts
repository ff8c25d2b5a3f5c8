import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeSmarthost, type FakeAnswer } from '../../helpers/fake-smarthost.ts';
import { providerAt, smarthostWith } from '../../helpers/provider.ts';
import { QueueStand } from './queue-stand.ts';

for (const [how, answer] of [
  ['says 421', '421 4.7.0 Too many messages over this connection'],
  ['hangs up', { act: 'drop' }],
] as const satisfies readonly (readonly [string, FakeAnswer])[])
  test(`a provider that takes three messages over a connection and then ${how} gets the rest over new ones at once, and nobody hears of a fault`, async (t) => {
    const fake = await FakeSmarthost.start(t);
    const taken = (): number => fake.bodies.length;
    fake.script = {
      MAIL: () => (taken() >= 3 * fake.connections ? answer : '250 2.1.0 ok'),
    };
    const upstream = smarthostWith(providerAt(fake.port, { maxConnections: 1 }));
    const stand = await QueueStand.start(t, { upstream });
    await stand.queue.pause();
    for (let i = 0; i < 10; i += 1) await stand.take({ to: [`m${i}@example.net`] });
    await stand.queue.resume();
    await stand.until('all are sent', () => stand.ids().length === 0);
    assert.equal(taken(), 10);
    assert.equal(fake.connections, 4);
    assert.deepEqual(stand.journal.events('queue.'), Array<string>(10).fill('queue.delivered'));
  });
