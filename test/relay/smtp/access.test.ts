import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TrustedNetwork } from '../../../main/contract/settings.ts';
import type { Conversation } from '../../helpers/conversation.ts';
import { until } from '../../helpers/running-relay.ts';
import { asks, plain, SmtpStand } from './smtp-stand.ts';

const scanner: TrustedNetwork = {
  name: 'scanner',
  network: '127.0.0.1',
  allowedSenders: [],
  recipientDomains: [],
  messagesPerHour: 0,
  maxSizeBytes: 0,
};

test('a trusted network sends without signing in, within what it may do', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', {
    trusted: [
      {
        ...scanner,
        allowedSenders: ['scan@myclient.com'],
        recipientDomains: ['myclient.com', 'tax.example'],
      },
      {
        ...scanner,
        name: 'all',
        network: '127.0.0.0/8',
        allowedSenders: ['nobody@nowhere.example'],
      },
    ],
  });
  const c = await stand.greeted(t);
  await asks(c, 'scan@myclient.com', 'ann@tax.example', '250 2.1.5');
  await asks(c, 'SCAN@myclient.com', 'joe@myclient.com', '250 2.1.5');
  await c.says('DATA');
  await c.hears('354');
  await c.says('Subject: scan\r\n\r\nx\r\n.');
  await c.hears('250 2.0.0');
  await asks(
    c,
    'joe@myclient.com',
    'ann@tax.example',
    '550 5.7.1 Relaying denied. This device may not use',
  );
  await asks(
    c,
    'scan@myclient.com',
    'ann@example.com',
    '550 5.7.1 Relaying denied. This device may not write',
  );
});

test('a trusted device sends on while its address is blocked for the failed sign-ins of another', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { trusted: [scanner] });
  stand.signIn.blockedPeers.add('127.0.0.1');
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<scan@myclient.com>');
  await c.hears('250');
});

test('a trusted network has its number of messages an hour, and its own size', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', {
    trusted: [{ ...scanner, messagesPerHour: 2, maxSizeBytes: 1_000 }],
  });
  const c = await stand.greeted(t);
  for (let i = 0; i < 2; i += 1) {
    await asks(c, 'scan@myclient.com', 'ann@example.com', '250');
    await c.says('DATA');
    await c.hears('354');
    await c.says('Subject: scan\r\n\r\nx\r\n.');
    await c.hears('250');
  }
  assert.match(stand.queue.lastText, /\(trusted network scanner\)/);
  await asks(
    c,
    'scan@myclient.com',
    'ann@example.com',
    '550 5.7.1 Relaying denied. This device has sent',
  );
  stand.clock.advance(61 * 60_000);
  const d = await stand.greeted(t);
  await d.says('MAIL FROM:<scan@myclient.com> SIZE=2000');
  await d.hears('552 5.3.4 The message is too big, at most 1000');
  await asks(d, 'scan@myclient.com', 'ann@example.com', '250');
  await d.says('DATA');
  await d.hears('354');
  await d.says(`Subject: scan\r\n\r\n${'x'.repeat(1_200)}\r\n.`);
  await d.hears('552 5.3.4');
});

test('a trusted network whose own size is above the general one has the general one', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { trusted: [{ ...scanner, maxSizeBytes: 200_000 }] });
  stand.settings.change('limits', { messageSizeBytes: 1_000 });
  const c = await stand.greeted(t);
  await asks(c, 'scan@myclient.com', 'ann@example.com', '250');
  await c.says('DATA');
  await c.hears('354');
  await c.says(`Subject: scan\r\n\r\n${'x'.repeat(1_200)}\r\n.`);
  await c.hears('552 5.3.4');
});

test('a message that was not taken does not count against the number an hour', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', {
    trusted: [{ ...scanner, messagesPerHour: 1, maxSizeBytes: 200_000 }],
  });
  const c = await stand.greeted(t);
  // More than comes at a time: it is counted by its header before its fault is seen.
  const long = `${'x'.repeat(70)}\r\n`.repeat(2_000);
  const scans = async (body: string, answer: string): Promise<void> => {
    await asks(c, 'scan@myclient.com', 'ann@example.com', '250');
    await c.says('DATA');
    await c.hears('354');
    await c.says(`Subject: scan\r\n\r\n${body}\r\n.`);
    await c.hears(answer);
  };
  await scans(long + long, '552 5.3.4');
  await scans(`${long}a bare\rCR`, '550 5.6.11');
  stand.queue.commitFailure = { outcome: 'failed', cause: 'disk-full', detail: 'ENOSPC' };
  await scans('small enough', '452 4.3.1');
  stand.queue.commitFailure = null;
  stand.queue.commitGate = new Promise(() => undefined);
  const late = scans('small enough', '451 4.3.0');
  await until('it is to be kept', () => stand.queue.commits === 2);
  stand.clock.advance(120_000);
  await late;
  stand.queue.commitGate = null;
  await scans('small enough', '250 2.0.0');
  await asks(c, 'scan@myclient.com', 'ann@example.com', '550 5.7.1');
});

test('a trusted network does not get past its number by a last recipient here, whom anybody may write to', async (t) => {
  const stand = await SmtpStand.start(t);
  const trusted = [{ ...scanner, recipientDomains: ['example.com'], messagesPerHour: 1 }];
  stand.settings.change('access', { trusted, acceptOutsideMail: true });
  const c = await stand.greeted(t);
  await asks(c, 'scan@myclient.com', 'ann@example.com', '250');
  await c.says('RCPT TO:<joe@myclient.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('Subject: scan\r\n\r\nx\r\n.');
  await c.hears('250 2.0.0');
  assert.match(stand.queue.lastText, /\(trusted network scanner\)/);
  await asks(c, 'scan@myclient.com', 'ann@example.com', '550 5.7.1');
});

test('a trusted network does not get past its number over many connections at once', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { trusted: [{ ...scanner, messagesPerHour: 1 }] });
  const all: Conversation[] = [];
  for (let i = 0; i < 4; i += 1) {
    const c = await stand.greeted(t);
    await asks(c, 'scan@myclient.com', 'ann@example.com', '250');
    await c.says('RCPT TO:<bob@example.com>');
    await c.hears('250');
    await c.says('DATA');
    await c.hears('354');
    all.push(c);
  }
  const replies: string[] = [];
  for (const c of all) {
    await c.says('Subject: scan\r\n\r\nx\r\n.');
    replies.push((await c.line()).slice(0, 9));
  }
  assert.deepEqual(replies.sort(), ['250 2.0.0', '550 5.7.1', '550 5.7.1', '550 5.7.1']);
  assert.equal(stand.queue.kept.length, 1);
  // As `mailroom why` tells it.
  assert.deepEqual(stand.journal.entries.find(({ event }) => event === 'smtp.refused')?.data, {
    ...{ kind: 'trusted-rate', reason: 'trusted-rate', network: 'scanner', messagesPerHour: 1 },
    ...{ peer: '127.0.0.1', listener: 'relay', signIn: 'none' },
    ...{ sender: 'scan@myclient.com', recipient: 'ann@example.com, bob@example.com' },
  });
});

test('a stranger has no notice of success sent to whom he names as sender', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { acceptOutsideMail: true });
  const notifyOf = async (said: string): Promise<unknown> => {
    const c = await stand.greeted(t);
    await c.says('MAIL FROM:<anybody@example.com>');
    await c.hears('250');
    await c.says(`RCPT TO:<joe@myclient.com> NOTIFY=${said} ORCPT=rfc822;joe@myclient.com`);
    await c.hears('250');
    await c.says('DATA');
    await c.hears('354');
    await c.says('Subject: Buy this\r\n\r\nx\r\n.');
    await c.hears('250 2.0.0');
    const { dsn } = stand.queue.kept.at(-1)?.envelope.recipients[0] ?? {};
    assert.equal(dsn?.orcpt, 'rfc822;joe@myclient.com');
    return dsn.notify;
  };
  assert.deepEqual(await notifyOf('SUCCESS'), ['NEVER']);
  assert.deepEqual(await notifyOf('success,DELAY,FAILURE'), ['DELAY', 'FAILURE']);
  assert.deepEqual(await notifyOf('NEVER'), ['NEVER']);
  stand.openWindow();
  assert.deepEqual(await notifyOf('SUCCESS'), ['SUCCESS']);
});

test('who signs in from a trusted network has the general size limit', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { trusted: [{ ...scanner, maxSizeBytes: 1_000 }] });
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com> SIZE=2000');
  await c.hears('552 5.3.4');
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await c.says('MAIL FROM:<joe@myclient.com> SIZE=2000');
  await c.hears('250 2.1.0');
});

test('while the list of users is damaged nobody of the office is said not to be there', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await asks(c, 'joe@myclient.com', 'ann@myclient.com', '550 5.1.1 ');
  stand.users.damage = 'The list of users was damaged.';
  await asks(c, 'joe@myclient.com', 'ann@myclient.com', '451 4.3.0 ');
  await asks(c, 'joe@myclient.com', 'ann@example.com', '250 2.1.5');
});

test('a bug at a recipient lets nobody through, tells no detail, stands in the journal, and the session goes on', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const ownerOf = stand.users.ownerOf.bind(stand.users);
  stand.users.ownerOf = () => {
    throw new Error('secret detail of the users file');
  };
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears(/^451 4\.3\.0 (?!.*secret)/);
  await c.says('DATA');
  await c.hears('503');
  assert.match(stand.journal.text(), /"smtp\.error".*secret detail of the users file/);
  stand.users.ownerOf = ownerOf;
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
});

test('however it is written, an address of the office without a user is nobody’s, and never the provider’s', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const address of ['nobody@MyClient.COM', '@x.example:no@myclient.com'])
    await asks(c, 'joe@myclient.com', address, '550 5.1.1');
});

test('mail from outside is for people here only, and only where it is switched on', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.users.owners.set('postmaster', 'joe');
  const c = await stand.greeted(t);
  await asks(c, 'ann@example.com', 'joe@myclient.com', '550 5.7.1 Relaying denied');
  await asks(c, 'ann@example.com', 'nobody@myclient.com', '550 5.7.1 Relaying denied');
  stand.settings.change('access', { acceptOutsideMail: true });
  await asks(c, 'ann@example.com', 'nobody@myclient.com', '550 5.1.1 ');
  await asks(c, 'ann@example.com', 'bob@example.org', '550 5.7.1 Relaying denied');
  await asks(c, '', 'postmaster', '250 2.1.5');
  stand.users.owners.set('joe@elsewhere.example', 'joe');
  await asks(c, 'ann@example.com', 'joe@elsewhere.example', '250 2.1.5');
  await asks(c, 'ann@example.com', 'JOE@MyClient.com', '250 2.1.5');
  await c.says('DATA');
  await c.hears('354');
  await c.says('Subject: hello\r\nBcc: joe@myclient.com\r\n\r\nhi\r\n.');
  await c.hears('250');
  assert.deepEqual(stand.queue.kept[0]?.envelope.recipients, [
    { address: 'JOE@MyClient.com', localUser: 'joe' },
  ]);
  assert.match(stand.queue.lastText, /\(outside mail\)/);
  assert.match(stand.queue.lastText, /\nSubject: hello\r\nBcc: joe@myclient.com\r\n/);
  assert.doesNotMatch(stand.queue.lastText, /Message-ID/);
});

/** reliability.md §5: forms by which relays were opened. */
const relayForms = [
  'user%victim.example@myclient.com',
  'user%victim.example',
  '@myclient.com:user@victim.example',
  'victim.example!user@myclient.com',
  'victim.example!user',
  'user@victim.example@myclient.com',
  '"user@victim.example"@myclient.com',
  '"user%victim.example"',
  'user@[127.0.0.1]',
  'user@localhost',
];
for (const form of relayForms)
  test(`an outsider cannot relay to ${form}`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.settings.change('access', { acceptOutsideMail: true });
    const c = await stand.greeted(t);
    for (const sender of ['', 'joe@myclient.com', 'user@localhost', 'user@[127.0.0.1]'])
      await asks(c, sender, form, /^5(01|50|53) 5\./);
  });

test('RFC 5321 §4.5.1: postmaster without a domain is ours, and never the provider’s', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<Postmaster>');
  await c.hears('550 5.1.1');
  stand.users.owners.set('postmaster', 'joe');
  await c.says('RCPT TO:<Postmaster>');
  await c.hears('250 2.1.5');
});

test('a proxy opens nothing by its address, but people behind it sign in', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { proxies: ['127.0.0.1'] });
  stand.openWindow();
  const c = await stand.greeted(t);
  await asks(
    c,
    'joe@myclient.com',
    'ann@example.com',
    '550 5.7.1 Relaying denied. This connection',
  );
});

test('a POPAUTH store that cannot be read refuses, and switching POPAUTH off closes all windows', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  stand.windows.isUnavailable = true;
  await asks(
    c,
    'joe@myclient.com',
    'ann@example.com',
    '550 5.7.1 Relaying denied. Who checked mail',
  );
  stand.windows.isUnavailable = false;
  await asks(c, 'joe@myclient.com', 'ann@example.com', '250');
  stand.settings.change('popAuth', { enabled: false });
  await asks(c, 'joe@myclient.com', 'ann@example.com', '550 5.7.1 Relaying denied. Turn on');
});

test('a refusal is in the journal under its id, with what explains it', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  const line = await asks(c, 'joe@myclient.com', 'ann@example.com', '550 5.7.1');
  const id = /R-[2-9A-Z]+/.exec(line)?.[0];
  const entry = stand.journal.entries.find((one) => one.id === id);
  assert.equal(entry?.event, 'smtp.refused');
  assert.equal(entry.peer, '127.0.0.1');
  assert.deepEqual(entry.data, {
    kind: 'no-window',
    reason: 'no-window',
    peer: '127.0.0.1',
    listener: 'relay',
    sender: 'joe@myclient.com',
    recipient: 'ann@example.com',
    signIn: 'none',
  });
});

test('where POP before SMTP is switched off, a refusal sends nobody to check mail', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { enabled: false });
  const c = await stand.greeted(t);
  const line = await asks(c, 'joe@myclient.com', 'ann@example.com', '550 5.7.1 Relaying denied. ');
  assert.match(line, /My server requires authentication" in your mail program \(R-/);
  assert.match(stand.journal.text(), /did not sign in, and POP before SMTP is switched off/);
  assert.doesNotMatch(stand.journal.text(), /checked mail/);
});

test('an accepted message is in the journal under its queue id, with who sent it and how it was let in', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const joe = await stand.inData(t);
  await joe.says('Subject: a\r\n\r\nhi\r\n.');
  await joe.hears('250');
  stand.settings.change('access', { trusted: [scanner] });
  const device = await stand.greeted(t);
  await asks(device, '', 'ann@example.com', '250');
  await device.says('RCPT TO:<bob@example.com>');
  await device.hears('250');
  await device.says('DATA');
  await device.hears('354');
  await device.says('Subject: scan\r\n\r\nx\r\n.');
  await device.hears('250');
  const told = { event: 'smtp.accepted', peer: '127.0.0.1' };
  const sizes = stand.queue.kept.map(({ body }) => ({ sizeBytes: body.length, listener: 'relay' }));
  assert.deepEqual(
    stand.journal.entries.filter(({ event }) => event === 'smtp.accepted'),
    [
      {
        ...{ ...told, id: 'Q1', user: 'joe' },
        text: 'Took a message from joe@myclient.com for 1 recipient.',
        data: { ...sizes[0], sender: 'joe@myclient.com', recipients: 1, way: 'window' },
      },
      {
        ...{ ...told, id: 'Q2' },
        text: 'Took a message from <> for 2 recipients.',
        data: { ...sizes[1], sender: '', recipients: 2, way: 'trusted' },
      },
    ],
  );
});
