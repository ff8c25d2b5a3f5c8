import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { getEventListeners, once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import tls from 'node:tls';
import { internetSources } from '../../../../main/relay/upstream/find/internet-sources.ts';
import { testAuthority } from '../../../helpers/certificates.ts';

const limit = { timeout: 20_000 };

test('a stopped search does not wait for a name server that says nothing', limit, async (t) => {
  const silent = dgram.createSocket('udp4');
  t.after(() => silent.close());
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  const sources = internetSources('office-pc', [`127.0.0.1:${silent.address().port}`]);
  const stop = new AbortController();
  const asking = sources.mailExchangers('office.example', stop.signal);
  await once(silent, 'message');
  stop.abort();
  assert.deepEqual(await asking, []);
});

/** A candidate on this port. */
const at = (port: number) => ({ host: '127.0.0.1', port, tls: 'implicit' }) as const;

test('a server that was tried leaves no timer and no listener behind', limit, async (t) => {
  const closed = http.createServer();
  const port = await listening(t, closed);
  closed.close();
  const { signal } = new AbortController();
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  assert.equal(await internetSources('office-pc').answers(at(port), signal), false);
  assert.equal(timers(), before);
  assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('a stopped search does not wait for a server that says nothing', limit, async (t) => {
  const silent = net.createServer((socket) => t.after(() => socket.destroy()));
  const port = await listening(t, silent);
  const stop = new AbortController();
  const asking = internetSources('office-pc').answers(at(port), stop.signal);
  await once(silent, 'connection');
  stop.abort();
  assert.equal(await asking, false);
});

/** Answers with what the address asks for: `/to?URL` leads there, `/round` to itself, all else is the file. */
const answer: http.RequestListener = ({ url = '' }, response) => {
  const to = url === '/round' ? url : /^\/to\?(.*)/.exec(url)?.[1];
  if (to === undefined) response.end('<clientConfig/>');
  else response.writeHead(302, { location: decodeURIComponent(to) }).end('look there');
};

async function listening(
  t: TestContext,
  server: net.Server | http.Server | https.Server,
): Promise<number> {
  t.after(() => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test(
  'a published configuration is followed over https alone, from the first step to the last',
  { ...limit, skip: !('setDefaultCACertificates' in tls) && 'needs Node 24.5' },
  async (t) => {
    const { authorityPem, pair } = await testAuthority();
    const before = tls.getCACertificates();
    tls.setDefaultCACertificates([authorityPem]);
    t.after(() => tls.setDefaultCACertificates(before));
    const safe = `https://localhost:${await listening(t, https.createServer(pair, answer))}`;
    const plain = `http://localhost:${await listening(t, http.createServer(answer))}`;
    const sources = internetSources('office-pc');
    const fetched = (url: string) => sources.fetchText(url, new AbortController().signal);
    const via = (step: string, end: string): string => `${step}/to?${encodeURIComponent(end)}`;
    assert.equal(await fetched(`${safe}/file`), '<clientConfig/>');
    assert.equal(await fetched(via(safe, '/file')), '<clientConfig/>');
    assert.equal(await fetched(via(safe, `${plain}/file`)), null);
    assert.equal(await fetched(via(safe, via(plain, `${safe}/file`))), null, 'on the way only');
    assert.equal(await fetched(`${safe}/round`), null);
  },
);
