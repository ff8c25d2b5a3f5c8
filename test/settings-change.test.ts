import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok } from '../main/contract/result.ts';
import { defaultSettings, type ListenerName, type Settings } from '../main/contract/settings.ts';
import type { ReplaceOptions } from '../main/relay/lifecycle/service-manager.ts';
import type { Service } from '../main/relay/lifecycle/service.ts';
import { SettingsChange, type PortOwner } from '../main/settings-change.ts';

const owner = (name: ListenerName): PortOwner => ({
  id: name,
  placeIn: ({ listeners }) => listeners[name],
  make: () => ({ id: name }) as unknown as Service,
});

const withPorts = ({ listeners, ...rest }: Settings): Settings => ({
  ...rest,
  listeners: {
    ...listeners,
    relay: { ...listeners.relay, port: 25 },
    pop3: { ...listeners.pop3, port: 110 },
  },
});

test('where the disk takes no settings, no port is blamed, and the old ports are listened on again', async () => {
  const full = failed('settings.not-saved', 'The disk is full.', 'Free some space.');
  const exchanged: string[] = [];
  const change = new SettingsChange({
    settings: {
      get: () => defaultSettings,
      onChange: () => () => undefined,
      set: () => Promise.resolve(full),
    },
    services: {
      replace: async (id: string, _next: Service | null, options?: ReplaceOptions) => {
        await options?.commit?.();
        exchanged.push(id);
      },
    },
    owners: [owner('relay'), owner('pop3')],
  });
  assert.deepEqual(await change.apply((now) => ok(withPorts(now))), full);
  assert.deepEqual(exchanged, ['relay', 'relay'], 'there and back');
});
