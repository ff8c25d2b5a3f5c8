import assert from 'node:assert/strict';
import os from 'node:os';
import { test } from 'node:test';
import { parseAddressKey } from '../../../main/relay/net/address.ts';
import {
  isOwnAddress,
  listAddresses,
  ownAddresses,
} from '../../../main/relay/net/own-addresses.ts';

const one = (address: string, mac = 'b8:27:eb:00:00:01', internal = false) => {
  const isIPv6 = address.includes(':');
  const rest = { address, netmask: '', mac, internal, cidr: null };
  return isIPv6
    ? { ...rest, family: 'IPv6' as const, scopeid: 0 }
    : { ...rest, family: 'IPv4' as const };
};

test('the office’s network comes first, virtual ones last, link-local and loopback not at all', () => {
  const addresses = listAddresses({
    lo: [one('127.0.0.1', '00:00:00:00:00:00', true)],
    docker0: [one('172.17.0.1', '02:42:ac:00:00:01')],
    wg0: [one('10.8.0.2')],
    tailscale0: [one('100.101.102.103')],
    Ethernet: [one('fd00::5'), one('fe80::1'), one('192.168.1.5'), one('169.254.3.4')],
    'VMware Network Adapter VMnet8': [one('192.168.80.1', '00:50:56:c0:00:08')],
  });
  assert.deepEqual(addresses.slice(0, 2), [
    { address: '192.168.1.5', family: 4, via: 'Ethernet', isVirtual: false },
    { address: 'fd00::5', family: 6, via: 'Ethernet', isVirtual: false },
  ]);
  assert.deepEqual(
    addresses.slice(2).map(({ address, isVirtual }) => [address, isVirtual]),
    [
      ['172.17.0.1', true],
      ['10.8.0.2', true],
      ['100.101.102.103', true],
      ['192.168.80.1', true],
    ],
  );
});

test('an office in 100.0.0.0 outside the shared space is no VPN', () => {
  assert.equal(listAddresses({ eth0: [one('100.63.0.1')] })[0]?.isVirtual, false);
  assert.equal(listAddresses({ eth0: [one('100.127.0.1')] })[0]?.isVirtual, true);
});

test('what this PC has is listed without loopback', () => {
  const own = ownAddresses();
  assert.equal(
    own.some((address) => address.startsWith('127.') || address === '::1'),
    false,
  );
  assert.deepEqual(
    own,
    listAddresses(os.networkInterfaces()).map(({ address }) => address),
  );
});

test('every address of this PC is its own, and no other', () => {
  const isOwn = (text: string): boolean => {
    const key = parseAddressKey(text);
    return key !== null && isOwnAddress(key);
  };
  for (const address of ['127.0.0.1', ...ownAddresses()]) assert.equal(isOwn(address), true);
  for (const address of ['203.0.113.7', '2001:db8::7']) assert.equal(isOwn(address), false);
});

test('a system that does not say its addresses, for want of open files, stops nothing', (t) => {
  const { networkInterfaces } = os;
  t.after(() => (os.networkInterfaces = networkInterfaces));
  os.networkInterfaces = () => {
    throw new Error('uv_interface_addresses returned Unknown system error 24');
  };
  assert.deepEqual(ownAddresses(), []);
  const loopback = parseAddressKey('127.0.0.1');
  assert.ok(loopback !== null);
  assert.equal(isOwnAddress(loopback), false);
});
