import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { written } from '../../../main/relay/net/written.ts';

test('many writes to a reader that stopped wait together, until it reads again or is gone', async (t) => {
  const server = net.createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  const reader = net.connect(port, '127.0.0.1').pause();
  const socket = await new Promise<net.Socket>((resolve) => server.once('connection', resolve));
  const piece = Buffer.alloc(1 << 20);
  const waits = Array.from({ length: 40 }, () => written(socket, piece)).filter(Boolean);
  assert.ok(waits.length > 11);
  assert.equal(new Set(waits).size, 1);
  assert.ok(socket.listenerCount('drain') <= 2 && socket.listenerCount('close') <= 4);
  reader.resume();
  await waits[0];
  reader.pause();
  const last = Array.from({ length: 40 }, () => written(socket, piece)).at(-1);
  assert.notEqual(last, waits[0]);
  socket.destroy();
  await last;
  assert.equal(written(socket, piece), undefined);
  reader.destroy();
});
