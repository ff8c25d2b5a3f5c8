import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { TcpListener } from '../../../main/relay/net/tcp-listener.ts';
import { TestClock } from '../../helpers/test-clock.ts';

test('a stop does not wait for a client that was just turned away and does not close its side', async (t) => {
  const listener = new TcpListener({
    ...{ host: '127.0.0.1', port: 0, clock: new TestClock(), busyLine: 'too many' },
    limits: () => ({ connections: 0, connectionsPerAddress: 1 }),
    open: (socket) => ({ finish: () => socket.destroy() }),
    onAcceptError: () => undefined,
  });
  const port = await listener.start();
  const client = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => client.destroy());
  const [said] = (await once(client, 'data')) as [Buffer];
  assert.equal(said.toString(), 'too many\r\n');
  const stopped = listener.stop(60_000).then(() => 'stopped');
  const first = await Promise.race([stopped, pause(1_000, 'waits')]);
  assert.equal(first, 'stopped');
});
