import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anyNetworkContains,
  isPrivateNetwork,
  narrowestNetwork,
  parseAddressKey,
  parseNetwork,
  type AddressKey,
} from '../../../main/relay/net/address.ts';

const key = (text: string): AddressKey => {
  const parsed = parseAddressKey(text);
  assert.ok(parsed !== null, text);
  return parsed;
};

test('every spelling of an address has one key (RFC 5952)', () => {
  const spellings: [string, string][] = [
    ['192.0.2.7', '192.0.2.7'],
    [' [192.0.2.7] ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['::', '::'],
    ['FE80::1%eth0', 'fe80::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8:0010::', '2001:db8:10::'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['[2001:db8::10:0:0]', '2001:db8::10:0:0'],
  ];
  for (const [spelling, expected] of spellings) assert.equal(parseAddressKey(spelling), expected);
});

test('what is no address has no key', () => {
  for (const text of [
    '',
    'joe',
    '1.2.3',
    '1.2.3.256',
    '12345::',
    '1.2.3.4/8',
    '1.2.3.4%eth0',
    '01.2.3.4',
  ])
    assert.equal(parseAddressKey(text), null, text);
});

test('a network holds its addresses, mapped ones too, and no other', () => {
  assert.ok(anyNetworkContains(['192.168.1.0/24'], key('::ffff:192.168.1.200')));
  assert.ok(!anyNetworkContains(['192.168.1.0/24'], key('192.168.2.1')));
  assert.ok(anyNetworkContains(['fd00::/8'], key('fd12:3456::1')));
  assert.ok(!anyNetworkContains(['0.0.0.0/0'], key('::1')));
  assert.ok(anyNetworkContains(['10.0.0.5'], key('10.0.0.5')));
  assert.ok(!anyNetworkContains(['nonsense'], key('10.0.0.5')));
  assert.ok(anyNetworkContains(['nonsense', '::1', '10.0.0.5'], key('10.0.0.5')));
});

test('a text with too long a prefix is no network', () => {
  for (const text of ['1.2.3.4/33', '::/129', '1.2.3.4/', '1.2.3.4/x', '1.2.3.4/8/8'])
    assert.equal(parseNetwork(text), null, text);
});

test('a network of mapped addresses is the IPv4 network behind it, and never a wider one', () => {
  for (const inside of ['192.0.2.0', '192.0.2.9', '192.0.2.255'])
    assert.ok(anyNetworkContains(['::ffff:192.0.2.0/120'], key(inside)), inside);
  assert.ok(!anyNetworkContains(['::ffff:192.0.2.0/120'], key('192.0.3.9')));
  assert.equal(parseNetwork('::ffff:192.0.2.0/24'), null);
});

test('a whole family is a network too', () => {
  assert.ok(anyNetworkContains(['0.0.0.0/0'], key('203.0.113.9')));
  assert.ok(anyNetworkContains(['::/0'], key('2001:db8::1')));
  assert.ok(!anyNetworkContains(['::/0'], key('203.0.113.9')));
});

test('the narrowest of several networks counts', () => {
  const entries = [
    { network: '10.0.0.0/8' },
    { network: '10.1.0.0/16' },
    { network: '11.0.0.0/8' },
  ];
  assert.equal(narrowestNetwork(entries, key('10.1.2.3')), entries[1]);
  assert.equal(narrowestNetwork(entries.toReversed(), key('10.1.2.3')), entries[1]);
  assert.equal(narrowestNetwork(entries, key('12.0.0.1')), null);
});

test('private networks are told from public ones, and from wider ones that hold them', () => {
  const isPrivate = (text: string): boolean => {
    const network = parseNetwork(text);
    assert.ok(network !== null, text);
    return isPrivateNetwork(network);
  };
  for (const text of ['10.1.2.3', '10.0.0.0/8', '172.31.0.0/16', '192.168.7.0/24', 'fd12::/16'])
    assert.equal(isPrivate(text), true, text);
  for (const text of ['fe80::1', '::1', '127.0.0.1', '100.64.0.0/10', '::ffff:10.0.0.0/104'])
    assert.equal(isPrivate(text), true, text);
  for (const text of ['10.0.0.0/7', '172.32.0.0/16', '192.0.2.1', '0.0.0.0/0', '::/0', 'f000::/4'])
    assert.equal(isPrivate(text), false, text);
  // As many bits, of the other family.
  for (const text of ['a00::/8', 'c0a8::/16']) assert.equal(isPrivate(text), false, text);
});
