import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePorts } from '../helpers/free-ports.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';

const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'ann@example.org'];

test('while nothing goes out, queue show and queue retry say why and until when', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['queue', 'pause']);
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  const [id = ''] = await relay.ask<string[]>(['queue', 'ids']);
  const resume = /when sending goes on\. Type: \S* ?mailroom queue resume/;
  assert.match((await relay.cli(['queue', 'show', id])).stdout, resume);
  assert.match((await relay.cli(['queue', 'retry'])).stdout, resume);
  for (const words of [
    ['queue', 'show', id],
    ['queue', 'retry', id],
  ])
    assert.equal((await relay.ask<{ route: { by: string } }>(words)).route.by, 'operator');

  const [nobody = 0] = await freePorts(1);
  const set = ['provider', 'set', '--host', '127.0.0.1', '--port', String(nobody), '--tls', 'none'];
  await relay.ask([...set, '--auth', 'none']);
  await relay.ask(['queue', 'resume']);
  let shown = '';
  await until('the reason is shown', async () => {
    shown = (await relay.cli(['queue', 'show', id])).stdout;
    return shown.includes('Waits because');
  });
  assert.match(shown, /^Next attempt {3}\d{4}-/m);
  assert.match(shown, /^Waits because  The provider’s server does not answer/m);
  await relay.stop();
  assert.match((await relay.cli(['queue', 'show', id])).stdout, /^Next attempt {3}none while/m);
});

test('of a provider that failed its test status does not say that mail flows', async (t) => {
  const relay = await RunningRelay.start(t);
  const [nobody = 0] = await freePorts(1);
  const at = (port: number) => ['--host', '127.0.0.1', '--port', String(port), '--tls', 'none'];
  const first = async (): Promise<string | undefined> =>
    (await relay.cli(['status'])).stdout.split('\n')[0];
  const flows = /^Mail (flows|goes to the practice provider only)/;
  assert.equal((await relay.cli(['provider', 'test', ...at(nobody), '--auth', 'none'])).code, 1);
  assert.match((await first()) ?? '', flows, 'these settings are not in force');
  await relay.ask(['provider', 'set', ...at(nobody), '--auth', 'none']);
  for (const words of [['provider', 'test'], ['doctor']]) {
    assert.equal((await relay.cli(words)).code, 1);
    assert.match(
      (await first()) ?? '',
      /^! The provider failed its last test: The provider’s server/,
    );
    await relay.ask(['provider', 'set', ...at(nobody), '--auth', 'none']);
    assert.match((await first()) ?? '', flows, 'somebody set it anew');
  }
});

test('no window is opened by hand for who is disabled; names count in any case', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['users', 'disable', 'joe']);
  const refused = await relay.cli(['windows', 'open', '127.0.0.1', '--user', 'joe']);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /^joe is disabled, and may not send\. Enable the user first\./);
  assert.equal((await relay.cli(send)).code, 1);
  await relay.ask(['users', 'enable', 'joe']);
  await relay.ask(['windows', 'open', '127.0.0.1', '--user', 'JOE']);
  assert.equal((await relay.cli(send)).code, 0);
  await relay.ask(['windows', 'close', '127.0.0.1', '--user', 'Joe']);
  assert.equal((await relay.cli(send)).code, 1);
});

test('who guessed too often is listed, and is let in again by command', async (t) => {
  const relay = await RunningRelay.start(t, { settings: ['limits.failedSignInsPerUser=3'] });
  await relay.addUser('joe', 'secret');
  const check = async (password: string) =>
    (await relay.cli(['try', 'check', '--user', 'joe'], `${password}\n`)).code;
  for (let guesses = 0; guesses < 3; guesses += 1) assert.equal(await check('guess'), 1);
  assert.equal(await check('secret'), 1, 'the right password does not help a guesser');
  const listed = await relay.cli(['blocks', 'list']);
  assert.match(listed.stdout, /^joe +user +127\.0\.0\.1 +\d+ +\d+ min/m);
  const removed = await relay.cli(['blocks', 'remove', 'joe']);
  assert.equal(removed.stdout, 'joe may try again.\n');
  assert.equal(await check('secret'), 0);
  assert.match((await relay.cli(['blocks', 'list'])).stdout, /^Nobody is blocked\./);
});
