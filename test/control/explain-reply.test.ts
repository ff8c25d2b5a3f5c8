import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainReply } from '../../main/control/explain-reply.ts';

test('a provider’s no gets a plain sentence, and its own words stay beside it', () => {
  const raw = '550 5.1.1 <x@example.org>: user unknown';
  const { cause, raw: kept } = explainReply({ state: 'waiting', lastReply: raw });
  assert.match(cause, /refused the recipient/);
  assert.equal(kept, raw);
});

test('a temporary no says that it is tried again', () => {
  const { cause } = explainReply({ state: 'waiting', lastReply: '451 4.3.0 try later' });
  assert.match(cause, /try again later.*Nothing to do/);
});

test('our own words are the cause, and nothing is raw', () => {
  assert.deepEqual(explainReply({ state: 'waiting', lastReply: 'The disk failed.' }), {
    cause: 'The disk failed.',
    raw: null,
  });
});

test('before the first attempt there is nothing to explain', () => {
  assert.deepEqual(explainReply({ state: 'waiting', lastReply: null }), { cause: '', raw: null });
});

test('a verdict of our own is told without its status', () => {
  const lastReply = '5.1.7 The sender address cannot be written in SMTP.';
  assert.deepEqual(explainReply({ state: 'failed', lastReply }), {
    cause: 'The sender address cannot be written in SMTP.',
    raw: null,
  });
});
