import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowView } from '../../../main/contract/people.ts';
import type { TrustedNetwork } from '../../../main/contract/settings.ts';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import type { RelayFacts } from '../../../main/relay/popauth/facts.ts';
import { decideRelay } from '../../../main/relay/popauth/rule.ts';

const now = 1_000_000;
const peer = '192.0.2.7' as AddressKey;

const window = (user: string, expiresAt: number): WindowView => ({
  address: peer,
  user,
  grantedAt: 1,
  expiresAt,
  source: 'pop3',
  relayed: 0,
});

const joesWindow = { state: 'known', open: [window('joe', now + 1)] } as const;
const twoWindows = {
  state: 'known',
  open: [window('joe', now + 1), window('ann', now + 9)],
} as const;
const unavailable = { state: 'unavailable' } as const;
const signedIn = { state: 'user', user: 'joe', method: 'PLAIN' } as const;
const failed = { state: 'failed' } as const;

const scanner: TrustedNetwork = {
  name: 'scanner',
  network: '192.0.2.7',
  allowedSenders: [],
  recipientDomains: [],
  messagesPerHour: 0,
  maxSizeBytes: 0,
};

/** A stranger who writes outside: nothing speaks for him. */
const stranger: RelayFacts = {
  peer,
  listener: 'relay',
  signIn: { state: 'none' },
  windows: { state: 'known', open: [] },
  trusted: null,
  trustedMessagesLastHour: 0,
  sender: 'joe@myclient.com',
  senderOwners: [],
  recipient: { address: 'ann@example.org', isLocal: false },
  strictSender: false,
  acceptOutsideMail: false,
  isProxy: false,
  takesPasswords: true,
  opensWindows: true,
  now,
};
const local = { recipient: { address: 'ann@myclient.com', isLocal: true } } as const;
const trustedOnly = (limits: Partial<TrustedNetwork>): Partial<RelayFacts> => ({
  trusted: { ...scanner, ...limits },
});

const table: readonly [string, Partial<RelayFacts>, string][] = [
  // Nothing speaks for the peer.
  ['a stranger', {}, 'refuse no-window'],
  ['a stranger to a user here', local, 'refuse no-window'],
  [
    'a stranger to a user here, outside mail on',
    { ...local, acceptOutsideMail: true },
    'allow outside-mail',
  ],
  ['a stranger to outside, outside mail on', { acceptOutsideMail: true }, 'refuse no-window'],
  ['a stranger who claims a user as sender', { senderOwners: ['joe'] }, 'refuse no-window'],

  // Sign-in.
  ['signed in', { signIn: signedIn }, 'allow signed-in'],
  ['signed in, store broken', { signIn: signedIn, windows: unavailable }, 'allow signed-in'],
  ['signed in, behind a proxy', { signIn: signedIn, isProxy: true }, 'allow signed-in'],
  [
    'signed in, strict sender with another sender',
    { signIn: signedIn, strictSender: true },
    'allow signed-in',
  ],
  [
    'signed in from a trusted network that may do less',
    { signIn: signedIn, ...trustedOnly({ recipientDomains: ['x.org'] }) },
    'allow signed-in',
  ],
  ['sign-in failed', { signIn: failed }, 'refuse sign-in-failed'],
  [
    'sign-in failed, with a window',
    { signIn: failed, windows: joesWindow },
    'refuse sign-in-failed',
  ],
  [
    'sign-in failed, in a trusted network',
    { signIn: failed, trusted: scanner },
    'refuse sign-in-failed',
  ],
  [
    'sign-in failed, to a user here',
    { signIn: failed, ...local, acceptOutsideMail: true },
    'refuse sign-in-failed',
  ],

  [
    'sign-in blocked, with a window',
    { signIn: { state: 'failed', why: 'blocked' }, windows: joesWindow },
    'refuse blocked',
  ],
  [
    'sign-in not checked, in a trusted network',
    { signIn: { state: 'failed', why: 'unchecked' }, trusted: scanner },
    'refuse sign-in-unchecked',
  ],

  // Windows.
  ['a window', { windows: joesWindow }, 'allow window'],
  [
    'a window on the submission port',
    { windows: joesWindow, listener: 'submission' },
    'allow window',
  ],
  ['a window on the TLS port', { windows: joesWindow, listener: 'submissions' }, 'allow window'],
  ['a window, to a user here', { windows: joesWindow, ...local }, 'allow window'],
  [
    'a window, to a user here, outside mail on',
    { windows: joesWindow, ...local, acceptOutsideMail: true },
    'allow window',
  ],
  ['a window in its last millisecond', { windows: joesWindow, now }, 'allow window'],
  ['a window at its expiry', { windows: joesWindow, now: now + 1 }, 'refuse window-expired'],
  ['one of two windows over', { windows: twoWindows, now: now + 1 }, 'allow window'],
  [
    'a window that ended earlier',
    { windows: { state: 'known', open: [], lastEnd: { at: 5, how: 'expired' } } },
    'refuse window-expired',
  ],
  [
    'a window that was closed before its time was over',
    { windows: { state: 'known', open: [], lastEnd: { at: 5, how: 'closed' } } },
    'refuse window-closed',
  ],
  [
    'a window closed, and a later one that ends just now',
    { windows: { ...joesWindow, lastEnd: { at: 5, how: 'closed' } }, now: now + 1 },
    'refuse window-expired',
  ],
  [
    'an ended window, outside mail to a user here',
    {
      windows: { state: 'known', open: [], lastEnd: { at: 5, how: 'expired' } },
      ...local,
      acceptOutsideMail: true,
    },
    'allow outside-mail',
  ],
  ['the null sender with a window', { windows: joesWindow, sender: '' }, 'allow window'],
  ['store broken', { windows: unavailable }, 'refuse store-unavailable'],
  ['store broken, to a user here', { windows: unavailable, ...local }, 'refuse store-unavailable'],
  [
    'store broken, outside mail to a user here',
    { windows: unavailable, ...local, acceptOutsideMail: true },
    'allow outside-mail',
  ],
  ['store broken, trusted network', { windows: unavailable, trusted: scanner }, 'allow trusted'],

  // Strict sender.
  [
    'strict, sender of the window’s user',
    { windows: joesWindow, strictSender: true, senderOwners: ['joe'] },
    'allow window',
  ],
  [
    'strict, sender of another user',
    { windows: joesWindow, strictSender: true, senderOwners: ['ann'] },
    'refuse sender-not-owned',
  ],
  [
    'strict, sender of nobody',
    { windows: joesWindow, strictSender: true },
    'refuse sender-not-owned',
  ],
  [
    'strict, sender of a user whose window ended',
    { windows: twoWindows, now: now + 1, strictSender: true, senderOwners: ['joe'] },
    'refuse sender-not-owned',
  ],

  // Proxies.
  ['a proxy with a window', { isProxy: true, windows: joesWindow }, 'refuse proxy'],
  ['a proxy in a trusted network', { isProxy: true, trusted: scanner }, 'refuse proxy'],
  [
    'a proxy, outside mail to a user here',
    { isProxy: true, ...local, acceptOutsideMail: true },
    'allow outside-mail',
  ],

  // Trusted networks.
  ['a trusted network', { trusted: scanner }, 'allow trusted'],
  [
    'trusted, allowed sender',
    trustedOnly({ allowedSenders: ['scan@myclient.com', 'Joe@MyClient.com'] }),
    'allow trusted',
  ],
  [
    'trusted, allowed sender domain',
    trustedOnly({ allowedSenders: ['myclient.com'] }),
    'allow trusted',
  ],
  [
    'trusted, allowed sender domain with @',
    trustedOnly({ allowedSenders: ['@myclient.com'] }),
    'allow trusted',
  ],
  [
    'trusted, another sender',
    trustedOnly({ allowedSenders: ['scan@myclient.com'] }),
    'refuse trusted-sender',
  ],
  [
    'trusted, a domain that only ends alike',
    trustedOnly({ allowedSenders: ['client.com'] }),
    'refuse trusted-sender',
  ],
  [
    'trusted, no sender though some are demanded',
    { ...trustedOnly({ allowedSenders: [''] }), sender: '' },
    'refuse trusted-sender',
  ],
  [
    'trusted, recipient domain allowed',
    trustedOnly({ recipientDomains: ['EXAMPLE.org'] }),
    'allow trusted',
  ],
  [
    'trusted, another recipient domain',
    trustedOnly({ recipientDomains: ['myclient.com'] }),
    'refuse trusted-recipient',
  ],
  [
    'trusted, last message of the hour',
    { ...trustedOnly({ messagesPerHour: 5 }), trustedMessagesLastHour: 4 },
    'allow trusted',
  ],
  [
    'trusted, hour used up',
    { ...trustedOnly({ messagesPerHour: 1 }), trustedMessagesLastHour: 1 },
    'refuse trusted-rate',
  ],
  [
    'trusted, hour used up, with a window',
    { ...trustedOnly({ messagesPerHour: 5 }), trustedMessagesLastHour: 5, windows: joesWindow },
    'refuse trusted-rate',
  ],
  [
    'trusted but sender refused, outside mail to a user here',
    { ...trustedOnly({ allowedSenders: ['x.org'] }), ...local, acceptOutsideMail: true },
    'allow outside-mail',
  ],
];

for (const [who, facts, expected] of table)
  test(`the rule of the house: ${who}: ${expected}`, () => {
    const decision = decideRelay({ ...stranger, ...facts });
    assert.equal(`${decision.verdict} ${decision.reason.kind}`, expected);
  });

test('the reason names the users of the windows and when the last of them ends', () => {
  const decision = decideRelay({ ...stranger, windows: twoWindows });
  assert.deepEqual(decision.reason, { kind: 'window', users: ['joe', 'ann'], expiresAt: now + 9 });
});

test('the reason names the user who owns the sender first', () => {
  const decision = decideRelay({ ...stranger, windows: twoWindows, senderOwners: ['ann'] });
  assert.deepEqual(decision.reason, { kind: 'window', users: ['ann', 'joe'], expiresAt: now + 9 });
});

test('with strict sender the reason names only the user who owns the sender', () => {
  const facts = { windows: twoWindows, strictSender: true, senderOwners: ['joe'] };
  const decision = decideRelay({ ...stranger, ...facts });
  assert.deepEqual(decision.reason, { kind: 'window', users: ['joe'], expiresAt: now + 1 });
});
