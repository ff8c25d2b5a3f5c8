import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { until } from '../../helpers/running-relay.ts';
import { plain, SmtpStand } from './smtp-stand.ts';

/** reliability.md: what must not end DATA. `\n` and `\r` bare are refused at the real end. */
const smuggling = [
  '\n.\n',
  '\n.\r',
  '\r.\n',
  '\r.\r',
  '\n.\r\n',
  '\r.\r\n',
  '\r\n.\r',
  '\r\n.\n',
  '\r\n\0.\r\n',
  '\r\n.\r\r\n',
  '\r\r\n.\r\r\n',
];
const attack = 'MAIL FROM:<evil@example.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nevil\r\n';

for (const vector of smuggling)
  for (const isSplit of [false, true])
    test(`${JSON.stringify(vector)}${isSplit ? ' split over packets' : ''} smuggles nothing in`, async (t) => {
      const stand = await SmtpStand.start(t);
      stand.openWindow();
      const c = await stand.inData(t);
      const octets = `Subject: a\r\n\r\nbody${vector}${attack}.\r\n`;
      if (isSplit)
        for (const octet of octets.slice(0, 40)) {
          await c.sends(octet);
          await turn();
        }
      await c.sends(isSplit ? octets.slice(40) : octets);
      const isBare = /\r(?!\n)|(?<!\r)\n/.test(vector + 'M');
      await c.hears(isBare ? '550 5.6.11' : '250 2.0.0');
      await c.says('NOOP');
      await c.hears('250 2.0.0 OK');
      assert.equal(stand.queue.kept.length, isBare ? 0 : 1);
      assert.equal(stand.queue.aborted, isBare ? 1 : 0);
      if (!isBare) assert.ok(stand.queue.lastText.includes('RCPT TO:<ann@example.com>'));
    });

test('bare line ends of an old device are stored as CRLF, and smuggle nothing in either', async (t) => {
  for (const vector of smuggling) {
    const stand = await SmtpStand.start(t, { oldDevices: true });
    stand.openWindow();
    const c = await stand.inData(t);
    await c.sends(`Subject: a\r\n\r\nbody${vector}${attack}.\r\n`);
    await c.hears('250 2.0.0');
    await c.says('NOOP');
    await c.hears('250 2.0.0 OK');
    assert.equal(stand.queue.kept.length, 1);
    assert.doesNotMatch(stand.queue.lastText, /\r(?!\n)|(?<!\r)\n/);
    assert.ok(stand.queue.lastText.includes('RCPT TO:<ann@example.com>'));
  }
});

test('dots, 8-bit octets, long lines and a lone dot line arrive as they were sent', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  const body = `.\r\n..\r\n.x\r\n\xff\x80\0\r\n${'y'.repeat(20_000)}\r\n\r\n.\r\nASCII to the end\r\n`;
  await c.sends(`Subject: a\r\n\r\n${body.replace(/^\./gm, '..')}.\r\n`);
  await c.hears('250');
  const kept = stand.queue.kept[0];
  assert.ok(stand.queue.lastText.endsWith(`Subject: a\r\n\r\n${body}`));
  // The client did not say BODY=8BITMIME, the next hop is told all the same.
  assert.equal(kept?.envelope.bodyType, '8bitmime');
  // The octets come in pieces, since dots are taken out in between.
  const entry = stand.journal.entries.find(({ event }) => event === 'smtp.accepted');
  assert.equal(entry?.data?.['sizeBytes'], kept.body.length);
});

test('an empty message gets its trace lines and nothing else', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('.');
  await c.hears('250');
  assert.match(stand.queue.lastText, /^Received: [^]*\r\nMessage-ID: <[^>]+>\r\n$/);
});

test('a message without a header gets a blank line between the trace lines and its text', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('just text\r\nmore: text\r\n.');
  await c.hears('250');
  assert.match(stand.queue.lastText, /Message-ID: [^\r]+\r\n\r\njust text\r\nmore: text\r\n$/);
});

for (const [what, first] of [
  ['that begins with a blank line', '\r\n'],
  ['without a header', 'Alarm at the door\r\n'],
] as const)
  for (const [size, more] of [
    ['short', ''],
    ['long', 'more\r\n'.repeat(50_000)],
  ] as const)
    test(`of a ${size} message ${what} no line counts as a header field`, async (t) => {
      const stand = await SmtpStand.start(t);
      stand.openWindow();
      const c = await stand.inData(t);
      const text = `${first}Date: today\r\nFrom: the door\r\nBcc: text\r\n${more}\r\nend\r\n`;
      await c.sends(`${text}.\r\n`);
      await c.hears('250');
      const [header = ''] = stand.queue.lastText.split('\r\n\r\n', 1);
      assert.match(
        header,
        /\r\nDate: Mon, 23 Nov 2026 .+\r\nFrom: <joe@myclient\.com>\r\nMessage-ID: .+$/,
      );
      assert.ok(stand.queue.lastText.endsWith(`\r\n\r\n${text.replace(/^\r\n/, '')}`));
    });

for (const mark of [
  'From joe@myclient.com Mon Nov 23 09:15:00 2026',
  '>From joe Mon Nov 23 09:15:00 2026',
])
  test(`a message out of an mbox file is one with a header, its "${mark.split(' ', 1)[0]}" line left out`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.openWindow();
    const c = await stand.inData(t);
    // In two packets: the first line alone does not say yet what the message begins with.
    await c.sends(`${mark}\r\nSub`);
    await c.sends('ject: a\r\nDate: today\r\nBcc: boss@example.com\r\n\r\nFrom here on\r\n.\r\n');
    await c.hears('250');
    assert.match(
      stand.queue.lastText,
      /\r\nMessage-ID: [^\r]+\r\nSubject: a\r\nDate: today\r\n\r\nFrom here on\r\n$/,
    );
  });

test('text that begins with the word "From" stays whole', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('From Monday on we are closed.\r\nThe office\r\n\r\nDate: text\r\n.');
  await c.hears('250');
  assert.ok(
    stand.queue.lastText.endsWith(
      '\r\n\r\nFrom Monday on we are closed.\r\nThe office\r\n\r\nDate: text\r\n',
    ),
  );
});

test('Date and Message-ID that are there stay alone', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('DATE: yesterday\r\nmessage-id: <1@x>\r\n\r\nhi\r\n.');
  await c.hears('250');
  assert.equal(stand.queue.lastText.match(/^(date|message-id):/gim)?.length, 2);
});

test('a message that names no author gets its sender for one: providers refuse it without', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('Subject: paper is out\r\nX-From: x\r\n\r\nFrom: the printer\r\n.');
  await c.hears('250');
  assert.match(stand.queue.lastText, /\r\nFrom: <joe@myclient\.com>\r\nMessage-ID:/);
  for (const [sender, header] of [
    ['joe@myclient.com', 'FROM : a printer <scan@myclient.com>\r\n'],
    ['', ''],
    ['j\xc3\xb6rg@example.com', ''],
  ]) {
    await c.says(`MAIL FROM:<${sender}> SMTPUTF8`);
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250');
    await c.says('DATA');
    await c.hears('354');
    await c.says(`${header}Subject: a\r\n\r\nhi\r\n.`);
    await c.hears('250');
    assert.doesNotMatch(stand.queue.lastText, /^From:/m);
  }
});

test('who gets a blind copy is named to nobody, where a program left that to its server', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('BCC: boss@example.com,\r\n\tanna@example.org\r\nSubject: a\r\n x');
  await c.says('Resent-Bcc : c@example.org\r\nTo: ann@example.com\r\nBcc:\r\n\r\nBcc: text\r\n.');
  await c.hears('250');
  const kept = 'Subject: a\r\n x\r\nTo: ann@example.com\r\n\r\nBcc: text\r\n';
  assert.match(stand.queue.lastText, new RegExp(`\r\nMessage-ID: [^\r]+\r\n${kept}$`));
});

test('a name in EHLO cannot write header lines', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.connect(t);
  await c.says('EHLO pc)(<evil>\xe4;x"@');
  await c.hearsReply('250 ');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.match(stand.queue.lastText, /^Received: from pc[?]{2}[?a-z]+ \(\[127\.0\.0\.1\]\)\r\n/);
});

test('mail that has been through here already, or 51 Received lines, is a loop', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('Received: from a by b (Mailroom abc123)\r\n\twith ESMTP id 1; now\r\n\r\nhi\r\n.');
  await c.hears('554 5.4.6');
  // A server on the way may fold anew, at any space (RFC 5322 §2.2.3).
  const e = await stand.inData(t);
  await e.says(
    'RECEIVED : from a by b (Mailroom\r\n\t abc123) with ESMTP id 1; now\r\n\r\nhi\r\n.',
  );
  await e.hears('554 5.4.6');
  // Nor does a line on top, as old programs put one there, make it another message.
  const f = await stand.inData(t);
  await f.says('From joe Mon Nov 23\r\nReceived: from a by b (Mailroom abc123)\r\n\r\nhi\r\n.');
  await f.hears('554 5.4.6');
  for (const [lines, reply] of [
    [51, '554 5.4.6'],
    [50, '250 2.0.0'],
  ] as const) {
    const d = await stand.inData(t);
    await d.says(`${'Received: from a by b; now\r\n'.repeat(lines)}\r\nhi\r\n.`);
    await d.hears(reply);
  }
  assert.equal(stand.queue.aborted, 4);
});

test('a header beyond 256 KiB is refused', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends(`${`X-A: ${'a'.repeat(990)}\r\n`.repeat(300)}\r\nhi\r\n.\r\n`);
  await c.hears('552 5.3.4 The header');
});

test('a message over the limit is 552, not stored on, and the session goes on', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { messageSizeBytes: 100_000 });
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends(`Subject: big\r\n\r\n${'x'.repeat(150_000)}\r\n.\r\n`);
  await c.hears('552 5.3.4');
  assert.equal(stand.queue.aborted, 1);
  await c.says('NOOP');
  await c.hears('250');
});

test('a message of just the size that is offered is taken, one octet more is not', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { messageSizeBytes: 1_000 });
  stand.openWindow();
  for (const [more, reply] of [
    ['', '250 2.0.0'],
    ['x', '552 5.3.4'],
  ] as const) {
    const c = await stand.greeted(t);
    await c.says('MAIL FROM:<joe@myclient.com> SIZE=1000');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250');
    await c.says('DATA');
    await c.hears('354');
    const header = 'Subject: just fits\r\n\r\n';
    await c.sends(`${header}${'x'.repeat(998 - header.length)}${more}\r\n.\r\n`);
    await c.hears(reply);
  }
});

test('a sender that goes on far beyond the limit hears why it is refused, and is cut off', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { messageSizeBytes: 100_000 });
  stand.openWindow();
  const c = await stand.inData(t);
  c.socket.write(`Subject: big\r\n\r\n${'x'.repeat(400_000)}`);
  // A device that hears 421 alone tries the same again and again.
  await c.hears('552 5.3.4 The message is too big');
  await c.hears('421 4.3.0');
  await c.hearsEnd();
  assert.equal(stand.queue.aborted, 1);
});

test('a message that is not taken for what it is leaves its reason in the journal, once', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('limits', { messageSizeBytes: 2 << 20 });
  stand.openWindow();
  const told = (): string[] =>
    stand.journal.entries
      .filter(({ event }) => event === 'smtp.message-refused')
      .map(({ user = 'nobody', peer, text }) => `${user}, ${peer}: ${text}`);
  const big = await stand.inData(t);
  await big.sends(`Subject: big\r\n\r\n${'x'.repeat(3 << 20)}\r\n.\r\n`);
  await big.hears('552 5.3.4');
  const declared = await stand.greeted(t);
  await declared.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await declared.hears('235');
  await declared.says('MAIL FROM:<joe@myclient.com> SIZE=9000000');
  await declared.hears('552 5.3.4');
  const bare = await stand.inData(t);
  await bare.sends('Subject: a\r\n\r\none\ntwo\nthree\r\n.\r\n');
  await bare.hears('550 5.6.11');
  const loop = await stand.inData(t);
  await loop.says(
    'Received: from a by b (Mailroom abc123)\r\n\twith ESMTP id 1; now\r\n\r\nhi\r\n.',
  );
  await loop.hears('554 5.4.6');
  // What has an entry of its own, and what is no fault of the message, is not told here.
  stand.settings.change('popAuth', { strictSender: true });
  const strict = await stand.inData(t);
  await strict.says('From: boss@myclient.com\r\n\r\nhi\r\n.');
  await strict.hears('550 5.7.1');
  const begins = 'nobody, 127.0.0.1: A message from 127.0.0.1 was not taken.';
  assert.deepEqual(told(), [
    `${begins} It is too big: at most 2 MB are taken.`,
    `${begins} It is too big: at most 2 MB are taken.`.replace('nobody', 'joe'),
    `${begins} Its lines do not end as mail asks (CR LF). Switch on "Be lenient with old devices" for this port if it must be taken.`,
    `${begins} It has been through here already: it goes round in a circle. See whether some address forwards back to here.`,
  ]);
});

test('a client that vanishes in the middle leaves nothing behind', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends('Subject: half\r\n\r\nhalf a mess');
  c.vanishes();
  for (let i = 0; i < 200 && stand.queue.aborted === 0; i += 1) await turn();
  await until('it is given up', () => stand.queue.aborted > 0);
  assert.equal(stand.queue.kept.length, 0);
});

test('a client that vanishes while the commit runs: the message stays, the relay too', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  let open: () => void = () => undefined;
  stand.queue.commitGate = new Promise((resolve) => (open = resolve));
  const c = await stand.inData(t);
  await c.says('Subject: a\r\n\r\nhi\r\n.');
  await until('it is to be kept', () => stand.queue.commits > 0);
  c.vanishes();
  await new Promise((resolve) => setTimeout(resolve, 20));
  open();
  await until('it is kept', () => stand.queue.kept.length > 0);
  const next = await stand.greeted(t);
  await next.says('NOOP');
  await next.hears('250');
});

test('a commit that fails is 451, or 452 for a full disk; a queue that throws is 451 without detail', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  const send = async (reply: string | RegExp, text = 'Subject: a\r\n\r\nhi'): Promise<void> => {
    await c.says('MAIL FROM:<joe@myclient.com>');
    await c.hears('250');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250');
    await c.says('DATA');
    await c.hears('354');
    await c.says(`${text}\r\n.`);
    await c.hears(reply);
  };
  stand.queue.commitFailure = { outcome: 'failed', cause: 'io', detail: 'EIO' };
  await send('451 4.3.0');
  stand.queue.commitFailure = { outcome: 'failed', cause: 'disk-full', detail: 'ENOSPC' };
  await send('452 4.3.1');
  stand.queue.isBroken = true;
  await send(/^451 4\.3\.0 (?!.*secret)/);
  stand.queue.isBroken = false;
  stand.queue.writeDelay = () => turn().then(() => Promise.reject(new Error('secret path')));
  stand.queue.commitFailure = null;
  await send(/^451 4\.3\.0 (?!.*secret)/);
  await send(/^451 4\.3\.0 (?!.*secret)/, 'Subject: nothing but a header');
  stand.queue.writeDelay = null;
  await send('250 2.0.0');
  assert.equal(stand.queue.kept.length, 1);
  // Who looks for the cause finds it.
  assert.deepEqual(
    stand.journal.entries
      .filter(({ event }) => event === 'smtp.error')
      .map(({ text }) => /secret \w+/.exec(text)?.[0]),
    ['secret detail', 'secret path', 'secret path'],
  );
});

test('a commit that hangs is answered 451 at its deadline, and the queue told so', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  stand.queue.commitGate = new Promise(() => undefined);
  const c = await stand.inData(t);
  await c.says('Subject: a\r\n\r\nhi\r\n.');
  await until('it is to be kept', () => stand.queue.commits > 0);
  assert.equal(stand.queue.disowned, 0);
  stand.clock.advance(120_000);
  await c.hears('451 4.3.0');
  assert.equal(stand.queue.disowned, 1);
});

test('a slow queue holds the sender back, and everything arrives in order', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  let pending = 0;
  let most = 0;
  stand.queue.writeDelay = async () => {
    pending += 1;
    most = Math.max(most, pending);
    await turn();
    pending -= 1;
  };
  const c = await stand.inData(t);
  const body = Array.from({ length: 30_000 }, (_, i) => `line ${i}\r\n`).join('');
  await c.sends(`Subject: a\r\n\r\n${body}.\r\n`);
  await c.hears('250');
  assert.equal(most, 1);
  assert.ok(stand.queue.lastText.endsWith(`\r\n\r\n${body}`));
});

test('a slow sender does not stop others', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const slow = await stand.inData(t);
  await slow.sends('Subject: slow\r\n\r\nx');
  const c = await stand.inData(t);
  await c.says('Subject: fast\r\n\r\nhi\r\n.');
  await c.hears('250');
  await slow.says('\r\n.');
  await slow.hears('250');
});

test('a disk that is nearly full is 452 at MAIL', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  stand.queue.admissionAnswer = 'disk-nearly-full';
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('452 4.3.1');
  stand.queue.admissionAnswer = 'unavailable';
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('451 4.3.0');
  stand.queue.admissionAnswer = 'ok';
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250 2.1.0');
});

test('RFC 1870 §6.1: there must be room for the size that was declared, and for some where none was', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  for (const said of ['', ' SIZE=20000', ' SIZE=0']) {
    await c.says(`MAIL FROM:<joe@myclient.com>${said}`);
    await c.hears('250 2.1.0');
    await c.says('RSET');
    await c.hears('250');
  }
  assert.deepEqual(stand.queue.askedBytes, [0, 20_000, 0]);
});

for (const [where, rest] of [
  ['in the middle', '\r\nhi\r\n.\r\n'],
  ['at its end', '.\r\n'],
])
  test(`a bug as a header is judged ${where} keeps no half of the message, and tells no detail`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.settings.change('popAuth', { strictSender: true });
    stand.openWindow();
    const c = await stand.inData(t);
    stand.users.ownsSender = () => {
      throw new Error('secret detail of the users file');
    };
    await c.sends(`From: joe@myclient.com\r\n${rest}`);
    await c.hears(/^451 4\.3\.0 (?!.*secret)/);
    assert.deepEqual([stand.queue.kept.length, stand.queue.aborted], [0, 1]);
    assert.match(stand.journal.text(), /"smtp\.error".*secret detail of the users file/);
    await c.says('NOOP');
    await c.hears('250');
  });

test('a message that was accepted at RCPT may end after the window', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.sends('Subject: slow\r\n\r\n');
  stand.clock.advance(16 * 60_000);
  await c.says('hi\r\n.');
  await c.hears('250');
});
