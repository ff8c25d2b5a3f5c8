import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { defaultSettings, type ProviderSettings } from '../../../main/contract/settings.ts';
import { ServiceFault } from '../../../main/relay/lifecycle/service-fault.ts';
import { classify } from '../../../main/relay/upstream/classify.ts';
import type { ConnectOutcome } from '../../../main/relay/upstream/route.ts';
import { Smarthost } from '../../../main/relay/upstream/smarthost.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { FakeSmarthost } from '../../helpers/fake-smarthost.ts';
import { connected, outgoing, providerAt, smarthostWith } from '../../helpers/provider.ts';

const account = { auth: 'auto', user: 'office' } as const;
const password = 'pä ss\tword';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function faultOf(result: ConnectOutcome): string {
  assert.ok(result.outcome === 'failed');
  const { stage, errorCode, responseCode } = result.failure;
  return `${stage} ${responseCode ?? errorCode ?? ''} ${classify(result.failure).pauseKind ?? ''}`;
}

for (const tls of ['starttls', 'implicit'] as const) {
  const start = async (t: Parameters<typeof FakeSmarthost.start>[0]) => {
    const certificate = await testCertificate();
    const fake = await FakeSmarthost.start(t, {
      certificate,
      implicitTls: tls === 'implicit',
      extensions: ['STARTTLS', 'AUTH PLAIN LOGIN'],
    });
    return { fake, certificate };
  };

  test(`${tls}: a certificate of an unknown issuer is refused, and the password is not sent`, async (t) => {
    const { fake } = await start(t);
    const result = await smarthostWith(providerAt(fake.port, { tls, ...account }), {
      password,
    }).connect();
    assert.equal(faultOf(result), 'tls UNABLE_TO_VERIFY_LEAF_SIGNATURE tls');
    assert.deepEqual(fake.heard('AUTH'), []);
  });

  test(`${tls}: the pinned certificate is accepted, however the fingerprint is written`, async (t) => {
    const { fake, certificate } = await start(t);
    const plain = certificate.fingerprint.replaceAll(':', '').toLowerCase();
    for (const fingerprint of [certificate.fingerprint, plain]) {
      const settings = providerAt(fake.port, { tls, ...account, fingerprint });
      const connection = await connected(smarthostWith(settings, { password }));
      assert.equal((await connection.send(outgoing())).outcome, 'answered');
      connection.close();
    }
    assert.equal(fake.heard('AUTH')[0], `AUTH PLAIN ${base64(`\0office\0${password}`)}`);
  });

  test(`${tls}: any other certificate than the pinned one is refused before the sign-in`, async (t) => {
    const { fake } = await start(t);
    const other = await testCertificate();
    const settings = providerAt(fake.port, { tls, ...account, fingerprint: other.fingerprint });
    const result = await smarthostWith(settings, { password }).connect();
    assert.equal(faultOf(result), 'tls EPIN tls');
    assert.deepEqual(fake.heard('AUTH'), []);
  });
}

test('STARTTLS that was taken out of the offer is not done without', async (t) => {
  const certificate = await testCertificate();
  for (const script of [{ STARTTLS: '502 5.5.1 what?' }, { STARTTLS: '454 4.7.0 not now' }]) {
    const fake = await FakeSmarthost.start(t, { script, extensions: ['AUTH PLAIN'] });
    const settings = providerAt(fake.port, {
      tls: 'starttls',
      fingerprint: certificate.fingerprint,
      ...account,
    });
    const result = await smarthostWith(settings, { password }).connect();
    assert.match(faultOf(result), /^tls (502|454) tls$/);
    assert.deepEqual(fake.heard('AUTH'), []);
    assert.deepEqual(fake.heard('MAIL'), []);
  }
});

test('words injected behind the answer to STARTTLS do not count inside TLS', async (t) => {
  const certificate = await testCertificate();
  const fake = await FakeSmarthost.start(t, {
    certificate,
    script: { STARTTLS: '220 go ahead\r\n250-fake\r\n250 AUTH PLAIN' },
    extensions: ['STARTTLS'],
  });
  const settings = providerAt(fake.port, {
    tls: 'starttls',
    fingerprint: certificate.fingerprint,
    ...account,
  });
  const result = await smarthostWith(settings, { password }).connect();
  assert.equal(faultOf(result), 'auth ENOAUTH sign-in');
});

const unsafe: readonly [Partial<ProviderSettings>, string | undefined, string][] = [
  [{ ...account }, password, 'auth EPLAINTEXT sign-in'],
  [{ ...account, auth: 'cram-md5' }, password, 'auth EPLAINTEXT sign-in'],
  [{ ...account, allowPlaintextPassword: true }, undefined, 'auth ENOPASSWORD sign-in'],
  [{ ...account, allowPlaintextPassword: true }, 'a\0boss\0b', 'auth ENOPASSWORD sign-in'],
];

for (const [settings, secret, expected] of unsafe)
  test(`no connection is made for ${expected} (${settings.auth ?? ''})`, async (t) => {
    const fake = await FakeSmarthost.start(t, { extensions: ['AUTH PLAIN CRAM-MD5'] });
    const options = secret === undefined ? {} : { password: secret };
    const result = await smarthostWith(providerAt(fake.port, settings), options).connect();
    assert.equal(faultOf(result), expected);
    assert.equal(fake.connections, 0);
  });

test('a stored password that cannot be read is told as such, and nothing is dialled', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const provider = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
  const words = 'The file with the stored passwords is damaged.';
  const result = await new Smarthost({
    settings: { get: () => ({ ...defaultSettings, provider }), onChange: () => () => undefined },
    secrets: { get: () => Promise.reject(new ServiceFault('secrets.damaged', words)) },
    hostname: () => 'relay.office.example',
  }).connect();
  assert.ok(result.outcome === 'failed');
  const { disposition, cause } = classify(result.failure);
  assert.deepEqual({ disposition, cause }, { disposition: 'pause-route', cause: words });
  assert.equal(fake.connections, 0);
});

test('without a user name there is no sign-in, and no fault', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const connection = await connected(
    smarthostWith(providerAt(fake.port, { auth: 'auto', user: '' })),
  );
  assert.deepEqual(fake.heard('AUTH'), []);
  connection.close();
});

test('nothing is sent to a provider that offers no sign-in', async (t) => {
  for (const extensions of [['SIZE'], ['AUTH XOAUTH2'], ['AUTH NTLM GSSAPI']]) {
    const fake = await FakeSmarthost.start(t, { extensions });
    const settings = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
    const result = await smarthostWith(settings, { password }).connect();
    assert.equal(faultOf(result), 'auth ENOAUTH sign-in');
    assert.deepEqual(fake.heard('AUTH'), []);
  }
});

test('AUTH LOGIN asks for name and password', async (t) => {
  const script = { AUTH: '334 VXNlcm5hbWU6' };
  const fake = await FakeSmarthost.start(t, { script, extensions: ['AUTH LOGIN'] });
  answerLines(fake, ['334 UGFzc3dvcmQ6', '235 2.7.0 welcome']);
  const settings = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
  const connection = await connected(smarthostWith(settings, { password }));
  assert.deepEqual(fake.commands.slice(1, 4), ['AUTH LOGIN', base64('office'), base64(password)]);
  connection.close();
});

test('what a provider repeats of the password is in no words of the failure', async (t) => {
  const plain = base64(`\0office\0${password}`);
  for (const repeated of [plain, `"${plain}"`, `${plain.slice(0, -5)}...`, password]) {
    const script = { AUTH: `535-5.7.8 what is\r\n535 5.7.8 AUTH PLAIN ${repeated} ?` };
    const fake = await FakeSmarthost.start(t, { script, extensions: ['AUTH PLAIN'] });
    const settings = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
    const result = await smarthostWith(settings, { password }).connect();
    assert.ok(result.outcome === 'failed');
    const { reply, responseCode, enhancedCode } = result.failure;
    assert.deepEqual([responseCode, enhancedCode], [535, '5.7.8']);
    assert.match(reply, /^535-5\.7\.8 what is AUTH PLAIN "?\(secret\)"?(\.\.\.)? \?$/);
  }
});

test('AUTH LOGIN: the same for a password that stands alone on its line', async (t) => {
  const script = { AUTH: '334 VXNlcm5hbWU6' };
  const fake = await FakeSmarthost.start(t, { script, extensions: ['AUTH LOGIN'] });
  answerLines(fake, ['334 UGFzc3dvcmQ6', `500 5.5.1 ${base64(password)} is no command`]);
  const settings = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
  const result = await smarthostWith(settings, { password }).connect();
  assert.ok(result.outcome === 'failed');
  assert.equal(result.failure.reply, '500 5.5.1 (secret) is no command');
});

test('RFC 2195: AUTH CRAM-MD5 never sends the password', async (t) => {
  const challenge = '<1896.697170952@fake>';
  const script = { AUTH: `334 ${base64(challenge)}` };
  const fake = await FakeSmarthost.start(t, { script, extensions: ['AUTH PLAIN CRAM-MD5'] });
  answerLines(fake, ['235 2.7.0 welcome']);
  const settings = { ...account, auth: 'cram-md5', allowPlaintextPassword: true } as const;
  const connection = await connected(smarthostWith(providerAt(fake.port, settings), { password }));
  const digest = createHmac('md5', password).update(challenge).digest('hex');
  assert.deepEqual(fake.commands.slice(1, 3), ['AUTH CRAM-MD5', base64(`office ${digest}`)]);
  connection.close();
});

/** Answers the lines that are no commands, in order. */
function answerLines(fake: FakeSmarthost, answers: string[]): void {
  fake.script.line = () => answers.shift() ?? '500 5.5.1 what?';
}

test('a server that is changed while the password is being read gets its own', async (t) => {
  const fake = await FakeSmarthost.start(t, { extensions: ['AUTH PLAIN'] });
  const next = providerAt(fake.port, { ...account, allowPlaintextPassword: true });
  let provider = { ...next, host: 'old.example' };
  let secret = 'old';
  const smarthost = new Smarthost({
    settings: { get: () => ({ ...defaultSettings, provider }), onChange: () => () => undefined },
    secrets: {
      get: () => {
        const read = Promise.resolve(secret);
        [provider, secret] = [next, 'new'];
        return read;
      },
    },
    hostname: () => 'relay.office.example',
  });
  (await connected(smarthost)).close();
  assert.deepEqual(fake.heard('AUTH'), [`AUTH PLAIN ${base64('\0office\0new')}`]);
});
