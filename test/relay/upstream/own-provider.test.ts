import assert from 'node:assert/strict';
import os from 'node:os';
import { test } from 'node:test';
import { defaultSettings, type ProviderSettings } from '../../../main/contract/settings.ts';
import { ownProviderFault } from '../../../main/relay/upstream/own-provider.ts';

const faultOf = (provider: Partial<ProviderSettings>): string | null =>
  ownProviderFault(
    {
      ...defaultSettings,
      hostname: 'mail.myclient.com',
      provider: { ...defaultSettings.provider, kind: 'smarthost', ...provider },
    },
    ['192.168.1.5', 'fd00::5'],
  )?.message ?? null;

for (const host of [
  ...['localhost', 'LOCALHOST', '127.0.0.1', '127.0.0.2', '::1', '192.168.1.5', 'FD00:0::5'],
  ...['mail.myclient.com', os.hostname()],
])
  for (const port of [2525, 2587, 2465])
    test(`${host}:${port} is this relay itself`, () => {
      assert.match(
        faultOf({ host, port }) ?? '',
        /is this Mailroom itself: mail would go in a circle/,
      );
    });

for (const [host, port] of [
  ['localhost', 25],
  ['192.168.1.6', 2525],
  ['smtp.example.com', 587],
] as const)
  test(`${host}:${port} is another server`, () => {
    assert.equal(faultOf({ host, port }), null);
  });

test('the practice provider is another server, whatever else stands in the settings', () => {
  assert.equal(faultOf({ kind: 'practice', host: 'localhost', port: 2525 }), null);
});
