import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import tls from 'node:tls';
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts';
import type { JournalInput } from '../../../main/relay/journal/journal.ts';
import { Emitter } from '../../../main/relay/lifecycle/emitter.ts';
import type { OwnAddress } from '../../../main/relay/net/own-addresses.ts';
import type { SettingsReader } from '../../../main/relay/settings/settings-store.ts';
import { Certificates } from '../../../main/relay/tls/certificates.ts';
import { altNames } from '../../../main/relay/tls/check-certificate.ts';
import { makeAuthority, makeServerCertificate } from '../../../main/relay/tls/make-certificates.ts';
import { withUnreadableEnd } from '../../helpers/certificates.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const dayMs = 24 * 3600_000;

class FakeSettings implements SettingsReader {
  #now: Settings = { ...defaultSettings, hostname: 'mail.office.example' };
  readonly #changed = new Emitter<[Settings, Settings]>();

  get(): Settings {
    return this.#now;
  }

  onChange(listener: (now: Settings, before: Settings) => void): () => void {
    return this.#changed.on(([now, before]) => {
      listener(now, before);
    });
  }

  set(change: Partial<Settings>): void {
    const before = this.#now;
    this.#now = { ...before, ...change };
    this.#changed.emit([this.#now, before]);
  }
}

const at = (address: string): OwnAddress => ({
  address,
  family: address.includes(':') ? 6 : 4,
  via: 'eth0',
  isVirtual: false,
});

function office(t: TestContext) {
  const folder = tempFolder(t);
  const clock = new TestClock();
  const settings = new FakeSettings();
  const lines: JournalInput[] = [];
  const machine = { hostname: 'office-pc', addresses: [at('192.168.1.5'), at('fd00::5')] };
  const open = () => {
    const options = { folder: path.join(folder, 'tls'), settings, clock, machine: () => machine };
    const journal = { record: (entry: JournalInput) => void lines.push(entry) };
    const certificates = new Certificates({ ...options, journal });
    t.after(() => certificates.stop());
    return certificates;
  };
  return { folder, clock, settings, lines, machine, open };
}

async function started(certificates: Certificates): Promise<Certificates> {
  await certificates.start();
  return certificates;
}

/** A certificate of the owner's in two files. */
async function ownersFiles(folder: string, now: number, names = ['relay.example']) {
  const authority = await makeAuthority('somebody', now);
  const pair = await makeServerCertificate(authority, { dns: names, ip: [] }, now);
  const files = {
    certificateFile: path.join(folder, 'own.pem'),
    keyFile: path.join(folder, 'own.key'),
  };
  fs.writeFileSync(files.certificateFile, pair.cert);
  fs.writeFileSync(files.keyFile, pair.key);
  return { files, pair };
}

test('the first start makes an authority and a certificate that clients accept', async (t) => {
  const { open, folder } = office(t);
  const certificates = await started(open());
  assert.equal(certificates.status.state, 'running');
  const context = certificates.context();
  assert.ok(context);
  const pair = certificates.current();
  const server = tls.createServer({ ...pair }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const ca = certificates.caPem() ?? '';
  for (const servername of ['mail.office.example', 'office-pc', 'office-pc.local', 'localhost']) {
    const { port } = server.address() as AddressInfo;
    // The test clock stands in 2026; certificates are checked against the real one only for their names.
    const client = tls.connect({
      port,
      host: '127.0.0.1',
      ca,
      servername,
      rejectUnauthorized: false,
    });
    await once(client, 'secureConnect');
    const identity = tls.checkServerIdentity(servername, client.getPeerCertificate());
    assert.equal(identity, undefined, servername);
    client.destroy();
  }
  const names = ['ca.key', 'ca.pem', 'server.key', 'server.pem'];
  assert.deepEqual(fs.readdirSync(path.join(folder, 'tls')), names);
  if (process.platform !== 'win32')
    for (const name of names)
      assert.equal(fs.statSync(path.join(folder, 'tls', name)).mode & 0o777, 0o600, name);
});

test('the certificate is for all names and addresses, signed by the authority, 397 days', async (t) => {
  const { open, clock } = office(t);
  const certificates = await started(open());
  const certificate = new X509Certificate(certificates.current()?.cert ?? '');
  const authority = new X509Certificate(certificates.caPem() ?? '');
  assert.ok(certificate.verify(authority.publicKey));
  assert.equal(authority.ca, true);
  assert.equal(certificate.ca, false);
  for (const address of ['127.0.0.1', '::1', '192.168.1.5', 'fd00::5'])
    assert.equal(certificate.checkIP(address), address);
  assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  const view = certificates.describe();
  assert.ok(view?.validFrom && view.validTo);
  assert.ok(view.validTo - view.validFrom <= 398 * dayMs);
  assert.ok(Date.parse(authority.validTo) - clock.now() > 3_600 * dayMs);
  assert.match(view.subject, /mail\.office\.example/);
  assert.ok(view.names.includes('office-pc.local'));
  assert.match(view.fingerprint, /^[0-9A-F]{2}(:[0-9A-F]{2}){31}$/);
});

test('whose certificate is in force is told, whatever the settings wish', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files } = await ownersFiles(folder, clock.now());
  settings.set({ tls: { ...files, keyFile: path.join(folder, 'gone.key') } });
  const certificates = await started(open());
  assert.equal(certificates.source(), 'office');
  assert.match(certificates.status.detail ?? '', /Until then the certificate that Mailroom made/);
  settings.set({ tls: files });
  await certificates.refresh();
  assert.equal(certificates.source(), 'own');
  settings.set({ tls: { certificateFile: '', keyFile: '' } });
  await certificates.refresh();
  assert.equal(certificates.source(), 'office');
});

test('on another PC the same authority goes on, so that nobody has to import one; a pair that cannot sign is not taken', async (t) => {
  const before = await started(office(t).open());
  const authority = before.exportAuthority();
  assert.ok(authority);
  const certificates = await started(office(t).open());
  const strangers = certificates.exportAuthority();
  assert.ok(strangers);
  const wrong = await certificates.importAuthority({ cert: authority.cert, key: strangers.key });
  assert.equal(wrong.ok ? '' : wrong.error.code, 'tls.key-mismatch');
  assert.equal(certificates.caPem(), strangers.cert);
  await certificates.importAuthority(authority);
  assert.equal(certificates.caPem(), before.caPem());
  const server = new X509Certificate(certificates.current()?.cert ?? '');
  assert.ok(server.verify(new X509Certificate(authority.cert).publicKey));
});

test('an authority that comes while a certificate is being made by the one from before stays', async (t) => {
  const authority = (await started(office(t).open())).exportAuthority();
  assert.ok(authority);
  const { open, settings } = office(t);
  const certificates = await started(open());
  // So a backup is put back: its settings first, and with them the name that this PC is to have.
  settings.set({ hostname: 'mail.before.example' });
  await setImmediate();
  await certificates.importAuthority(authority);
  assert.equal(certificates.caPem(), authority.cert);
  const server = new X509Certificate(certificates.current()?.cert ?? '');
  assert.ok(server.verify(new X509Certificate(authority.cert).publicKey));
  assert.ok(server.checkHost('mail.before.example'));
});

test('files that are chosen in the settings are in force at once', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const certificates = await started(open());
  const { files, pair } = await ownersFiles(folder, clock.now());
  const changed = new Promise((resolve) => certificates.onChange(resolve));
  settings.set({ tls: files });
  assert.deepEqual(await changed, pair);
});

test('the certificate made here is the owner’s where he chose its files himself', async (t) => {
  const { open, folder, settings } = office(t);
  const certificates = await started(open());
  const own = path.join(folder, 'tls', 'server');
  settings.set({ tls: { certificateFile: `${own}.pem`, keyFile: `${own}.key` } });
  await certificates.refresh();
  assert.equal(certificates.source(), 'own');
});

test('key usage says digitalSignature, without which some clients refuse the handshake', async (t) => {
  const { open } = office(t);
  const certificates = await started(open());
  const {
    X509Certificate: Parsed,
    KeyUsagesExtension,
    KeyUsageFlags,
  } = await import('@peculiar/x509');
  const usage = new Parsed(certificates.current()?.cert ?? '').getExtension(KeyUsagesExtension);
  assert.equal(usage?.usages, KeyUsageFlags.digitalSignature);
  // Apple's programs want to read there that it is a server's (serverAuth).
  const { keyUsage } = new X509Certificate(certificates.current()?.cert ?? '');
  assert.deepEqual(keyUsage, ['1.3.6.1.5.5.7.3.1']);
});

test('addresses of the certificate are shown as people write them', () => {
  const line = 'DNS:office-pc, IP Address:127.0.0.1, IP Address:FD00:0:0:0:0:0:0:A2';
  assert.deepEqual(altNames(line), ['office-pc', '127.0.0.1', 'fd00::a2']);
});

test(
  'what is made is flushed, each file and the folders: mail programs will know this authority',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async (t) => {
    const { open, folder } = office(t);
    const { fsyncSync } = fs;
    t.after(() => (fs.fsyncSync = fsyncSync));
    const flushed: string[] = [];
    fs.fsyncSync = (descriptor) => {
      flushed.push(path.relative(folder, fs.readlinkSync(`/proc/self/fd/${descriptor}`)));
      fsyncSync(descriptor);
    };
    await started(open());
    assert.deepEqual(
      flushed,
      ['ca', 'server'].flatMap((name) => [
        ...[`tls/${name}.key.next`, `tls/${name}.pem.next`],
        ...['tls', ''],
      ]),
    );
  },
);

test('what a crash left of a file that was just being written is in nobody’s way', async (t) => {
  const { open, folder } = office(t);
  fs.mkdirSync(path.join(folder, 'tls'));
  for (const name of ['ca.key', 'server.pem'])
    fs.writeFileSync(path.join(folder, 'tls', `${name}.next`), 'half a fi');
  const certificates = await started(open());
  assert.equal(certificates.status.state, 'running');
  const names = ['ca.key', 'ca.pem', 'server.key', 'server.pem'];
  assert.deepEqual(fs.readdirSync(path.join(folder, 'tls')), names);
});

test('a restart keeps the certificate; new names or 30 days to its end make a new one', async (t) => {
  const { open, clock, machine, settings } = office(t);
  const first = (await started(open())).current()?.cert;
  const ca = open().caPem();
  assert.equal((await started(open())).current()?.cert, first);
  machine.addresses.push(at('fd00::6'), { ...at('172.17.0.1'), isVirtual: true });
  assert.equal(
    (await started(open())).current()?.cert,
    first,
    'IPv6 and virtual addresses are no cause',
  );
  machine.addresses.push(at('10.0.0.7'));
  const second = (await started(open())).current()?.cert;
  assert.notEqual(second, first);
  settings.set({ hostname: 'new.office.example' });
  const third = (await started(open())).current()?.cert;
  assert.notEqual(third, second);
  clock.advance(366 * dayMs);
  assert.equal((await started(open())).current()?.cert, third);
  clock.advance(3 * dayMs);
  const fourth = await started(open());
  assert.notEqual(fourth.current()?.cert, third);
  assert.equal(fourth.caPem(), ca, 'the authority stays, so that nobody has to import it again');
});

test('it renews itself while it runs, and tells', async (t) => {
  const { open, clock } = office(t);
  const certificates = await started(open());
  const before = certificates.current()?.cert;
  const renewed = new Promise((resolve) => certificates.onChange(resolve));
  clock.stepWall(370 * dayMs);
  clock.advance(3600_000);
  await renewed;
  assert.notEqual(certificates.current()?.cert, before);
});

for (const [name, damage] of [
  ['junk', (file: string) => fs.writeFileSync(file, 'junk')],
  ['missing', (file: string) => fs.rmSync(file)],
] as const)
  for (const file of ['server.pem', 'server.key', 'ca.pem', 'ca.key'])
    test(`${file} that is ${name} is made anew`, async (t) => {
      const { open, folder } = office(t);
      await started(open());
      damage(path.join(folder, 'tls', file));
      const certificates = await started(open());
      assert.equal(certificates.status.state, 'running');
      const certificate = new X509Certificate(certificates.current()?.cert ?? '');
      assert.ok(certificate.verify(new X509Certificate(certificates.caPem() ?? '').publicKey));
    });

test('the owner’s certificate is used, and followed when its files are renewed', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files, pair } = await ownersFiles(folder, clock.now());
  settings.set({ tls: files });
  const certificates = await started(open());
  assert.deepEqual(certificates.current(), pair);
  assert.equal(fs.existsSync(path.join(folder, 'tls')), false);
  const renewed = await ownersFiles(folder, clock.now());
  const told = new Promise((resolve) => certificates.onChange(resolve));
  clock.advance(3600_000);
  await told;
  assert.deepEqual(certificates.current(), renewed.pair);
});

test('a bad certificate is not loaded, the old one stays, and the status says what to do', async (t) => {
  const { open, folder, clock, settings, lines } = office(t);
  const certificates = await started(open());
  const before = certificates.current();
  const { files } = await ownersFiles(folder, clock.now());
  const { keyFile } = (await ownersFiles(path.join(tempFolder(t)), clock.now())).files;
  settings.set({ tls: { certificateFile: files.certificateFile, keyFile } });
  await certificates.refresh();
  assert.equal(certificates.current(), before);
  assert.equal(certificates.status.state, 'degraded');
  assert.match(
    certificates.status.detail ?? '',
    /key does not belong.*made together.*before stays/,
  );
  await certificates.refresh();
  assert.equal(lines.filter(({ event }) => event === 'tls.certificate-bad').length, 1);
  settings.set({ tls: files });
  await certificates.refresh();
  assert.equal(certificates.status.state, 'running');
});

test('a start with a bad certificate of the owner’s uses ours, so that TLS is still offered', async (t) => {
  const { open, settings } = office(t);
  settings.set({ tls: { certificateFile: '/nowhere/cert.pem', keyFile: '/nowhere/key.pem' } });
  const certificates = await started(open());
  assert.ok(certificates.current());
  assert.equal(certificates.status.state, 'degraded');
  assert.match(certificates.status.detail ?? '', /nowhere\/cert\.pem cannot be read \(ENOENT\)/);
});

test('an own certificate whose dates cannot be read is not loaded, and the status says so', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files, pair } = await ownersFiles(folder, clock.now());
  fs.writeFileSync(files.certificateFile, withUnreadableEnd(pair).cert);
  settings.set({ tls: files });
  const certificates = await started(open());
  assert.ok(certificates.current());
  assert.equal(certificates.status.state, 'degraded');
  assert.match(certificates.status.detail ?? '', /^The dates of the certificate cannot be read\./);
});

test('files are checked before they are saved, each fault in words of its own', async (t) => {
  const { open, folder, clock } = office(t);
  const certificates = open();
  const { files } = await ownersFiles(folder, clock.now());
  assert.equal(certificates.check(files.certificateFile, files.keyFile).ok, true);
  const says = (certificate: string, key: string) => {
    const result = certificates.check(certificate, key);
    return result.ok ? 'ok' : `${result.error.code} ${result.error.field ?? ''}`;
  };
  const file = (name: string, content: string) => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const { certificateFile, keyFile } = files;
  assert.equal(says(keyFile, keyFile), 'tls.no-certificate tls.certificateFile');
  assert.equal(says(certificateFile, certificateFile), 'tls.no-key tls.keyFile');
  assert.equal(says(certificateFile, path.join(folder, 'none')), 'tls.unreadable tls.keyFile');
  const encrypted =
    '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n';
  assert.equal(says(certificateFile, file('e.key', encrypted)), 'tls.key-encrypted tls.keyFile');
  clock.advance(400 * dayMs);
  assert.equal(says(certificateFile, keyFile), 'tls.expired tls.certificateFile');
  clock.stepWall(-500 * dayMs);
  assert.equal(says(certificateFile, keyFile), 'tls.not-yet-valid tls.certificateFile');
});

test('the owner hears of a certificate that runs out, while it works', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files } = await ownersFiles(folder, clock.now());
  settings.set({ tls: files });
  const certificates = await started(open());
  clock.stepWall(390 * dayMs);
  await certificates.refresh();
  assert.equal(certificates.status.state, 'degraded');
  assert.match(certificates.status.detail ?? '', /runs out on 2027-12-2\d/);
  assert.ok(certificates.current());
});

test('a certificate that runs out while it is in force is not called one from before', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files, pair } = await ownersFiles(folder, clock.now());
  settings.set({ tls: files });
  const certificates = await started(open());
  clock.stepWall(400 * dayMs);
  await certificates.refresh();
  assert.deepEqual(certificates.current(), pair);
  assert.match(
    certificates.status.detail ?? '',
    /^The certificate ran out on \S+ Get a new .* Until then it stays in use, and mail programs may/,
  );
});

test('a folder that cannot be written leaves no certificate, and a reason', async (t) => {
  const { open, folder } = office(t);
  fs.writeFileSync(path.join(folder, 'tls'), 'a file where the folder should be');
  const certificates = await started(open());
  assert.equal(certificates.current(), null);
  assert.equal(certificates.context(), null);
  assert.equal(certificates.status.state, 'failed');
  assert.match(certificates.status.detail ?? '', /Check the folder/);
});

test('files that cannot be read for a moment are no reason for a new authority', async (t) => {
  const { open } = office(t);
  const certificates = await started(open());
  const before = [certificates.caPem(), certificates.current()];
  const { readFileSync } = fs;
  t.after(() => (fs.readFileSync = readFileSync));
  let failuresLeft = 2;
  fs.readFileSync = ((file: string, ...rest: ['utf8']) => {
    failuresLeft -= 1;
    if (failuresLeft >= 0)
      throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
    return readFileSync(file, ...rest);
  }) as typeof readFileSync;
  await certificates.refresh();
  assert.equal(certificates.status.state, 'degraded');
  assert.match(certificates.status.detail ?? '', /cannot be made or read: EMFILE/);
  failuresLeft = 0;
  await certificates.refresh();
  assert.equal(certificates.status.state, 'running');
  assert.deepEqual([certificates.caPem(), certificates.current()], before);
});

test('files that went through the editor of Windows are read', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files, pair } = await ownersFiles(folder, clock.now());
  fs.writeFileSync(files.certificateFile, `\ufeff${pair.cert}`);
  fs.writeFileSync(files.keyFile, `\ufeff${pair.key}`);
  settings.set({ tls: files });
  const certificates = await started(open());
  // Without its mark: plain Node takes it with the mark, too, and the TLS library inside Electron does not.
  assert.deepEqual(certificates.current(), pair);
});

test('a file that is named from some folder on is not looked for where the relay was started', async (t) => {
  const { open, folder, clock, settings } = office(t);
  const { files } = await ownersFiles(folder, clock.now());
  const relative = path.relative(process.cwd(), files.certificateFile);
  settings.set({ tls: { ...files, certificateFile: relative } });
  const certificates = await started(open());
  assert.equal(certificates.source(), 'office');
  assert.match(
    certificates.status.detail ?? '',
    /own\.pem is named without the folders that it is in\. Write all of its name, for example .+\. Until then/,
  );
  const checked = certificates.check(relative, files.keyFile);
  assert.equal(checked.ok ? 'ok' : checked.error.field, 'tls.certificateFile');
});

test('a name of the PC that is no DNS name does not spoil the certificate', async (t) => {
  const { open, machine, settings } = office(t);
  settings.set({ hostname: '' });
  machine.hostname = 'Büro PC_1';
  const certificates = await started(open());
  assert.equal(certificates.status.state, 'running');
  assert.ok(certificates.describe()?.names.includes('b-ro-pc-1.local'));
});

test('when a wrong date is set right, the certificate is right again within a minute', async (t) => {
  const { clock, open } = office(t);
  await started(open());
  clock.stepWall(-2_000 * dayMs);
  const certificates = await started(open());
  const renewed = new Promise<{ cert: string }>((resolve) => certificates.onChange(resolve));
  clock.stepWall(2_000 * dayMs);
  clock.advance(60_000);
  const { validFrom, validTo } = new X509Certificate((await renewed).cert);
  assert.ok(Date.parse(validFrom) < clock.now() && clock.now() < Date.parse(validTo));
});

test('a clock that was wrong costs no authority: mail programs trust the old one again', async (t) => {
  // An authority counts ten years: one made three years back would still count when the date is right again.
  for (const years of [-11, -3, 11]) {
    const wrongMs = years * 365 * dayMs;
    const { clock, open } = office(t);
    const certificates = await started(open());
    const before = certificates.caPem();
    clock.stepWall(wrongMs);
    await certificates.refresh();
    assert.notEqual(certificates.caPem(), before, 'TLS is offered meanwhile, by another authority');
    const meanwhile = await started(open());
    assert.deepEqual(
      [meanwhile.caPem(), meanwhile.current()],
      [certificates.caPem(), certificates.current()],
      'a restart meanwhile changes nothing',
    );
    clock.stepWall(-wrongMs);
    await certificates.refresh();
    assert.equal(certificates.caPem(), before);
    const [server, authority] = [certificates.current()?.cert ?? '', before ?? ''];
    assert.ok(new X509Certificate(server).checkIssued(new X509Certificate(authority)));
    assert.equal(certificates.status.state, 'running');
  }
});
