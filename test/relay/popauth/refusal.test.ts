import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { explainRecord, refusalRecord } from '../../../main/relay/popauth/explanation.ts';
import type { RefuseReason, RelayFacts } from '../../../main/relay/popauth/facts.ts';
import { newRefusalId, refusalReply } from '../../../main/relay/popauth/refusal.ts';

const reasons: readonly RefuseReason[] = [
  { kind: 'sign-in-failed' },
  { kind: 'blocked' },
  { kind: 'sign-in-unchecked' },
  { kind: 'no-window' },
  { kind: 'window-expired', expiredAt: 1 },
  { kind: 'store-unavailable' },
  { kind: 'proxy' },
  { kind: 'sender-not-owned' },
  { kind: 'trusted-sender', network: 'scanner' },
  { kind: 'trusted-recipient', network: 'scanner' },
  { kind: 'trusted-rate', network: 'scanner', messagesPerHour: 5 },
];

const facts: RelayFacts = {
  peer: '192.0.2.7' as AddressKey,
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
  now: 0,
};

for (const reason of reasons)
  test(`the refusal of "${reason.kind}" is permanent, in the classic words, short, with its id`, () => {
    const reply = refusalReply(reason, 'R-7K2F4', facts);
    assert.equal(reply.responseCode, 550);
    assert.equal(reply.enhancedCode, '5.7.1');
    assert.match(reply.text, /^Relaying denied\. [\x20-\x7e]+ \(R-7K2F4\)$/);
    // RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets; programs show less.
    assert.ok(reply.text.length < 200, reply.text);
  });

test('who never checked mail reads both cures', () => {
  const { text } = refusalReply({ kind: 'no-window' }, 'R-7K2F4', facts);
  assert.match(text, /My server requires authentication/);
  assert.match(text, /check your mail first/);
});

test('whose window may be open for the other kind of address is told in the reply to use one for both', () => {
  for (const takesPasswords of [true, false]) {
    const cures = { ...facts, takesPasswords, isOtherFamily: true };
    const { text } = refusalReply({ kind: 'no-window' }, 'R-7K2F4', cures);
    assert.match(
      text,
      /check your mail first and send again, both at the server's IPv4 address \(R-/,
    );
    assert.ok(text.length < 200, text);
  }
  for (const cures of [facts, { ...facts, opensWindows: false, isOtherFamily: true }])
    assert.doesNotMatch(refusalReply({ kind: 'no-window' }, 'R-7K2F4', cures).text, /IPv4/);
});

test('where passwords are taken only encrypted, the cure names encryption too', () => {
  const open = { ...facts, takesPasswords: false };
  for (const reason of [{ kind: 'no-window' }, { kind: 'window-expired', expiredAt: 1 }] as const) {
    const { text } = refusalReply(reason, 'R-7K2F4', open);
    assert.match(text, /My server requires authentication" and STARTTLS in your mail program/);
    assert.ok(text.length < 200, text);
    const { missing, remedy, more } = explainRecord(refusalRecord(open, reason));
    assert.match(missing, /without encryption no password is taken from there/);
    assert.match(remedy, /and STARTTLS/);
    assert.match(
      more,
      /without encryption no password .* Turn on STARTTLS for outgoing mail, too\.$/,
    );
  }
  const failed = refusalReply({ kind: 'sign-in-failed' }, 'R-7K2F4', open);
  assert.doesNotMatch(failed.text, /STARTTLS/);
});

test('where POP before SMTP is switched off, nobody is sent to check mail', () => {
  const off = { ...facts, opensWindows: false };
  for (const takesPasswords of [true, false]) {
    const there = { ...off, takesPasswords };
    const { text } = refusalReply({ kind: 'no-window' }, 'R-7K2F4', there);
    assert.match(text, /My server requires authentication/);
    assert.equal(/STARTTLS/.test(text), !takesPasswords);
    const { missing, remedy } = explainRecord(refusalRecord(there, { kind: 'no-window' }));
    assert.match(missing, /did not sign in, and POP before SMTP is switched off\./);
    for (const words of [text, remedy]) assert.doesNotMatch(words, /check your mail/);
    assert.doesNotMatch(missing, /checked mail/);
  }
});

test('ids hold no letters that are mistaken for others, and do not repeat', () => {
  const ids = Array.from({ length: 500 }, newRefusalId);
  for (const id of ids) assert.match(id, /^R-[2-9A-HJKMNP-Z]{5}$/);
  assert.ok(new Set(ids).size > 495);
});

const explained = (reason: RefuseReason, open: readonly string[] = []) => {
  const windows = open.map((address) => ({ address, user: 'joe', source: 'pop3' as const }));
  const record = refusalRecord(
    facts,
    reason,
    windows.map((row) => ({ ...row, grantedAt: 0, expiresAt: 1, relayed: 0 })),
  );
  return explainRecord(JSON.parse(JSON.stringify(record)) as Record<string, unknown>);
};

for (const reason of reasons)
  test(`"${reason.kind}" is explained from the journal: what was missing, what to do`, () => {
    const { missing, remedy } = explained(reason);
    for (const sentence of [missing, remedy]) assert.match(sentence, /^[A-Z].*\.$/);
  });

test('who looks up a refusal reads when the time ended, and what the limit is', () => {
  const expiredAt = new Date(2026, 11, 1, 9, 15, 20).getTime();
  assert.match(
    explained({ kind: 'window-expired', expiredAt }).missing,
    /too long ago\. The time to send ended at 2026-12-01 09:15:20\.$/,
  );
  const rate = { kind: 'trusted-rate', network: 'scanner', messagesPerHour: 5 } as const;
  assert.match(explained(rate).missing, /Its limit is 5 an hour\.$/);
  assert.equal(explained(rate).more, 'Its limit is 5 an hour.');
  assert.equal(explained({ kind: 'no-window' }).more, '', 'its reason says it all');
});

test('that mail may have been checked over IPv6 and sent over IPv4 is told, with what to do', () => {
  const { missing, remedy, more } = explained({ kind: 'no-window' }, ['fd00::7']);
  assert.match(
    more,
    /^Perhaps mail was checked over IPv4 .* Type the IPv4 address of this computer/,
  );
  assert.match(
    missing,
    /Perhaps mail was checked over IPv4 and sent over IPv6, or the other way round\.$/,
  );
  assert.match(remedy, /Type the IPv4 address of this computer as the server for incoming and for/);
  assert.doesNotMatch(explained({ kind: 'no-window' }, ['192.0.2.9']).missing, /IPv6/);
  assert.doesNotMatch(explained({ kind: 'proxy' }, ['fd00::7']).missing, /IPv6/);
});

test('a reason that only a newer program knows is no error', () => {
  for (const kind of [undefined, 7, 'toString', 'window'])
    assert.match(explainRecord({ kind }).missing, /does not know the reason/);
});
