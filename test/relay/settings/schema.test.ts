import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { parseSettings } from '../../../main/relay/settings/schema.ts';
import { changeSetting, getSetting } from '../../../main/relay/settings/setting-path.ts';

/** The default settings with one value replaced, as a file could hold it. */
function withValue(path: string, value: unknown): unknown {
  const copy = structuredClone(defaultSettings) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let node = copy;
  for (const key of keys) node = node[key] as Record<string, unknown>;
  node[last] = value;
  return copy;
}

const trusted = {
  name: 'scanner',
  network: '192.168.1.20',
  allowedSenders: ['scanner@example.com', 'example.com'],
  recipientDomains: ['example.com'],
  messagesPerHour: 100,
  maxSizeBytes: 0,
};

test('the settings of a new data folder are valid, and complete what is missing', () => {
  assert.deepEqual(parseSettings(defaultSettings), { ok: true, value: defaultSettings });
  assert.deepEqual(parseSettings({}), { ok: true, value: defaultSettings });
  const part = parseSettings({ listeners: { relay: { port: 25 } } });
  assert.ok(part.ok);
  assert.deepEqual(part.value.listeners.relay, { ...defaultSettings.listeners.relay, port: 25 });
});

for (const [path, value, words] of [
  ['listeners.relay.port', 0, /listeners\.relay\.port must be 1 or more/],
  ['listeners.relay.port', 70_000, /must be 65535 or less/],
  ['listeners.relay.port', '25', /must be a number/],
  ['listeners.relay.port', 25.5, /must be a whole number/],
  ['listeners.relay.host', 'office', /is no address of this PC/],
  ['listeners.relay.colour', 'red', /listeners\.relay\.colour does not exist/],
  ['popAuth.windowMinutes', 0, /must be more than 0/],
  ['popAuth.countFrom', 'never', /must be one of: sign-in, session-end/],
  ['popAuth.proxies', ['10.0.0.0/33'], /popAuth\.proxies\.0 is no address or network/],
  ['access.cramMd5', 'yes', /must be true or false/],
  ['access.plaintextSignIn', '127.0.0.1', /must be a list/],
  ['access.trusted', [{ ...trusted, network: 'office' }], /access\.trusted\.0\.network is no/],
  ['access.trusted', [{ ...trusted, network: '0.0.0.0/0' }], /is too wide: .* strangers/],
  ['access.trusted', [{ ...trusted, network: '203.0.113.0/23' }], /network is too wide/],
  ['access.trusted', [{ ...trusted, network: '::/0' }], /network is too wide/],
  ['access.trusted', [{ ...trusted, network: '2001:db8::/47' }], /network is too wide/],
  ['access.trusted', [{ ...trusted, name: '' }], /name may not be empty/],
  ['access.trusted', [trusted, { ...trusted, name: 'Scanner' }], /name "scanner"/],
  ['office.domains', ['Example.com'], /office\.domains\.0 is no domain/],
  ['office.domains', ['-x'], /is no domain/],
  ['hostname', 'a\r\nQUIT', /is no host name|line breaks/],
  ['provider.user', 'joe\r\nRSET', /line breaks or control characters/],
  [
    'provider.host',
    'a b',
    /^The setting provider\.host is no server name; write for example smtp\./,
  ],
  ['provider.host', 'smtp.example.com:465', /is no server name/],
  ['provider.kind', 'smarthost', /name of the provider’s server is missing/],
  ['provider.fingerprint', 'AB:CD', /is no SHA-256 fingerprint/],
  ['queue.retryMinutes', [], /must have at least 1 entry/],
  ['queue.delayNoticeHours', 72, /delay notice must come before/],
  ['tls.certificateFile', '/etc/cert.pem', /needs both its file and the file of its key/],
  ['version', 2, /must be one of: 1/],
  ['limits', 7, /The setting limits must be a group of settings/],
] as const)
  test(`${path} = ${JSON.stringify(value)} is refused with its name and the cause`, () => {
    const result = parseSettings(withValue(path, value));
    if (result.ok) assert.fail('accepted');
    assert.match(result.error.message, words);
    assert.ok(result.error.hint);
    assert.ok(result.error.field?.startsWith(path.split('.')[0] ?? ''));
  });

test('an office’s own networks are trusted as wide as they are, public ones as far as one customer has them', () => {
  for (const network of ['10.0.0.0/8', '192.168.0.0/16', 'fd00::/8', '::1', '203.0.113.0/24']) {
    const result = parseSettings(withValue('access.trusted', [{ ...trusted, network }]));
    assert.ok(result.ok, network);
  }
});

for (const junk of [null, 7, 'text', []])
  test(`${JSON.stringify(junk)} in place of the settings is refused`, () => {
    assert.equal(parseSettings(junk).ok, false);
  });

test('a domain beyond ASCII is kept in the form that mail carries', () => {
  const office = parseSettings(withValue('office.domains', ['müller.example']));
  assert.deepEqual(office.ok && office.value.office.domains, ['xn--mller-kva.example']);
  const allowedSenders = ['büro@müller.example', 'müller.example', '@müller.example'];
  const result = parseSettings(withValue('access.trusted', [{ ...trusted, allowedSenders }]));
  assert.deepEqual(result.ok && result.value.access.trusted[0]?.allowedSenders, [
    'büro@xn--mller-kva.example',
    'xn--mller-kva.example',
    '@xn--mller-kva.example',
  ]);
});

test('two listeners on one port are refused, unless they listen on different addresses', () => {
  const same = parseSettings(withValue('listeners.relay.port', 2587));
  if (same.ok) assert.fail('accepted');
  assert.match(same.error.message, /relay and submission cannot both use port 2587/);
  const apart = structuredClone(defaultSettings);
  Object.assign(apart.listeners.relay, { port: 2587, host: '127.0.0.1' });
  Object.assign(apart.listeners.submission, { host: '192.168.1.5' });
  assert.equal(parseSettings(apart).ok, true);
  Object.assign(apart.listeners.submission, { host: apart.listeners.relay.host });
  assert.equal(parseSettings(apart).ok, false, 'the same address');
  Object.assign(apart.listeners.submission, { host: '0.0.0.0' });
  assert.equal(parseSettings(apart).ok, false);
});

test('a listener that is off clashes with nothing; the practice provider does', () => {
  const off = structuredClone(defaultSettings);
  Object.assign(off.listeners.relay, { port: 2587, enabled: false });
  assert.equal(parseSettings(off).ok, true);
  const practice = parseSettings(withValue('practice.port', 2525));
  if (practice.ok) assert.fail('accepted');
  assert.match(practice.error.message, /relay and the practice provider cannot both use port 2525/);
});

test('a setting is read and changed by its path, the text taken as its kind', () => {
  const value = (path: string, text: string) => {
    const changed = changeSetting(defaultSettings, path, text);
    if (!changed.ok) return changed.error.code;
    const read = getSetting(changed.value, path);
    return read.ok ? read.value : read.error.code;
  };
  assert.equal(value('listeners.relay.port', '25'), 25);
  assert.equal(value('popAuth.enabled', 'off'), false);
  assert.equal(value('hostname', 'mail.example.com'), 'mail.example.com');
  assert.deepEqual(value('office.domains', 'a.example, b.example'), ['a.example', 'b.example']);
  assert.deepEqual(value('office.domains', ''), []);
  assert.deepEqual(value('queue.retryMinutes', '1,5'), [1, 5]);
  assert.deepEqual(value('access.trusted', JSON.stringify([trusted])), [trusted]);
  assert.equal(value('listeners.relay.port', 'many'), 'settings.invalid');
  assert.equal(value('limits.minFreeDiskBytes', ' '), 'settings.invalid', 'nothing is not 0');
  assert.equal(value('hostname.length', '3'), 'settings.unknown');
  assert.equal(value('tls', '/office.pem'), 'settings.invalid');
  assert.equal(value('popAuth.enabled', 'toString'), 'settings.invalid');
  assert.equal(value('listeners.relay.colour', 'red'), 'settings.unknown');
  assert.equal(value('__proto__.x', 'red'), 'settings.unknown');
  assert.equal(value('office.domains.length', '3'), 'settings.unknown');
  assert.equal(defaultSettings.listeners.relay.port, 2525);
});

test('a value inside a list is changed by its number', () => {
  const settings = {
    ...defaultSettings,
    access: { ...defaultSettings.access, trusted: [trusted] },
  };
  const changed = changeSetting(settings, 'access.trusted.0.network', '10.0.0.1');
  assert.ok(changed.ok);
  assert.deepEqual(changed.value.access.trusted, [{ ...trusted, network: '10.0.0.1' }]);
});

test('a section takes a part of it, and the rest stays as it is', () => {
  const limits = { ...defaultSettings.limits, connections: 7 };
  const changed = changeSetting({ ...defaultSettings, limits }, 'limits', '{"idleSeconds":60}');
  assert.deepEqual(changed.ok && changed.value.limits, { ...limits, idleSeconds: 60 });
  const deep = changeSetting(defaultSettings, 'listeners', '{"relay":{"port":25}}');
  const { listeners } = defaultSettings;
  assert.deepEqual(deep.ok && deep.value.listeners, {
    ...listeners,
    relay: { ...listeners.relay, port: 25 },
  });
});
