import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { CheckView } from '../../main/contract/status.ts';
import { ownAddresses } from '../../main/relay/net/own-addresses.ts';
import { Conversation } from '../helpers/conversation.ts';
import { FakeSmarthost } from '../helpers/fake-smarthost.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'anna@example.org'];

/** A relay with joe, a refusal and a message that waits. */
async function officeOf(t: TestContext): Promise<{ relay: RunningRelay; id: string }> {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['queue', 'pause']);
  const refused = await relay.cli(send);
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  return { relay, id: /R-\w+/.exec(refused.stderr)?.[0] ?? '' };
}

/** All files of a folder with their content and time, but for sockets. */
function contentOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    files
      .filter((file) => file.isFile())
      .map((file) => {
        const at = path.join(file.parentPath, file.name);
        return [at, `${fs.statSync(at).mtimeMs} ${fs.readFileSync(at, 'base64')}`];
      }),
  );
}

test('what a stopped relay’s folder holds can be looked at, and nothing in it changes', async (t) => {
  const { relay, id } = await officeOf(t);
  assert.equal(await relay.stop(), 0);
  const before = contentOf(relay.dataFolder);
  const looks: [string[], RegExp][] = [
    [['queue', 'list'], /joe@myclient\.com +anna@example\.org/],
    [['queue', 'list', '--state', 'held'], /^Nothing matches\.$/m],
    [['queue', 'list', '--text', 'ANNA'], /anna@example\.org/],
    [['users', 'list'], /joe +yes/],
    [['settings', 'get', 'popAuth.windowMinutes'], /^15$/m],
    [['trust', 'list'], /Nothing is trusted/],
    [['provider', 'show'], /^Mail goes to +the practice provider/],
    [['network'], /relay +\d+ +SMTP \(outgoing mail\) +not ready\. Mailroom is not running/],
    [['practice', 'list'], /It got nothing yet/],
    [['journal'], /relay\.stopped/],
    [['history'], /refused +R-/],
    [
      ['history', 'counts'],
      /^Today: \d+ taken in, 0 sent, 0 bounced, 1 refused\.\n\nHOUR FROM +TAKEN IN/,
    ],
    [['why', id], /joe@myclient\.com wanted to write to anna@example\.org/],
  ];
  for (const [words, shown] of looks) {
    const { code, stdout, stderr } = await relay.cli(words);
    assert.equal(code, 0, `${words.join(' ')}: ${stderr}`);
    assert.match(stdout, shown, words.join(' '));
  }
  await relay.cli(['doctor']);
  assert.deepEqual(contentOf(relay.dataFolder), before);
});

test('a file that the system does not give is named in a sentence, running and stopped', async (t) => {
  const relay = await RunningRelay.start(t);
  const tells = async (words: string[], sentence: RegExp): Promise<void> => {
    const { code, stdout, stderr } = await relay.cli(words);
    assert.match(stderr, sentence, words.join(' '));
    assert.doesNotMatch(stderr, /Something went wrong|\n./, words.join(' '));
    assert.deepEqual([code, stdout], [1, ''], words.join(' '));
  };
  const day = path.join(relay.dataFolder, 'journal', '2026-01-01.jsonl');
  // A relay that has just started may not have written a line yet.
  fs.mkdirSync(day, { recursive: true });
  const journal = /^The journal file .+2026-01-01\.jsonl cannot be read \(EISDIR\)\. Look at/;
  await tells(['journal', '--limit', '1000'], journal);
  await tells(['why', 'R-AAAAA'], journal);
  const secrets = path.join(relay.dataFolder, 'secrets.json');
  fs.mkdirSync(secrets);
  await tells(
    ['provider', 'show'],
    /^The file with the stored passwords, .+ read \(EISDIR\)\. Look/,
  );
  await relay.stop();
  await tells(
    ['provider', 'show'],
    /^The file with the stored passwords, .+ read \(EISDIR\)\. Look/,
  );
  for (const words of [['journal', '--limit', '1000'], ['why', 'R-AAAAA'], ['history']])
    await tells(words, journal);
  const people = path.join(relay.dataFolder, 'users.db');
  fs.rmSync(people);
  fs.mkdirSync(people);
  await tells(['users', 'list'], /^The list of users, .+, cannot be read \(EISDIR\)\. Look at/);
  const settings = path.join(relay.dataFolder, 'config.json');
  fs.rmSync(settings, { force: true });
  fs.mkdirSync(settings);
  for (const words of [['queue', 'list'], ['doctor']])
    await tells(words, /^The settings file, .+, cannot be read \(EISDIR\)\. Look at/);
});

test('of a stopped relay nobody is shown damaged files as if they were whole', async (t) => {
  const { relay } = await officeOf(t);
  await relay.stop();
  const at = (...names: string[]): string => path.join(relay.dataFolder, ...names);
  const shows = async (words: string[], shown: RegExp, notice: RegExp): Promise<void> => {
    const { code, stdout, stderr } = await relay.cli(words);
    assert.equal(code, 0, words.join(' '));
    assert.match(stdout, shown, words.join(' '));
    assert.match(stderr.replace(/\n/g, ' '), notice, words.join(' '));
  };
  const inUse = /^15$/m;
  const wait = ['settings', 'get', 'popAuth.windowMinutes'];
  await shows(wait, inUse, /^$/);
  fs.writeFileSync(at('config.json'), '{"version');
  await shows(wait, inUse, /^\S+config\.json is damaged \(/);

  const users = fs.readFileSync(at('users.db'), 'utf8');
  await shows(['users', 'list'], /^joe/m, /^$/);
  fs.writeFileSync(at('users.db'), `${users}{"_id":"to`);
  await shows(['users', 'list'], /^joe/m, /^$/);
  fs.writeFileSync(at('users.db'), `{"_id":"to\n${users}`);
  await shows(
    ['users', 'list'],
    /^joe/m,
    /^The list of users is damaged, so somebody may be missing/,
  );
  fs.writeFileSync(at('users.db'), '');
  fs.mkdirSync(at('mailboxes', 'joe'), { recursive: true });
  await shows(
    ['users', 'list'],
    /^Nobody/,
    /^The list of users is empty, but there are mailboxes of joe\./,
  );
  assert.match(
    (await relay.cli(['doctor'])).stdout,
    /✗ People and devices +The list of users is empty/,
  );

  await shows(['queue', 'list'], /waiting|held/, /^$/);
  const [log = ''] = fs.readdirSync(at('spool')).filter((name) => name.startsWith('log-'));
  const octets = fs.readFileSync(at('spool', log));
  octets[octets.length >> 1] = (octets[octets.length >> 1] ?? 0) ^ 1;
  fs.writeFileSync(at('spool', log), octets);
  for (const words of [
    ['queue', 'list'],
    ['queue', 'ids'],
  ])
    await shows(
      words,
      /^/,
      /^Part of the queue is damaged, so mail may be missing here\. Look at the disk/,
    );
});

test('what needs the relay says that it does not run, before it asks for a password', async (t) => {
  const { relay } = await officeOf(t);
  await relay.stop();
  for (const words of [
    ['status'],
    ['users', 'add', 'anna'],
    ['windows', 'list'],
    ['queue', 'retry'],
    ['settings', 'set', 'popAuth.windowMinutes', '5'],
    ['try', 'check', '--user', 'joe'],
    ['backup', 'save', `${relay.dataFolder}/backup`],
  ]) {
    const { code, stdout, stderr } = await relay.cli(words);
    assert.equal(code, 3, words.join(' '));
    assert.match(stderr, /^Mailroom is not running for .* Start the app or "mailroom serve"/);
    assert.equal(stdout, '');
  }
  const elsewhere = await relay.cli(['--data', `${relay.dataFolder}/nowhere`, 'queue', 'list']);
  assert.equal(elsewhere.code, 3, 'a folder that is not there holds no empty queue');
});

test('doctor looks at a stopped relay: ports with who holds them, disk, clock, provider step by step', async (t) => {
  const { relay } = await officeOf(t);
  const provider = await FakeSmarthost.start(t);
  const setting = ['provider', 'set', '--host', '127.0.0.1', '--port', String(provider.port)];
  await relay.ask([...setting, '--tls', 'none']);
  await relay.stop();
  const holder = net.createServer();
  t.after(() => holder.close());
  await new Promise<void>((resolve) => holder.listen(relay.ports.relay, resolve));
  // The ports of this test were for one run only (--set); the file has the usual ones.
  const file = path.join(relay.dataFolder, 'config.json');
  const saved = fs.readFileSync(file, 'utf8').replace('2525', String(relay.ports.relay));
  fs.writeFileSync(file, saved);
  const { code, stdout } = await relay.cli(['--json', 'doctor']);
  assert.equal(code, 1);
  const checks = new Map((JSON.parse(stdout) as CheckView[]).map((check) => [check.id, check]));
  assert.equal(checks.get('relay')?.state, 'warning');
  assert.match(checks.get('relay')?.detail ?? '', /is not running/);
  const taken = checks.get('listener.relay');
  assert.equal(taken?.state, 'failed');
  assert.match(taken.detail, new RegExp(`is used by ".+" \\(process ${process.pid}\\)`));
  assert.match(taken.remedy ?? '', /settings set listeners\.relay\.port/);
  assert.match(checks.get('disk')?.detail ?? '', /free/);
  assert.ok(checks.get('clock'));
  assert.equal(checks.get('users')?.state, 'ok');
  const addresses = checks.get('addresses');
  const own = ownAddresses().join(', ');
  assert.equal(addresses?.detail, own === '' ? 'This computer has no address in a network.' : own);
  assert.equal(checks.get('provider.connect')?.state, 'ok');
  const steps = [...checks.keys()].filter((id) => id.startsWith('provider.'));
  assert.deepEqual(
    steps,
    ['name', 'connect', 'tls', 'auth', 'mail'].map((id) => `provider.${id}`),
  );
});

test('a large message is saved octet for octet, running and stopped', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['queue', 'pause']);
  const c = await Conversation.open(t, relay.ports.relay);
  await c.hearsReply('220');
  await c.says('EHLO pc');
  await c.hearsReply('250');
  await c.says(`AUTH PLAIN ${Buffer.from('\0joe\0secret').toString('base64')}`);
  await c.hearsReply('235');
  for (const line of ['MAIL FROM:<joe@myclient.com>', 'RCPT TO:<anna@example.org>']) {
    await c.says(line);
    await c.hearsReply('250');
  }
  await c.says('DATA');
  await c.hearsReply('354');
  const lines = Array.from({ length: 160_000 }, (_, number) => `line ${number} of a long letter`);
  await c.sends(`Subject: long\r\n\r\n${lines.join('\r\n')}\r\n.\r\n`);
  await c.hearsReply('250 2.0.0');
  const { messages } = await relay.ask<{ messages: { id: string }[] }>(['queue', 'list']);
  const id = messages[0]?.id ?? '';
  const running = path.join(relay.dataFolder, 'running.eml');
  const stopped = path.join(relay.dataFolder, 'stopped.eml');
  assert.match((await relay.cli(['queue', 'export', id, running])).stdout, /Saved .*MB/);
  assert.match((await relay.cli(['queue', 'export', id, running])).stderr, /is there already/);
  await relay.stop();
  assert.match((await relay.cli(['queue', 'export', id, stopped])).stdout, /Saved .*MB/);
  const printed = await relay.cli(['queue', 'export', id, '-']);
  assert.equal(printed.stdout, fs.readFileSync(running, 'latin1'));
  const body = fs.readFileSync(running, 'latin1').split('\r\n\r\n')[1] ?? '';
  assert.equal(body, `${lines.join('\r\n')}\r\n`);
  assert.ok(fs.readFileSync(stopped).equals(fs.readFileSync(running)));
});
