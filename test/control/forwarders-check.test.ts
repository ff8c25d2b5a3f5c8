import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forwardersCheck } from '../../main/control/doctor/forwarders-check.ts';

test('a program that forwards connections is no trouble where this computer is set as a proxy, and only there', () => {
  assert.equal(forwardersCheck([], []).state, 'ok');
  assert.equal(forwardersCheck(['stunnel'], []).state, 'warning');
  for (const proxy of ['127.0.0.1', '127.0.0.0/8'])
    assert.equal(forwardersCheck(['stunnel'], [proxy, '::1']).state, 'ok', proxy);
  assert.equal(forwardersCheck(['stunnel'], ['127.0.0.1']).state, 'warning', 'it may come by ::1');
  const elsewhere = forwardersCheck(['stunnel'], ['203.0.113.9']);
  assert.equal(elsewhere.state, 'warning');
  assert.match(elsewhere.detail, /^stunnel runs here\./);
});

test('where nobody can look, nobody says that none was seen', () => {
  assert.equal(forwardersCheck(null, []).state, 'skipped');
});
