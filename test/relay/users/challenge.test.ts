import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apopDigest, cramMd5Digest, isSameDigest } from '../../../main/relay/users/challenge.ts';

test('APOP answers as the example of RFC 1939 §7', () => {
  const digest = apopDigest('<1896.697170952@dbc.mtview.ca.us>', 'tanstaaf');
  assert.equal(digest, 'c4c9334bac560ecc979e58001b3e22fb');
});

test('CRAM-MD5 answers as the example of RFC 2195 §2', () => {
  const challenge = '<1896.697170952@postoffice.reston.mci.net>';
  const digest = cramMd5Digest(challenge, 'tanstaaftanstaaf');
  assert.equal(digest, 'b913a602c7eda7a495b4e6e7334d3890');
});

test('digests are the same in either case, and never when a part is missing', () => {
  assert.ok(isSameDigest('c4c9', 'C4C9'));
  for (const given of ['', 'c4c', 'c4c90', 'c4c8', 'ç4c9']) assert.ok(!isSameDigest('c4c9', given));
});
