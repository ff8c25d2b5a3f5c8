import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BlockView } from '../../main/contract/people.ts';
import type { Settings } from '../../main/contract/settings.ts';
import { blocked, plaintext, trusted } from '../../main/control/doctor/access-checks.ts';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import { TestSettings } from '../helpers/test-settings.ts';

const partsWith = (access: Partial<Settings['access']>): DoctorParts => {
  const settings = new TestSettings();
  settings.change('access', access);
  return { settings } as unknown as DoctorParts;
};

const device = (name: string, network: string): Settings['access']['trusted'][number] => ({
  ...{ name, network, allowedSenders: [], recipientDomains: [] },
  ...{ messagesPerHour: 0, maxSizeBytes: 0 },
});

test('the doctor warns of each network from where passwords come unencrypted, and of it alone', () => {
  assert.equal(plaintext(partsWith({})).state, 'ok');
  const own = { plaintextSignIn: ['127.0.0.1', '127.0.0.0/8', '::1'] };
  assert.equal(plaintext(partsWith(own)).state, 'ok');
  for (const network of ['192.168.1.0/24', '0.0.0.0/0', '::/0', '203.0.113.7', '126.0.0.0/7']) {
    const check = plaintext(partsWith({ plaintextSignIn: ['127.0.0.0/8', network] }));
    assert.equal(check.state, 'warning', network);
    assert.ok(check.detail.startsWith(`are taken from ${network}, where`), check.detail);
    // Of what has a comma in it and no quotes, PowerShell makes two words.
    assert.match(check.remedy ?? '', /SSL\/TLS or STARTTLS.+ set \S+ "127\.0\.0\.0\/8,::1"$/);
  }
});

test('the doctor warns of what is trusted on the internet, by name', () => {
  assert.equal(trusted(partsWith({})).detail, 'none');
  const office = [device('scanner', '192.168.1.20'), device('lab', 'fd00:1::/64')];
  assert.deepEqual(
    (({ state, detail }) => ({ state, detail }))(trusted(partsWith({ trusted: office }))),
    { state: 'ok', detail: 'scanner, lab' },
  );
  const shop = trusted(partsWith({ trusted: [...office, device('shop', '203.0.113.0/24')] }));
  assert.equal(shop.state, 'warning');
  assert.equal(shop.detail, 'On the internet, not in the office: shop (203.0.113.0/24).');
});

test('the doctor warns of who of the office is blocked after failed sign-ins, and of no stranger', () => {
  const check = (...blocks: readonly (readonly [BlockView['kind'], string])[]) => {
    const views = blocks.map(([kind, subject]) => ({
      ...{ kind, subject, failures: 10, until: 1 },
      by: subject === '192.168.1.20' ? ['joe'] : [],
    }));
    return blocked({ signIn: { blocks: () => views } } as unknown as DoctorParts);
  };
  assert.deepEqual([check().state, check().detail], ['ok', 'nobody is blocked']);
  const strangers = check(['address', '203.0.113.7'], ['address', '2001:db8::7']);
  assert.equal(strangers.state, 'ok');
  assert.equal(strangers.detail, 'only addresses on the internet are blocked: 2');
  for (const address of ['127.0.0.1', '::1', '192.168.1.20', '10.0.0.9', 'fe80::1', 'fd00::2'])
    assert.equal(check(['address', address]).state, 'warning', address);
  const office = check(['address', '203.0.113.7'], ['address', '192.168.1.20'], ['user', 'anna']);
  assert.equal(office.detail, 'Blocked after too many wrong passwords: 192.168.1.20 (joe), anna.');
  assert.match(office.remedy ?? '', /mailroom blocks remove NAME$/);
  assert.equal(blocked({} as DoctorParts).state, 'skipped', 'no relay runs');
});
