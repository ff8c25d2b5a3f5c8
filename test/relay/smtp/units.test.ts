import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { mailDate } from '../../../main/relay/lifecycle/mail-date.ts';
import { parseAddressKey } from '../../../main/relay/net/address.ts';
import type { AllowReason } from '../../../main/relay/popauth/facts.ts';
import type { EnvelopeRecipient } from '../../../main/relay/queue/queue.ts';
import {
  addressesInFrom,
  asciiAddress,
  repairAddressCommand,
} from '../../../main/relay/smtp/addresses.ts';
import { ConnectionLedger } from '../../../main/relay/smtp/connection-ledger.ts';
import { DeadlinePassed, withDeadline } from '../../../main/relay/smtp/deadline.ts';
import { HeaderCollector, readHeader } from '../../../main/relay/smtp/header-block.ts';
import { HourlyCount } from '../../../main/relay/smtp/hourly-count.ts';
import { findBareLineEnd, LineEnds } from '../../../main/relay/smtp/line-ends.ts';
import { replyLines } from '../../../main/relay/smtp/reply.ts';
import { SmtpSession } from '../../../main/relay/smtp/session.ts';
import { correctedStatus } from '../../../main/relay/smtp/status-codes.ts';
import { receivedLine } from '../../../main/relay/smtp/trace-lines.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const bare: [string, boolean, number][] = [
  ['', false, -1],
  ['abc', false, -1],
  ['a\r\nb\r\n', false, -1],
  ['a\nb', false, 1],
  ['a\rb', false, 1],
  ['\n', false, 0],
  ['\n', true, -1],
  ['\r', true, 0],
  ['\n\n', true, 1],
  ['a\r', false, -1],
  ['a\r\r\n', false, 1],
  ['a\r\n\n', false, 3],
  ['a\r\nb\rc\r\n', false, 4],
  ['a\r\nb\nc\r\n', false, 4],
  ['\r\nab\r', false, -1],
  ['x\r\ny\rz', false, 4],
];

for (const [text, afterCr, at] of bare)
  test(`the bare line end of ${JSON.stringify(text)}${afterCr ? ' after CR' : ''} is at ${at}`, () => {
    assert.equal(findBareLineEnd(Buffer.from(text), afterCr), at);
  });

test('repair gives the same however the body is cut into chunks', () => {
  for (let round = 0; round < 300; round += 1) {
    const letters = ['\r', '\n', '\r\n', 'a', '.', 'xyz'];
    const text = Array.from(randomBytes(24), (octet) => letters[octet % 6] ?? '').join('');
    const lineEnds = new LineEnds('repair');
    let out = '';
    for (let at = 0; at < text.length;) {
      const size = 1 + ((randomBytes(1)[0] ?? 0) % 5);
      out += String(lineEnds.take(Buffer.from(text.slice(at, at + size))));
      at += size;
    }
    out += String(lineEnds.end());
    assert.equal(out, text.replace(/\r\n|\r|\n/g, '\r\n'), JSON.stringify(text));
  }
});

test('refusal finds every bare CR and LF however the body is cut into chunks', () => {
  for (let round = 0; round < 300; round += 1) {
    const letters = ['\r\n', '\r\n', '\r\n', 'a', 'bc', round % 2 === 0 ? '\r' : '\n'];
    const text = `${Array.from(randomBytes(12), (octet) => letters[octet % 6] ?? '').join('')}\r\n`;
    const lineEnds = new LineEnds('refuse');
    let isRefused = false;
    for (let at = 0; at < text.length; at += 2)
      isRefused ||= lineEnds.take(Buffer.from(text.slice(at, at + 2))) === null;
    isRefused ||= lineEnds.end() === null;
    assert.equal(isRefused, /\r(?!\n)|(?<!\r)\n/.test(text), JSON.stringify(text));
  }
});

test('a header is found whole however it is cut into chunks', () => {
  const message = Buffer.from('Subject: a\r\n folded\r\nDate: x\r\n\r\nbody\r\n\r\nmore');
  for (let size = 1; size <= message.length; size += 1) {
    const collector = new HeaderCollector();
    for (let at = 0; at < message.length; at += size) {
      const progress = collector.push(message.subarray(at, at + size));
      if (progress.state === 'more') continue;
      assert.ok(progress.state === 'whole');
      assert.equal(progress.header, 'Subject: a\r\n folded\r\nDate: x\r\n');
      assert.deepEqual(progress.octets, message.subarray(0, at + size));
      break;
    }
  }
});

test('a message that is all header is its header and no more, however it is cut into chunks', () => {
  const message = Buffer.from('Subject: a\r\n folded\r\nDate: x\r\n');
  for (let size = 1; size <= message.length; size += 1) {
    const collector = new HeaderCollector();
    for (let at = 0; at < message.length; at += size)
      assert.equal(collector.push(message.subarray(at, at + size)).state, 'more');
    assert.deepEqual(collector.end(), { octets: message, header: message.toString() });
  }
});

test('a header of just the bound is taken, however much of the message comes with it; a longer one is not', () => {
  for (const [size, state] of [
    [256 << 10, 'whole'],
    [(256 << 10) + 1, 'too-long'],
  ] as const) {
    const header = `Subject: ${'x'.repeat(size - 'Subject: \r\n'.length)}\r\n`;
    const collector = new HeaderCollector();
    assert.equal(collector.push(Buffer.from(`${header}\r\nbody`)).state, state);
  }
});

test('a header without end is stopped at the bound', () => {
  const collector = new HeaderCollector();
  const line = Buffer.from(`X-Long: ${'x'.repeat(990)}\r\n`);
  let state = 'more';
  for (let i = 0; i < 300 && state === 'more'; i += 1) state = collector.push(line).state;
  assert.equal(state, 'too-long');
});

test('the header facts count Received lines and know our own mark only there', () => {
  const text =
    'received: from a\r\n\tby b (Mailroom abc) with ESMTP\r\nReceived : from c\r\n' +
    'Subject: (Mailroom xyz)\r\nFrom: Joe\r\n <joe@myclient.com>\r\nMESSAGE-ID: <1@x>\r\n';
  const facts = readHeader(text, '(Mailroom abc)');
  assert.equal(facts.receivedLines, 2);
  assert.equal(facts.hasOwnMark, true);
  assert.equal(readHeader(text, '(Mailroom xyz)').hasOwnMark, false);
  assert.deepEqual(facts.from, ['Joe <joe@myclient.com>']);
  assert.deepEqual([facts.hasDate, facts.hasMessageId, facts.isMissing], [false, true, false]);
});

test('a text that begins without any header field is known as such', () => {
  assert.equal(readHeader('just text\r\n', 'm').isMissing, true);
  assert.equal(readHeader('\r\nbody', 'm').isMissing, false);
  // RFC 5322 §4.5: old programs leave a space there.
  assert.equal(readHeader('Subject \t: a\r\n', 'm').isMissing, false);
  assert.equal(readHeader('', 'm').isMissing, false);
});

test('domains come back to ASCII, and a non-ASCII name needs SMTPUTF8', () => {
  assert.deepEqual(asciiAddress('joe@bücher.ch', false), {
    ok: true,
    address: 'joe@xn--bcher-kva.ch',
  });
  assert.equal(asciiAddress('jörg@example.com', false).ok, false);
  assert.deepEqual(asciiAddress('jörg@bücher.ch', true), {
    ok: true,
    address: 'jörg@xn--bcher-kva.ch',
  });
});

const repairs: [string, string][] = [
  ['MAIL FROM:a@b.c', 'MAIL FROM:<a@b.c>'],
  ['mail from: a@b.c SIZE=10', 'mail from:<a@b.c> SIZE=10'],
  ['RCPT TO:<scanner>', 'RCPT TO:<scanner@office.example>'],
  ['RCPT TO:scanner', 'RCPT TO:<scanner@office.example>'],
  ['MAIL FROM:<>', 'MAIL FROM:<>'],
  ['RCPT TO:<postmaster>', 'RCPT TO:<postmaster>'],
  ['MAIL FROM:', 'MAIL FROM:'],
  ['MAIL FROM:<a@b.c', 'MAIL FROM:<a@b.c'],
];
for (const [given, wanted] of repairs)
  test(`an old device's ${given} is read as ${wanted}`, () => {
    assert.equal(repairAddressCommand(given, 'office.example'), wanted);
  });

const froms: [string, string[]][] = [
  ['joe@myclient.com', ['joe@myclient.com']],
  ['"Boss <boss@x.y>" <joe@myclient.com>', ['joe@myclient.com']],
  ['Joe (the <boss@x.y>) <joe@myclient.com>, ann@x.y', ['joe@myclient.com', 'ann@x.y']],
  ['Doe, Joe <joe@myclient.com>', ['joe@myclient.com']],
  ['"Joe <joe@myclient.com>', []],
  ['team: joe@myclient.com, ann@x.y;', ['team: joe@myclient.com', 'ann@x.y;']],
  ['a@x.y, b@x.y', ['a@x.y', 'b@x.y']],
  ['Joe < joe@myclient.com >', ['joe@myclient.com']],
  ['Joe <joe@myclient.com> <boss@x.y>', ['joe@myclient.com', 'boss@x.y']],
  ['nobody', []],
];
for (const [value, wanted] of froms)
  test(`the authors of ${value}`, () => {
    assert.deepEqual(addressesInFrom(value), wanted);
  });

test('a From that fills the whole header is looked at in no time', () => {
  const begunAt = performance.now();
  addressesInFrom(`"${'\\"'.repeat(125_000)}`);
  // Looked at anew from each quote on, it takes minutes.
  assert.ok(performance.now() - begunAt < 10_000);
});

test('a status code has the class of its reply', () => {
  assert.equal(correctedStatus(421, 'Server shutting down'), '4.3.2');
  assert.equal(correctedStatus(538, 'Error: Must issue a STARTTLS command first'), '5.7.11');
  assert.equal(correctedStatus(250, 'Timeout'), null);
  assert.equal(correctedStatus(550, 'Timeout'), null);
});

test('a reply is lines that nothing in them can end', () => {
  assert.equal(replyLines(250, ['a', 'b\r\n550 c']), '250-a\r\n250 b  550 c\r\n');
  assert.equal(replyLines(550, 'no'), '550 no\r\n');
});

test('Received names the peer and the right to send in words that end no field', () => {
  const session = new SmtpSession('1', parseAddressKey('2001:db8::1')!, 'relay');
  session.heloName = `pc(${'x'.repeat(300)}`;
  const received = (reason: AllowReason): string => {
    const recipients = new Map<string, EnvelopeRecipient>();
    session.transaction = { sender: '', smtpUtf8: false, bodyType: '7bit', recipients, reason };
    return receivedLine({ session, queueId: 'Q1', hostname: 'relay', mark: 'm', now: 0 });
  };
  const device = received({ kind: 'trusted', network: 'Büro (1)\r\nBcc: x' });
  assert.match(device, new RegExp(`^Received: from pc\\?x{252} \\(\\[IPv6:2001:db8::1\\]\\)\r\n`));
  assert.match(device, /\r\n\t\(trusted network B\?ro\?\?1\?{3}Bcc\?\?x\);\r\n/);
  const users = ['joe', 'a)b', 'c', 'd', 'e', 'f'];
  assert.match(
    received({ kind: 'window', users, expiresAt: 1 }),
    /\r\n\t\(user joe or a\?b or c or d or e, POP before SMTP\);\r\n/,
  );
});

test('the ledger counts in all and per address, and forgets who left', () => {
  const ledger = new ConnectionLedger();
  const [a, b] = [parseAddressKey('192.0.2.1')!, parseAddressKey('192.0.2.2')!];
  const limits = { connections: 3, connectionsPerAddress: 2 };
  assert.deepEqual(
    [a, a, a, b, b].map((peer) => ledger.enter(peer, limits)),
    ['ok', 'ok', 'address-full', 'ok', 'full'],
  );
  ledger.leave(a);
  assert.equal(ledger.enter(b, limits), 'ok');
  assert.equal(ledger.total, 3);
});

test('the hourly count forgets what is older than an hour', () => {
  const clock = new TestClock();
  const count = new HourlyCount(clock);
  count.add('scanner');
  clock.advance(59 * 60_000);
  count.add('scanner');
  assert.equal(count.lastHour('scanner'), 2);
  clock.advance(60_000);
  assert.equal(count.lastHour('scanner'), 1);
  assert.equal(count.lastHour('other'), 0);
});

test('a deadline passes only when the work does not end', async () => {
  const clock = new TestClock();
  assert.equal(await withDeadline(clock, 100, Promise.resolve(7)), 7);
  const late = withDeadline(clock, 100, new Promise<never>(() => undefined));
  clock.advance(100);
  await assert.rejects(late, DeadlinePassed);
});

test('the date is RFC 5322 in UTC', () => {
  assert.equal(mailDate(Date.UTC(2026, 0, 2, 3, 4, 5)), 'Fri, 02 Jan 2026 03:04:05 +0000');
});
