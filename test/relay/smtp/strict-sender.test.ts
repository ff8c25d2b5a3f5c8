import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainRecord } from '../../../main/relay/popauth/explanation.ts';
import type { Conversation } from '../../helpers/conversation.ts';
import { asks, plain, SmtpStand } from './smtp-stand.ts';

/** A whole message to somebody outside, from this sender; `text` is it without the final dot. */
async function sends(c: Conversation, from: string, text: string, reply: string): Promise<void> {
  await asks(c, from, 'bob@example.com', '250');
  await c.says('DATA');
  await c.hears('354');
  await c.says(`${text}\r\n.`);
  await c.hears(reply);
}

test('strict sender also looks at From where the first recipient was only mail from outside', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('access', { acceptOutsideMail: true });
  stand.settings.change('popAuth', { strictSender: true });
  const c = await stand.greeted(t);
  await asks(c, 'joe@myclient.com', 'joe@myclient.com', '250');
  stand.openWindow();
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250');
  await c.says('DATA');
  await c.hears('354');
  await c.says('From: boss@example.com\r\nSubject: x\r\n\r\nx\r\n.');
  await c.hears('550 5.7.1 Relaying denied. The sender address');
});

test('strict sender: MAIL FROM and From belong to who checked mail here', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  stand.users.add('ann', 'other', 'ann@myclient.com');
  stand.openWindow();
  const c = await stand.greeted(t);
  await asks(c, 'ann@myclient.com', 'bob@example.com', '550 5.7.1 Relaying denied. The sender');
  await asks(c, '', 'bob@example.com', '550 5.7.1 Relaying denied. The sender');
  for (const [from, reply] of [
    ['Joe <joe@myclient.com>', '250 2.0.0'],
    ['"joe@myclient.com" <ann@myclient.com>', '550 5.7.1 Relaying denied. The sender'],
    ['joe@myclient.com, ann@myclient.com', '550 5.7.1 Relaying denied. The sender'],
    ['nobody', '550 5.7.1'],
  ] as const)
    await sends(c, 'joe@myclient.com', `From: ${from}\r\n\r\nhi`, reply);
  assert.equal(stand.queue.kept.length, 1);
});

test('strict sender: a message that names no author is of its sender, who is put there', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const message of ['Subject: scan\r\n\r\nFrom: the scanner', 'just text']) {
    await sends(c, 'joe@myclient.com', message, '250 2.0.0');
    assert.match(stand.queue.lastText, /^From: <joe@myclient\.com>\r$/m);
  }
});

test('strict sender: who looks a refusal up reads whom From names, since the sender was right', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const [from, told] of [
    [
      'Joe <joe@myclient.com>, boss@myclient.com',
      /not theirs\. The From line .* names boss@myclient\.com\.$/,
    ],
    ['nobody', /not theirs\. The From line of the message names no address\.$/],
    [`a\u0001@${'x'.repeat(5_000)}`, /names a\?@x{317}\.$/],
  ] as const) {
    await sends(
      c,
      'joe@myclient.com',
      `From: ${from}\r\n\r\nhi`,
      '550 5.7.1 Relaying denied. The sender',
    );
    assert.match(explainRecord(stand.journal.entries.at(-1)?.data ?? {}).missing, told);
  }
});

test('where several share an address, mail is brought by the one whose the sender is', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.users.add('ann', 'other', 'ann@myclient.com');
  stand.openWindow();
  stand.windows.open('127.0.0.1', 'ann', stand.clock.now() + 60_000);
  const c = await stand.greeted(t);
  for (const [from, user, way] of [
    ['joe@myclient.com', 'joe', 'user joe or ann, POP before SMTP'],
    ['ann@myclient.com', 'ann', 'user ann or joe, POP before SMTP'],
    ['scanner@myclient.com', 'joe', 'user joe or ann, POP before SMTP'],
  ] as const) {
    await sends(c, from, 'Subject: x\r\n\r\nhi', '250 2.0.0');
    assert.equal(stand.queue.kept.at(-1)?.envelope.user, user);
    assert.ok(stand.queue.lastText.includes(`(${way})`));
  }
});

test('strict sender: who shares the sender with another writes as himself all the same', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  stand.users.add('ann', 'other', 'ann@myclient.com');
  const { users } = stand;
  const owns = users.ownsSender.bind(users);
  users.ownsSender = (user, address) => address === 'info@myclient.com' || owns(user, address);
  stand.openWindow();
  stand.windows.open('127.0.0.1', 'ann', stand.clock.now() + 60_000);
  const c = await stand.greeted(t);
  for (const [from, reply] of [
    ['joe', '250 2.0.0'],
    ['ann', '250 2.0.0'],
    ['boss', '550 5.7.1'],
  ] as const) {
    await sends(
      c,
      'info@myclient.com',
      `From: info@myclient.com, ${from}@myclient.com\r\n\r\nhi`,
      reply,
    );
  }
});

test('strict sender asks nothing of who signed in', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  const c = await stand.greeted(t);
  await c.says(`AUTH PLAIN ${plain('joe', 'secret')}`);
  await c.hears('235');
  await sends(c, 'boss@myclient.com', 'From: boss@myclient.com\r\n\r\nhi', '250 2.0.0');
  // It counts for no window.
  assert.deepEqual(stand.windows.relayed, []);
});

test('strict sender knows an address beyond ASCII in MAIL FROM and From alike', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.settings.change('popAuth', { strictSender: true });
  stand.users.owners.set('büro@xn--mller-kva.example', 'joe');
  stand.openWindow();
  const c = await stand.greeted(t);
  for (const [domain, reply] of [
    ['müller.example', '250 2.0.0'],
    ['maier.example', '550 5.7.1 Relaying denied. The sender'],
  ] as const) {
    await c.sends(Buffer.from('MAIL FROM:<büro@müller.example> SMTPUTF8\r\n'));
    await c.hears('250 2.1.0');
    await c.says('RCPT TO:<ann@example.com>');
    await c.hears('250 2.1.5');
    await c.says('DATA');
    await c.hears('354');
    await c.sends(Buffer.from(`From: Büro <büro@${domain}>\r\n\r\nhi\r\n.\r\n`));
    await c.hears(reply);
  }
});
