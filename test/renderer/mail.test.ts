import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryRow } from '../../main/contract/history.ts';
import type { UserView } from '../../main/contract/people.ts';
import { mailPlace, parseMailPlace } from '../../renderer/mail/mail-place.ts';
import { recipientLines } from '../../renderer/mail/recipient-lines.ts';
import { personOf, remediesFor, type RefusalFacts } from '../../renderer/mail/remedies.ts';
import { boundsFor, isOwnPc, widened } from '../../renderer/mail/trust-bounds.ts';
import { parseRoute } from '../../renderer/shell/route.ts';

const placeOf = (hash: string) => parseMailPlace(parseRoute(hash));

test('links of tray, overview and people lead to the right list', () => {
  const plain = { kind: 'waiting', state: null, id: null, text: '' };
  assert.deepEqual(placeOf('#/mail'), plain);
  assert.deepEqual(placeOf('#/mail?state=held'), { ...plain, state: 'held' });
  assert.deepEqual(placeOf('#/mail?kind=refused'), { ...plain, kind: 'refused' });
  assert.deepEqual(placeOf('#/mail/M1'), { ...plain, id: 'M1' });
  assert.deepEqual(placeOf('#/mail/R-7K2F4'), { ...plain, kind: 'refused', id: 'R-7K2F4' });
  assert.deepEqual(placeOf('#/mail?kind=odd&state=odd'), plain);
  const place = { kind: 'sent', state: null, id: 'a/b', text: 'joe & anna' } as const;
  assert.deepEqual(placeOf(`#/${mailPlace(place)}`), place);
});

test('a place that nobody could have encoded is read as it stands', () => {
  const { page, rest } = parseRoute('#/people/100%/caf%C3%A9');
  assert.deepEqual([page, rest], ['people', ['100%', 'café']]);
});

const row = (change: Partial<HistoryRow>): HistoryRow => ({
  ...{ key: 'k', kind: 'sent', at: 5, id: 'M1', sender: '', recipient: 'a@x', user: '', peer: '' },
  ...{ why: null, network: '', cause: '', reply: '', count: 1 },
  ...change,
});

test('recipients: the queue tells while the message waits, the history when it has left', () => {
  const rows = [
    row({ recipient: 'a@x', at: 7, reply: '250 ok' }),
    row({ recipient: 'b@x', kind: 'bounced', at: 9, cause: 'No such user.', reply: '550 no' }),
  ];
  const waiting = { address: 'c@x', state: 'waiting', attempts: 2, lastReply: null } as const;
  const delivered = { address: 'a@x', state: 'delivered', attempts: 1, lastReply: null } as const;
  const words = { cause: '', raw: '250 ok' };
  const message = {
    recipients: [
      { ...delivered, ...words },
      { ...waiting, ...words },
    ],
  };
  assert.deepEqual(
    recipientLines(message, rows).map(({ address, state, at }) => [address, state, at]),
    [
      ['a@x', 'delivered', 7],
      ['c@x', 'waiting', null],
    ],
  );
  assert.deepEqual(
    recipientLines(null, [...rows, row({ recipient: 'a@x', at: 3 })]).map(
      ({ address, state, at, cause, raw }) => [address, state, at, cause, raw],
    ),
    [
      ['a@x', 'delivered', 7, '', '250 ok'],
      ['b@x', 'failed', 9, 'No such user.', '550 no'],
    ],
  );
});

const user = (name: string, change: Partial<UserView> = {}): UserView => ({
  ...{ name, aliases: [], enabled: true, challengeSignIn: false, createdAt: 0 },
  ...{ lastSignInAt: null, lastSignInFrom: null },
  ...change,
});
const refusal = (change: Partial<RefusalFacts> = {}): RefusalFacts => ({
  ...{ id: 'R-1', at: 0, why: 'no-window', sender: 'joe@myclient.com', recipient: 'a@b.example' },
  ...{ user: '', peer: '192.168.1.20', network: '', count: 1 },
  ...change,
});
const office = { users: [user('joe')], blocks: [], trusted: [] };

test('who was refused: by name, by alias, by the sender’s first part; else nobody is named', () => {
  const users = [user('anna', { aliases: ['sales@myclient.com'] }), user('joe')];
  assert.equal(personOf(refusal({ user: 'anna' }), users), 'anna');
  assert.equal(personOf(refusal({ sender: 'Sales@myclient.com' }), users), 'anna');
  assert.equal(personOf(refusal(), users), 'joe');
  assert.equal(personOf(refusal({ sender: 'eve@elsewhere' }), users), null);
});

test('each reason allows its own remedies, a block first', () => {
  const kinds = (facts: RefusalFacts, more: Partial<typeof office> = {}) =>
    remediesFor(facts, { ...office, ...more }).map(({ kind }) => kind);
  assert.deepEqual(kinds(refusal()), ['connect', 'trust']);
  assert.deepEqual(kinds(refusal({ why: 'wrong-password' })), ['connect', 'people']);
  assert.deepEqual(kinds(refusal({ why: 'store-unavailable' })), ['diagnostics', 'connect']);
  const blocks = [{ kind: 'address', subject: '192.168.1.20', failures: 9, until: 1 }] as never;
  assert.deepEqual(kinds(refusal({ why: 'blocked' }), { blocks }), [
    'unblock',
    'connect',
    'people',
  ]);
  const joes = [{ kind: 'user', subject: 'joe', failures: 9, until: 1 }] as never;
  assert.deepEqual(kinds(refusal({ why: 'blocked' }), { blocks: joes })[0], 'unblock', 'by sender');
  assert.deepEqual(kinds(refusal({ sender: 'eve@elsewhere' }), { blocks: joes })[0], 'connect');
  const trusted = [boundsFor(refusal(), 'Scanner', [])] as never;
  assert.deepEqual(kinds(refusal(), { trusted }), ['connect'], 'trusted by now');
  const narrow = refusal({ why: 'trusted-recipient', network: 'Scanner' });
  assert.deepEqual(kinds(narrow, { trusted }), ['widen']);
  assert.deepEqual(kinds(narrow), [], 'the device is gone from the list');
});

test('the set-up page is that of the person who last signed in from there, where the sender tells nothing', () => {
  const users = [user('anna', { lastSignInFrom: '192.168.1.20' })];
  const [first] = remediesFor(refusal({ sender: '' }), { ...office, users });
  assert.deepEqual(first, { kind: 'connect', user: 'anna' });
});

test('after a wrong password the page of the person is one click away, where there is one', () => {
  const last = (name: string) =>
    remediesFor(refusal({ why: 'wrong-password', user: name }), office).at(-1);
  assert.deepEqual(last('joe'), { kind: 'people', user: 'joe' });
  assert.deepEqual(last('eve'), { kind: 'people', user: null });
});

test('a device is trusted for what was refused and no more; a widened one keeps its bounds', () => {
  const network = boundsFor(refusal(), 'Device', ['device', 'Device (2)']);
  assert.deepEqual(network, {
    ...{ name: 'Device (3)', network: '192.168.1.20', allowedSenders: ['joe@myclient.com'] },
    ...{ recipientDomains: ['b.example'], messagesPerHour: 60, maxSizeBytes: 25 * 1024 * 1024 },
  });
  const rate = widened(network, refusal({ why: 'trusted-rate' }));
  assert.deepEqual(rate, { ...network, messagesPerHour: 120 });
  const sender = widened(network, refusal({ why: 'trusted-sender', sender: 'X@y.example' }));
  assert.deepEqual(sender, { ...network, allowedSenders: ['joe@myclient.com', 'x@y.example'] });
  const again = widened(sender, refusal({ why: 'trusted-sender', sender: 'x@Y.example' }));
  assert.deepEqual(again, sender, 'allowed by now');
  assert.deepEqual(widened(network, refusal({ why: 'trusted-sender', sender: '' })), network);
  const quoted = boundsFor(refusal({ recipient: '"a@b"@C.example' }), 'D', []);
  assert.deepEqual(quoted.recipientDomains, ['c.example']);
  const nothing = boundsFor(refusal({ sender: '', recipient: '' }), 'D', []);
  assert.deepEqual([nothing.allowedSenders, nothing.recipientDomains], [[], []]);
});

test('an address of this computer is known as such, its own on the network too', () => {
  const own = ['192.168.1.10', 'fd00::10'];
  for (const address of ['127.0.0.1', '::1', ...own]) assert.ok(isOwnPc(address, own), address);
  assert.equal(isOwnPc('192.168.1.20', own), false);
});
