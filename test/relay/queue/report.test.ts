import assert from 'node:assert/strict';
import test from 'node:test';
import { languages, type Language } from '../../../main/contract/languages.ts';
import type {
  QueuedMessage,
  QueuedRecipient,
  ReportAction,
} from '../../../main/relay/queue/message.ts';
import { SenderReporter } from '../../../main/relay/queue/report.ts';
import { reportWordsIn } from '../../../main/relay/queue/report-words/words-of.ts';
import type { Report, ReportRequest } from '../../../main/relay/queue/reporter.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const original = [
  'From: <joe@myclient.com>',
  'To: <ann@example.org>',
  'Subject: the offer',
  'Message-ID: <1@myclient.com>',
  '',
  'Dear Ann,\r\n',
].join('\r\n');

const reporterIn = (language: Language, hostname = 'relay.office.example'): SenderReporter =>
  new SenderReporter({
    hostname: () => hostname,
    ownerOf: (address) => (address === 'joe@myclient.com' ? 'joe' : null),
    clock: new TestClock(),
    giveUpHours: () => 72,
    language: () => language,
  });
const reporter = reporterIn('en');

const recipient = (change: Partial<QueuedRecipient> = {}): QueuedRecipient => ({
  address: 'ann@example.org',
  localUser: null,
  dsn: undefined,
  state: 'failed',
  attempts: 1,
  lastReply: '550 5.1.1 no such user',
  ...change,
});

interface Case {
  readonly action?: ReportAction;
  readonly recipients?: readonly QueuedRecipient[];
  readonly envelope?: Partial<QueuedMessage['envelope']>;
  readonly text?: string;
  readonly sizeBytes?: number;
}

function requestFor(given: Case): ReportRequest {
  const body = Buffer.from(given.text ?? original);
  const recipients = given.recipients ?? [recipient()];
  const message = {
    id: 'K7QX',
    envelope: {
      sender: 'joe@myclient.com',
      user: 'joe',
      peer: '192.168.1.5',
      bodyType: '7bit',
      smtpUtf8: false,
      ...given.envelope,
    },
    recipients,
    receivedAt: Date.UTC(2026, 10, 23, 8),
    sizeBytes: given.sizeBytes ?? body.length,
  } as unknown as QueuedMessage;
  return { message, recipients, action: given.action ?? 'failed', original: body };
}

function reportOf(
  given: Case = {},
  language: Language = 'en',
): Report & { text: string; parts: string[] } {
  const report = reporterIn(language).report(requestFor(given));
  assert.ok(report);
  const text = report.body.toString('utf8');
  const boundary = /boundary="([^"]+)"/.exec(text)?.[1] ?? '';
  const parts = text.split(`--${boundary}`);
  assert.equal(parts.length, 5);
  assert.equal(parts[4], '--\r\n');
  return { ...report, text, parts };
}

test('a bounce says what happened, to whom, the provider’s words and what to do', () => {
  const { envelope, parts } = reportOf();
  const [header = '', words = '', status = '', returned = ''] = parts;
  assert.deepEqual(envelope.recipients, [
    { address: 'joe@myclient.com', localUser: 'joe', dsn: { notify: ['NEVER'] } },
  ]);
  assert.equal(envelope.sender, '');
  assert.match(header, /^From: Mail Delivery System <MAILER-DAEMON@relay\.office\.example>\r\n/);
  assert.match(header, /\r\nTo: <joe@myclient\.com>\r\n/);
  assert.match(header, /\r\nIn-Reply-To: <1@myclient\.com>\r\n/);
  assert.match(header, /\r\nAuto-Submitted: auto-replied\r\n/);
  assert.match(header, /multipart\/report; report-type=delivery-status;\r\n\tboundary=/);
  assert.match(
    words,
    /could not be delivered to:\r\n\r\n {2}ann@example\.org\r\n {4}550 5\.1\.1 no such user/,
  );
  assert.match(words, /Check the address for a slip/);
  assert.match(words, /Its subject: the offer\r\n/);
  assert.match(
    status,
    /\r\nContent-Type: message\/delivery-status\r\n\r\nReporting-MTA: dns; relay\.office\.example\r\n/,
  );
  assert.match(
    status,
    /\r\n\r\nFinal-Recipient: rfc822; ann@example\.org\r\nAction: failed\r\nStatus: 5\.1\.1\r\nDiagnostic-Code: smtp; 550 5\.1\.1 no such user\r\n/,
  );
  assert.match(returned, /Content-Type: message\/rfc822\r\n\r\nFrom: <joe@myclient\.com>/);
  assert.match(returned, /Dear Ann,/);
  assert.doesNotMatch(status, /Will-Retry-Until/);
});

test('RFC 5321 §6.1: a report is never answered with a report', () => {
  assert.equal(reporter.report(requestFor({ envelope: { sender: '' } })), null);
});

test('an address with spaces in quotes is reported as it is', () => {
  const address = '"john doe"@example.org';
  const { parts, envelope } = reportOf({
    envelope: { sender: '"front desk"@example.com' },
    recipients: [recipient({ address })],
  });
  assert.equal(envelope.recipients[0]?.address, '"front desk"@example.com');
  assert.match(parts[0] ?? '', /\r\nTo: <"front desk"@example\.com>\r\n/);
  assert.match(parts[2] ?? '', /\r\nFinal-Recipient: rfc822; "john doe"@example\.org\r\n/);
});

test('a sender elsewhere gets the report through the provider', () => {
  const { envelope } = reportOf({ envelope: { sender: 'x@elsewhere.org' } });
  assert.equal(envelope.recipients[0]?.localUser, null);
});

const wanted: readonly [notify: string, ReportAction, isWanted: boolean][] = [
  ['', 'failed', true],
  ['', 'delayed', true],
  ['', 'relayed', false],
  ['', 'delivered', false],
  ['NEVER', 'failed', false],
  ['NEVER', 'delayed', false],
  ['FAILURE', 'failed', true],
  ['FAILURE', 'delayed', false],
  ['DELAY', 'failed', false],
  ['DELAY', 'delayed', true],
  ['SUCCESS', 'failed', false],
  ['SUCCESS', 'delivered', true],
  ['SUCCESS', 'relayed', true],
  ['SUCCESS,FAILURE', 'failed', true],
];

for (const [notify, action, isWanted] of wanted)
  test(`RFC 3461 §4.1: NOTIFY=${notify || 'absent'} ${isWanted ? 'hears' : 'does not hear'} of ${action}`, () => {
    const list = notify.split(',') as ('NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY')[];
    const dsn = notify === '' ? undefined : { notify: list };
    const report = reporter.report(requestFor({ action, recipients: [recipient({ dsn })] }));
    assert.equal(report !== null, isWanted);
  });

test('only the recipients that want it are in a report', () => {
  const other = recipient({ address: 'bob@example.org', dsn: { notify: ['NEVER'] } });
  const { text } = reportOf({ recipients: [recipient(), other] });
  assert.doesNotMatch(text, /bob@/);
});

test('a PC whose name is none in mail is named as others take it: a provider without SMTPUTF8 would refuse the report', () => {
  const report = reporterIn('en', 'Büro_PC 2').report(requestFor({}));
  const text = report?.body.toString('utf8') ?? '';
  assert.match(text, /^From: Mail Delivery System <MAILER-DAEMON@B-ro-PC-2>\r\n/);
  assert.match(text, /\r\nMessage-ID: <[\da-f]{24}@B-ro-PC-2>\r\n/);
  assert.match(text, /\r\nReporting-MTA: dns; B-ro-PC-2\r\n/);
});

test('ENVID and ORCPT come back as they were given', () => {
  const { parts } = reportOf({
    envelope: { dsn: { envid: 'QQ314' } },
    recipients: [recipient({ dsn: { orcpt: 'rfc822;annie@example.org' } })],
  });
  assert.match(parts[2] ?? '', /\r\nOriginal-Envelope-Id: QQ314\r\n/);
  assert.match(parts[2] ?? '', /\r\nOriginal-Recipient: rfc822;annie@example\.org\r\nFinal-/);
});

test('RET=HDRS, a large mail and a delay notice bring back the header alone', () => {
  for (const given of [
    { envelope: { dsn: { ret: 'HDRS' } } },
    { sizeBytes: 5_000_000 },
    { action: 'delayed' },
  ] satisfies Case[]) {
    const returned = reportOf(given).parts[3] ?? '';
    assert.match(returned, /Content-Type: text\/rfc822-headers\r\n\r\nFrom:/);
    assert.doesNotMatch(returned, /Dear Ann/);
  }
});

test('a delay notice says until when it is tried', () => {
  const late = recipient({ state: 'waiting', lastReply: '451 4.7.1 greylisted' });
  const { parts } = reportOf({ action: 'delayed', recipients: [late] });
  assert.match(parts[1] ?? '', /need not send it again/);
  assert.match(parts[1] ?? '', /tried until 2[5-7] November 2026 at \d\d:\d\d \S+\./);
  assert.match(parts[2] ?? '', /Action: delayed\r\nStatus: 4\.7\.1\r\n/);
  assert.match(parts[2] ?? '', /\r\nWill-Retry-Until: Thu, 26 Nov 2026 08:00:00 \+0000\r\n/);
});

const statuses: readonly [lastReply: string | null, status: string][] = [
  ['550 5.1.1 no such user', '5.1.1'],
  ['550 no such user', '5.0.0'],
  ['550 blocked, see 192.5.1.1', '5.0.0'],
  ['5.3.4 The message is larger than the provider takes.', '5.3.4'],
  ['451 4.7.1 greylisted', '4.4.7'],
  ['The mailbox could not be written.', '4.4.7'],
  [null, '4.4.7'],
];

for (const [lastReply, status] of statuses)
  test(`RFC 3463: given up after ${JSON.stringify(lastReply)} is status ${status}`, () => {
    const text = reportOf({ recipients: [recipient({ lastReply })] }).parts[2] ?? '';
    assert.ok(text.includes(`\r\nStatus: ${status}\r\n`), text);
    assert.equal(text.includes('Diagnostic-Code'), /^\d{3} /.test(lastReply ?? ''));
  });

test('RFC 3463: what was taken is status 2.0.0, and what waits 4.0.0 where nobody said more', () => {
  const of = (action: ReportAction, lastReply: string | null): string | undefined =>
    /\r\nStatus: (.*)\r\n/.exec(
      reportOf({
        action,
        recipients: [recipient({ lastReply, dsn: { notify: ['SUCCESS', 'DELAY'] } })],
      }).parts[2] ?? '',
    )?.[1];
  assert.equal(of('relayed', '250 2.1.5 ok'), '2.0.0');
  assert.equal(of('delivered', 'In the mailbox of ann.'), '2.0.0');
  assert.equal(of('delayed', '451 later'), '4.0.0');
  assert.equal(of('delayed', '550 5.7.1 not from you'), '4.0.0');
});

test('a German report says all in German, and to programs the same as an English one', () => {
  const unreadable = 'The message could not be read from this computer’s disk.';
  const recipients = [
    recipient(),
    recipient({ address: 'bob@example.org', lastReply: unreadable }),
    recipient({
      address: 'eve@example.org',
      lastReply: '5.1.1 There is no such user here any more.',
    }),
  ];
  const german = reportOf({ recipients }, 'de');
  const [header = '', words = '', status = '', returned = ''] = german.parts;
  assert.match(header, /\r\nSubject: Ihre Nachricht konnte nicht zugestellt werden\r\n/);
  assert.match(words, /\r\nContent-Language: de\r\n/);
  assert.match(
    words,
    /zugestellt werden an:\r\n\r\n {2}ann@example\.org\r\n {4}550 5\.1\.1 no such/,
  );
  assert.match(words, /Die Nachricht .*von der Festplatte dieses Computers/);
  assert.match(words, /\r\n {2}eve@example\.org\r\n {4}Diese Person gibt es hier nicht mehr\.\r\n/);
  assert.match(words, /Prüfen Sie die Adresse auf einen Tippfehler/);
  assert.match(
    words,
    /Betreff: the offer\r\nGesendet wurde sie am 2\d\. November 2026 um \d\d:\d\d/,
  );
  assert.doesNotMatch(words, /\b(mail|the|your|address)\b(?! offer)/i);
  const english = reportOf({ recipients });
  assert.deepEqual([status, returned], [english.parts[2], english.parts[3]]);
  const late = [recipient({ state: 'waiting', lastReply: '451 4.7.1 greylisted' })];
  const delayed = reportOf({ action: 'delayed', recipients: late }, 'de');
  assert.match(delayed.parts[1] ?? '', /Versucht wird es bis 2[5-7]\. November 2026/);
});

test('the subjects of reports need no encoding, in any language', () => {
  for (const language of languages)
    for (const subject of Object.values(reportWordsIn[language].subjects))
      assert.match(subject, /^[ -~]{1,60}$/);
});

test('nobody’s words become header lines or fields', () => {
  const evil = 'x\r\nBcc: all@example.org\r\n\r\nhello';
  const { parts } = reportOf({
    envelope: { sender: `joe@myclient.com\r\nBcc: y@z`, dsn: { envid: evil } },
    recipients: [recipient({ address: evil, lastReply: `550 ${evil}`, dsn: { orcpt: evil } })],
  });
  for (const part of parts.slice(0, 3)) assert.doesNotMatch(part, /^(Bcc|hello)/m);
});

test('RFC 6533: only mail that cannot be told of in ASCII is reported in the global form', () => {
  const plain = reportOf({ envelope: { smtpUtf8: true } });
  assert.equal(plain.envelope.smtpUtf8, false);
  assert.match(plain.parts[2] ?? '', /message\/delivery-status/);

  const global = reportOf({
    envelope: { smtpUtf8: true },
    recipients: [
      recipient({
        address: 'jürgen@example.org',
        lastReply: '550 5.1.1 für den gibt es kein Fach',
      }),
    ],
  });
  assert.equal(global.envelope.smtpUtf8, true);
  assert.match(global.parts[0] ?? '', /report-type=global-delivery-status/);
  assert.match(global.parts[2] ?? '', /message\/global-delivery-status/);
  assert.match(global.parts[2] ?? '', /Final-Recipient: utf-8; jürgen@example\.org/);
  assert.match(global.parts[3] ?? '', /message\/global\r\n/);

  const text = 'Subject: Grüße\r\n\r\nDear Ann,\r\n';
  const header = reportOf({ envelope: { smtpUtf8: true }, text });
  assert.match(header.parts[3] ?? '', /message\/global\r\n/);
  const unasked = reportOf({ text });
  assert.match(unasked.parts[3] ?? '', /message\/rfc822\r\n/);
});

test('RFC 3464 §2.1.2: a provider’s words outside ASCII do not break the fields', () => {
  const said = '550 5.1.1 für den gibt es kein Fach';
  const { parts } = reportOf({ recipients: [recipient({ lastReply: said })] });
  assert.match(parts[1] ?? '', /für den/);
  assert.match(parts[2] ?? '', /Diagnostic-Code: smtp; 550 5\.1\.1 f\?r den/);
});

test('RFC 2045 §6.4: a part with octets above 127 says so, and so does the report', () => {
  const encodingOf = (part = ''): boolean =>
    /\r\nContent-Transfer-Encoding: 8bit(\r\n|$)/.test(part.split('\r\n\r\n')[0] ?? '');
  const { parts } = reportOf({
    text: 'Subject: x\r\n\r\nGrüße\r\n',
    envelope: { bodyType: '8bitmime' },
  });
  assert.deepEqual(parts.slice(0, 4).map(encodingOf), [true, false, false, true]);
  const late = reportOf({ action: 'delayed', text: 'Subject: Grüße\r\n\r\n' });
  assert.deepEqual(late.parts.slice(2, 4).map(encodingOf), [false, true]);
});

test('octets of the original come back as they were', () => {
  const body = Buffer.from('Subject: x\r\n\r\n\xe9\xff\x80\r\n', 'latin1');
  const request = requestFor({ sizeBytes: body.length });
  const report = reporter.report({ ...request, original: body });
  assert.ok(report?.body.includes(body));
});

test('all lines of a report end in CRLF', () => {
  assert.doesNotMatch(reportOf().text.replaceAll('\r\n', ''), /[\r\n]/);
});
