import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { defaultSettings, type ProviderSettings } from '../../../main/contract/settings.ts';
import { testProvider, type ProviderTest } from '../../../main/relay/upstream/test-provider.ts';
import { testCertificate, withUnreadableEnd } from '../../helpers/certificates.ts';
import {
  FakeSmarthost,
  type FakeScript,
  type FakeSmarthostOptions,
} from '../../helpers/fake-smarthost.ts';
import { providerAt } from '../../helpers/provider.ts';
import { until } from '../../helpers/running-relay.ts';

/** Short, but longer than a busy computer lets a process wait. */
const quick = {
  connectMs: 2_000,
  greetingMs: 500,
  silenceMs: 500,
  bodySilenceMs: 500,
  transactionMs: 1_500,
};

async function tried(provider: ProviderSettings, more: Partial<ProviderTest> = {}) {
  const heard: string[] = [];
  const steps = await testProvider({
    settings: { ...defaultSettings, provider },
    password: 'secret',
    hostname: 'relay.office.example',
    mailTo: null,
    timeouts: quick,
    onStep: ({ id, state }) => void heard.push(`${id} ${state}`),
    ...more,
  });
  assert.deepEqual(
    heard,
    steps.map(({ id, state }) => `${id} ${state}`),
  );
  assert.doesNotMatch(JSON.stringify(steps), /secret|c2VjcmV0/);
  return { heard, detailOf: (id: string) => steps.find((step) => step.id === id) };
}

async function encrypted(t: TestContext, options: FakeSmarthostOptions = {}) {
  const certificate = await testCertificate();
  const extensions = ['STARTTLS', 'AUTH PLAIN'];
  const fake = await FakeSmarthost.start(t, { certificate, extensions, ...options });
  const settings = { tls: 'starttls', auth: 'auto', user: 'office' } as const;
  return { fake, certificate, settings };
}

test('all steps of a good provider, with a test mail', async (t) => {
  const { fake, certificate, settings } = await encrypted(t);
  const provider = providerAt(fake.port, { ...settings, fingerprint: certificate.fingerprint });
  const { heard, detailOf } = await tried(provider, { mailTo: 'joe@myclient.com' });
  assert.deepEqual(heard, ['name ok', 'connect ok', 'tls ok', 'auth ok', 'mail ok']);
  assert.match(detailOf('tls')?.detail ?? '', /Certificate of .*issued by .*valid until \d{4}-/);
  assert.equal(detailOf('tls')?.certificate?.fingerprint, certificate.fingerprint);
  assert.equal(detailOf('mail')?.raw, '250 2.0.0 taken');
  assert.equal(fake.connections, 1);
  assert.match(fake.bodies[0] ?? '', /Subject: Mailroom test\r\n/);
});

test('a PC whose name is none in mail is named as others take it: Exim refuses EHLO with an underscore', async (t) => {
  const { fake, certificate, settings } = await encrypted(t);
  const provider = providerAt(fake.port, { ...settings, fingerprint: certificate.fingerprint });
  await tried(provider, { mailTo: 'joe@myclient.com', hostname: 'Büro_PC' });
  assert.deepEqual(fake.heard('EHLO'), ['EHLO B-ro-PC', 'EHLO B-ro-PC']);
  assert.match(fake.bodies[0] ?? '', /\r\nMessage-ID: <[\da-f]{16}@B-ro-PC>\r\n/);
});

test('a test mail to a domain with an umlaut goes to a provider that knows only ASCII', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const { detailOf } = await tried(providerAt(fake.port), { mailTo: 'joe@büro.example' });
  assert.equal(detailOf('mail')?.state, 'ok');
  assert.equal(detailOf('mail')?.detail, 'sent to joe@büro.example');
  assert.match(fake.bodies[0] ?? '', /^From: <joe@xn--bro-hoa\.example>\r\n/);
});

test('what is not used or not asked for is skipped', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const { heard } = await tried(providerAt(fake.port));
  assert.deepEqual(heard, ['name ok', 'connect ok', 'tls skipped', 'auth skipped', 'mail skipped']);
  assert.deepEqual(fake.heard('MAIL'), []);
});

test('an unknown certificate is shown with its fingerprint, and no password is sent', async (t) => {
  const { fake, certificate, settings } = await encrypted(t);
  const { heard, detailOf } = await tried(providerAt(fake.port, settings));
  assert.deepEqual(heard, ['name ok', 'connect ok', 'tls failed', 'auth skipped', 'mail skipped']);
  assert.equal(detailOf('tls')?.certificate?.fingerprint, certificate.fingerprint);
  assert.match(detailOf('tls')?.remedy ?? '', /pin its fingerprint with "mailroom provider set /);
  // Node adds what its programmers can do.
  assert.doesNotMatch(detailOf('tls')?.raw ?? '', /Node\.js/);
  assert.deepEqual(fake.heard('AUTH'), []);
});

test('another certificate than the pinned one is a failed step', async (t) => {
  const { fake, settings } = await encrypted(t);
  const { fingerprint } = await testCertificate();
  const { heard, detailOf } = await tried(providerAt(fake.port, { ...settings, fingerprint }));
  assert.deepEqual(heard.slice(2), ['tls failed', 'auth skipped', 'mail skipped']);
  assert.match(detailOf('tls')?.detail ?? '', /another certificate than the pinned one/);
});

test('a certificate whose dates cannot be read is told as such, and the test goes on', async (t) => {
  const certificate = withUnreadableEnd(await testCertificate());
  const { fake, settings } = await encrypted(t, { certificate });
  const { fingerprint } = certificate;
  const { heard, detailOf } = await tried(providerAt(fake.port, { ...settings, fingerprint }));
  assert.deepEqual(heard.slice(1, 4), ['connect ok', 'tls ok', 'auth ok']);
  assert.match(detailOf('tls')?.detail ?? '', /with dates that cannot be read$/);
  assert.equal(detailOf('tls')?.certificate?.validTo, null);
});

test('a refused sign-in says so, with the provider’s words', async (t) => {
  const { fake, certificate, settings } = await encrypted(t, {
    script: { AUTH: '535 5.7.8 no way' },
  });
  const provider = providerAt(fake.port, { ...settings, fingerprint: certificate.fingerprint });
  const { heard, detailOf } = await tried(provider, { mailTo: 'a@b.c' });
  assert.deepEqual(heard.slice(3), ['auth failed', 'mail skipped']);
  assert.equal(detailOf('auth')?.detail, 'The provider refused our sign-in.');
  assert.equal(detailOf('auth')?.raw, '535 5.7.8 no way');
});

test('a missing password fails at the sign-in, behind the steps that work', async (t) => {
  const { fake, certificate, settings } = await encrypted(t);
  const provider = providerAt(fake.port, { ...settings, fingerprint: certificate.fingerprint });
  const { heard } = await tried(provider, { password: null });
  assert.deepEqual(heard.slice(2), ['tls ok', 'auth failed', 'mail skipped']);
});

test('a greeting that refuses us is no fault of the encryption, whatever words are in it', async (t) => {
  const greeting = '554 5.7.1 Your address is blocked, see https://tls.example/certificate';
  const fake = await FakeSmarthost.start(t, { script: { greeting } });
  const { heard, detailOf } = await tried(providerAt(fake.port));
  assert.equal(heard[1], 'connect failed');
  assert.equal(detailOf('connect')?.raw, greeting);
});

test('a server for incoming mail is told as such: it was reached', async (t) => {
  const fake = await FakeSmarthost.start(t, { script: { greeting: '+OK POP3 ready' } });
  const { heard, detailOf } = await tried(providerAt(fake.port));
  assert.equal(heard[1], 'connect failed');
  const { detail, raw } = detailOf('connect') ?? {};
  assert.equal(detail, 'What answers on this port is no server for outgoing mail.');
  assert.equal(raw, '+OK POP3 ready');
});

test('where TLS fails the remedy in a test is not to run one', async (t) => {
  const fake = await FakeSmarthost.start(t, {});
  const { heard, detailOf } = await tried(providerAt(fake.port, { tls: 'implicit' }));
  assert.equal(heard[2], 'tls failed');
  assert.equal(detailOf('tls')?.remedy, 'Check the encryption setting and the port.');
});

test('a sign-in that is answered bit by bit, and never to its end, is given up', async (t) => {
  const script = { AUTH: { act: 'hang' } } as const;
  const fake = await FakeSmarthost.start(t, { extensions: ['AUTH PLAIN'], script });
  const trickle = setInterval(() => {
    const isAsked = fake.heard('AUTH').length > 0;
    if (isAsked) for (const socket of fake.sockets) socket.write('235-wait\r\n');
  }, 20);
  t.after(() => clearInterval(trickle));
  const settings = { auth: 'plain', user: 'office', allowPlaintextPassword: true } as const;
  const { heard } = await tried(providerAt(fake.port, settings));
  assert.deepEqual(heard.slice(3), ['auth failed', 'mail skipped']);
});

test('a test sends no password in the clear either, where nobody allowed it', async (t) => {
  const fake = await FakeSmarthost.start(t, { extensions: ['AUTH PLAIN'] });
  const provider = providerAt(fake.port, { auth: 'auto', user: 'office' });
  const { heard } = await tried(provider, { mailTo: 'a@b.c' });
  assert.deepEqual(heard.slice(2), ['tls skipped', 'auth failed', 'mail skipped']);
  assert.deepEqual(fake.heard('AUTH'), []);
});

for (const [what, script] of [
  ['is refused', { MAIL: '550 5.7.60 not your address' }],
  ['is lost on the way', { body: { act: 'drop' } }],
] as const)
  test(`a test mail that ${what} as a whole fails the mail step`, async (t) => {
    const fake = await FakeSmarthost.start(t, { script });
    const { heard } = await tried(providerAt(fake.port), { mailTo: 'a@b.c' });
    assert.equal(heard[4], 'mail failed');
  });

test('a refused recipient fails the mail step', async (t) => {
  const fake = await FakeSmarthost.start(t, { script: { RCPT: '550 5.1.1 nobody' } });
  const { heard, detailOf } = await tried(providerAt(fake.port), { mailTo: 'a@b.c' });
  assert.equal(heard[4], 'mail failed');
  assert.equal(detailOf('mail')?.raw, '550 5.1.1 nobody');
});

test('a test mail is not said to be tried again: nobody does', async (t) => {
  const later = await FakeSmarthost.start(t, { script: { RCPT: '450 4.2.0 later' } });
  const { detailOf } = await tried(providerAt(later.port), { mailTo: 'joe@myclient.com' });
  assert.equal(detailOf('mail')?.detail, 'The provider asks us to try again later.');
  assert.equal(detailOf('mail')?.remedy, 'Wait a while, then test again.');
  const used = await FakeSmarthost.start(t, { script: { RCPT: '550 5.4.5 Daily limit' } });
  const quota = await tried(providerAt(used.port), { mailTo: 'joe@myclient.com' });
  assert.match(quota.detailOf('mail')?.detail ?? '', /^The provider’s limit of mail/);
  assert.match(
    quota.detailOf('mail')?.remedy ?? '',
    /^Wait a while, then test again\. If it happens/,
  );
});

test('a name that does not exist, no name, and a port where nobody listens', async (t) => {
  const skipped = ['tls skipped', 'auth skipped', 'mail skipped'];
  const fake = await FakeSmarthost.start(t);
  const unknown = await tried(providerAt(fake.port, { host: 'nothing.invalid' }));
  assert.deepEqual(unknown.heard.sort(), ['connect skipped', 'name failed', ...skipped].sort());
  const none = await tried(providerAt(fake.port, { host: '' }));
  assert.ok(none.heard.includes('name failed'));
  const refused = await tried(providerAt(1));
  assert.deepEqual(refused.heard, ['name ok', 'connect failed', ...skipped]);
});

test('the two ways to encrypt, mixed up, are explained', async (t) => {
  const fake = await FakeSmarthost.start(t);
  const { heard } = await tried(providerAt(fake.port, { tls: 'implicit' }));
  assert.ok(heard.includes('tls failed'));
  const { failedStep } = await import('../../../main/relay/upstream/provider-steps.ts');
  const failure = {
    stage: 'tls',
    responseCode: null,
    enhancedCode: null,
    reply: '',
    errorCode: 'ESOCKET',
  } as const;
  const at587 = failedStep(failure, providerAt(587, { tls: 'implicit' }));
  assert.match(at587.remedy ?? '', /choose "starttls"/);
  const at465 = failedStep({ ...failure, stage: 'connect' }, providerAt(465, { tls: 'starttls' }));
  assert.match(at465.remedy ?? '', /choose "implicit"/);
});

test('name servers that say nothing are given up, and a person can stop it before', async () => {
  const lookUp = (): void => undefined;
  const provider = providerAt(25, { host: 'smtp.myclient.com' });
  const stop = new AbortController();
  const timeouts = { ...quick, connectMs: 3_600_000 };
  const running = tried(provider, { lookUp, timeouts, signal: stop.signal });
  stop.abort();
  const { heard } = await running;
  assert.equal(heard.length, 5);
  assert.ok(
    heard.every((step) => step.endsWith('skipped')),
    heard.join(),
  );
  const { heard: given } = await tried(provider, { lookUp });
  assert.equal(given[0], 'name failed');
});

test(
  'a person can stop the look at a certificate that was refused',
  { timeout: 5_000 },
  async (t) => {
    const script: FakeScript = {
      greeting: () => (fake.connections > 1 ? { act: 'hang' } : '220 fake ESMTP'),
    };
    const { fake, settings } = await encrypted(t, { script });
    const stop = new AbortController();
    const timeouts = { ...quick, connectMs: 9_000, greetingMs: 9_000, silenceMs: 9_000 };
    const running = tried(providerAt(fake.port, settings), { signal: stop.signal, timeouts });
    await until('it looks again', () => fake.connections > 1);
    stop.abort();
    const { heard } = await running;
    assert.deepEqual(heard.slice(-3), ['tls skipped', 'auth skipped', 'mail skipped']);
  },
);

test('a person can stop it at any step', async (t) => {
  const hang = { act: 'hang' } as const;
  const steps: readonly (readonly [FakeScript, (fake: FakeSmarthost) => boolean])[] = [
    [{ greeting: hang }, ({ connections }) => connections > 0],
    [{ AUTH: hang }, (fake) => fake.heard('AUTH').length > 0],
    [{ body: hang }, ({ bodies }) => bodies.length > 0],
  ];
  for (const [script, hangs] of steps) {
    const { fake, certificate, settings } = await encrypted(t, { script });
    const provider = providerAt(fake.port, { ...settings, fingerprint: certificate.fingerprint });
    const stop = new AbortController();
    const timeouts = {
      connectMs: 9_000,
      greetingMs: 9_000,
      silenceMs: 9_000,
      transactionMs: 9_000,
    };
    const running = tried(provider, { mailTo: 'a@b.c', signal: stop.signal, timeouts });
    await until('it waits for an answer', () => hangs(fake));
    stop.abort();
    const { heard } = await running;
    assert.equal(heard.length, 5);
    assert.ok(heard.at(-1)?.endsWith('skipped'), heard.join());
    assert.ok(!heard.join().includes('failed'), heard.join());
  }
  const before = AbortSignal.abort();
  const { heard } = await tried(providerAt(1), { signal: before });
  assert.ok(heard.slice(1).every((step) => step.endsWith('skipped')));
});
