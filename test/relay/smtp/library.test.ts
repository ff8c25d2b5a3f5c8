/**
 * The contract with smtp-server: what our subclass stands on. A new version of the package that changes
 * one of these fails here first, by name.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { SmtpStand } from './smtp-stand.ts';

test('the version is the one that was read', () => {
  const text = readFileSync('node_modules/smtp-server/package.json', 'utf8');
  assert.equal((JSON.parse(text) as { version: string }).version, '3.21.6');
});

for (const [name, parameters] of [
  ['init', 0],
  ['connectionReady', 1],
  ['send', 3],
  ['_getEnhancedStatusCode', 2],
  ['_onCommand', 2],
  ['_parseAddressCommand', 2],
  ['_resetSession', 0],
  ['_setListeners', 1],
  ['_whenWritable', 1],
  ['_isDisabled', 1],
  ['_createParser', 0],
  ['_onTimeout', 0],
  ['upgrade', 2],
] as const)
  test(`SMTPConnection has ${name} with ${parameters} parameters`, () => {
    assert.equal(SMTPConnection.prototype[name].length, parameters);
  });

test('SMTPServer makes its connections in connect, after _acceptSocket let them in', () => {
  assert.equal(SMTPServer.prototype.connect.length, 2);
  assert.equal(SMTPServer.prototype._acceptSocket.length, 2);
});

test('a text with a status code of its own replaces the library’s, a text without keeps it', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears(/^250 2\.1\.0 Accepted$/);
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears(/^550 5\.7\.1 Relaying denied/);
  await c.says('RCPT TO:<bad');
  await c.hears(/^501 5\.1\.3 Error: Bad recipient address syntax$/);
});

test('greeting, EHLO and 3xx carry no status code (RFC 2034 §3)', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.connect(t);
  await c.says('EHLO pc');
  for (const line of await c.hearsReply('250 ')) assert.doesNotMatch(line, /^250.\d\.\d\.\d /);
  await c.says('AUTH LOGIN');
  await c.hears(/^334 VXNlcm5hbWU6$/);
  await c.says('*');
  await c.hears('501 5.7.0');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears(/^354 [^\d]/);
});
