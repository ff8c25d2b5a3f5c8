import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { serviceIdOf } from '../../main/contract/status.ts';
import { networkHandlers } from '../../main/control/network-handlers.ts';

/** One listener alone: the usual ports of the others may be somebody's here. */
function onlyRelayOn(port: number): Settings {
  const off = Object.entries(defaultSettings.listeners).map(([name, listener]) => [
    name,
    { ...listener, enabled: false },
  ]);
  const listeners = Object.fromEntries(off) as Settings['listeners'];
  return {
    ...defaultSettings,
    listeners: { ...listeners, relay: { ...defaultSettings.listeners.relay, port } },
  };
}

test('a port that is ours and lacks a certificate is ready and says so, not taken by another program', async (t) => {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, resolve);
  });
  t.after(() => server.close());
  const { port } = server.address() as net.AddressInfo;
  const detail =
    'There is no usable certificate, so nothing can be encrypted: passwords are taken only from where that is not asked for.';
  const status = { state: 'degraded', detail, port } as const;
  const handlers = networkHandlers({
    settings: { get: () => onlyRelayOn(port), onChange: () => () => undefined },
    hostname: () => 'office-pc',
    services: { statuses: () => [{ id: serviceIdOf('relay'), status }] },
  });
  const context = { push: () => undefined, onEnd: () => undefined };
  const shown = await handlers['network:show'].run({}, context);
  assert.ok(shown.ok);
  assert.deepEqual(
    shown.value.ports.find(({ listener }) => listener === 'relay'),
    {
      ...{ listener: 'relay', enabled: true, port, holder: null },
      ...{ state: 'listening', detail },
    },
  );
});
