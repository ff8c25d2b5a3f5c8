import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { refusalRecord, tellRefusal } from '../../../main/relay/popauth/explanation.ts';
import type { RefuseReason, RelayFacts } from '../../../main/relay/popauth/facts.ts';
import { newRefusalId, refusalReply } from '../../../main/relay/popauth/refusal.ts';

const reasons: readonly RefuseReason[] = [
  { kind: 'sign-in-failed' },
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
  now: 0,
};

for (const reason of reasons)
  test(`the refusal of "${reason.kind}" is permanent, in the classic words, short, with its id`, () => {
    const reply = refusalReply(reason, 'R-7K2F4');
    assert.equal(reply.responseCode, 550);
    assert.equal(reply.enhancedCode, '5.7.1');
    assert.match(reply.text, /^Relaying denied\. [\x20-\x7e]+ \(R-7K2F4\)$/);
    // RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets; programs show less.
    assert.ok(reply.text.length < 200, reply.text);
  });

test('who never checked mail reads both cures', () => {
  const { text } = refusalReply({ kind: 'no-window' }, 'R-7K2F4');
  assert.match(text, /My server requires authentication/);
  assert.match(text, /check your mail first/);
});

test('ids hold no letters that are mistaken for others, and do not repeat', () => {
  const ids = Array.from({ length: 500 }, newRefusalId);
  for (const id of ids) assert.match(id, /^R-[2-9A-HJKMNP-Z]{5}$/);
  assert.ok(new Set(ids).size > 495);
});

for (const reason of reasons)
  test(`"${reason.kind}" is explained from the journal: who, where, what was missing, what to do`, () => {
    const fromJournal: unknown = JSON.parse(JSON.stringify(refusalRecord(facts, reason)));
    const told = tellRefusal(fromJournal as Record<string, unknown>);
    assert.ok(told);
    assert.equal(told.who, 'A message from joe@myclient.com to ann@example.org was refused.');
    assert.equal(told.where, 'It came from the address 192.0.2.7, to the relay port.');
    for (const sentence of Object.values<string>({ ...told }))
      assert.match(sentence, /^[A-Z].*\.$/);
  });

test('a record that is none is explained as nothing', () => {
  for (const kind of [undefined, 7, 'toString', 'window'])
    assert.equal(tellRefusal({ kind }), null);
});
