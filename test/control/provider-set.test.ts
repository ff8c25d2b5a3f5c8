import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok } from '../../main/contract/result.ts';
import {
  defaultSettings,
  type ProviderSettings,
  type Settings,
} from '../../main/contract/settings.ts';
import { Jobs } from '../../main/control/jobs.ts';
import type { Parts } from '../../main/control/parts.ts';
import { providerHandlers } from '../../main/control/provider-handlers.ts';

interface More {
  readonly provider?: Partial<ProviderSettings>;
  readonly keeps?: boolean;
}

/** A relay of which only the provider's settings and password are there; notes what a dial would use after each step. */
function office({
  isRefused = false,
  isDamaged = false,
  isFull = '',
  from = 'old.example',
  trusted = {},
} = {}) {
  const dials: string[] = [];
  const before: Settings = {
    ...defaultSettings,
    provider: {
      ...{ ...defaultSettings.provider, kind: 'smarthost', host: from },
      ...{ auth: 'plain', user: 'office', ...trusted },
    },
  };
  let host = from;
  let saved = before.provider;
  let password: string | null = 'old';
  const full = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
  const note = (): void => void dials.push(`${host} ${password ?? 'none'}`);
  const parts = {
    settings: { get: () => before },
    secrets: {
      get: () => (isDamaged ? Promise.reject(new Error('damaged')) : Promise.resolve(password)),
      set: (_name: string, secret: string) =>
        isFull === 'set' ? full() : Promise.resolve((password = secret)).then(note),
      remove: () => (isFull === 'remove' ? full() : Promise.resolve((password = null)).then(note)),
    },
    inSettingsTurn: ((work) =>
      work((next) => {
        if (isRefused) return Promise.resolve(failed('settings.invalid', 'No.'));
        saved = (next as Settings).provider;
        host = saved.host;
        note();
        return Promise.resolve(ok(null));
      })) satisfies Parts['inSettingsTurn'],
    queue: { providerChanged: () => dials.push('told') },
  } as unknown as Parts;
  const handlers = providerHandlers(parts, new Jobs(), {
    begin: () => () => undefined,
    forget: () => undefined,
  });
  const context = { push: () => undefined, onEnd: () => 0 };
  const provider = { host: 'new.example' };
  const set = (secret?: string | null, more: More = {}) =>
    handlers['provider:set'].run(
      { provider: { ...provider, ...more.provider }, password: secret, keepsPassword: more.keeps },
      context,
    );
  const tries = () => handlers['provider:test'].run({ provider }, context);
  return { dials, set, tries, password: () => password, saved: () => saved };
}

test('no provider ever gets the password of another while both are changed', async () => {
  const { dials, set } = office();
  assert.ok((await set('new')).ok);
  assert.deepEqual(dials.slice(-2), ['new.example new', 'told']);
  for (const dial of dials) assert.doesNotMatch(dial, /new\.example old|old\.example new/);
});

test('a password is taken away, or stays, as asked', async () => {
  const without = office();
  await without.set(null);
  assert.equal(without.password(), null);
  const same = office({ from: 'NEW.example' });
  assert.ok((await same.set()).ok);
  assert.equal(same.password(), 'old');
});

test('a password that is kept goes to no other server because a field was left empty', async () => {
  const { dials, set, tries, password } = office();
  for (const result of [await set(), await tries()]) {
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'provider.password-needed');
    assert.equal(result.error.message, 'The password that is kept was given for old.example.');
    assert.equal(result.error.hint, 'Give the password for new.example as well.');
    assert.equal(result.error.field, 'password');
  }
  assert.deepEqual(dials, [], 'nothing was changed or dialled');
  assert.ok((await set(undefined, { keeps: true })).ok, 'unless somebody says so');
  assert.equal(password(), 'old');
});

test('the server of a password that cannot be read now, or is not known, does not hand it on either', async () => {
  const damaged = office({ isDamaged: true });
  const refused = await damaged.set();
  assert.ok(!refused.ok);
  assert.equal(refused.error.code, 'provider.password-needed');
  const unknown = await office({ from: '' }).set();
  assert.ok(!unknown.ok);
  assert.match(unknown.error.message, /^It is not known for which server/);
});

test('a server that wants no sign-in wants no password, and leaves none for a later one', async () => {
  for (const provider of [{ user: '' }, { auth: 'none' }, { kind: 'practice' }] as const) {
    const { set, password } = office();
    assert.ok((await set(undefined, { provider })).ok);
    assert.equal(password(), null);
  }
});

test('settings that are refused change no password', async () => {
  const { set, password } = office({ isRefused: true });
  assert.ok(!(await set('new')).ok);
  assert.equal(password(), 'old');
});

test('a password takes the place of one that cannot be read', async () => {
  const { set, password } = office({ isDamaged: true });
  assert.ok((await set('new')).ok);
  assert.equal(password(), 'new');
});

test('a full disk that takes no password is told in a sentence, and the old password goes nowhere else', async () => {
  for (const [isFull, dialled] of [
    ['remove', []],
    ['set', ['old.example none', 'new.example none']],
  ] as const) {
    const { set, dials } = office({ isFull });
    const result = await set('new');
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'secrets.not-kept');
    assert.match(
      result.error.message,
      /^The password of the provider could not be .+ \(ENOSPC\)\.$/,
    );
    assert.deepEqual(dials, dialled);
  }
});

test('what was trusted of one server is not trusted of the next, unless it is said anew', async () => {
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  const trusted = { fingerprint, allowPlaintextPassword: true };
  const trustedNow = async (provider: Partial<ProviderSettings>) => {
    const { set, saved } = office({ trusted });
    assert.ok((await set('new', { provider })).ok);
    const { fingerprint: pin, allowPlaintextPassword } = saved();
    return { fingerprint: pin, allowPlaintextPassword };
  };
  assert.deepEqual(await trustedNow({ host: 'OLD.example', port: 25 }), trusted, 'the same server');
  const nothing = { fingerprint: '', allowPlaintextPassword: false };
  assert.deepEqual(await trustedNow({ host: 'new.example' }), nothing);
  const anew = { ...nothing, allowPlaintextPassword: true };
  assert.deepEqual(await trustedNow({ host: 'new.example', allowPlaintextPassword: true }), anew);
});
