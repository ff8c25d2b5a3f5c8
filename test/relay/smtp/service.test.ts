import assert from 'node:assert/strict';
import net from 'node:net';
import { test, type TestContext } from 'node:test';
import { Conversation } from '../../helpers/conversation.ts';
import { until } from '../../helpers/running-relay.ts';
import { SmtpStand } from './smtp-stand.ts';

test('a port that is taken is said in plain words, and the listener starts when it is free', async (t) => {
  const other = net.createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  assert.ok(address !== null && typeof address === 'object');
  const stand = new SmtpStand('relay');
  stand.listener = { ...stand.listener, port: address.port };
  await assert.rejects(stand.service.start(), {
    code: 'EADDRINUSE',
    message: /Port \d+ is in use by another program\./,
  });
  assert.equal(stand.service.status.state, 'failed');
  await new Promise((resolve) => other.close(resolve));
  await stand.service.start();
  t.after(() => stand.service.stop(1));
  await stand.greeted(t);
});

test('host empty listens on IPv4 and IPv6', async (t) => {
  const stand = new SmtpStand('relay');
  stand.listener = { ...stand.listener, host: '' };
  await stand.service.start();
  t.after(() => stand.service.stop(1));
  stand.openWindow();
  // ::ffff:127.0.0.1 is the 127.0.0.1 of the window.
  const c = await stand.inData(t);
  await c.says('.');
  await c.hears('250');
  assert.equal(stand.queue.kept[0]?.envelope.peer, '127.0.0.1');
  if (!hasIpv6()) return;
  const six = await Conversation.open(t, stand.port, { host: '::1' });
  await six.hears('220');
});

test('stopping tells idle clients at once, lets a message end, and can start again', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const idle = await stand.greeted(t);
  const busy = await stand.inData(t);
  await busy.sends('Subject: a\r\n\r\n');
  const stopped = stand.service.stop(2_000);
  await idle.hears('421 4.3.2');
  await idle.hearsEnd();
  await busy.says('hi\r\n.');
  await busy.hears('250 2.0.0');
  await busy.says('MAIL FROM:<joe@myclient.com>');
  await busy.hears('421 4.3.2');
  await stopped;
  assert.equal(stand.service.status.state, 'stopped');
  await stand.service.start();
  const again = await stand.greeted(t);
  await again.says('NOOP');
  await again.hears('250');
});

test('a client that does not end is cut at the deadline', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends('Subject: a\r\n\r\n');
  const begun = performance.now();
  await stand.service.stop(100);
  assert.ok(performance.now() - begun < 8_000);
  await c.hears('421 4.3.2');
  await c.hearsEnd();
  await until('it is given up', () => stand.queue.aborted > 0);
});

/** The next servers see all who come at this address. */
function comingFrom(t: TestContext, remoteAddress: string): void {
  const { createServer } = net;
  t.after(() => (net.createServer = createServer));
  net.createServer = ((options: net.ServerOpts, listener: (socket: net.Socket) => void) =>
    createServer(options, (socket) => {
      Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress });
      listener(socket);
    })) as typeof net.createServer;
}

for (const [address, key] of [
  ['::ffff:0:102:304', '::ffff:0:102:304'],
  ['fe80::7%eth0', 'fe80::7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
] as const)
  test(`who comes from ${address} has a session, and the window of ${key}`, async (t) => {
    comingFrom(t, address);
    const stand = await SmtpStand.start(t);
    const c = await stand.greeted(t);
    stand.windows.open(key, 'joe', stand.clock.now() + 60_000);
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250');
  });

test('the greeting comes at once', async (t) => {
  const stand = await SmtpStand.start(t);
  const begun = performance.now();
  // The library's own pause before each would make it 5 s and more.
  for (let i = 0; i < 50; i += 1) await stand.connect(t);
  assert.ok(performance.now() - begun < 4_000);
});

const hasIpv6 = (): boolean => {
  const probe = net.createServer();
  try {
    probe.listen(0, '::1');
    return probe.listening;
  } finally {
    probe.close();
  }
};
