import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mobileconfig } from '../../../renderer/connect/files/mobileconfig.ts';
import type { Filling } from '../../../renderer/connect/model/program.ts';
import { makeAuthority } from '../../../main/relay/tls/make-certificates.ts';
import { needsProgram } from '../../helpers/programs.ts';
import { runs } from '../../helpers/run-program.ts';

const filling: Filling = {
  ...{ server: '192.168.1.10', user: 'joe', way: 'auth', windowMinutes: 15 },
  pop: { listener: 'pop3s', port: 995, tls: 'implicit' },
  smtp: { listener: 'submissions', port: 465, tls: 'implicit' },
  ...{ address: 'joe@myclient.com', isAddressKnown: true },
  isOwnAuthority: true,
};

/** Python's own reader of property lists, and of certificates. */
const reader = `
import json, plistlib, ssl, sys
profile = plistlib.loads(sys.stdin.buffer.read())
for payload in profile['PayloadContent']:
    if isinstance(payload.get('PayloadContent'), bytes):
        payload['PayloadContent'] = ssl.DER_cert_to_PEM_cert(payload['PayloadContent'])
print(json.dumps(profile))`;

type Payload = Readonly<Record<string, unknown>>;

const skip = needsProgram('python3');

async function read(text: string): Promise<Payload & { PayloadContent: readonly Payload[] }> {
  const output = await runs('python3', ['-c', reader], { input: text });
  return JSON.parse(output) as Payload & { PayloadContent: readonly Payload[] };
}

let count = 0;
const uuid = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;

test(
  'the profile for Apple devices holds account and office certificate, and no password',
  { skip },
  async () => {
    const { certPem } = await authority();
    const words = { title: 'Mailroom: <joe> & Co.', description: 'Büro' };
    const text = mobileconfig({ filling, authorityPem: certPem, words, uuid });
    assert.doesNotMatch(text, /Password<\/key><string>/);
    const { PayloadContent: payloads, ...profile } = await read(text);
    assert.equal(profile['PayloadType'], 'Configuration');
    assert.equal(profile['PayloadDisplayName'], words.title);
    const [mail = {}, root = {}] = payloads;
    assert.equal(mail['PayloadType'], 'com.apple.mail.managed');
    assert.equal(mail['EmailAccountType'], 'EmailTypePOP');
    assert.equal(mail['EmailAddress'], 'joe@myclient.com');
    for (const side of ['Incoming', 'Outgoing']) {
      assert.equal(mail[`${side}MailServerHostName`], '192.168.1.10');
      assert.equal(mail[`${side}MailServerUsername`], 'joe');
      assert.equal(mail[`${side}MailServerUseSSL`], true);
      assert.equal(mail[`${side}MailServerAuthentication`], 'EmailAuthPassword');
    }
    assert.equal(mail['IncomingMailServerPortNumber'], 995);
    assert.equal(mail['OutgoingMailServerPortNumber'], 465);
    assert.equal(root['PayloadType'], 'com.apple.security.root');
    assert.equal(String(root['PayloadContent']).trim(), certPem.trim());
    const ids = [profile, mail, root].map((payload) => payload['PayloadUUID']);
    assert.equal(new Set(ids).size, 3, 'each has its own id');
  },
);

test(
  'what is not known is left to the device; a certificate of the owner is not brought along',
  { skip },
  async () => {
    const words = { title: 'Mailroom', description: '' };
    const unknown = { ...filling, address: 'joe@example.org', isAddressKnown: false };
    const { PayloadContent: payloads } = await read(
      mobileconfig({ filling: unknown, authorityPem: null, words, uuid }),
    );
    assert.equal(payloads.length, 1);
    assert.equal(payloads[0]?.['EmailAddress'], undefined);
  },
);

async function authority(): Promise<{ readonly certPem: string }> {
  const { cert } = await makeAuthority('test', Date.now());
  return { certPem: cert };
}
