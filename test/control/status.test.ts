import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../main/contract/settings.ts';
import type { Parts } from '../../main/control/parts.ts';
import { statusHandlers } from '../../main/control/system-handlers.ts';

const context = { push: () => undefined, onEnd: () => undefined };

/** How many addresses are told to be open where these have windows. */
async function openIn(addresses: readonly string[], isAvailable: boolean): Promise<number> {
  const parts = {
    ...{ version: '1', startedAt: 0, dataFolder: '/data', settingsNotice: () => null },
    settings: { get: () => defaultSettings },
    services: { statuses: () => [] },
    queue: {
      counts: () => ({ waiting: 0, sending: 0, held: 0 }),
      route: () => ({ state: 'open' }),
      trouble: () => null,
      damage: () => null,
    },
    windows: { isAvailable, list: () => addresses.map((address) => ({ address })) },
    users: { list: () => [], damage: null },
    journal: { fault: null },
    certificates: { status: { state: 'running' } },
  } as unknown as Parts;
  const status = await statusHandlers(parts, { failed: null })['status:get'].run({}, context);
  assert.ok(status.ok);
  return status.value.openWindows;
}

test('an address from which two people checked mail is one that may send', async () => {
  assert.equal(await openIn(['192.168.1.20', '192.168.1.20', '192.168.1.21'], true), 2);
});

test('while the POPAUTH database fails, no address may send', async () => {
  assert.equal(await openIn(['192.168.1.20'], false), 0);
});
