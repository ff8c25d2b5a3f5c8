import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import type { Settings } from '../../main/contract/settings.ts';
import type { PracticeView, StatusView } from '../../main/contract/status.ts';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { Conversation } from '../helpers/conversation.ts';
import { freePorts } from '../helpers/free-ports.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';

const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'anna@example.org'];
const set = (path: string, value: string | number): string[] => [
  'settings',
  'set',
  path,
  String(value),
];

test('the practice provider follows its port, and the mail follows it', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  const [free = 0, taken = 0] = await freePorts(2);
  const holder = net.createServer().listen(taken, '127.0.0.1');
  t.after(() => holder.close());
  const refused = await relay.cli(set('practice.port', taken));
  assert.match(refused.stderr, /is in use by another program.*Nothing was changed/);
  assert.equal((await relay.cli(set('practice.port', free))).code, 0);
  const status = await relay.ask<StatusView>(['status']);
  const practice = status.services.find(({ id }) => id === 'practice provider');
  assert.deepEqual([practice?.state, practice?.port], ['running', free]);
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  await until('it got the mail', async () => {
    const { messages } = await relay.ask<PracticeView>(['practice', 'list']);
    return messages.length === 1;
  });
});

test('who has taken the practice provider’s port gets no mail, and doctor and test do not say that it works', async (t) => {
  const heard: string[] = [];
  const stranger = net.createServer((socket) => {
    socket.on('error', () => undefined).on('data', (piece) => heard.push(piece.toString()));
    socket.write('220 stranger\r\n');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  t.after(() => stranger.close());
  const { port } = stranger.address() as net.AddressInfo;
  const relay = await RunningRelay.start(t, { settings: [`practice.port=${port}`] });
  await relay.addUser('joe', 'secret');
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  await until('the mail waits', async () => {
    const { route, queue } = await relay.ask<StatusView>(['status']);
    return route.state === 'paused' && queue.waiting === 1;
  });
  const taken = /Port \d+ is in use by another program/;
  const visit = await relay.cli(['doctor']);
  assert.match(visit.stdout, /✗ Provider +Port \d+ is used by .+ \(process \d+\)\./);
  assert.match(visit.stdout, /another port: mailroom settings set practice\.port NUMBER$/m);
  assert.equal(visit.code, 1);
  assert.match((await relay.cli(['provider', 'test'])).stderr, taken);
  assert.deepEqual(heard, []);
  stranger.close();
  await until('it has its port and the mail', async () => {
    const { messages } = await relay.ask<PracticeView>(['practice', 'list']);
    return messages.length === 1;
  });
});

test('the practice provider offers STARTTLS from the very first start', async (t) => {
  const relay = await RunningRelay.start(t);
  const c = await Conversation.open(t, relay.ports.practice);
  await c.hearsReply('220');
  await c.says('EHLO pc');
  assert.ok((await c.hearsReply('250 ')).some((line) => line.includes('STARTTLS')));
});

test('changes at the same time all count', async (t) => {
  const relay = await RunningRelay.start(t);
  const [port = 0, other = 0] = await freePorts(2);
  const client = await ControlClient.open(controlPath(relay.dataFolder));
  assert.ok(client);
  const changes = [
    ['listeners.relay.port', port],
    ['popAuth.windowMinutes', 3],
    ['listeners.pop3.port', other],
    ['limits.blockMinutes', 4],
    ['hostname', 'mail.myclient.com'],
  ] as const;
  const results = await Promise.all(
    changes.map(([path, value]) => client.request('settings:set', { path, value: String(value) })),
  );
  client.close();
  assert.ok(results.every(({ ok }) => ok));
  const now = await relay.ask<Settings>(['settings', 'get']);
  assert.deepEqual(
    {
      ...{ relay: now.listeners.relay.port, pop3: now.listeners.pop3.port },
      ...{ window: now.popAuth.windowMinutes, block: now.limits.blockMinutes },
      hostname: now.hostname,
    },
    { relay: port, pop3: other, window: 3, block: 4, hostname: 'mail.myclient.com' },
  );
  await (await Conversation.open(t, port)).hearsReply('220 mail.myclient.com');
});

test('devices that are trusted at the same time are all trusted', async (t) => {
  const relay = await RunningRelay.start(t);
  const client = await ControlClient.open(controlPath(relay.dataFolder));
  assert.ok(client);
  const names = ['Scanner', 'Copier', 'Door', 'Camera'];
  const network = (name: string, index: number) => ({
    ...{ name, network: `192.168.178.${10 + index}`, allowedSenders: [], recipientDomains: [] },
    ...{ messagesPerHour: 0, maxSizeBytes: 0 },
  });
  const added = await Promise.all(
    names.map((name, at) => client.request('trust:add', { network: network(name, at) })),
  );
  const removed = await Promise.all([
    client.request('trust:remove', { name: 'Door' }),
    client.request('trust:remove', { name: 'Door' }),
    client.request('trust:remove', { name: 'Copier' }),
  ]);
  client.close();
  assert.ok(added.every(({ ok }) => ok));
  assert.deepEqual(
    removed.map(({ ok }) => ok),
    [true, false, true],
  );
  const trusted = await relay.ask<Settings['access']['trusted']>(['trust', 'list']);
  assert.deepEqual(
    trusted.map(({ name }) => name),
    ['Scanner', 'Camera'],
  );
});

test('status and doctor tell of a settings file that was damaged, until a person has changed something', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.cli(set('limits.blockMinutes', 4));
  await relay.stop();
  fs.writeFileSync(path.join(relay.dataFolder, 'config.json'), '{"version": 1, "host');
  await relay.restart();
  const typed = /put aside as .+\. Check them with "npx mailroom settings get"/;
  await until('the start says so, with the command as it is typed', () => typed.test(relay.output));
  const [problem] = (await relay.ask<StatusView>(['status'])).problems;
  assert.equal(problem?.code, 'settings.damaged');
  assert.match(
    problem.text,
    /damaged and put aside as .+\. It is no complete JSON\. The last good settings are used\. Check/,
  );
  const visit = await relay.cli(['doctor']);
  assert.equal(visit.code, 1);
  assert.match(visit.stdout, /^✗ Settings +The settings file was damaged and put aside/);
  await relay.cli(set('limits.blockMinutes', 5));
  assert.deepEqual((await relay.ask<StatusView>(['status'])).problems, []);
  assert.doesNotMatch((await relay.cli(['doctor'])).stdout, /Settings/);
});

test('a provider that is this relay itself is refused', async (t) => {
  const relay = await RunningRelay.start(t);
  const { code, stderr } = await relay.cli([
    ...['provider', 'set', '--host', 'localhost', '--tls', 'none'],
    ...['--port', String(relay.ports.relay)],
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /is this Mailroom itself: mail would go in a circle\. Write the outgoing/);
});

test('for another provider its own password is asked for, and the old one stays where it is', async (t) => {
  const relay = await RunningRelay.start(t);
  const provider = (...words: string[]) => ['provider', 'set', '--tls', 'starttls', ...words];
  const first = provider('--host', 'mail.old.example', '--auth', 'plain', '--user', 'office');
  assert.equal((await relay.cli(first, 'sesame\n')).code, 0);
  const next = provider('--host', 'mail.new.example');
  const unanswered = await relay.cli(next, '');
  assert.equal(unanswered.code, 2);
  assert.match(
    unanswered.stderr,
    /^The password that is kept was given for mail\.old\.example\. .+ No password came on standard input\./,
  );
  const host = async () => (await relay.ask<{ host: string }>(['provider', 'show'])).host;
  assert.equal(await host(), 'mail.old.example');
  assert.equal((await relay.cli(next, 'open\n')).code, 0);
  assert.equal(await host(), 'mail.new.example');
  assert.equal(storedPassword(relay), 'open');
  const again = provider('--host', 'mail.old.example', '--no-password');
  assert.match((await relay.cli(again)).stdout, /The saved password stays\./, 'for who says so');
  assert.equal(storedPassword(relay), 'open');
});

const storedPassword = (relay: RunningRelay): string =>
  (
    JSON.parse(fs.readFileSync(path.join(relay.dataFolder, 'secrets.json'), 'utf8')) as {
      'provider.password': string;
    }
  )['provider.password'];

test('a certificate file that is named from some folder on is refused: the relay may be started elsewhere', async (t) => {
  const relay = await RunningRelay.start(t);
  const files = { certificateFile: 'office.pem', keyFile: 'office.key' };
  const refused = await relay.cli(set('tls', JSON.stringify(files)));
  assert.match(refused.stderr, /^The file office\.pem is named without the folders/);
  assert.notEqual(refused.code, 0);
  const inForce = await relay.ask<Settings['tls']>(['settings', 'get', 'tls']);
  assert.deepEqual(inForce, { certificateFile: '', keyFile: '' });
});
