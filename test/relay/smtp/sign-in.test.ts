import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cramMd5Digest } from '../../../main/relay/users/challenge.ts';
import type { Conversation } from '../../helpers/conversation.ts';
import { until } from '../../helpers/running-relay.ts';
import { base64, plain, SmtpStand } from './smtp-stand.ts';

test('AUTH PLAIN lets joe send to anybody without a window', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235 2.7.0');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250 2.1.0');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250 2.1.5');
  await c.says('DATA');
  await c.hears('354');
  await c.says('\r\n.');
  await c.hears('250 2.0.0');
  assert.match(stand.queue.lastText, /with ESMTPA id Q1\r\n\t\(user joe, signed in with PLAIN\);/);
  assert.equal(stand.queue.kept[0]?.envelope.user, 'joe');
});

test('AUTH PLAIN without initial response, and AUTH LOGIN in its three forms', async (t) => {
  const stand = await SmtpStand.start(t);
  for (const lines of [
    [
      ['AUTH PLAIN', '334 '],
      [plain('joe', 'secret'), '235 2.7.0'],
    ],
    [
      ['AUTH LOGIN', '334 VXNlcm5hbWU6'],
      [base64('joe'), '334 UGFzc3dvcmQ6'],
      [base64('secret'), '235'],
    ],
    [
      [`AUTH LOGIN ${base64('joe')}`, '334 UGFzc3dvcmQ6'],
      [base64('secret'), '235'],
    ],
    [
      ['auth login', '334'],
      [base64('joe'), '334'],
      ['*', '501 5.7.0'],
      ['NOOP', '250 2.0.0'],
    ],
  ] as [string, string][][]) {
    const c = await stand.greeted(t);
    for (const [said, heard] of lines) {
      await c.says(said);
      await c.hears(heard);
    }
  }
});

test('a password that is not ASCII is right as UTF-8 and as Latin-1', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.users.add('zoe', 'größe', 'zoe@myclient.com');
  const said = (text: string, encoding: BufferEncoding): string =>
    Buffer.from(text, encoding).toString('base64');
  for (const encoding of ['utf8', 'latin1'] as const)
    for (const lines of [
      [[`AUTH PLAIN ${said('\0zoe\0größe', encoding)}`, '235']],
      [
        ['AUTH PLAIN', '334'],
        [said('\0zoe\0größe', encoding), '235'],
      ],
      [
        ['AUTH LOGIN', '334'],
        [said('zoe', encoding), '334'],
        [said('größe', encoding), '235'],
      ],
      [[`AUTH PLAIN ${said('\0zoe\0grüße', encoding)}`, '535']],
    ] as [string, string][][]) {
      const c = await stand.greeted(t);
      for (const [line, heard] of lines) {
        await c.says(line);
        await c.hears(heard);
      }
    }
});

test('a wrong password is 535, and then an open window does not help', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'wrong')}`);
  await c.hears('535 5.7.8 ');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied. The sign-in failed');
  await c.says('RSET');
  await c.hears('250');
  await c.says('EHLO again');
  await c.hearsReply('250 ');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<joe@myclient.com>');
  await c.hears('550 5.7.1 Relaying denied. The sign-in failed');
  await c.says('RSET');
  await c.hears('250');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
});

test('a failed sign-in is not forgotten by STARTTLS', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'wrong')}`);
  await c.hears('535');
  await c.says('STARTTLS');
  await c.hears('220');
  await c.startTls();
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied. The sign-in failed');
});

test('a user who is removed or gets a new password stops sending on open connections', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  stand.users.revoked.emit('joe');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied');
  await c.says('RSET');
  await c.hears('250');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
});

test('who signed in under an address is the user that it belongs to, and is signed out with them', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  stand.signIn.answer = { outcome: 'ok', user: 'joe' };
  await c.says(`AUTH PLAIN ${plain('Joe@MyClient.com', 'secret')}`);
  await c.hears('235');
  for (const heard of ['250 2.1.5', '550 5.7.1 Relaying denied']) {
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears(heard);
    if (!heard.startsWith('250')) continue;
    await c.says('DATA');
    await c.hears('354');
    await c.says('.');
    await c.hears('250');
    stand.users.revoked.emit('joe');
  }
  assert.equal(stand.queue.kept[0]?.envelope.user, 'joe');
  assert.match(stand.queue.lastText, /\(user joe, signed in with PLAIN\)/);
});

test('a message whose recipients were taken is of the user who signed in, also where that ended meanwhile', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  stand.users.revoked.emit('joe');
  await c.says('RCPT TO:<bob@example.com>');
  await c.hears('550 5.7.1 Relaying denied');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.equal(stand.queue.kept[0]?.envelope.user, 'joe');
  assert.match(stand.queue.lastText, /with ESMTPA id Q1\r\n\t\(user joe, signed in with PLAIN\)/);
  const accepted = stand.journal.entries.find(({ event }) => event === 'smtp.accepted');
  assert.equal(accepted?.user, 'joe');
});

test('nobody signs in for somebody else', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  stand.openWindow();
  await c.says(`AUTH PLAIN ${plain('joe', 'secret', 'ann')}`);
  await c.hears('535 5.7.8');
  assert.equal(stand.signIn.checked.length, 0);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied. The sign-in failed');
  await c.says('RSET');
  await c.hears('250');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret', 'JOE')}`);
  await c.hears('235');
});

test('whom a program acts as is compared as names are, in any case and with the domain in either form', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.users.add('joe@müller.example', 'secret');
  const c = await stand.greeted(t);
  const actAs = 'Joe@xn--mller-kva.example';
  await c.says(`AUTH PLAIN ${plain('joe@müller.example', 'secret', actAs)}`);
  await c.hears('235');
});

test('a blocked address, an unavailable store and a bug each have their answer, without detail', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  stand.signIn.answer = { outcome: 'blocked', until: stand.clock.now() + 13.2 * 60_000 };
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('454 4.7.0 Too many failed sign-ins, try again in 14 minutes');
  stand.signIn.answer = { outcome: 'unavailable' };
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('454 4.7.0 Passwords cannot be checked now');
  stand.signIn.isBroken = true;
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears(/^451 4\.3\.0 (?!.*secret)/);
  assert.ok(stand.journal.events('smtp.error').length === 1);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied. The sign-in could not be checked');
});

for (const [what, breaks] of [
  ['a bug cut off', (stand: SmtpStand) => void (stand.signIn.isBroken = true)],
  [
    'was never answered',
    (stand: SmtpStand) => {
      stand.signIn.check = () => {
        setImmediate(() => stand.clock.advance(30_000));
        return new Promise(() => undefined);
      };
    },
  ],
] as const)
  test(`a sign-in that ${what} is 451, and then an open window does not help`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.openWindow();
    breaks(stand);
    const c = await stand.greeted(t);
    await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
    await c.hears(/^451 4\.3\.0 (?!.*secret)/);
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('550 5.7.1 Relaying denied. The sign-in could not be checked');
  });

test('who is refused during a block hears of the block, and not of a wrong password', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  stand.signIn.answer = { outcome: 'blocked', until: stand.clock.now() + 60_000 };
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears(/^454 4\.7\.0 Too many failed sign-ins, try again in a minute$/);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied. Too many sign-ins failed');
});

test('an address blocked after failed sign-ins is not even greeted', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.signIn.blockedPeers.add('127.0.0.1');
  const { Conversation } = await import('../../helpers/conversation.ts');
  const c = await Conversation.open(t, stand.port);
  await c.hears('421 4.7.0 Your address is blocked');
  await c.hearsEnd();
});

test('a guesser is sent away after ten failures in one session', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  for (let i = 0; i < 10; i += 1) {
    await c.says(`AUTH PLAIN ${plain('joe', `guess${i}`)}`);
    await c.hears('535');
  }
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('421 4.7.0 Too many failed sign-ins');
  await c.hearsEnd();
});

test('CRAM-MD5 only where it is switched on', async (t) => {
  const stand = await SmtpStand.start(t);
  const before = await stand.greeted(t);
  await before.says('AUTH CRAM-MD5');
  await before.hears('504 5.5.4');
  stand.settings.change('access', { cramMd5: true });
  const c = await stand.connect(t);
  await c.says('EHLO pc');
  assert.ok(
    (await c.hearsReply('250 ')).some((line) => line.endsWith('AUTH PLAIN LOGIN CRAM-MD5')),
  );
  // RFC 4954 §4: the server speaks first here.
  await c.says(`AUTH CRAM-MD5 ${base64('joe')}`);
  await c.hears('501 5.7.0');
  for (const [password, answer] of [
    ['wrong', '535 5.7.8'],
    ['secret', '235 2.7.0'],
  ] as const) {
    await c.says('AUTH CRAM-MD5');
    const challenge = Buffer.from((await c.hears('334 ')).slice(4), 'base64').toString();
    await c.says(base64(`joe ${cramMd5Digest(challenge, password)}`));
    await c.hears(answer);
  }
});

test('from a network without that permission, AUTH is neither offered nor taken before TLS', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.settings.change('access', { plaintextSignIn: [] });
  const c = await stand.connect(t);
  await c.says('EHLO pc');
  const offers = await c.hearsReply('250 ');
  assert.ok(offers.some((line) => line.endsWith('STARTTLS')));
  assert.ok(!offers.some((line) => line.includes('AUTH')));
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('538 5.7.11 ');
  await c.says('AUTH LOGIN');
  await c.hears('538 5.7.11 ');
  assert.equal(stand.signIn.checked.length, 0);
  assert.equal(stand.journal.events('smtp.needs-encryption').length, 1, 'told once');
  await c.says('STARTTLS');
  await c.hears('220 2.0.0');
  await c.startTls();
  await c.says('EHLO pc');
  const inside = await c.hearsReply('250 ');
  assert.ok(inside.some((line) => line.endsWith('AUTH PLAIN LOGIN')));
  assert.ok(!inside.some((line) => line.includes('STARTTLS')));
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
});

test('a program that finds no sign-in without encryption and goes is noted once; others are not', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const noted = (): number => stand.journal.events('smtp.needs-encryption').length;
  const goes = async (c: Conversation): Promise<void> => {
    await c.says('QUIT');
    await c.hearsEnd();
  };
  await goes(await stand.greeted(t));
  await until('it is over', () => stand.closedTranscripts === 1);
  stand.settings.change('access', { plaintextSignIn: [] });
  const secure = await stand.connect(t);
  await secure.says('EHLO pc');
  await secure.hearsReply('250 ');
  await secure.says('STARTTLS');
  await secure.hears('220 2.0.0');
  await secure.startTls();
  await goes(secure);
  const sending = await stand.connect(t);
  await sending.says('EHLO pc');
  await sending.hearsReply('250 ');
  await sending.says('MAIL FROM:<joe@myclient.com>');
  await sending.hears('250');
  await goes(sending);
  const thunderbirdsTest = await stand.connect(t);
  await thunderbirdsTest.says('EHLO we-guess.mozilla.org');
  await thunderbirdsTest.hearsReply('250 ');
  await goes(thunderbirdsTest);
  const plainOne = await stand.connect(t);
  await plainOne.says('EHLO pc');
  await plainOne.hearsReply('250 ');
  assert.equal(noted(), 0);
  await goes(plainOne);
  await until('it is noted', () => noted() === 1);
  assert.match(stand.journal.text(), /left without signing in/);
});

test('AUTH out of place: before EHLO, twice, in a transaction, broken base64, unknown method', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('503 5.5.1');
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  await c.says('AUTH PLAIN ====');
  await c.hears('501 5.5.2');
  await c.says('AUTH XOAUTH2 abc');
  await c.hears('504 5.5.4');
  await c.says('AUTH LOGIN');
  await c.hears('334');
  await c.says('A'.repeat(12_292));
  await c.hears('500 5.5.6');
  await c.says('NOOP');
  await c.hears('250');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('503 5.5.1');
  await c.says('RSET');
  await c.hears('250');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('503 5.5.1');
});

test('a password is in no journal line and no transcript', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  const secret = plain('joe', 'secret');
  await c.says(`AUTH PLAIN ${secret}`);
  await c.hears('235');
  const other = await stand.greeted(t);
  await other.says('AUTH LOGIN');
  await other.hears('334');
  await other.says(base64('joe'));
  await other.hears('334');
  await other.says(base64('secret'));
  await other.hears('235');
  // In base64 it looks like a command.
  stand.users.add('amy', 'ABC');
  const amy = await stand.greeted(t);
  await amy.says(`AUTH LOGIN ${base64('amy')}`);
  await amy.hears('334');
  await amy.says(base64('ABC'));
  await amy.hears('235');
  // Garbled, or out of place, it was said all the same.
  for (const line of [` AUTH PLAIN ${secret}`, `AUTHPLAIN ${secret}`, base64('secret')]) {
    await other.says(line);
    await other.hears('50');
  }
  const written = (JSON.stringify(stand.lines) + stand.journal.text()).replaceAll('(secret)', '');
  for (const word of [secret, base64('secret'), 'secret', base64('ABC')])
    assert.ok(!written.includes(word), word);
  assert.ok(
    stand.lines.some((line) => line.direction === 'in' && line.line.startsWith('AUTH PLAIN')),
  );
});
