import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import test from 'node:test';
import { internetSources } from '../../../../main/relay/upstream/find/internet-sources.ts';

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
