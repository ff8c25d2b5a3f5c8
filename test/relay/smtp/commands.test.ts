import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../../helpers/running-relay.ts';
import { SmtpStand } from './smtp-stand.ts';

/** U+E000 in UTF-8: lines are written as latin1 here. */
const standIn = '\xee\x80\x80';

/** [said, heard] pairs, each in a fresh session after EHLO. */
const wrongLines: [string, string | RegExp][] = [
  [`NOOP ${'x'.repeat(5_000)}`, '500 5.5.2 The line is too long'],
  [`MAIL FROM:<${'x'.repeat(3_000)}@example.com>`, '500 5.5.2 The line is too long'],
  [`EHLO ${'x'.repeat(400)}`, '501 '],
  // RFC 4954 §4.
  [`AUTH PLAIN ${'A'.repeat(13_000)}`, '500 5.5.6 The line is too long'],
  [`AUTH PLAIN ${'A'.repeat(12_000)}`, '501 5.5.2'],
  ['N\xd6\xd6P', '500 5.5.2 The line is not ASCII'],
  ['RSET \xff', '500 5.5.2 The line is not ASCII'],
  ['MAIL FROM:<\xff@example.com>', '501 5.5.2'],
  ['MAIL FROM:<j\xc3\xb6rg@example.com>', '553 5.6.7'],
  ['NO\0OP', '500 5.5.2 The line has control characters'],
  ['MAIL FROM:<a\rb@example.com>', '500 5.5.2'],
  ['', '500 5.5.2'],
  ['XYZZY', '500 5.5.2'],
  ['WIZ abc', '500 5.5.2'],
  ['SHELL', '500 5.5.2'],
  ['KILL', '500 5.5.2'],
  ['LHLO pc', '500 5.5.2'],
  ['XCLIENT ADDR=1.2.3.4', '500 5.5.2'],
  ['XFORWARD ADDR=1.2.3.4', '500 5.5.2'],
  ['STARTTLS', '500 5.5.2'],
  ['BDAT 10 LAST', '500 5.5.2'],
  ['RCPT TO:<ann@example.com>', '503 5.5.1'],
  ['DATA', '503 5.5.1'],
  // RFC 5321 §4.1.1: white space behind a command is borne.
  ['DATA  ', '503 5.5.1'],
  ['DATA now', '501 5.5.4'],
  ['RSET now', '501 5.5.4'],
  ['RSET ', '250 2.0.0'],
  ['QUIT now', '501 5.5.4'],
  ['MAIL', '501 5.5.4'],
  ['MAIL TO:<joe@myclient.com>', '501 5.5.4'],
  ['MAIL FROM:', '501 5.1.7'],
  ['RCPT', '501 5.5.4'],
  ['RCPT ann@example.com', '501 5.5.4'],
  ['MAIL FROM:joe@myclient.com', '501 5.1.7'],
  ['MAIL FROM:<scanner>', '501 5.1.7'],
  ['MAIL FROM:<joe@myclient.com> SIZE=abc', '501 5.5.4'],
  [
    'MAIL FROM:<joe@myclient.com> SIZE=99999999999',
    '552 5.3.4 The message is too big, at most 35 MB are taken',
  ],
  ['MAIL FROM:<joe@myclient.com> BODY=BINARYMIME', '501 5.5.4'],
  ['MAIL FROM:<joe@myclient.com> BODY=8BITMIME BODY=7BIT', '501 5.5.4'],
  ['MAIL FROM:<joe@myclient.com> REQUIRETLS', /^(530|555) 5\./],
  ['MAIL FROM:<joe@myclient.com> MT-PRIORITY=3', '555 5.5.4'],
  ['MAIL FROM:<joe@myclient.com> ENVID=ab+0D+0Acd', '501 5.1.7'],
  [
    `MAIL FROM:<joe@myclient.com> ENVID=${'x'.repeat(101)}`,
    '501 5.5.4 ENVID may have 100 characters',
  ],
  [`MAIL FROM:<joe@myclient.com> ENVID=${'x'.repeat(100)}`, '250 2.1.0'],
  ['MAIL FROM:<joe@myclient.com> AUTH=<>', '250 2.1.0'],
  ['MAIL FROM:<>', '250 2.1.0'],
  ['MAIL FROM:<"john doe"@myclient.com>', '250 2.1.0'],
  ['MAIL FROM:<"john \\" doe"@myclient.com> BODY=8BITMIME', '250 2.1.0'],
  // Windows gives such names to PCs, and old devices send from them.
  ['MAIL FROM:<scanner@scan_room.local> SIZE=10', '250 2.1.0'],
  ['MAIL FROM:<scanner@[scan_room]>', '501 5.1.7'],
  ['MAIL FROM:<scanner@xn--a>', '553 5.1.7'],
  [`MAIL FROM:<scanner@scan_room${standIn}.local>`, '501 5.1.7'],
  ['MAIL FROM:<john doe@myclient.com>', '501 5.1.7'],
  ['MAIL FROM:<"john doe@myclient.com>', '501 5.1.7'],
  ['MAIL FROM:<"john <doe"@myclient.com>', '501 5.1.7'],
  ['MAIL FROM:<"john\tdoe"@myclient.com>', '501 5.1.7'],
  // What stands for such spaces within the program brings nobody a space.
  [`MAIL FROM:<john${standIn}doe@myclient.com> ENVID="q"`, '553 5.6.7'],
  [`MAIL FROM:<"john${standIn}doe"@myclient.com>`, '553 5.6.7'],
  [`MAIL FROM:<"john${standIn} doe"@myclient.com>`, '501 5.1.7'],
  ['MAIL FROM:<joe@myclient.com> ENVID=<"q r"@x', '555 5.5.4'],
  ['VRFY', '501 5.5.4'],
  ['VRFY joe', '252 2.0.0'],
  ['HELP', '214 2.0.0'],
  ['NOOP', '250 2.0.0'],
  ['NOOP hello', '250 2.0.0'],
  ['GET / HTTP/1.1', '421 4.7.0'],
];

for (const [said, heard] of wrongLines)
  test(`${JSON.stringify(said.slice(0, 50))} hears ${String(heard)}`, async (t) => {
    const stand = await SmtpStand.start(t);
    const c = await stand.greeted(t);
    await c.says(said);
    const line = await c.hears(heard);
    if (line.startsWith('421')) return;
    await c.says('NOOP');
    await c.hears('250 2.0.0');
  });

test('a line without end ends the session, and no other', async (t) => {
  const stand = await SmtpStand.start(t);
  const other = await stand.greeted(t);
  const c = await stand.greeted(t);
  await c.sends('x'.repeat(100_000));
  await c.hears('421 4.7.0');
  await c.hearsEnd();
  await other.says('NOOP');
  await other.hears('250');
});

test('MAIL before EHLO, and HELO as the old form', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.connect(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('503 5.5.1');
  await c.says('HELO');
  await c.hears('501 ');
  await c.says('HELO pc');
  await c.hears('250 mail.myclient.com');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('503 5.5.1');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('\r\nx\r\n.');
  await c.hears('250');
  assert.match(stand.queue.lastText, /with SMTP id Q1/);
});

for (const verb of ['EHLO', 'HELO'])
  test(`${verb} with a name that has spaces, as printers and Macs get them, is taken`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.openWindow();
    const c = await stand.connect(t);
    await c.says(`${verb}  Front  desk printer `);
    await c.hearsReply('250 ');
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250 2.1.0');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250 2.1.5');
    await c.says('DATA');
    await c.hears('354');
    await c.says('.');
    await c.hears('250');
    assert.match(stand.queue.lastText, /^Received: from front-desk-printer \(/);
    await c.says(verb);
    await c.hears('501 ');
  });

test('EHLO offers what the server keeps', async (t) => {
  const stand = await SmtpStand.start(t, { tls: true });
  const c = await stand.connect(t);
  await c.says('EHLO pc');
  const offers = (await c.hearsReply('250 ')).map((line) => line.slice(4)).slice(1);
  assert.deepEqual(offers.sort(), [
    '8BITMIME',
    'AUTH PLAIN LOGIN',
    'DSN',
    'ENHANCEDSTATUSCODES',
    'PIPELINING',
    'SIZE 36700160',
    'SMTPUTF8',
    'STARTTLS',
  ]);
});

test('a command split over packets octet by octet is one command', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const octet of 'MAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\n')
    await c.sends(octet);
  await c.hears('250 2.1.0');
  await c.hears('250 2.1.5');
});

test('commands glued together are answered in order, the body in the middle too', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.connect(t);
  await c.sends(
    'EHLO pc\r\nMAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\nRCPT TO:<bad\r\n' +
      'DATA\r\nSubject: a\r\n\r\nMAIL FROM:<evil@example.com>\r\n.\r\nMAIL FROM:<>\r\nNOOP\r\nQUIT\r\n',
  );
  await c.hearsReply('250 ');
  for (const reply of ['250 2.1.0', '250 2.1.5', '501 5.1.3', '354 ', '250 2.0.0 Ok: queued'])
    await c.hears(reply);
  for (const reply of ['250 2.1.0', '250 2.0.0', '221 2.0.0']) await c.hears(reply);
  await c.hearsEnd();
  assert.equal(stand.queue.kept.length, 1);
  assert.match(stand.queue.lastText, /\r\n\r\nMAIL FROM:<evil@example\.com>\r\n$/);
});

test('messages glued together are all taken, and what follows them is answered', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  const message = (subject: string): string =>
    'MAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\n' +
    `DATA\r\nSubject: ${subject}\r\n\r\nhi\r\n.\r\n`;
  await c.sends(`${message('a')}${message('b')}${message('c')}QUIT\r\n`);
  for (let count = 0; count < 3; count += 1)
    for (const reply of ['250 2.1.0', '250 2.1.5', '354 ', '250 2.0.0 Ok: queued'])
      await c.hears(reply);
  await c.hears('221 2.0.0');
  await c.hearsEnd();
  assert.equal(stand.queue.kept.length, 3);
});

test('DATA pipelined behind refused recipients is 503, and the body is not read as commands for long', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  await c.sends('MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n');
  await c.hears('250');
  await c.hears('550 5.7.1');
  await c.hears('503 5.5.1');
});

for (const [what, last] of [
  ['its side', 'NOOP\r\n'],
  ['its side after QUIT', 'QUIT\r\n'],
  ['its side in the middle of the last line', 'QUIT'],
])
  test(`a client that says all at once and closes ${what} hears all answers, and then the end`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.openWindow();
    let store = (): void => undefined;
    stand.queue.commitGate = new Promise((resolve) => (store = resolve));
    const c = await stand.connect(t);
    const transaction = 'MAIL FROM:<joe@myclient.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n';
    c.socket.end(`EHLO pc\r\n${transaction}Subject: a\r\n\r\nhello\r\n.\r\n${last}`);
    await until('the message is being stored', () => stand.queue.commits === 1);
    store();
    await c.hearsReply('250 ');
    for (const heard of ['250 2.1.0', '250 2.1.5', '354', '250 2.0.0 Ok: queued as Q1'])
      await c.hears(heard);
    await c.hears(last === 'NOOP\r\n' ? '250 2.0.0' : '221 2.0.0');
    await c.hearsEnd();
    assert.ok(stand.queue.lastText.endsWith('Subject: a\r\n\r\nhello\r\n'));
  });

test('a client that closes its side in the middle of a message leaves nothing behind', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  c.socket.end('Subject: a\r\n\r\nhello\r\n');
  await c.hearsEnd();
  await until('it is thrown away', () => stand.queue.aborted === 1);
  assert.equal(stand.queue.kept.length, 0);
});

test('unknown commands are answered, and ten of them end the session', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  for (let i = 0; i < 9; i += 1) {
    await c.says('XYZZY');
    await c.hears('500 5.5.2');
  }
  await c.says('XYZZY');
  await c.hears('421 4.7.0');
  await c.hearsEnd();
});

test('commands that lead to nothing before a sign-in are counted, useful ones are not', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { commandsBeforeSignIn: 10 });
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  for (let i = 0; i < 30; i += 1) {
    await c.says(`RCPT TO:<ann${i}@example.com>`);
    await c.hears('250');
  }
  // A search for names leads to nothing either.
  for (let i = 0; i < 5; i += 1) {
    await c.says('NOOP');
    await c.hears('250');
    await c.says(`RCPT TO:<nobody${i}@myclient.com>`);
    await c.hears('550 5.1.1');
  }
  await c.says('NOOP');
  await c.hears('421 4.7.0 Too many commands');
  await c.hearsEnd();
});

test('DSN parameters, BODY and SMTPUTF8 reach the envelope, and a refused MAIL leaves nothing behind', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<a@example.com> SMTPUTF8 BODY=8BITMIME SIZE=99999999999');
  await c.hears('552 5.3.4');
  await c.says('MAIL FROM:<j\xc3\xb6rg@example.com> BODY=8BITMIME');
  await c.hears('553 5.6.7');
  await c.says('MAIL FROM:<joe@myclient.com> RET=hdrs ENVID=QQ+2B1');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Ann+40example.com');
  await c.hears('250');
  await c.says('RCPT TO:<bob@example.com> NOTIFY=NEVER,DELAY');
  await c.hears('501 5.5.4');
  await c.says('RCPT TO:<bob@example.com> FOO=BAR');
  await c.hears('555 5.5.4');
  await c.says(`RCPT TO:<bob@example.com> ORCPT=rfc822;${'x'.repeat(494)}`);
  await c.hears('501 5.5.4 ORCPT may have 500 characters');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.deepEqual(stand.queue.kept[0]?.envelope, {
    sender: 'joe@myclient.com',
    recipients: [
      {
        address: 'ann@example.com',
        localUser: null,
        dsn: { notify: ['SUCCESS', 'FAILURE'], orcpt: 'rfc822;Ann@example.com' },
      },
    ],
    user: 'joe',
    peer: '127.0.0.1',
    bodyType: '7bit',
    smtpUtf8: false,
    dsn: { ret: 'HDRS', envid: 'QQ+1' },
  });
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<j\xc3\xb6rg@b\xc3\xbccher.ch>');
  await c.hears('553 5.6.7');
  await c.says('RSET');
  await c.hears('250');
  await c.says('MAIL FROM:<j\xc3\xb6rg@b\xc3\xbccher.ch> SMTPUTF8 BODY=8bitmime RET=FULL');
  await c.hears('250');
  await c.says('RCPT TO:<ann@xn--bcher-kva.ch>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  const envelope = stand.queue.kept[1]?.envelope;
  assert.equal(envelope?.sender, 'jörg@xn--bcher-kva.ch');
  assert.equal(envelope.recipients[0]?.address, 'ann@xn--bcher-kva.ch');
  const { smtpUtf8, bodyType, dsn } = envelope;
  assert.deepEqual([smtpUtf8, bodyType, dsn], [true, '8bitmime', { ret: 'FULL' }]);
  assert.match(stand.queue.lastText, /with UTF8SMTP id/);
});

test('a domain with an underscore, as Windows gives it to a PC, reaches the queue as it was said', async (t) => {
  for (const oldDevices of [false, true]) {
    const stand = await SmtpStand.start(t, { oldDevices });
    stand.settings.change('office', { domains: [] });
    stand.openWindow();
    const c = await stand.greeted(t);
    await c.says('MAIL FROM:<front_desk@scan_room_2.local> BODY=8BITMIME');
    await c.hears('250 2.1.0');
    await c.says('RCPT TO:<@relay_1:ann_b@my_pc.Example.org> NOTIFY=NEVER');
    await c.hears('250 2.1.5');
    await c.says('DATA');
    await c.hears('354');
    await c.says('.');
    await c.hears('250');
    const envelope = stand.queue.kept[0]?.envelope;
    assert.equal(envelope?.sender, 'front_desk@scan_room_2.local');
    const address = 'ann_b@my_pc.Example.org';
    assert.deepEqual(envelope.recipients, [
      { address, localUser: null, dsn: { notify: ['NEVER'] } },
    ]);
  }
});

test('a repeated recipient is one recipient', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('.');
  await c.hears('250');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  for (const address of ['ann@example.com', 'ANN@example.com']) {
    await c.says(`RCPT TO:<${address}>`);
    await c.hears('250');
  }
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.equal(stand.queue.kept[1]?.envelope.recipients.length, 1);
});

test('the transcript shows replies as they go out, status codes too, and is closed at the end', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  for (const line of ['MAIL FROM:<joe@myclient.com>', 'RCPT TO:<ann@example.com>', 'DATA', 'HELP'])
    await c.says(line);
  const heard: string[] = [];
  for (let i = 0; i < 3; i += 1) heard.push(await c.line());
  heard.push((await c.hearsReply('214 ')).join(' | ').replaceAll(/ \| 214[ -]/g, ' | '));
  const shown = stand.lines.filter(({ direction }) => direction === 'out').slice(2);
  assert.deepEqual(
    shown.map(({ line }) => line.replace('214-', '214 ')),
    heard.map((line) => line.replace('214-', '214 ')),
  );
  assert.match(heard[2] ?? '', /^503 5\.5\.1 /);
  assert.equal(stand.closedTranscripts, 0);
  c.vanishes();
  await until('the transcript is closed', () => stand.closedTranscripts === 1);
});
