/** Real mail programs, no code of ours on their side, send through the running relay and fetch from it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { assertSameLetter, letters, withoutTrace } from '../helpers/letters.ts';
import { needsProgram } from '../helpers/programs.ts';
import { runProgram, runs } from '../helpers/run-program.ts';
import { RunningRelay, until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import {
  encryptions,
  fetchers,
  poplib,
  senders,
  userAndPass,
  ways,
  type Way,
} from './mail-clients.ts';

const password = 'secret words ';

/** A relay with joe, who writes, and ann, who reads. */
async function office(t: TestContext): Promise<RunningRelay> {
  const settings = ['office.domains=["office.example"]', 'limits.messageSizeBytes=20000000'];
  const relay = await RunningRelay.start(t, { settings });
  await relay.addUser('joe', 'secret');
  await relay.addUser('ann', password);
  return relay;
}

const inbox = (relay: RunningRelay): string => path.join(relay.dataFolder, 'mailboxes/ann/new');

async function arrived(relay: RunningRelay, count: number): Promise<void> {
  await until(`${count} letters are in the mailbox`, () => {
    return fs.existsSync(inbox(relay)) && fs.readdirSync(inbox(relay)).length >= count;
  });
}

/** Each letter in a file of its own. */
function letterFiles(t: TestContext): string[] {
  const folder = tempFolder(t);
  return letters.map(({ id, content }) => {
    const file = path.join(folder, id);
    fs.writeFileSync(file, content);
    return file;
  });
}

/** All letters are there once, octet for octet, in any order. */
function assertLetters(fetched: readonly Buffer[]): void {
  assert.equal(fetched.length, letters.length);
  for (const letter of letters) {
    const found = fetched.filter((content) => content.includes(`\nSubject: ${letter.id}\r\n`));
    assert.equal(found.length, 1, letter.name);
    assertSameLetter(found[0]!, letter);
  }
}

test('fetched by real mail programs', { skip: needsProgram('python3') }, async (t) => {
  const relay = await office(t);
  for (const file of letterFiles(t)) {
    const { code, output } = await senders['Python’s smtplib']!.send(relay.ports, 'starttls', file);
    assert.equal(code, 0, output);
  }
  await arrived(relay, letters.length);
  for (const [name, { program, fetch }] of Object.entries(fetchers))
    for (const encryption of encryptions)
      await t.test(`${name}: ${encryption}`, { skip: needsProgram(program) }, async (t) => {
        assertLetters(await fetch(relay.ports, encryption, tempFolder(t), letters.length));
      });
});

const authorised: Readonly<Record<Way, RegExp>> = {
  window: /with ESMTP id [^]*joe, POP before SMTP/,
  starttls: /with ESMTPSA id [^]*joe, signed in with (PLAIN|LOGIN)/,
  implicit: /with ESMTPSA id [^]*joe, signed in with (PLAIN|LOGIN)/,
};

for (const [name, { program, send }] of Object.entries(senders))
  test(`sent by ${name}`, { skip: needsProgram(program) || needsProgram('python3') }, async (t) => {
    const relay = await office(t);
    const files = letterFiles(t);
    const refused = await send(relay.ports, 'window', files[0]!);
    assert.notEqual(refused.code, 0);
    assert.match(refused.output, /550|denied/);
    for (const way of ways)
      await t.test(way, async () => {
        if (way === 'window') await checksMail(relay, 'joe', 'secret');
        for (const file of files) {
          const { code, output } = await send(relay.ports, way, file);
          assert.equal(code, 0, output);
        }
        await arrived(relay, letters.length);
        const { fetch } = fetchers['Python’s poplib']!;
        const fetched = await fetch(relay.ports, 'implicit', tempFolder(t), letters.length);
        assertLetters(fetched);
        for (const content of fetched) assert.match(withoutTrace(content).trace, authorised[way]);
        await checksMail(relay, 'ann', password, 'for n in range(p.stat()[0]): p.dele(n + 1)');
        assert.deepEqual(fs.readdirSync(inbox(relay)), []);
        await relay.ask(['windows', 'clear']);
      });
  });

/** A sign-in with poplib on the port without encryption. */
async function checksMail(
  relay: RunningRelay,
  user: string,
  secret: string,
  work = 'p.stat()',
): Promise<string> {
  const signIn = `p.user('${user}'); p.pass_('${secret}')`;
  return runs('python3', ['-c', poplib(signIn, work), String(relay.ports.pop3), 'plain']);
}

test('Python’s poplib: each command', { skip: needsProgram('python3') }, async (t) => {
  const relay = await office(t);
  for (const file of letterFiles(t).slice(0, 3))
    await senders['Python’s smtplib']!.send(relay.ports, 'starttls', file);
  await arrived(relay, 3);
  const work = `
assert 'UTF8' in p.capa() and 'UIDL' in p.capa(), p.capa()
count, octets = p.stat()
assert count == 3
sizes = [int(line.split()[1]) for line in p.list()[1]]
assert sum(sizes) == octets
for number in range(1, 4):
    assert p.retr(number)[2] == sizes[number - 1], (number, p.retr(number)[2], sizes)
    assert p.list(number).split()[2] == b'%d' % sizes[number - 1]
uids = [line.split()[1] for line in p.uidl()[1]]
assert len(set(uids)) == 3
header = p.top(1, 0)[1]
assert header == p.retr(1)[1][:len(header)] and header[-1] == b'', header
assert p.top(1, 2)[1] == p.retr(1)[1][:len(header) + 2]
p.noop()
p.dele(2)
try:
    p.retr(2); assert False
except poplib.error_proto as error:
    assert b'-ERR' in error.args[0]
assert [line.split()[0] for line in p.list()[1]] == [b'1', b'3']
p.rset()
assert p.stat()[0] == 3
p.dele(1)
print(uids[1].decode(), uids[2].decode())`;
  const signIn = `p.utf8(); ${userAndPass}`;
  const script = (again: string): string[] => [
    '-c',
    poplib(signIn, again),
    `${relay.ports.pop3}`,
    'plain',
  ];
  const left = await runs('python3', script(work));
  assert.equal(fs.readdirSync(inbox(relay)).length, 2);
  const again = 'print(*(line.split()[1].decode() for line in p.uidl()[1]))';
  assert.equal(await runs('python3', script(again)), left);
  assert.equal(await relay.stop(), 0);
  await relay.restart();
  assert.equal(await runs('python3', script(again)), left, 'the same after a restart');
});

test(
  'Python’s poplib: a client that goes without QUIT deletes nothing',
  { skip: needsProgram('python3') },
  async (t) => {
    const relay = await office(t);
    await senders['Python’s smtplib']!.send(relay.ports, 'starttls', letterFiles(t)[0]!);
    await arrived(relay, 1);
    await checksMail(relay, 'ann', password, 'p.dele(1); p.close(); sys.exit()');
    await checksMail(relay, 'ann', password, 'assert p.stat()[0] == 1');
  },
);

test(
  'Python’s poplib: APOP only for whom it is switched on',
  { skip: needsProgram('python3') },
  async (t) => {
    const relay = await office(t);
    const apop = (user: string, secret: string) =>
      runProgram('python3', [
        '-c',
        poplib(`p.apop('${user}', '${secret}')`, 'print(p.stat())'),
        `${relay.ports.pop3}`,
        'plain',
      ]);
    assert.match((await apop('ann', password)).output, /APOP not supported by server/);
    await relay.ask(['users', 'apop', 'ann'], `${password}\n`);
    assert.match((await relay.cli(['users', 'list'])).stdout, /APOP.*\nann +yes +on /s);
    assert.equal((await apop('ann', password)).output, '(0, 0)\n');
    assert.match((await apop('ann', 'wrong')).output, /-ERR \[AUTH\]/);
    assert.match((await apop('joe', 'secret')).output, /-ERR \[AUTH\]/);
    const { windows } = await relay.ask<{ windows: { user: string }[] }>(['windows', 'list']);
    assert.deepEqual(
      windows.map(({ user }) => user),
      ['ann'],
    );
    await relay.ask(['users', 'apop', 'ann', '--off']);
    assert.match((await apop('ann', password)).output, /APOP not supported by server/);
  },
);
