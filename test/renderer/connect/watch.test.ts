import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import { nothingYet, watch, type Watch } from '../../../renderer/connect/live/watch.ts';
import { ownersFrom } from '../../../renderer/connect/live/whose.ts';

const users = [
  { name: 'joe', aliases: ['sales@myclient.com'], enabled: true, lastSignInFrom: '10.0.0.5' },
  { name: 'anna', aliases: [], enabled: true, lastSignInFrom: '10.0.0.6' },
];
const who = { person: 'joe', users };
const begin = (): Watch => nothingYet(ownersFrom(users, []));

const entry = (event: string, more: Partial<JournalEntry> = {}): JournalEntry => ({
  ...{ at: 1, level: 'info', event, text: '', peer: '10.0.0.5' },
  ...more,
});
const refused = (reason: string, more: Partial<JournalEntry> = {}): JournalEntry =>
  entry('smtp.refused', { data: { reason, sender: 'x@elsewhere.example' }, ...more });

/** What is told after these lines: the trouble, or the newest success, or nothing. */
function told(...entries: readonly JournalEntry[]): string {
  const { trouble, latest } = entries.reduce((now, one) => watch(now, one, who), begin());
  if (trouble) return `${trouble.kind}${trouble.isSure ? '' : ' (maybe)'}`;
  return latest?.goal ?? 'nothing';
}

const poped = entry('pop3.signed-in', { user: 'joe' });
const signedIn = entry('smtp.signed-in', { user: 'joe' });
const accepted = entry('smtp.accepted', { user: 'joe', id: 'M1' });
const granted = entry('popauth.granted', { user: 'joe' });
const delivered = entry('queue.delivered', { id: 'M1' });
const badPop = entry('pop3.sign-in-failed', { user: 'joe' });
const badSmtp = entry('smtp.sign-in-failed', { user: 'joe' });

const table: readonly [string, readonly JournalEntry[], string][] = [
  ['nothing happened', [], 'nothing'],
  ['a mail check is seen', [poped], 'checked'],
  ['a sign-in for sending is seen', [signedIn], 'signed-in'],
  ['an accepted message is seen', [signedIn, accepted], 'accepted'],
  [
    'its delivery is seen, by its id',
    [accepted, entry('queue.delivered', { id: 'M1' })],
    'delivered',
  ],
  [
    'the delivery of another message is not',
    [accepted, entry('queue.delivered', { id: 'M2' })],
    'accepted',
  ],
  ['a wrong password', [badPop], 'wrong-password'],
  ['a wrong password, then the right one', [badPop, poped], 'checked'],
  [
    'a mail check that works does not hide a bad sign-in for sending',
    [badSmtp, poped],
    'wrong-password',
  ],
  ['a sign-in for sending does not hide a bad mail check', [badPop, signedIn], 'wrong-password'],
  [
    'a message that is delivered does not hide a bad mail check',
    [accepted, badPop, delivered],
    'wrong-password',
  ],
  ['a message that is taken does not hide it either', [badPop, accepted], 'wrong-password'],
  [
    'what was perhaps another program’s is over with the first message',
    [entry('pop3.sign-in-failed', { peer: '10.0.0.77' }), accepted],
    'accepted',
  ],
  [
    'the delivery of a message does not hide that the next one was refused',
    [accepted, refused('window-expired'), delivered],
    'window-ended',
  ],
  ['an unknown name from this person’s PC', [entry('pop3.sign-in-failed')], 'unknown-name'],
  [
    'an unknown name from a PC that is nobody’s may be theirs',
    [entry('pop3.sign-in-failed', { peer: '10.0.0.77' })],
    'unknown-name (maybe)',
  ],
  [
    'an unknown name from another person’s PC is not theirs',
    [entry('pop3.sign-in-failed', { peer: '10.0.0.6' })],
    'nothing',
  ],
  [
    'an unknown name from a PC that two people use may be theirs',
    [entry('pop3.signed-in', { user: 'anna' }), entry('pop3.sign-in-failed', {})],
    'unknown-name (maybe)',
  ],
  [
    'another person’s sign-in',
    [entry('pop3.signed-in', { user: 'anna', peer: '10.0.0.6' })],
    'nothing',
  ],
  [
    'another person’s wrong password on this person’s PC',
    [entry('pop3.sign-in-failed', { user: 'anna' })],
    'nothing',
  ],
  [
    'another person’s message',
    [entry('smtp.accepted', { user: 'anna', id: 'M9', peer: '10.0.0.6' })],
    'nothing',
  ],
  ['no encryption', [entry('smtp.needs-encryption')], 'no-encryption'],
  ['no encryption, then encrypted', [entry('pop3.needs-encryption'), poped], 'checked'],
  [
    'a program that does not trust the certificate',
    [entry('pop3.connection-failed', { data: { code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' } })],
    'certificate-refused',
  ],
  [
    'the same, as Electron names it',
    [entry('pop3.connection-failed', { data: { code: 'ERR_SSL_BAD_PACKET_LENGTH' } })],
    'certificate-refused',
  ],
  [
    'a program that trusts it now',
    [
      entry('smtp.connection-failed', { data: { code: 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE' } }),
      signedIn,
    ],
    'signed-in',
  ],
  [
    'encryption that is too old',
    [entry('smtp.connection-failed', { data: { code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' } })],
    'old-encryption',
  ],
  [
    'no encryption on a port that needs it',
    [entry('pop3.connection-failed', { data: { code: 'ERR_SSL_WRONG_VERSION_NUMBER' } })],
    'wrong-encryption',
  ],
  [
    'a program that waits in the clear on a port that encrypts from the beginning',
    [entry('pop3.connection-failed', { data: { code: 'TLS_MISSING' } })],
    'wrong-encryption',
  ],
  [
    'a program that encrypts from the beginning on a port that does not',
    [entry('smtp.connection-failed', { data: { code: 'TLS_UNASKED' } })],
    'wrong-encryption',
  ],
  [
    'a connection that broke for another reason',
    [entry('smtp.connection-failed', { data: { code: 'ECONNRESET' } })],
    'nothing',
  ],
  ['sent before mail was ever checked', [refused('no-window')], 'no-window'],
  ['sent after the time was over', [refused('window-expired')], 'window-ended'],
  [
    'refused, then mail was checked: send again',
    [refused('no-window'), poped, granted],
    'checked-now-send',
  ],
  [
    'refused, then mail was checked, which lets nobody send here',
    [refused('no-window'), poped],
    'no-window',
  ],
  [
    'refused, then mail was checked from another device',
    [refused('no-window'), { ...poped, peer: '10.0.0.50' }, { ...granted, peer: '10.0.0.50' }],
    'no-window',
  ],
  [
    'refused, checked, and not sent again in time',
    [refused('no-window'), poped, granted, entry('popauth.expired', { user: 'joe' })],
    'window-ended',
  ],
  [
    'time that is over elsewhere takes nothing away here',
    [
      ...[refused('no-window'), poped, granted],
      entry('popauth.expired', { user: 'joe', peer: '10.0.0.50' }),
    ],
    'checked-now-send',
  ],
  ['refused, checked, sent again', [refused('no-window'), poped, granted, accepted], 'accepted'],
  ['refused, then signed in when sending', [refused('no-window'), signedIn, accepted], 'accepted'],
  [
    'a refusal from an unknown PC with this person’s address as sender',
    [
      refused('no-window', {
        peer: '10.0.0.99',
        data: { reason: 'no-window', sender: 'joe@myclient.com' },
      }),
    ],
    'no-window',
  ],
  [
    'the same with a further address of theirs',
    [
      refused('no-window', {
        peer: '10.0.0.99',
        data: { reason: 'no-window', sender: 'Sales@MyClient.com' },
      }),
    ],
    'no-window',
  ],
  [
    'a refusal with another person’s address as sender, on this person’s PC',
    [refused('no-window', { data: { reason: 'no-window', sender: 'anna@myclient.com' } })],
    'nothing',
  ],
  [
    'a refusal from a PC that is nobody’s',
    [refused('no-window', { peer: '10.0.0.99' })],
    'no-window (maybe)',
  ],
  [
    'a failed sign-in and a message behind it',
    [badSmtp, refused('sign-in-failed')],
    'wrong-sign-in-at-sending',
  ],
  ['a sender that is not theirs', [refused('sender-not-owned')], 'not-their-sender'],
  ['another refusal', [refused('proxy')], 'refused'],
  ['a block of their PC', [entry('sign-in.blocked', { data: { subject: '10.0.0.5' } })], 'blocked'],
  [
    'a block of their name, by guesses from elsewhere',
    [entry('sign-in.blocked', { peer: '10.9.9.9', data: { subject: 'joe' } })],
    'blocked',
  ],
  [
    'a block of another name from their PC',
    [entry('sign-in.blocked', { data: { subject: 'anna' } })],
    'nothing',
  ],
  [
    'a block is over when a sign-in works',
    [entry('sign-in.blocked', { data: { subject: 'joe' } }), poped],
    'checked',
  ],
  ['the provider does not take it yet', [accepted, entry('queue.deferred', { id: 'M1' })], 'waits'],
  ['the provider refuses it', [accepted, entry('queue.bounced', { id: 'M1' })], 'returned'],
  [
    'a message that waited and was delivered',
    [accepted, entry('queue.deferred', { id: 'M1' }), entry('queue.delivered', { id: 'M1' })],
    'delivered',
  ],
  [
    'a message by a window that two people opened belongs to its sender',
    [entry('smtp.accepted', { user: 'joe,anna', id: 'M1', data: { sender: 'anna@myclient.com' } })],
    'nothing',
  ],
  [
    'and to this person, when it is theirs',
    [entry('smtp.accepted', { user: 'joe,anna', id: 'M1', data: { sender: 'joe@myclient.com' } })],
    'accepted',
  ],
  [
    'what has nothing to do with mail programs',
    [entry('settings.changed'), entry('popauth.granted', { user: 'joe' })],
    'nothing',
  ],
];

for (const [situation, entries, expected] of table)
  test(`live line: ${situation}`, () => assert.equal(told(...entries), expected));

test('who is switched off is told so, and not that the password is wrong', () => {
  const off = users.map((user) => ({ ...user, enabled: false }));
  for (const one of [badPop, badSmtp, refused('sign-in-failed')])
    assert.equal(watch(begin(), one, { person: 'joe', users: off }).trouble?.kind, 'switched-off');
});

test('the address of a sign-in is this person’s from then on', () => {
  const from = { peer: '10.0.0.88' };
  assert.equal(
    told(entry('pop3.signed-in', { user: 'joe', ...from }), refused('window-expired', from)),
    'window-ended',
  );
});

test('what was achieved stays, with the time of the first time; troubles are counted', () => {
  const lines = [
    { ...poped, at: 10 },
    { ...poped, at: 20 },
    { ...badSmtp, at: 30 },
    { ...badSmtp, at: 40 },
  ];
  const now = lines.reduce((before, one) => watch(before, one, who), begin());
  assert.deepEqual(now.done, { checked: 10, 'signed-in': null, accepted: null, delivered: null });
  assert.equal(now.trouble?.count, 2);
  assert.equal(now.trouble.at, 40);
  assert.equal(now.trouble.protocol, 'smtp');
});
