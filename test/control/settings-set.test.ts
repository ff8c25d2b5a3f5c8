import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../main/contract/result.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { Parts } from '../../main/control/parts.ts';
import { settingsHandlers } from '../../main/control/system-handlers.ts';
import { parseSettings } from '../../main/relay/settings/schema.ts';
import { TestSettings } from '../helpers/test-settings.ts';

/**
 * Sets one thing in a relay that keeps a password for old.example, or none; what came of it, what the queue heard, and
 * what was to be saved.
 */
async function setting(path: string, value: string, password: string | null = 'sesame') {
  const told: string[] = [];
  const saved: Settings[] = [];
  const settings = new TestSettings();
  settings.change('provider', {
    ...{ kind: 'smarthost', host: 'old.example' },
    ...{ auth: 'plain', user: 'office' },
    ...{ fingerprint: oldFingerprint, allowPlaintextPassword: true },
  });
  const secrets = { get: () => Promise.resolve(password) };
  const inSettingsTurn: Parts['inSettingsTurn'] = (work) =>
    work((next) => {
      const parsed = parseSettings(next);
      if (parsed.ok) saved.push(parsed.value);
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
  return { result: await handlers['settings:set'].run({ path, value }, context), told, saved };
}

const oldFingerprint = Array.from({ length: 32 }, () => 'AB').join(':');

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

test('another server begins without what was trusted of the one before, but for what is said of it', async () => {
  const trustAfter = async (path: string, value: string) => {
    const [next] = (await setting(path, value, null)).saved;
    return [next?.provider.fingerprint, next?.provider.allowPlaintextPassword];
  };
  assert.deepEqual(await trustAfter('provider.host', 'new.example'), ['', false]);
  assert.deepEqual(await trustAfter('provider.port', '25'), [oldFingerprint, true]);
  const said = JSON.stringify({ host: 'new.example', fingerprint: oldFingerprint });
  assert.deepEqual(await trustAfter('provider', said), [oldFingerprint, false]);
  assert.deepEqual(await trustAfter('provider', 'null'), [undefined, undefined], 'refused');
});
