import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmtpStand } from './smtp-stand.ts';

test('the story of joe: refused, checks mail, accepted, refused again after the window', async (t) => {
  const stand = await SmtpStand.start(t);
  const c = await stand.greeted(t);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250 2.1.0 Accepted');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears(/^550 5\.7\.1 Relaying denied\. .*\(R-[2-9A-Z]{5}\)$/);
  stand.openWindow();
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('250 2.1.5 Accepted');
  await c.says('DATA');
  await c.hears('354 ');
  await c.says('Subject: hello\r\n\r\nHi Ann\r\n.');
  await c.hears('250 2.0.0 Ok: queued as Q1');
  stand.clock.advance(15 * 60_000);
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hears('250 2.1.0');
  await c.says('RCPT TO:<ann@example.com>');
  await c.hears('550 5.7.1 Relaying denied');
  await c.says('DATA');
  await c.hears('503 5.5.1');
  await c.says('QUIT');
  await c.hears('221 2.0.0 Bye');
  await c.hearsEnd();
  assert.deepEqual(stand.windows.relayed, ['127.0.0.1']);
});

test('what is queued has its envelope, and the trace lines on top', async (t) => {
  const stand = await SmtpStand.start(t);
  stand.openWindow();
  const c = await stand.inData(t);
  await c.says('Subject: hello\r\n\r\nHi\r\n..dot\r\n.');
  await c.hears('250 2.0.0');
  const [kept] = stand.queue.kept;
  assert.deepEqual(kept?.envelope, {
    sender: 'joe@myclient.com',
    recipients: [{ address: 'ann@example.com', localUser: null }],
    user: 'joe',
    peer: '127.0.0.1',
    bodyType: '7bit',
    smtpUtf8: false,
  });
  assert.match(
    stand.queue.lastText,
    /^Received: from pc\.myclient\.com \(\[127\.0\.0\.1\]\)\r\n\tby mail\.myclient\.com \(Mailroom abc123\) with ESMTP id Q1\r\n\t\(user joe, POP before SMTP\);\r\n\tMon, 23 Nov 2026 09:00:00 \+0000\r\nDate: Mon, 23 Nov 2026 09:00:00 \+0000\r\nFrom: <joe@myclient\.com>\r\nMessage-ID: <[0-9a-f-]{36}@mail\.myclient\.com>\r\nSubject: hello\r\n\r\nHi\r\n\.dot\r\n$/,
  );
});
