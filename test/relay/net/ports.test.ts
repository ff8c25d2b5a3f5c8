import assert from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  holderWords,
  parseLsof,
  parseNetstat,
  parseProcNet,
  parseTasklist,
  portAvailability,
  portHolder,
} from '../../../main/relay/net/ports.ts';

async function listener(t: TestContext): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a port in use is taken, and free once it was closed', async (t) => {
  const server = net.createServer().listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  assert.deepEqual(await portAvailability(port, '127.0.0.1'), { state: 'taken' });
  server.close();
  await once(server, 'close');
  assert.deepEqual(await portAvailability(port, '127.0.0.1'), { state: 'free' });
});

test('an address that this PC does not have is told from a port in use', async () => {
  const answer = await portAvailability(2525, '192.0.2.1');
  assert.deepEqual(answer, { state: 'refused', errorCode: 'EADDRNOTAVAIL' });
});

test('the program that holds a port is found', { skip: onlyLinux() }, async (t) => {
  const holder = await portHolder(await listener(t));
  assert.equal(holder?.pid, process.pid);
  assert.equal(holder.name, path.basename(process.execPath));
});

test('a port that nobody holds has no holder', { skip: onlyLinux() }, async (t) => {
  const port = await listener(t);
  assert.equal(await portHolder(port === 1 ? 2 : 1), null);
});

test('/proc/net/tcp: listening sockets of the port, not connections through it', () => {
  const text = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:09DD 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 0 100 0 0 10 0
   1: 0100007F:09DD 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4243 1 0 20 4 30 10 -1
   2: 0100007F:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4244 1 0 100 0 0 10 0`;
  assert.deepEqual(parseProcNet(text, 2525), ['4242']);
  assert.deepEqual(parseProcNet(text, 25), ['4244']);
  assert.deepEqual(parseProcNet(text, 110), []);
  assert.deepEqual(parseProcNet('', 25), []);
});

test('netstat: the listener in any language of Windows, not a connection', () => {
  const text = [
    '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
    '  TCP    192.168.1.5:25         192.168.1.9:50000      HERGESTELLT      11',
    '  TCP    0.0.0.0:2525           0.0.0.0:0              ABHÖREN          1234',
    '  TCP    [::]:25                [::]:0                 ABHÖREN          812',
    '  UDP    0.0.0.0:110            *:*                                     99',
  ].join('\r\n');
  assert.equal(parseNetstat(text, 2525), 1234);
  assert.equal(parseNetstat(text, 25), 812);
  assert.equal(parseNetstat(text, 110), null);
});

test('tasklist and lsof give the name', () => {
  assert.equal(parseTasklist('"master.exe","812","Services","0","9 000 K"\r\n'), 'master.exe');
  assert.equal(parseTasklist('INFO: No tasks are running.\r\n'), null);
  assert.deepEqual(parseLsof('p812\ncmaster\nf13\n'), { pid: 812, name: 'master' });
  assert.equal(parseLsof(''), null);
});

test('what is known of the holder becomes a sentence', () => {
  assert.equal(
    holderWords(25, { pid: 812, name: 'master' }),
    'Port 25 is used by "master" (process 812).',
  );
  assert.equal(holderWords(25, { pid: 812, name: null }), 'Port 25 is used by process 812.');
  assert.match(holderWords(25, { pid: null, name: null }), /program of another user/);
  assert.match(holderWords(25, null), /Nothing seems to use port 25/);
});

function onlyLinux(): string | false {
  return process.platform === 'linux' ? false : 'reads /proc';
}
