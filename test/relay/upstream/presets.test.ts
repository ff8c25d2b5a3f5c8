import assert from 'node:assert/strict';
import test from 'node:test';
import services from 'nodemailer/lib/well-known/services.json' with { type: 'json' };
import { findPreset, presets, userNameFor } from '../../../main/relay/upstream/presets.ts';

test('ids are unique, and so is each domain', () => {
  const ids = presets.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  const domains = presets.flatMap(({ domains: own }) => own);
  assert.deepEqual(
    domains.filter((domain, at) => domains.indexOf(domain) !== at),
    [],
  );
  assert.ok(domains.every((domain) => domain === domain.toLowerCase()));
});

test('no preset goes without encryption, and each port has its own kind of it', () => {
  for (const { id, port, tls } of presets)
    assert.equal(tls, port === 465 ? 'implicit' : 'starttls', id);
});

test('servers that the library knows too are the same there', () => {
  const known = new Map(
    Object.values(services as Record<string, { host?: string; port?: number | string }>).map(
      ({ host, port }) => [host, Number(port)],
    ),
  );
  const shared = presets.filter(({ host }) => known.has(host));
  assert.ok(shared.length > 25);
  // ISPDB prefers 465 for these; the library lists the STARTTLS port.
  const preferImplicit = ['aol', 'gandi'];
  for (const { id, host, port } of shared)
    if (!preferImplicit.includes(id)) assert.equal(port, known.get(host), id);
});

const rows: readonly [address: string, id: string | null, user: string][] = [
  ['joe@gmail.com', 'gmail', 'joe@gmail.com'],
  ['Joe@GMX.de', 'gmx', 'Joe@GMX.de'],
  ['joe@web.de', 'web-de', 'joe'],
  ['joe@contoso.onmicrosoft.com', 'microsoft-365', 'joe@contoso.onmicrosoft.com'],
  ['joe@outlook.com', 'outlook-com', 'joe@outlook.com'],
  ['joe@bluewin.ch', 'bluewin', 'joe@bluewin.ch'],
  ['joe@myclient.com', null, ''],
  ['joe@notgmail.com', null, ''],
  ['joe', null, ''],
  ['', null, ''],
];

for (const [address, id, user] of rows)
  test(`the preset for "${address}" is ${id ?? 'unknown'}`, () => {
    const found = findPreset(address);
    assert.equal(found?.id ?? null, id);
    if (found) assert.equal(userNameFor(found, address), user);
  });

test('providers that take no password say so', () => {
  assert.equal(findPreset('a@outlook.com')?.needsOAuth, true);
  assert.match(findPreset('a@x.onmicrosoft.com')?.note ?? '', /administrator/);
  assert.match(findPreset('a@gmail.com')?.note ?? '', /app password/);
});
