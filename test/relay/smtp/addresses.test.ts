import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmtpStand } from './smtp-stand.ts';

test('a sender that only an old device would write so leaves the remedy in the journal', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const said of ['<scanner', '<a@b@c>', '<joe@myclient.com> ENVID=a+0Ab']) {
    await c.says(`MAIL FROM:${said}`);
    await c.hears('501 5.1.7');
  }
  assert.equal(stand.journal.entries.length, 0);
  for (const said of [
    'MAIL FROM:scan@myclient.com',
    'MAIL FROM:<scanner>',
    'MAIL FROM:< a@b.ch >',
  ]) {
    await c.says(said);
    await c.hears('501 5.1.7');
    const { event, text } = stand.journal.entries.at(-1) ?? {};
    assert.equal(event, 'smtp.message-refused');
    assert.equal(
      text,
      'A message from 127.0.0.1 was not taken. Its sender’s address is not written as mail asks. Switch on "Be lenient with old devices" for this port if it must be taken.',
    );
  }
  // A recipient may be one that a person has typed.
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250');
  await c.says('RCPT TO:<ann>');
  await c.hears('501 5.1.3');
  assert.equal(stand.journal.entries.length, 3);
});

test('old devices: addresses without brackets and bare names', async (t) => {
  const stand = await SmtpStand.start(t, { oldDevices: true });
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:scanner');
  await c.hears('250 2.1.0');
  await c.says('RCPT TO: joe');
  await c.hears('250 2.1.5');
  await c.says('RCPT  TO:< bob@example.com > NOTIFY=NEVER');
  await c.hears('250 2.1.5');
  await c.says('RCPT TO:ann@example.com');
  await c.hears('250 2.1.5');
  await c.says('DATA');
  await c.hears('354');
  await c.sends('Subject: scan\n\nbare\rline\nends\r\n\r\n.\r\n');
  await c.hears('250');
  const [kept] = stand.queue.kept;
  assert.equal(kept?.envelope.sender, 'scanner@myclient.com');
  assert.deepEqual(kept.envelope.recipients, [
    { address: 'joe@myclient.com', localUser: 'joe' },
    { address: 'bob@example.com', localUser: null, dsn: { notify: ['NEVER'] } },
    { address: 'ann@example.com', localUser: null },
  ]);
  assert.ok(stand.queue.lastText.endsWith('Subject: scan\r\n\r\nbare\r\nline\r\nends\r\n\r\n'));
  assert.equal(
    stand.journal.entries.find((e) => e.event === 'smtp.accepted')?.data?.['sizeBytes'],
    kept.body.length,
  );
});

test('RFC 5321 §4.1.2: a local part in quotes may have spaces, and reaches the queue as it was said', async (t) => {
  for (const oldDevices of [false, true]) {
    const stand = await SmtpStand.start(t, { oldDevices });
    stand.openWindow();
    const c = await stand.greeted(t);
    await c.says('MAIL FROM:<"front  desk"@myclient.com> BODY=8BITMIME');
    await c.hears('250 2.1.0');
    await c.says('RCPT TO:<"john doe"@Example.org> NOTIFY=NEVER');
    await c.hears('250 2.1.5');
    await c.says('RCPT TO:<"john @doe"@example.org>');
    await c.hears('501 5.1.3');
    await c.says('DATA');
    await c.hears('354');
    await c.says('.');
    await c.hears('250');
    const envelope = stand.queue.kept[0]?.envelope;
    assert.equal(envelope?.sender, '"front  desk"@myclient.com');
    assert.deepEqual(envelope.recipients, [
      { address: '"john doe"@Example.org', localUser: null, dsn: { notify: ['NEVER'] } },
    ]);
    assert.equal(envelope.bodyType, '8bitmime');
  }
});

test('RFC 5321 §4.1.2: quotes that nothing needs name the same mailbox without them', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<"joe"@myclient.com>');
  await c.hears('250 2.1.0');
  await c.says('RCPT TO:<"j\\oe"@myclient.com>');
  await c.hears('250 2.1.5');
  for (const local of ['"a\\.b"', '"a\\"b"', '"a b"', '""', '"a.."']) {
    await c.says(`RCPT TO:<${local}@example.org>`);
    await c.hears('250 2.1.5');
  }
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  const { sender, recipients } = stand.queue.kept[0]?.envelope ?? {};
  assert.equal(sender, 'joe@myclient.com');
  assert.deepEqual(
    recipients?.map(({ address, localUser }) => [address, localUser]),
    [
      ['joe@myclient.com', 'joe'],
      ['a.b@example.org', null],
      ...['"a\\"b"', '"a b"', '""', '"a.."'].map((local) => [`${local}@example.org`, null]),
    ],
  );
});

test('dots where no program may put them, as some providers gave out, reach the queue as they were said', async (t) => {
  const odd = ['a..b', '.a', 'a.', 'a...b.', '"a..b"', '".a."', '..', '"john. ..doe"'];
  for (const oldDevices of [false, true]) {
    const stand = await SmtpStand.start(t, { oldDevices });
    stand.openWindow();
    const c = await stand.greeted(t);
    await c.says('MAIL FROM:<j..oe.@myclient.com>');
    await c.hears('250 2.1.0');
    for (const local of odd) {
      await c.says(`RCPT TO: <@relay.example:${local}@docomo.example> NOTIFY=NEVER`);
      await c.hears('250 2.1.5');
    }
    // In a domain they name nothing.
    for (const domain of ['a..b', '.a', 'a.']) {
      await c.says(`RCPT TO:<joe@${domain}>`);
      await c.hears('501 5.1.3');
    }
    await c.says('DATA');
    await c.hears('354');
    await c.says('.');
    await c.hears('250');
    const { sender, recipients } = stand.queue.kept[0]?.envelope ?? {};
    assert.equal(sender, 'j..oe.@myclient.com');
    assert.deepEqual(
      recipients?.map(({ address }) => address),
      odd.map((local) => `${local}@docomo.example`),
    );
  }
});

test('a PC whose name is none in mail: bare names are taken there too, and mail names it as others take it', async (t) => {
  const stand = await SmtpStand.start(t, { oldDevices: true });
  stand.settings.change('office', { domains: [] });
  stand.hostname = 'Büro_PC';
  stand.openWindow();
  const c = await stand.connect(t);
  await c.says('EHLO SCAN_1');
  await c.hearsReply('250 ');
  await c.says('MAIL FROM:scanner');
  await c.hears('250 2.1.0');
  await c.says('RCPT TO:ann@example.com');
  await c.hears('250 2.1.5');
  await c.says('DATA');
  await c.hears('354');
  await c.says('.');
  await c.hears('250');
  assert.equal(stand.queue.kept[0]?.envelope.sender, 'scanner@B-ro-PC');
  assert.match(stand.queue.lastText, /^Received: from scan_1 \(.+\)\r\n\tby B-ro-PC \(/);
  assert.match(stand.queue.lastText, /^Message-ID: <[\da-f-]{36}@B-ro-PC>\r\n/m);
});
