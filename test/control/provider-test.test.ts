import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok, type Result } from '../../main/contract/result.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import { Jobs } from '../../main/control/jobs.ts';
import type { Parts } from '../../main/control/parts.ts';
import { practiceHandlers, providerHandlers } from '../../main/control/provider-handlers.ts';
import { freePorts } from '../helpers/free-ports.ts';

const context = { push: () => undefined, onEnd: () => 0 };

/** A relay with these settings of the provider, and nothing else; what it did. */
function office(provider: Partial<Settings['provider']>) {
  let settings: Settings = {
    ...defaultSettings,
    provider: { ...defaultSettings.provider, ...provider },
  };
  const did: string[] = [];
  const put = (next: unknown): Promise<Result<null>> => {
    settings = next as Settings;
    return Promise.resolve(ok(null));
  };
  const parts = {
    settings: { get: () => settings },
    secrets: { get: () => Promise.resolve(null), remove: () => Promise.resolve() },
    hostname: () => 'pc.example',
    inSettingsTurn: ((work) => work(put)) satisfies Parts['inSettingsTurn'],
    applySettings: (change: (now: Settings) => Result<unknown>) => {
      const next = change(settings);
      return next.ok ? put(next.value) : Promise.resolve(next);
    },
    queue: { providerChanged: () => did.push('queue told') },
  } as unknown as Parts;
  const provides = providerHandlers(parts, new Jobs(), {
    begin: () => (steps) =>
      did.push(`noted ${steps.find(({ state }) => state === 'failed')?.id ?? ''}`),
    forget: () => did.push('forgotten'),
  });
  return { did, now: () => settings, ...provides, ...practiceHandlers(parts) };
}

test('a test of the provider in force is remembered, one of another or with another password is not', async () => {
  const [port = 0, other = 0] = await freePorts(2);
  const way = { kind: 'smarthost', host: '127.0.0.1', port, tls: 'none', auth: 'none' } as const;
  const here = office(way);
  const tries = (args: object) => here['provider:test'].run(args, context);
  assert.ok((await tries({ provider: { port: other } })).ok);
  assert.ok((await tries({ password: 'typed' })).ok);
  assert.deepEqual(here.did, []);
  assert.ok((await tries({})).ok);
  assert.deepEqual(here.did, ['noted connect']);
});

test('what was known of the provider is forgotten with a new password alone, and the queue tries at once', async () => {
  const here = office({ kind: 'smarthost', host: 'smtp.example.com' });
  const set = await here['provider:set'].run({ provider: {}, password: null }, context);
  assert.ok(set.ok);
  assert.deepEqual(here.did, ['forgotten', 'queue told']);
});

for (const [mailTo, message] of [
  ['', 'The address for the test mail is missing.'],
  ['anna', '"anna" is no complete e-mail address.'],
] as const)
  test(`a test mail to "${mailTo}" is told before anything is tried`, async () => {
    const here = office({ kind: 'smarthost', host: 'smtp.example.com' });
    const tried = await here['provider:test'].run({ mailTo }, context);
    assert.ok(!tried.ok);
    assert.deepEqual([tried.error.message, tried.error.field], [message, 'mailTo']);
  });

test('the practice provider is used and left as asked, and what is not said of it stays', async () => {
  const here = office({ kind: 'smarthost', host: 'smtp.example.com' });
  const set = async (args: object): Promise<unknown> => {
    assert.ok((await here['practice:set'].run(args, context)).ok);
    const { practice, provider } = here.now();
    return [provider.kind, provider.host, practice.behaviour, practice.delaySeconds];
  };
  const host = 'smtp.example.com';
  assert.deepEqual(await set({ behaviour: 'drop-connections', delaySeconds: 3 }), [
    'smarthost',
    host,
    'drop-connections',
    3,
  ]);
  assert.deepEqual(await set({ use: true }), ['practice', host, 'drop-connections', 3]);
  assert.deepEqual(await set({ use: false, delaySeconds: 0 }), [
    'smarthost',
    host,
    'drop-connections',
    0,
  ]);
  assert.deepEqual(here.did, ['queue told', 'queue told', 'queue told']);
});

test('who leaves the practice provider with no other set is told to set one', async () => {
  const here = office({ kind: 'practice', host: '' });
  const left = await here['practice:set'].run({ use: false }, context);
  assert.ok(!left.ok);
  assert.equal(left.error.code, 'provider.missing');
  assert.match(left.error.hint ?? '', /mailroom provider set --host NAME/);
  assert.deepEqual([here.now().provider.kind, here.did], ['practice', []]);
});
