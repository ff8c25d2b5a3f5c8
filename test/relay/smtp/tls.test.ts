import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { test, type TestContext } from 'node:test';
import { Conversation } from '../../helpers/conversation.ts';
import { until } from '../../helpers/running-relay.ts';
import { makePair, plain, SmtpStand } from './smtp-stand.ts';

test('what was sent behind STARTTLS in the clear is thrown away', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.sends('STARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@example.com>\r\nNOOP\r\n');
  await c.hears('220 2.0.0');
  await c.startTls();
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('503 5.5.1');
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('503 5.5.1');
});

test('STARTTLS forgets EHLO, sender and sign-in; it is not offered twice', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('STARTTLS now');
  await c.hears('501 5.5.4');
  await c.says('STARTTLS');
  await c.hears('220');
  await c.startTls();
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('503');
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  await c.says('STARTTLS');
  await c.hears('503 5.5.1');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1');
});

test('implicit TLS: AUTH is there at once, and Received says how it came', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  stand.settings.change('access', { plaintextSignIn: [] });
  const c = await stand.greeted(t, { tls: true });
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.match(
    stand.queue.lastText,
    /with ESMTPSA id Q1\r\n\t\(user joe, signed in with PLAIN; TLSv1\.3 TLS_[A-Z0-9_]+\);/,
  );
});

test('who did encrypt is not told to, where a refusal says how to sign in', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.settings.change('access', { plaintextSignIn: [] });
  const c = await stand.greeted(t);
  const refused = async (): Promise<string> => {
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    return c.hears('550 5.7.1 Relaying denied. Turn on "My server requires authentication"');
  };
  assert.match(await refused(), /STARTTLS/);
  await c.says('STARTTLS');
  await c.hears('220');
  await c.startTls();
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  assert.doesNotMatch(await refused(), /STARTTLS/);
});

test('TLS 1.2 is called TLS 1.2', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  stand.openWindow();
  const socket = tls.connect({
    ...{ port: stand.port, host: '127.0.0.1', rejectUnauthorized: false },
    maxVersion: 'TLSv1.2',
  });
  t.after(() => socket.destroy());
  socket.write(
    'EHLO pc\r\nMAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n.\r\nQUIT\r\n',
  );
  socket.resume();
  await new Promise((resolve) => socket.on('end', resolve));
  assert.match(stand.queue.lastText, /; TLSv1\.2 ECDHE-/);
});

test('a client that fails its handshake is its own trouble, not the listener’s', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  const socket = net.connect(stand.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise((resolve) => {
    socket.on('close', resolve);
    socket.write('EHLO I speak no TLS\r\n');
    socket.resume();
  });
  assert.equal(stand.service.status.state, 'running');
  assert.deepEqual(stand.journal.events('smtp.connection'), ['smtp.connection-failed']);
  const [entry] = stand.journal.entries.filter(({ event }) => event === 'smtp.connection-failed');
  assert.match(String(entry?.data?.['code']), /^ERR_SSL_/);
  await stand.greeted(t, { tls: true });
});

test('a program that waits in the clear for a greeting where TLS comes first stands in the journal', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  const failed = (): unknown[] =>
    stand.journal.entries
      .filter(({ event }) => event === 'smtp.connection-failed')
      .map(({ peer, data, text }) => [peer, data, text.split('. ')[0]]);
  const silent = await Conversation.open(t, stand.port);
  // Whoever is answered later came later.
  await stand.greeted(t, { tls: true });
  stand.clock.advance(31_000);
  await silent.hearsEnd();
  await until('it is noted', () => failed().length > 0);
  const text = 'A program at 127.0.0.1 does not encrypt, but this port does from the beginning';
  assert.deepEqual(failed(), [['127.0.0.1', { code: 'TLS_MISSING' }, text]]);
});

test('a program that begins with TLS where STARTTLS is wanted stands in the journal', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const failed = (): unknown[] =>
    stand.journal.entries
      .filter(({ event }) => event === 'smtp.connection-failed')
      .map(({ peer, data, text }) => [peer, data, text.split('. ')[0]]);
  const right = await stand.greeted(t);
  await right.says('STARTTLS');
  await right.hears('220');
  await right.startTls();
  await right.says('EHLO pc');
  await right.hearsReply('250 ');
  await assert.rejects(Conversation.open(t, stand.port, { tls: true }), /wrong version number/i);
  await until('it is noted', () => failed().length > 0);
  const text = 'A program at 127.0.0.1 encrypts from the beginning, but this port does not';
  assert.deepEqual(failed(), [['127.0.0.1', { code: 'TLS_UNASKED' }, text]]);
});

test('whose handshake failed is noted under the one form of his address', async (t) => {
  const stand = new SmtpStand('submissions');
  stand.pair = await makePair();
  stand.listener = { ...stand.listener, host: '' };
  await stand.service.start();
  t.after(() => stand.service.stop(1));
  const socket = net.connect(stand.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('EHLO I speak no TLS\r\n');
  socket.resume();
  await once(socket, 'close');
  const noted = stand.journal.entries.find(({ event }) => event === 'smtp.connection-failed');
  assert.equal(noted?.peer, '127.0.0.1');
});

test('a program that does not trust the certificate is not told to have sent unencrypted', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.settings.change('access', { plaintextSignIn: [] });
  const c = await stand.greeted(t);
  await c.says('STARTTLS');
  await c.hears('220');
  // RFC 8446 §6: an alert, fatal, unknown_ca; a whole handshake before it ends no other way.
  await c.sends(Buffer.from([21, 3, 1, 0, 2, 2, 48]));
  const noted = (): readonly string[] => stand.journal.events('smtp');
  await until('it is noted', () => noted().length > 0);
  const other = await stand.greeted(t);
  await other.says('AUTH PLAIN');
  await other.hears('538');
  assert.deepEqual(noted(), ['smtp.connection-failed', 'smtp.needs-encryption']);
});

test('TLS 1.1 is refused', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  await assert.rejects(
    new Promise((resolve, reject) => {
      const socket = tls.connect({
        port: stand.port,
        host: '127.0.0.1',
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      socket.on('secureConnect', resolve);
      socket.on('error', reject);
    }),
    // Else it would be the client, or its ciphers.
    { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
  );
});

test('a new certificate is used for new handshakes, a bad one never', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  const serial = async (): Promise<string> => {
    const c = await stand.greeted(t, { tls: true });
    assert.ok(c.socket instanceof tls.TLSSocket);
    return c.socket.getPeerCertificate().serialNumber;
  };
  const before = await serial();
  const live = await stand.greeted(t, { tls: true });
  const fresh = await makePair();
  stand.pair = fresh;
  stand.certificates.emit(fresh);
  const after = await serial();
  assert.notEqual(after, before);
  stand.certificates.emit({ key: 'no key', cert: fresh.cert });
  assert.deepEqual(stand.journal.events('tls'), ['tls.certificate-bad']);
  assert.equal(await serial(), after);
  await live.says('NOOP');
  await live.hears('250');
});

test('without a certificate STARTTLS is not offered, and comes with the first one', async (t) => {
  const stand = await SmtpStand.start(t);
  assert.equal(stand.service.status.state, 'degraded');
  const offers = async (): Promise<boolean> => {
    const c = await stand.connect(t);
    await c.says('EHLO pc');
    return (await c.hearsReply('250 ')).some((line) => line.endsWith('STARTTLS'));
  };
  assert.equal(await offers(), false);
  stand.pair = await makePair();
  stand.certificates.emit(stand.pair);
  assert.equal(await offers(), true);
  assert.equal(stand.service.status.state, 'running');
});

test('a TLS listener without a certificate does not start', async () => {
  const stand = new SmtpStand('submissions');
  await assert.rejects(stand.service.start(), { code: 'no-certificate' });
  assert.equal(stand.service.status.state, 'failed');
});

test('who does not go on with the handshake of STARTTLS gives up the place after half a minute, and nobody else', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const encrypted = await stand.greeted(t);
  await encrypted.says('STARTTLS');
  await encrypted.hears('220');
  await encrypted.startTls();
  stand.settings.change('limits', { connectionsPerAddress: 2 });
  const c = await stand.greeted(t);
  await c.says('STARTTLS');
  await c.hears('220');
  stand.clock.advance(29_999);
  const early = await Conversation.open(t, stand.port);
  assert.match(await early.line(), /^421 /, 'a slow line needs seconds');
  stand.clock.advance(1);
  await c.hearsEnd();
  await roomFor(t, stand);
  await encrypted.says('EHLO pc');
  await encrypted.hearsReply('250 ');
});

test('a client that goes away during the handshake of STARTTLS leaves no count behind', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.settings.change('limits', { connectionsPerAddress: 1 });
  const c = await stand.greeted(t);
  await c.says('STARTTLS');
  await c.hears('220');
  c.vanishes();
  await roomFor(t, stand);
});

/** Resolves when somebody is greeted. */
async function roomFor(t: TestContext, stand: SmtpStand): Promise<void> {
  for (let i = 0; ; i += 1) {
    const next = await Conversation.open(t, stand.port);
    const line = await next.line();
    if (line.startsWith('220')) return;
    assert.ok(i < 100, line);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
