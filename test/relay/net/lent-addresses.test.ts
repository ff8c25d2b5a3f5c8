import assert from 'node:assert/strict';
import test from 'node:test';
import { LentAddresses } from '../../../main/relay/net/lent-addresses.ts';
import { listAddresses, type OwnAddress } from '../../../main/relay/net/own-addresses.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const own = (address: string, via: string): OwnAddress => ({
  ...{ address, via, isVirtual: false },
  family: address.includes(':') ? 6 : 4,
});

/** What each system prints for a lent 192.168.1.5 and a fixed 10.0.0.5. */
const systems: readonly (readonly [NodeJS.Platform, (args: string) => string, asked: number])[] = [
  [
    'linux',
    () =>
      [
        '2: eth0    inet 192.168.1.5/24 brd 192.168.1.255 scope global dynamic eth0',
        '3: eth1    inet 10.0.0.5/24 brd 10.0.0.255 scope global eth1',
      ].join('\n'),
    1,
  ],
  ['darwin', (args) => (args.includes('eth0') ? 'op = BOOTREPLY\nyiaddr = 192.168.1.5\n' : ''), 2],
  ['win32', () => 'fe80::1%12 WellKnown\r\n192.168.1.5 Dhcp\r\n10.0.0.5 Manual\r\n', 1],
];

for (const [platform, print, asked] of systems)
  test(`a lent address is told from a fixed one on ${platform}, and the system asked once a minute`, async () => {
    let count = 0;
    const clock = new TestClock();
    const lent = new LentAddresses({
      ...{ clock, platform },
      ask: (_program, args) => {
        count += 1;
        return Promise.resolve(print(args.join(' ')));
      },
    });
    const addresses = [own('192.168.1.5', 'eth0'), own('10.0.0.5', 'eth1')];
    const [first, again] = await Promise.all([lent.of(addresses), lent.of(addresses)]);
    assert.deepEqual(
      [...first].filter(([address]) => !address.includes('%')),
      [
        ['192.168.1.5', true],
        ['10.0.0.5', false],
      ],
    );
    assert.equal(first, again);
    assert.equal(count, asked);
    await lent.of([...addresses, own('10.0.0.6', 'eth1')]);
    assert.ok(count > asked, 'other addresses are asked for');
    const before = count;
    clock.advance(60_000);
    await lent.of([...addresses, own('10.0.0.6', 'eth1')]);
    assert.ok(count > before, 'a lease may have come since');
  });

test('a fixed address is not taken for the lent one that begins with it', async () => {
  const mac = new LentAddresses({
    platform: 'darwin',
    ask: () => Promise.resolve('op = BOOTREPLY\nyiaddr = 192.168.1.50\nsiaddr = 0.0.0.0\n'),
  });
  const lent = await mac.of([own('192.168.1.5', 'en0'), own('192.168.1.50', 'en0')]);
  assert.deepEqual([...lent.values()], [false, true]);
});

test('where the system says nothing, nothing is known', async () => {
  const silent = new LentAddresses({ platform: 'linux', ask: () => Promise.resolve(null) });
  assert.equal((await silent.of([own('192.168.1.5', 'eth0')])).get('192.168.1.5'), undefined);
  const unknown = new LentAddresses({ platform: 'sunos' });
  assert.equal((await unknown.of([own('192.168.1.5', 'eth0')])).size, 0);
});

test('the system of this PC is asked without a fault', async () => {
  const addresses = [...listAddresses(), own('192.0.2.1', 'none')];
  assert.notEqual((await new LentAddresses().of(addresses)).get('192.0.2.1'), true);
});
