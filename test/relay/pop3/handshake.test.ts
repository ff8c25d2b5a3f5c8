import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from '../../helpers/conversation.ts';
import { becomes, Pop3Stand } from './pop3-stand.ts';

for (const [where, name] of [
  ['implicit TLS', 'pop3s'],
  ['STLS', 'pop3'],
] as const)
  test(`who goes away before the handshake of ${where} gives up the place at once`, async (t) => {
    const stand = await Pop3Stand.start(t, { name, tls: true });
    const c = await Conversation.open(t, stand.port);
    if (name === 'pop3') {
      await c.hears('+OK');
      await c.says('STLS');
      await c.hears('+OK');
    }
    await becomes(() => stand.server.connectionCount === 1);
    c.socket.end();
    await becomes(() => stand.server.connectionCount === 0);
    // Somebody looked whether the port answers: no program is set up wrongly.
    stand.clock.advance(31_000);
    assert.deepEqual(stand.journal.events('pop3.connection-failed'), []);
  });
