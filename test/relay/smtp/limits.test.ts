import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Conversation } from '../../helpers/conversation.ts';
import { until } from '../../helpers/running-relay.ts';
import { base64, plain, SmtpStand } from './smtp-stand.ts';

test('connections in all and per address are bounded, and free again when one goes', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { connectionsPerAddress: 2 });
  await stand.connect(t);
  const second = await stand.connect(t);
  const third = await Conversation.open(t, stand.port);
  await third.hears('421 4.7.0 Too many connections from your address');
  await third.hearsEnd();
  await second.says('QUIT');
  await second.hears('221');
  await second.hearsEnd();
  await until('there is room again', async () =>
    (await (await Conversation.open(t, stand.port)).line()).startsWith('220'),
  );
  stand.settings.change('limits', { connections: 2 });
  const fourth = await Conversation.open(t, stand.port);
  await fourth.hears('421 4.7.0 Too many connections');
});

test('500 idle connections do not stop another', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { connectionsPerAddress: 600, connections: 600 });
  stand.openWindow();
  await Promise.all(Array.from({ length: 500 }, () => stand.connect(t)));
  const c = await stand.inData(t);
  await c.says('Subject: a\r\n\r\nhi\r\n.');
  await c.hears('250');
});

test('recipients beyond the limit are 452, and the message goes to the others', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { recipientsPerMessage: 2 });
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  for (const [name, reply] of [
    ['a', '250'],
    ['b', '250'],
    ['c', '452 4.5.3'],
    ['a', '250'],
  ]) {
    await c.says(`RCPT TO:<${name}@example.com>`);
    await c.hears(reply ?? '');
  }
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.equal(stand.queue.kept[0]?.envelope.recipients.length, 2);
});

test('an idle session ends', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { idleSeconds: 0.05 });
  // No EHLO: this process may sleep longer than that between two lines of ours.
  const c = await stand.connect(t);
  await c.hears('421 4.4.2 Timeout');
  await c.hearsEnd();
});

test('octets that never make a line or a message keep no session', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { idleSeconds: 300 });
  stand.openWindow();
  const line = await stand.greeted(t);
  const mail = await stand.inData(t);
  const slow = await stand.inData(t);
  const chatty = await stand.greeted(t);
  await slow.sends('Subject: slow\r\n\r\n');
  for (let minutes = 0; minutes < 12; minutes += 2) {
    await line.sends('N');
    await mail.sends('a');
    await slow.sends(`${'x'.repeat(600)}\r\n`);
    await chatty.says('NOOP');
    await chatty.hears('250');
    await sleep(10);
    stand.clock.advance(2 * 60_000);
  }
  for (const gone of [line, mail]) {
    await gone.hears('421 4.4.2 Timeout');
    await gone.hearsEnd();
  }
  await slow.says('.');
  await slow.hears('250');
  await chatty.says('QUIT');
  await chatty.hears('221');
});

test('a session ends at its total time, in the middle of a message too', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends('Subject: slow\r\n\r\n');
  stand.clock.advance(120 * 60_000);
  await c.hears('421 4.4.2');
  await c.hearsEnd();
  await until('it is given up', () => stand.queue.aborted > 0);
});

test('who waits for the answer to a whole message as the total time ends hears it first: cut off, he would send it again', async (t) => {
  const stand = await SmtpStand.start(t);
  let keep = (): void => undefined;
  stand.queue.commitGate = new Promise((resolve) => (keep = resolve));
  const c = await stand.greeted(t);
  stand.clock.advance(120 * 60_000 - 1);
  stand.openWindow();
  for (const [said, heard] of mailTo('ann@example.com')) {
    await c.says(said);
    await c.hears(heard);
  }
  await c.says('Subject: x\r\n\r\nhello\r\n.');
  await until('it is being kept', () => stand.queue.commits === 1);
  stand.clock.advance(10);
  keep();
  await c.hears('250 2.0.0');
  stand.clock.advance(1_000);
  await c.hears('421 4.4.2');
  await c.hearsEnd();
});

const mailTo = (recipient: string): readonly (readonly [said: string, heard: string])[] => [
  ['MAIL FROM:<joe@myclient.com>', '250 2.1.0'],
  [`RCPT TO:<${recipient}>`, '250 2.1.5'],
  ['DATA', '354 '],
];

test('the fewest commands that can be set are enough to encrypt and sign in', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  stand.settings.change('limits', { commandsBeforeSignIn: 5 });
  const c = await stand.greeted(t);
  await c.says('STARTTLS');
  await c.hears('220 2.0.0');
  await c.startTls();
  await c.says('EHLO pc');
  await c.hearsReply('250 ');
  await c.says('AUTH LOGIN');
  await c.hears('334');
  await c.says(base64('joe'));
  await c.hears('334');
  await c.says(base64('secret'));
  await c.hears('235');
});

test('who signed in is not counted', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { commandsBeforeSignIn: 5 });
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  for (let count = 0; count < 10; count += 1) {
    await c.says('NOOP');
    await c.hears('250');
  }
});

test('a client that stops reading does not stop others', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { commandsBeforeSignIn: 1_000_000 });
  const deaf = await stand.greeted(t);
  deaf.socket.pause();
  deaf.socket.write('NOOP\r\n'.repeat(200_000));
  const c = await stand.greeted(t);
  for (let i = 0; i < 20; i += 1) {
    await c.says('NOOP');
    await c.hears('250');
  }
});

test('a client that reads no answers is not answered without end', async (t) => {
  const stand = await SmtpStand.start(t);
  const deaf = await stand.greeted(t);
  deaf.socket.pause();
  const said = 400_000;
  deaf.socket.write('N\xff\r\n'.repeat(said), 'latin1');
  const taken = (): number => stand.lines.length / 2;
  for (let before = -1; before !== taken();) {
    before = taken();
    await sleep(500);
  }
  assert.ok(taken() < said, `${taken()} answers wait for somebody who reads them`);
});

test('what stands behind the command that ended a session is not done', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { commandsBeforeSignIn: 5 });
  stand.openWindow();
  const c = await stand.greeted(t);
  const transaction = 'MAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n';
  await c.sends(`${'NOOP\r\n'.repeat(5)}${transaction}Subject: a\r\n\r\nhi\r\n.\r\n`);
  for (let count = 0; count < 4; count += 1) await c.hears('250');
  await c.hears('421 4.7.0');
  await c.hearsEnd();
  assert.equal(stand.queue.begun, 0);
});

test('a session that ended leaves no timer behind: what it held would stay for hours', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const before = stand.clock.pending;
  const c = await stand.greeted(t);
  await c.says('STARTTLS');
  await c.hears('220');
  await c.startTls();
  await c.says('QUIT');
  await c.hears('221');
  await c.hearsEnd();
  await until('they are taken back', () => stand.clock.pending === before);
  const other = await SmtpStand.start(t, { name: 'submissions' });
  const d = await other.greeted(t, { tls: true });
  d.vanishes();
  await until('they are taken back', () => other.clock.pending === 0);
});

test('a TLS session that ends frees one place, and not that of another', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  stand.settings.change('limits', { connectionsPerAddress: 3 });
  const first = await stand.greeted(t, { tls: true });
  await stand.greeted(t, { tls: true });
  await first.says('QUIT');
  await first.hears('221');
  await first.hearsEnd();
  await until('it is over', () => stand.closedTranscripts === 1);
  await sleep(20);
  for (let count = 0; count < 2; count += 1) await stand.greeted(t, { tls: true });
  await assert.rejects(stand.greeted(t, { tls: true }));
});

test('the size that is advertised is the setting, changed at run time too', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { messageSizeBytes: 12_345 });
  const c = await stand.connect(t);
  await c.says('EHLO pc');
  assert.ok((await c.hearsReply('250 ')).some((line) => line.endsWith('SIZE 12345')));
  await c.says('MAIL FROM:<joe@myclient.com> SIZE=12346');
  await c.hears('552 5.3.4');
});

test('connections that never begin TLS count too, are let go after a while, and leave no count behind', async (t) => {
  const stand = await SmtpStand.start(t, { name: 'submissions' });
  stand.settings.change('limits', { connectionsPerAddress: 3 });
  const silent = await Promise.all(
    Array.from({ length: 3 }, () => Conversation.open(t, stand.port)),
  );
  const refused = await Conversation.open(t, stand.port);
  await refused.hearsEnd();
  stand.clock.advance(31_000);
  for (const c of silent) await c.hearsEnd();
  const all: Conversation[] = [];
  for (let i = 0; i < 3; i += 1) all.push(await stand.greeted(t, { tls: true }));
  const fourth = await Conversation.open(t, stand.port);
  await fourth.hearsEnd();
  for (const c of all) {
    await c.says('QUIT');
    await c.hears('221');
  }
  await stand.greeted(t, { tls: true });
});
