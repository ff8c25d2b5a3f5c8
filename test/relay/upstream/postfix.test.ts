import assert from 'node:assert/strict';
import test from 'node:test';
import { classify } from '../../../main/relay/upstream/classify.ts';
import type { ConnectOutcome, SendOutcome } from '../../../main/relay/upstream/route.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { needsPostfix, startPostfix, type Postfix } from '../../helpers/postfix.ts';
import {
  connected,
  largeBody,
  outgoing,
  providerAt,
  smarthostWith,
} from '../../helpers/provider.ts';

const account = { user: 'office@postfix.example', password: 'pass word' };

const delivered = (result: SendOutcome): boolean[] =>
  result.outcome === 'answered'
    ? result.recipients.map(({ outcome }) => outcome === 'delivered')
    : [];

const pauseOf = (result: ConnectOutcome): string =>
  result.outcome === 'failed' ? (classify(result.failure).pauseKind ?? '') : 'connected';

/** Postfix writes with LF, and puts lines of its own before ours: from our first line on, as we sent it. */
const sentPart = (mail: string, from: string): string =>
  mail.slice(mail.indexOf(from)).replaceAll('\n', '\r\n');

test(
  'a real Postfix as provider, with STARTTLS and sign-in',
  { skip: needsPostfix() },
  async (t) => {
    const certificate = await testCertificate();
    const postfix: Postfix = await startPostfix(t, {
      certificate,
      ...account,
      sizeLimitBytes: 12 << 20,
    });
    const settings = providerAt(postfix.port, {
      tls: 'starttls',
      fingerprint: certificate.fingerprint,
      auth: 'auto',
      user: account.user,
    });
    const smarthost = smarthostWith(settings, account);

    for (const auth of ['plain', 'login', 'cram-md5'] as const)
      await t.test(`signs in with ${auth.toUpperCase()}`, async () => {
        const connection = await connected(smarthostWith({ ...settings, auth }, account));
        assert.equal(await connection.check(), true);
        connection.close();
      });

    await t.test('content arrives octet for octet: dots, 8-bit, long lines', async () => {
      const connection = await connected(smarthost);
      const body = `.\r\n..\r\n.dot\r\n\xe9\xff\r\n${'x'.repeat(990)}\r\n\r\nend\r\n`;
      const text = `Subject: first\r\nFrom: <joe@myclient.com>\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <1@x>\r\nTo: <ann@example.org>\r\n\r\n${body}`;
      const first = await connection.send(outgoing({ text, bodyType: '8bitmime' }));
      assert.deepEqual(delivered(first), [true]);
      const [mail = ''] = await postfix.mails(1);
      assert.equal(sentPart(mail, 'Subject: first'), text);
      assert.match(mail, /with ESMTPSA|using TLSv1\.3/);
      connection.close();
    });

    await t.test('a message of 10 MB, read as it is sent', async () => {
      const connection = await connected(smarthost);
      const line = `.${'y'.repeat(75)}\r\n`;
      const text = `Subject: big\r\nFrom: <joe@myclient.com>\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <2@x>\r\nTo: <ann@example.org>\r\n\r\n${line.repeat(131_072)}`;
      const octets = Buffer.from(text);
      const { body } = largeBody(octets, { pieceBytes: 100_001 });
      const message = { ...outgoing({ sizeBytes: octets.length }), body };
      assert.deepEqual(delivered(await connection.send(message)), [true]);
      const mails = await postfix.mails(2);
      assert.ok(sentPart(mails.at(-1) ?? '', 'Subject: big') === text);
      connection.close();
    });

    await t.test(
      'refused recipients lose only themselves, and the connection goes on',
      async () => {
        const connection = await connected(smarthost);
        const recipients = [{ address: 'gone@example.org' }, { address: 'ann@example.org' }];
        assert.deepEqual(delivered(await connection.send(outgoing({ recipients }))), [false, true]);
        assert.deepEqual(
          delivered(await connection.send(outgoing({ recipients: recipients.slice(0, 1) }))),
          [false],
        );
        assert.deepEqual(delivered(await connection.send(outgoing())), [true]);
        await postfix.mails(4);
        connection.close();
      },
    );

    await t.test('a message over its SIZE is given up before it is sent', async () => {
      const connection = await connected(smarthost);
      const result = await connection.send(outgoing({ sizeBytes: 20 << 20 }));
      assert.ok(result.outcome === 'failed');
      assert.equal(classify(result.failure).disposition, 'give-up');
      connection.close();
    });

    await t.test(
      'a wrong password, another certificate and no encryption pause the route',
      async () => {
        const wrong = smarthostWith(settings, { password: 'wrong' });
        assert.equal(pauseOf(await wrong.connect()), 'sign-in');
        const other = { ...settings, fingerprint: (await testCertificate()).fingerprint };
        assert.equal(pauseOf(await smarthostWith(other, account).connect()), 'tls');
        const unknown = { ...settings, fingerprint: '' };
        assert.equal(pauseOf(await smarthostWith(unknown, account).connect()), 'tls');
        const open = await connected(smarthostWith({ ...settings, tls: 'none', auth: 'none' }));
        const result = await open.send(outgoing());
        assert.ok(result.outcome === 'failed');
        assert.equal(classify(result.failure).pauseKind, 'tls');
        open.close();
      },
    );

    await t.test('many messages over one connection', async () => {
      const connection = await connected(smarthost);
      for (let i = 0; i < 50; i += 1)
        assert.deepEqual(delivered(await connection.send(outgoing())), [true]);
      await postfix.mails(54);
      connection.close();
    });

    assert.doesNotMatch(postfix.log(), /pass word|improper command pipelining|fatal|panic/);
  },
);
