import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../main/contract/result.ts';
import type { Parts } from '../../main/control/parts.ts';
import { settingsHandlers } from '../../main/control/system-handlers.ts';
import { parseSettings } from '../../main/relay/settings/schema.ts';
import { TestSettings } from '../helpers/test-settings.ts';

/** Sets one thing in a relay that keeps a password for old.example; what came of it, and what the queue heard. */
async function setting(path: string, value: string) {
  const told: string[] = [];
  const settings = new TestSettings();
  settings.change('provider', {
    ...{ kind: 'smarthost', host: 'old.example' },
    ...{ auth: 'plain', user: 'office' },
  });
  const secrets = { get: () => Promise.resolve('sesame') };
  const inSettingsTurn: Parts['inSettingsTurn'] = (work) =>
    work((next) => {
      const parsed = parseSettings(next);
      return Promise.resolve(parsed.ok ? ok(null) : parsed);
    });
  const queue = { providerChanged: () => told.push(path) };
  const handlers = settingsHandlers({
    settings,
    secrets,
    inSettingsTurn,
    queue,
  } as unknown as Parts);
  const context = { push: () => undefined, onEnd: () => 0 };
  return { result: await handlers['settings:set'].run({ path, value }, context), told };
}

const toldBy = async (path: string, value: string) => (await setting(path, value)).told;

test('mail that waits for the provider tries changed settings at once, however they are set', async () => {
  assert.deepEqual(await toldBy('provider.user', 'office'), ['provider.user']);
  assert.deepEqual(await toldBy('practice.port', '2627'), ['practice.port']);
  assert.deepEqual(await toldBy('practice', '{"port":2627}'), ['practice']);
});

test('other settings, and values that are refused, leave the connections to the provider alone', async () => {
  assert.deepEqual(await toldBy('popAuth.windowMinutes', '5'), []);
  assert.deepEqual(await toldBy('provider.port', 'none'), []);
});

test('another server does not get the password that is kept by a setting alone', async () => {
  const whole = JSON.stringify({ kind: 'smarthost', host: 'new.example', user: 'office' });
  for (const [path, value] of [
    ['provider.host', 'new.example'],
    ['provider', whole],
  ] as const) {
    const { result, told } = await setting(path, value);
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'provider.password-needed');
    assert.match(result.error.hint ?? '', /^Use "mailroom provider set --host NAME"/);
    assert.deepEqual(told, []);
  }
  assert.ok(
    (await setting('provider.host', 'OLD.example')).result.ok,
    'the same one, spelt otherwise',
  );
});
