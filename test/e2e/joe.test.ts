import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WindowView } from '../../main/contract/people.ts';
import type { StatusView, PracticeView } from '../../main/contract/status.ts';
import { Conversation } from '../helpers/conversation.ts';
import { freePorts } from '../helpers/free-ports.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';

const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'anna@example.org'];

test('joe is refused, checks his mail, may send, and is refused again when his window is closed', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'correct horse ');

  const refused = await relay.cli(send);
  assert.equal(refused.code, 1);
  const id = /550 5\.7\.1 Relaying denied.*\((R-[A-Z0-9]+)\)/.exec(refused.stderr)?.[1];
  assert.ok(id !== undefined, refused.stderr);

  const why = await relay.cli(['why', id]);
  assert.match(
    why.stdout,
    /joe@myclient\.com wanted to write to anna@example\.org from 127\.0\.0\.1/,
  );
  assert.match(why.stdout, /Nobody had checked mail/);
  assert.match(why.stdout, /My server requires authentication/);

  const wrong = await relay.cli(['try', 'check', '--user', 'joe'], 'correct horse\n');
  assert.match(wrong.stderr, /-ERR \[AUTH\]/);
  assert.equal((await relay.cli(send)).code, 1, 'a failed check opens nothing');

  const checked = await relay.cli(['try', 'check', '--user', 'joe'], 'correct horse \n');
  assert.match(checked.stdout, /No mail for joe/);
  assert.match((await relay.cli(send)).stdout, /250 2\.0\.0/);
  await until('the practice provider has it', async () => {
    const practice = await relay.ask<PracticeView>(['practice', 'list']);
    return practice.messages.some(({ recipients }) => recipients.includes('anna@example.org'));
  });

  assert.match(
    (await relay.cli(['windows', 'list'])).stdout,
    /127\.0\.0\.1 +joe +[\d: -]+ 1[45] min/,
  );
  assert.match((await relay.cli(['windows', 'close', '127.0.0.1'])).stdout, /1 closed/);
  assert.equal((await relay.cli(send)).code, 1);
});

test('who checks mail over IPv6 and sends over IPv4 reads why, and public addresses are pointed out', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['windows', 'open', 'fd00::7', '--user', 'joe']);
  const refused = await relay.cli(send);
  assert.match(
    refused.stderr,
    /check your mail first and send again, both at .* IPv4 address \(R-/,
  );
  const why = await relay.cli(['why', /R-\w+/.exec(refused.stderr)?.[0] ?? '']);
  assert.match(
    why.stdout,
    /Perhaps mail was checked over IPv4 and sent over IPv6, or the other way round/,
  );
  assert.match(why.stdout, /Type the IPv4 address of this computer as the server/);
  assert.doesNotMatch((await relay.cli(['windows', 'list'])).stdout, /public address/);
  await relay.ask(['windows', 'open', '203.0.113.7', '--user', 'joe']);
  const { stdout } = await relay.cli(['windows', 'list']);
  assert.match(stdout, /! 203\.0\.113\.7 is a public address: everybody behind it may send/);
});

test('a restart neither closes nor lengthens a window', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.cli(['try', 'check', '--user', 'joe'], 'secret\n');
  const shown = async () =>
    (await relay.ask<{ windows: WindowView[] }>(['windows', 'list'])).windows[0];
  const before = await shown();
  assert.ok(before);
  await relay.stop();
  await relay.restart();
  const after = await shown();
  assert.ok(after);
  assert.equal(after.grantedAt, before.grantedAt);
  // Worked out anew from what is left, so that a few ms come and go; a start alone takes longer than that.
  assert.ok(Math.abs(after.expiresAt - before.expiresAt) <= 50, JSON.stringify({ before, after }));
  assert.equal((await relay.cli(send)).code, 0, 'still open after the restart');
});

test('a window ends by itself when its time is over, however often the relay was started meanwhile', async (t) => {
  const relay = await RunningRelay.start(t, { settings: ['popAuth.windowMinutes=0.25'] });
  await relay.addUser('joe', 'secret');
  await relay.cli(['try', 'check', '--user', 'joe'], 'secret\n');
  const signedInAt = Date.now();
  await relay.stop();
  await relay.restart();
  await until('the window has ended', () => Date.now() > signedInAt + 15_200, 20_000);
  // One that had begun anew with the relay would be open still.
  assert.equal((await relay.cli(send)).code, 1);
});

test('SMTP sign-in sends without a window, and a failed one is not masked by a window', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  assert.equal((await relay.cli([...send, '--user', 'joe'], 'secret\n')).code, 0);
  await relay.cli(['try', 'check', '--user', 'joe'], 'secret\n');
  const c = await Conversation.open(t, relay.ports.relay);
  await c.hearsReply('220');
  await c.says('EHLO pc');
  await c.hearsReply('250');
  await c.says(`AUTH PLAIN ${Buffer.from('\0joe\0wrong').toString('base64')}`);
  await c.hearsReply('535 5.7.8');
  await c.says('MAIL FROM:<joe@myclient.com>');
  await c.hearsReply('250');
  await c.says('RCPT TO:<anna@example.org>');
  await c.hearsReply('550 5.7.1 Relaying denied');
});

test('a new password, and disabling, close the windows at once', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.cli(['try', 'check', '--user', 'joe'], 'secret\n');
  await relay.ask(['users', 'password', 'joe'], 'changed\n');
  assert.equal((await relay.cli(send)).code, 1);
  await relay.cli(['try', 'check', '--user', 'joe'], 'changed\n');
  assert.equal((await relay.cli(send)).code, 0);
  await relay.ask(['users', 'disable', 'joe']);
  assert.equal((await relay.cli(send)).code, 1);
});

test('the addresses of a user go when that is said, and not when none are named', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  const aliases = async () =>
    (await relay.ask<{ aliases: string[] }[]>(['users', 'list']))[0]?.aliases;
  const set = 'info@myclient.com,boss@myclient.com,Info@MyClient.com';
  assert.match((await relay.cli(['users', 'alias', 'joe', set])).stdout, /^joe has 2 aliases\./);
  assert.equal((await relay.cli(['users', 'alias', 'joe'])).code, 2);
  assert.deepEqual(await aliases(), ['info@myclient.com', 'boss@myclient.com']);
  const cleared = await relay.cli(['users', 'alias', 'joe', '--none']);
  assert.match(cleared.stdout, /^joe has 0 aliases\./);
  assert.deepEqual(await aliases(), []);
});

test('a second relay on the same data folder is told who has it', async (t) => {
  const relay = await RunningRelay.start(t);
  await assert.rejects(relay.restart(), /ended with 3: Mailroom runs already/);
});

test('a port that is taken changes nothing; a free one is listened on before the old one closes', async (t) => {
  const relay = await RunningRelay.start(t);
  const taken = await relay.cli([
    'settings',
    'set',
    'listeners.relay.port',
    String(relay.ports.pop3),
  ]);
  assert.equal(taken.code, 1);
  assert.match(taken.stderr, /cannot both use port/);
  const [free = 0] = await freePorts(1);
  assert.equal(
    (await relay.cli(['settings', 'set', 'listeners.relay.port', String(free)])).code,
    0,
  );
  const c = await Conversation.open(t, free);
  await c.hearsReply('220');
  await assert.rejects(Conversation.open(t, relay.ports.relay));
  const status = await relay.ask<StatusView>(['status']);
  assert.equal(status.services.find(({ id }) => id === 'smtp.relay')?.port, free);
});

test('the queue can be listed and a message saved with the relay stopped', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['queue', 'pause']);
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  assert.equal(await relay.stop(), 0);
  const { messages } = await relay.ask<{ messages: { id: string }[] }>(['queue', 'list']);
  const id = messages[0]?.id ?? '';
  assert.deepEqual(await relay.ask(['queue', 'ids', '--text', id]), [id]);
  assert.deepEqual(await relay.ask(['queue', 'ids', '--state', 'held']), []);
  const saved = await relay.cli(['queue', 'export', id, `${relay.dataFolder}/saved.eml`]);
  assert.match(saved.stdout, /Saved/, saved.stderr);
  await relay.restart();
  assert.match((await relay.cli(['status'])).stdout, /Sending is paused/);
  await relay.ask(['queue', 'resume']);
  await until(
    'it was sent',
    async () => (await relay.ask<StatusView>(['status'])).queue.waiting === 0,
  );
});

test('commands that cannot work say why and what to do, with an exit code', async (t) => {
  const relay = await RunningRelay.start(t);
  const cases: [string[], number, RegExp][] = [
    [['nonsense'], 2, /There is no command/],
    [['users', 'add'], 2, /NAME is missing.*users add NAME/],
    [['users'], 2, /^After "users" comes add, list, remove/],
    [['users', 'ad'], 2, /There is no command "users ad".*help users/],
    [['status', 'now'], 2, /one word too many/],
    [['--nonsense'], 2, /^There is no option --nonsense\. See "mailroom help"\.$/m],
    [
      ['trust', 'add', 'scanner', '192.0.2.1', '--max-size', '5'],
      2,
      /^There is no option --max-size\. Write: mailroom trust add NAME NETWORK .*\[--max-mb N\]$/m,
    ],
    [
      ['settings', 'set', 'limits.recipients', '-1'],
      2,
      /^-1 cannot be: nothing here is below 0\. Write: mailroom settings set PATH VALUE$/m,
    ],
    [['queue', 'list', '--limit'], 2, /^--limit needs a value behind it/],
    [['queue', 'list', '--limit', 'few'], 2, /--limit few is no number from 1 to/],
    [['queue', 'list', '--state', 'lost'], 2, /it is one of waiting, sending, held/],
    [['queue', 'retry', 'X'], 1, /^Nothing was tried: no message with this id waits.*queue list/],
    [['users', 'alias', 'joe'], 2, /^Name the addresses that joe is to have: .*--none alone/],
    [['users', 'alias', 'joe', ','], 2, /^Name the addresses/],
    [['users', 'alias', 'joe', 'a@b.de', '--none'], 2, /^Name the addresses/],
    [['users', 'password', 'nobody'], 1, /^There is no user nobody/],
    [['trust', 'add', 'scanner', '192.0.2.1', '--per-hour', 'some'], 2, /is no number/],
    [['windows', 'open', '192.0.2.1'], 2, /--user is missing/],
    [['windows', 'close', '192.0.2.1'], 1, /No window is open.*windows list/],
    [['windows', 'close', '192.0.2.1', '--user', 'joe'], 1, /No window of joe is open for 192/],
    [['sessions', 'show', 'first'], 2, /ID is a number.*sessions list/],
    [['practice', 'on', '--behaviour', 'dance'], 2, /it is one of accept, refuse-recipients/],
    [['provider', 'set'], 2, /^Nothing to set\. Write for example: mailroom provider set --host/],
    [['provider', 'set', '--host', 'a b'], 1, /is no server name; write for example smtp\./],
    [['provider', 'set', '--port', '70000'], 2, /no number from 1 to 65535/],
    [
      ['certificate', 'export', '/nowhere/office.pem'],
      1,
      /cannot be written: there is no folder \/nowhere\. Choose another place/,
    ],
    [['try', 'check', '--user', 'joe', '--port', '1'], 2, /No password came/],
    [
      ['try', 'send', '--from', 'a@b.de', '--to', 'c@d.de', '--port', '1'],
      1,
      /^SMTP on port 1 cannot be used: nothing answers there\. See/,
    ],
    [
      ['try', 'send', '--from', 'a@b.de', '--to', 'c@d.de', '--port', '25.5'],
      2,
      /^--port 25\.5 is no whole number\.$/m,
    ],
    [['help', 'nonsense'], 2, /There is no command/],
    [['users', 'add', 'joe', 'secret'], 2, /never an argument/],
    [['users', 'remove', 'nobody'], 1, /There is no user nobody.*users list/],
    [['why', 'R-XXXXX'], 1, /No refusal has the id/],
    [
      ['queue', 'show', 'X'],
      1,
      /^There is no message X waiting\. See .+queue list", or .+history" if it has left/,
    ],
    [['settings', 'set', 'limits.connections', 'many'], 1, /cannot be the value/],
    [['settings', 'set', 'limits.nothing', '1'], 1, /There is no setting/],
    [['windows', 'open', 'here', '--user', 'joe'], 1, /is no IP address/],
  ];
  for (const [words, code, sentence] of cases) {
    const result = await relay.cli(words);
    assert.equal(result.code, code, words.join(' '));
    assert.match(result.stderr, sentence);
  }
  await relay.stop();
  const stopped = await relay.cli(['status']);
  assert.equal(stopped.code, 3);
  assert.match(stopped.stderr, /Mailroom is not running/);
});
