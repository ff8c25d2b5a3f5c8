import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forwardersCheck, isForwarder } from '../../main/control/doctor/forwarders-check.ts';

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

test('the command that sets this computer as a proxy keeps those that are set, in one word for every shell', () => {
  const remedy = (proxies: readonly string[]) => forwardersCheck(['stunnel'], proxies).remedy;
  assert.match(remedy([]) ?? '', / popAuth\.proxies "127\.0\.0\.1,::1"$/);
  const both = remedy(['203.0.113.9', '127.0.0.1']);
  assert.match(both ?? '', / popAuth\.proxies "203\.0\.113\.9,127\.0\.0\.1,::1"$/);
});

test('where nobody can look, nobody says that none was seen', () => {
  assert.equal(forwardersCheck(null, []).state, 'skipped');
});

test('programs that forward are known by name, and ssh where it was told to', () => {
  for (const name of ['stunnel4', 'nginx', 'cloudflared', 'systemd-socket-'])
    assert.ok(isForwarder(name, [name]), name);
  for (const words of ['-R 25:localhost:2525', '-NL 2110:pc:110', '-oRemoteForward=25'])
    assert.ok(isForwarder('ssh', ['ssh', ...words.split(' '), 'host']), words);
  for (const words of [
    'joe@server',
    '-l joe server',
    '-oLogLevel=ERROR server',
    '-i key -p 22 server',
  ])
    assert.ok(!isForwarder('ssh', ['ssh', ...words.split(' ')]), words);
  assert.ok(!isForwarder('sshd', ['sshd', '-R']));
});
