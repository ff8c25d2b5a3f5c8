import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListenerName } from '../../../main/contract/settings.ts';
import { modern, oldTls, plainOnly } from '../../../renderer/connect/model/program.ts';
import { isPublic, networkContains } from '../../../renderer/connect/offer/network-contains.ts';
import type { Office } from '../../../renderer/connect/offer/office.ts';
import { offerAtLeastToSend, offerFor, type Wish } from '../../../renderer/connect/offer/offer.ts';
import { serverChoices } from '../../../renderer/connect/offer/servers.ts';
import { office, withPort } from './office-stand.ts';

const server = '192.168.1.10';
const lan: Office = { ...office, access: { plaintextSignIn: ['192.168.0.0/16'] } };
const bare: Office = { ...office, tls: { ...office.tls, certificate: null } };

/** Some listeners bound to one address. */
function bound(hosts: Partial<Record<ListenerName, string>>): Office {
  const listeners = Object.fromEntries(
    Object.entries(office.listeners).map(([name, one]) => [
      name,
      { ...one, host: hosts[name as ListenerName] ?? one.host },
    ]),
  ) as unknown as Office['listeners'];
  return { ...office, listeners };
}

const all = (host: string): Office =>
  bound({ pop3: host, pop3s: host, relay: host, submission: host, submissions: host });

/** "POP3 port encryption, SMTP port encryption", or what is in the way. */
function told(given: Office, wish: Partial<Wish>): string {
  const offered = offerFor(given, { abilities: modern, way: 'auth', server, ...wish });
  if (!offered.ok) return offered.obstacles.map(({ kind }) => kind).join(' ');
  const { pop, smtp, usesPop } = offered;
  return `${usesPop ? `${pop.port} ${pop.tls}` : 'no POP3'}, ${smtp.port} ${smtp.tls}`;
}

const cases: readonly [string, Office, Partial<Wish>, string][] = [
  ['a program of today gets TLS from the first byte', office, {}, '995 implicit, 465 implicit'],
  [
    'where that port is closed, STARTTLS takes its place',
    withPort('submissions', 'taken'),
    {},
    '995 implicit, 587 starttls',
  ],
  [
    'an old program without encryption gets nothing from the office network',
    office,
    { abilities: plainOnly },
    'plain-forbidden',
  ],
  [
    'once that is allowed, it gets the plain ports',
    lan,
    { abilities: plainOnly },
    '110 none, 25 none',
  ],
  [
    'on this PC itself it is allowed from the beginning',
    office,
    { abilities: plainOnly, server: '127.0.0.1' },
    '110 none, 25 none',
  ],
  [
    'by name it counts as the office network',
    lan,
    { abilities: plainOnly, server: 'front-desk.local' },
    '110 none, 25 none',
  ],
  [
    'checking mail first sends no password to SMTP, but one to POP3',
    office,
    { abilities: { pop: ['implicit'], smtp: ['none'] }, way: 'pop' },
    '995 implicit, 25 none',
  ],
  [
    'a scanner that checks mail unencrypted needs the permission too',
    office,
    { abilities: plainOnly, way: 'pop' },
    'plain-forbidden',
  ],
  [
    'POP before SMTP that is switched off is not recommended',
    { ...lan, popAuth: { enabled: false, windowMinutes: 15 } },
    { way: 'pop' },
    'pop-before-smtp-off',
  ],
  [
    'without a certificate a program that must encrypt gets nothing',
    bare,
    { abilities: { pop: ['implicit'], smtp: ['starttls'] } },
    'no-certificate',
  ],
  [
    'an old program falls back to no encryption only where that is allowed',
    { ...bare, access: lan.access },
    { abilities: oldTls },
    '110 none, 25 none',
  ],
  [
    'a device that signs in when sending needs no POP3',
    withPort('pop3s', 'off'),
    { abilities: { pop: [], smtp: ['implicit'] } },
    'no POP3, 465 implicit',
  ],
  [
    'a closed port is named',
    withPort('submissions', 'off'),
    { abilities: { pop: [], smtp: ['implicit'] } },
    'closed',
  ],
  [
    'a port that is open to this PC alone is not recommended to others',
    bound({ submissions: '127.0.0.1' }),
    {},
    '995 implicit, 587 starttls',
  ],
  [
    'and to this PC it is',
    bound({ submissions: '127.0.0.1' }),
    { server: '127.0.0.1' },
    '995 implicit, 465 implicit',
  ],
  [
    'where nothing else fits, it says at which address it is open',
    bound({ submissions: '192.168.1.99' }),
    { abilities: { pop: [], smtp: ['implicit'] } },
    'elsewhere',
  ],
  [
    'who types the name comes in at an address of the office network',
    bound({ pop3s: '192.168.1.10', submissions: '127.0.0.1' }),
    { server: 'front-desk.local' },
    '995 implicit, 587 starttls',
  ],
];

for (const [behaviour, given, wish, expected] of cases)
  test(`offer: ${behaviour}`, () => assert.equal(told(given, wish), expected));

test('an office that checks no mail here still says how to send', () => {
  const ports = office.network.ports.map((port) =>
    port.listener.startsWith('pop3') ? { ...port, state: 'off' as const } : port,
  );
  const sends: Office = { ...office, network: { ...office.network, ports } };
  const wish: Wish = { abilities: modern, way: 'auth', server };
  const offered = offerAtLeastToSend(sends, wish);
  assert.ok(offered.ok);
  assert.deepEqual([offered.usesPop, offered.smtp.port], [false, 465]);
  assert.deepEqual(offerAtLeastToSend(office, wish), offerFor(office, wish));
});

test('addresses come before the name, and what the certificate does not name comes later', () => {
  const choices = serverChoices(office).map(({ server: one, kind }) => `${one} ${kind}`);
  assert.deepEqual(choices, [
    '192.168.1.10 address',
    'front-desk.local name',
    '127.0.0.1 this-pc',
    '10.8.0.2 virtual',
  ]);
  const certificate = { ...office.tls.certificate!, names: ['*.local'] };
  const named = serverChoices({ ...office, tls: { ...office.tls, certificate } });
  assert.deepEqual(
    named.slice(0, 2).map(({ server: one, isNamed }) => `${one} ${isNamed}`),
    ['front-desk.local true', '192.168.1.10 false'],
  );
});

test('a PC in no network is reached by its own programs alone', () => {
  const network = { ...office.network, addresses: [] };
  const choices = serverChoices({ ...office, network }).map(({ server: one }) => one);
  assert.deepEqual(choices, ['127.0.0.1', 'front-desk.local']);
});

test('an address that the router lends is known as such', () => {
  const addresses = office.network.addresses.map((one) => ({ ...one, isLent: true }));
  const network = { ...office.network, addresses };
  assert.deepEqual(
    serverChoices({ ...office, network }).map(({ isLent }) => isLent),
    [true, false, false, true],
  );
});

test('listeners that are bound to one address are reached there alone', () => {
  const there = all('127.0.0.1');
  const { pop3 } = office.listeners;
  // What is switched off has no say.
  const unused = { ...there.listeners, pop3: { ...pop3, enabled: false } };
  for (const given of [there, { ...there, listeners: unused }]) {
    const [only, ...rest] = serverChoices(given);
    assert.deepEqual([only?.server, only?.kind, rest.length], ['127.0.0.1', 'this-pc', 0]);
  }
});

test('the address that stands for all addresses is nothing to type', () => {
  for (const host of ['0.0.0.0', '::'])
    assert.equal(serverChoices(all(host))[0]?.server, '192.168.1.10', host);
  assert.match(told(all('0.0.0.0'), { server: 'fd00::10' }), /^elsewhere/);
});

test('networks contain addresses of their own family', () => {
  const table: readonly [string, string, boolean][] = [
    ['192.168.1.0/24', '192.168.1.77', true],
    ['192.168.1.0/24', '192.168.2.1', false],
    ['192.168.1.5', '192.168.1.5', true],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['::/0', '8.8.8.8', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['fc00::/7', 'fd12::1', true],
    ['fc00::/7', '2001:db8::1', false],
    ['::1', '::1', true],
    ['192.168.1.0/24', 'front-desk', false],
    ['nonsense', '192.168.1.1', false],
    ['1.2.3.999', '1.2.3.999', false],
  ];
  for (const [network, address, isIn] of table)
    assert.equal(networkContains(network, address), isIn, `${address} in ${network}`);
});

test('an address of the internet is known from those of an office', () => {
  for (const address of ['203.0.113.7', '2001:db8::7', '172.32.0.1', '192.169.1.1'])
    assert.ok(isPublic(address), address);
  for (const address of ['192.168.1.20', '172.16.0.1', '127.0.0.1', '::1', 'fd00::7', 'fe80::7'])
    assert.ok(!isPublic(address), address);
});
