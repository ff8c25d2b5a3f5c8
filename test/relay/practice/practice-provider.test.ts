import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts';
import { systemClock } from '../../../main/relay/lifecycle/clock.ts';
import { PracticeProvider } from '../../../main/relay/practice/practice-provider.ts';
import { classify } from '../../../main/relay/upstream/classify.ts';
import type { SendOutcome } from '../../../main/relay/upstream/route.ts';
import { testCertificate } from '../../helpers/certificates.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { connected, outgoing, providerAt, smarthostWith } from '../../helpers/provider.ts';
import { until } from '../../helpers/running-relay.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

type Practice = Settings['practice'];

async function practice(
  t: TestContext,
  options: { keep?: number; pair?: { key: string; cert: string } } = {},
) {
  const folder = path.join(tempFolder(t), 'practice');
  let settings: Practice = { ...defaultSettings.practice, port: 0 };
  const provider = new PracticeProvider({
    folder,
    settings: {
      get: () => ({ ...defaultSettings, practice: settings }),
      onChange: () => () => undefined,
    },
    clock: systemClock,
    certificate: () => options.pair ?? null,
    ...(options.keep === undefined ? {} : { keep: options.keep }),
  });
  await provider.start();
  t.after(() => provider.stop());
  return {
    provider,
    folder,
    port: provider.status.port ?? 0,
    behave: (change: Partial<Practice>): void => {
      settings = { ...settings, ...change };
    },
  };
}

function told(result: SendOutcome): string {
  const [first] = result.outcome === 'answered' ? result.recipients : [];
  if (first?.outcome === 'delivered') return 'delivered';
  const failure = result.outcome === 'failed' ? result.failure : first?.failure;
  assert.ok(failure);
  const { disposition, pauseKind = '' } = classify(failure);
  return `${failure.stage} ${failure.responseCode} ${disposition} ${pauseKind}`.trim();
}

test('it keeps what it gets, octet for octet, with the envelope', async (t) => {
  const { provider, port } = await practice(t);
  const connection = await connected(smarthostWith(providerAt(port)));
  const text = 'Subject: dots \r\n\r\n.\r\n..\r\n\xe9\r\n\r\n';
  const recipients = [{ address: 'ann@example.org' }, { address: 'bob@example.org' }];
  assert.equal(
    told(await connection.send(outgoing({ text, recipients, bodyType: '8bitmime' }))),
    'delivered',
  );
  assert.equal(told(await connection.send(outgoing({ sender: '' }))), 'delivered');
  connection.close();
  const [second, first] = await provider.list();
  assert.ok(first && second);
  assert.equal(fs.readFileSync(first.file, 'latin1'), text);
  assert.deepEqual(
    [first.sender, first.recipients, first.subject],
    ['joe@myclient.com', ['ann@example.org', 'bob@example.org'], 'dots'],
  );
  assert.equal(second.sender, '');
  assert.equal(fs.statSync(first.file).mode & 0o777, 0o600);
});

test('an address of which a real provider decides is no fault of the mail here', async (t) => {
  const { provider, port } = await practice(t);
  const connection = await connected(smarthostWith(providerAt(port)));
  const sender = 'scanner@scan_room.local';
  assert.equal(told(await connection.send(outgoing({ sender }))), 'delivered');
  connection.close();
  assert.equal((await provider.list())[0]?.sender, sender);
});

const behaviours = [
  ['accept', 'delivered'],
  ['refuse-recipients', 'rcpt 550 give-up'],
  ['refuse-temporarily', 'rcpt 450 retry'],
  ['refuse-messages', 'data 554 give-up'],
  ['demand-sign-in', 'mail 530 pause-route sign-in'],
  ['refuse-sign-in', 'mail 530 pause-route sign-in'],
  ['demand-tls', 'mail 530 pause-route tls'],
] as const;

test('told to misbehave it does so at once, on connections that are open too', async (t) => {
  const { provider, port, behave } = await practice(t);
  const connection = await connected(smarthostWith(providerAt(port)));
  for (const [behaviour, expected] of [...behaviours, ['accept', 'delivered'] as const]) {
    behave({ behaviour });
    assert.equal(told(await connection.send(outgoing())), expected, behaviour);
  }
  assert.equal((await provider.list()).length, 2);
  connection.close();
});

test('told to drop connections it breaks them without a word', async (t) => {
  const { port, behave } = await practice(t);
  behave({ behaviour: 'drop-connections' });
  const result = await smarthostWith(providerAt(port)).connect();
  assert.ok(result.outcome === 'failed');
  assert.equal(classify(result.failure).pauseKind, 'network');
  behave({ behaviour: 'accept' });
  (await connected(smarthostWith(providerAt(port)))).close();
});

test('who signs in may send where a sign-in is demanded', async (t) => {
  const { port, behave } = await practice(t);
  const settings = { auth: 'auto', user: 'office', allowPlaintextPassword: true } as const;
  const smarthost = smarthostWith(providerAt(port, settings), { password: 'secret' });
  behave({ behaviour: 'demand-sign-in' });
  const connection = await connected(smarthost);
  assert.equal(told(await connection.send(outgoing())), 'delivered');
  connection.close();
  behave({ behaviour: 'refuse-sign-in' });
  const result = await smarthost.connect();
  assert.ok(result.outcome === 'failed');
  assert.equal(classify(result.failure).pauseKind, 'sign-in');
});

test('a sign-in is demanded over TLS, too', async (t) => {
  const pair = await testCertificate();
  const { port, behave } = await practice(t, { pair });
  behave({ behaviour: 'demand-sign-in' });
  const settings = providerAt(port, { tls: 'starttls', fingerprint: pair.fingerprint });
  const connection = await connected(smarthostWith(settings));
  assert.equal(told(await connection.send(outgoing())), 'mail 530 pause-route sign-in');
  connection.close();
});

test('with a certificate it offers STARTTLS, and can demand it', async (t) => {
  const pair = await testCertificate();
  const { port, behave } = await practice(t, { pair });
  behave({ behaviour: 'demand-tls' });
  const settings = providerAt(port, { tls: 'starttls', fingerprint: pair.fingerprint });
  const connection = await connected(smarthostWith(settings));
  assert.equal(told(await connection.send(outgoing())), 'delivered');
  connection.close();
});

test('told to delay it answers late', async (t) => {
  const { port, behave } = await practice(t);
  behave({ delaySeconds: 0.05 });
  const connection = await connected(smarthostWith(providerAt(port)));
  const before = performance.now();
  assert.equal(told(await connection.send(outgoing())), 'delivered');
  assert.ok(performance.now() - before >= 45);
  connection.close();
});

test('it keeps only the newest, and no files beside them', async (t) => {
  const { provider, folder, port } = await practice(t, { keep: 10 });
  const connection = await connected(smarthostWith(providerAt(port)));
  for (let i = 1; i <= 50; i += 1)
    await connection.send(outgoing({ text: `Subject: ${i}\r\n\r\n` }));
  connection.close();
  const kept = await provider.list();
  assert.deepEqual([kept.length, kept[0]?.subject, kept[9]?.subject], [10, '50', '41']);
  assert.equal(fs.readdirSync(folder).length, 20);
});

test('a message that breaks off leaves nothing', async (t) => {
  const { provider, folder, port } = await practice(t);
  const client = await Conversation.open(t, port);
  await client.hears('220');
  await client.says('EHLO x');
  await client.hearsReply('250');
  await client.says('MAIL FROM:<a@b.c>');
  await client.hears('250');
  await client.says('RCPT TO:<a@b.c>');
  await client.hears('250');
  await client.says('DATA');
  await client.hears('354');
  await client.says('Subject: half');
  await until('it has begun to write', () => fs.readdirSync(folder).length > 0);
  client.vanishes();
  await until('it has taken it away', () => fs.readdirSync(folder).length === 0);
  assert.deepEqual(await provider.list(), []);
});

test('a message whose envelope a crash cut off hides no other', async (t) => {
  const { provider, folder, port } = await practice(t);
  const connection = await connected(smarthostWith(providerAt(port)));
  await connection.send(outgoing());
  connection.close();
  for (const [at, content] of ['', '{"receivedAt":1,"sen'].entries()) {
    const file = path.join(folder, `2026-11-23T09-00-00-00${at}Z-000001-1.eml`);
    fs.writeFileSync(file, 'Subject: half\r\n\r\n');
    fs.writeFileSync(`${file}.json`, content);
  }
  assert.deepEqual(
    (await provider.list()).map(({ subject }) => subject),
    ['hello'],
  );
});

test('a line of the text that looks like a subject is none', async (t) => {
  const { provider, folder } = await practice(t);
  const file = path.join(folder, '2026-11-23T09-00-00-000Z-000001-1.eml');
  fs.writeFileSync(file, 'From: a@b.c\r\n\r\nSubject: of the letter below\r\n');
  fs.writeFileSync(`${file}.json`, '{"receivedAt":1,"sender":"a@b.c","recipients":["d@e.f"]}');
  assert.deepEqual(
    (await provider.list()).map(({ subject }) => subject),
    [''],
  );
});

test('a subject is shown as a person reads it', async (t) => {
  const { provider, folder } = await practice(t);
  const rows = [
    ['=?utf-8?q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=', 'Grüße aus Köln'],
    // Cut within a letter, and folded.
    ['=?UTF-8?B?w7w=?=\r\n =?utf-8?B?YmVyIGRlbiBS?=\r\n\t=?utf-8?B?aGVpbg==?=', 'über den Rhein'],
    ['=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=', 'Grüße'],
    ['=?iso-8859-1*de?Q?Fl=FCge?= und =?windows-1252?q?=80?=', 'Flüge und €'],
    ['an offer,\r\n in two lines', 'an offer, in two lines'],
    ['=?klingon?q?nuqneH?=', '=?klingon?q?nuqneH?='],
    ['=?utf-8?q?one=0D=0ABcc:_two?=', 'one Bcc: two'],
    ['', ''],
  ];
  for (const [at, [written]] of rows.entries()) {
    const file = path.join(folder, `2026-11-23T09-00-00-00${at}Z-000001-1.eml`);
    fs.writeFileSync(file, `From: a@b.c\r\nSubject: ${written}\r\nTo: x\r\n\r\ntext\r\n`);
    fs.writeFileSync(`${file}.json`, '{"receivedAt":1,"sender":"a@b.c","recipients":["d@e.f"]}');
  }
  assert.deepEqual(
    (await provider.list()).map(({ subject }) => subject),
    rows.map(([, read]) => read).reverse(),
  );
});

test('a folder that cannot be read is named in a sentence', async (t) => {
  const { provider, folder } = await practice(t);
  fs.rmSync(folder, { recursive: true });
  fs.writeFileSync(folder, 'a file in its place');
  await assert.rejects(provider.list(), {
    code: 'practice.unreadable',
    message: `The practice folder ${folder} cannot be used (ENOTDIR). Look at the disk and at who may read the data folder.`,
  });
});

test('it listens on loopback alone, and says so when its port is taken', async (t) => {
  const { port, folder } = await practice(t);
  const second = new PracticeProvider({
    folder,
    settings: {
      get: () => ({ ...defaultSettings, practice: { ...defaultSettings.practice, port } }),
      onChange: () => () => undefined,
    },
    clock: systemClock,
    certificate: () => null,
  });
  await assert.rejects(second.start(), /Port \d+ is in use by another program/);
  const reached = await new Promise<boolean>((resolve) => {
    const socket = net.connect({ port, host: '::1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  assert.equal(reached, false);
});
