import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok, type Result } from '../../main/contract/result.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { Parts } from '../../main/control/parts.ts';
import { settingsHandlers } from '../../main/control/system-handlers.ts';
import { parseSettings } from '../../main/relay/settings/schema.ts';
import { TestSettings } from '../helpers/test-settings.ts';

/** What the queue hears when this is set; each path alone. */
async function toldBy(path: string, value: string): Promise<string[]> {
  const told: string[] = [];
  const settings = new TestSettings();
  const applySettings = (edit: (now: Settings) => Result<unknown>): Promise<Result<null>> => {
    const next = edit(settings.get());
    const parsed = next.ok ? parseSettings(next.value) : next;
    return Promise.resolve(parsed.ok ? ok(null) : parsed);
  };
  const queue = { providerChanged: () => told.push(path) };
  const handlers = settingsHandlers({ settings, applySettings, queue } as unknown as Parts);
  await handlers['settings:set'].run({ path, value }, { push: () => undefined, onEnd: () => 0 });
  return told;
}

test('mail that waits for the provider tries changed settings at once, however they are set', async () => {
  assert.deepEqual(await toldBy('provider.user', 'office'), ['provider.user']);
  assert.deepEqual(await toldBy('practice.port', '2627'), ['practice.port']);
});

test('other settings, and values that are refused, leave the connections to the provider alone', async () => {
  assert.deepEqual(await toldBy('popAuth.windowMinutes', '5'), []);
  assert.deepEqual(await toldBy('provider.port', 'none'), []);
});
