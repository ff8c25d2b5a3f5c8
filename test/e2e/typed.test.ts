/** What a person types that cannot be done as it stands: each is told what to do, and nothing is passed over. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { RunningRelay } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const send = ['try', 'send', '--from', 'joe@myclient.com', '--to', 'anna@example.org'];

/** The words behind `mailroom`, the exit code, and what is said. */
type Typed = readonly [words: readonly string[], code: number, said: RegExp];

async function answers(relay: RunningRelay, all: readonly Typed[]): Promise<void> {
  for (const [words, code, said] of all) {
    const answer = await relay.cli(words);
    assert.match(answer.stdout + answer.stderr, said, words.join(' '));
    assert.equal(answer.code, code, words.join(' '));
  }
}

test('a wrong value is told before anything is asked or done for it', async (t) => {
  const relay = await RunningRelay.start(t);
  const taken = path.join(tempFolder(t), 'letter.txt');
  fs.writeFileSync(taken, 'Dear Anna');
  await answers(relay, [
    [['users', 'add', 'Joe Müller'], 1, /^"joe müller" cannot be a user name\. Use 1 to 64/],
    [['users', 'apop', 'nobody'], 1, /^There is no user nobody\./],
    [['backup', 'restore', `${taken}.none`], 1, /\.none cannot be read\. Check the name\./],
    [['queue', 'list', '--limit', '1.5'], 2, /^--limit 1\.5 is no whole number\./],
    [
      ['queue', 'list', '--limit', '-1'],
      2,
      /^--limit needs a value .+ written --limit=-\.\.\.\)\./,
    ],
    [['queue', 'list', '--limit=-1'], 2, /^--limit -1 is no number from 1 to/],
    [['practice', 'on', '--delay', '601'], 2, /^--delay 601 is no number from 0 to 600\./],
    [['trust', 'add', 'scanner', '300.1.1.1'], 2, /^"300\.1\.1\.1" is no address or network\./],
    [['certificate', 'export', taken], 1, /is there already\. Choose another name\./],
    [
      ['certificate', 'export', relay.dataFolder],
      1,
      /^\/.+ is a folder\. Add the name that the file is to have\.$/m,
    ],
    [['queue', 'export', 'M1', relay.dataFolder], 1, / is a folder\. Add the name /],
    [['backup', 'save', relay.dataFolder], 1, / is a folder\. Add the name /],
    [
      ['settings', 'set', '', 'x'],
      2,
      /^PATH is missing\. Write: mailroom settings set PATH VALUE$/m,
    ],
    [['settings', 'set', 'hostname', ''], 0, /^hostname is empty now\./],
    [['users', 'remove', ''], 2, /^NAME is missing\. Write: mailroom users remove NAME$/m],
    [
      ['windows', 'open', '192.0.2.1', '--user', ''],
      1,
      /^"user" is empty\. Type something there\.$/m,
    ],
    [
      ['history', '--text', 'x'.repeat(400)],
      1,
      /^"text" is longer than 320 characters\. Type something shorter\.$/m,
    ],
    [
      ['queue', 'hold', 'x'.repeat(65)],
      1,
      /^"ids" is longer than 64 characters\. Type something shorter\.$/m,
    ],
    [['users', 'add', 'joe', '--alias=a@b.c', '--alias=d@e.f'], 2, /^--alias is typed twice\./],
    [['status', '--json', '--json'], 0, /^\{/],
    [[...send, '--to', 'joe@example.org'], 2, /^--to is typed twice\./],
    [
      [...send.slice(0, -1), '<anna@example.org>'],
      2,
      /^Invalid recipient .+\. Write it like anna@/,
    ],
    [['serve'], 2, /^Write "serve" first: mailroom serve \[--data DIR\]/],
    [['--json', 'version'], 0, /^\{"version":"\d+\.\d+\.\d+"\}\n$/],
  ]);
  const within = await relay.cli(['backup', 'save', `${taken}/backup`], 'four words are enough\n');
  assert.match(
    within.stderr,
    /^The backup could not be written \(ENOTDIR\)\. Choose another place/,
  );
  assert.equal(fs.readFileSync(taken, 'utf8'), 'Dear Anna');
});

test('a provider that is set and not in use is told as such', async (t) => {
  const relay = await RunningRelay.start(t);
  const set = ['provider', 'set', '--auth', 'none'];
  await answers(relay, [
    [[...set, '--port', '25'], 0, /practice provider\. Name the server too: mailroom provider set/],
    [[...set, '--host', 'smtp.example.com'], 0, /^The provider is set\. Try it: mailroom provider/],
    [['practice', 'on', '--behaviour', 'demand-sign-in'], 0, /^Mail goes to the practice provider/],
    [
      ['provider', 'test'],
      0,
      /\nThe provider answers\. Whether it takes mail, a test mail shows: /,
    ],
    [['practice', 'on'], 0, /^Mail goes to the practice provider\./],
    [['provider', 'test', '--mail-to', 'anna@example.org'], 0, /\nThe provider works\.\n$/],
    [
      [...set, '--port', '587'],
      0,
      /still goes to the practice provider\. .+: mailroom practice off/,
    ],
  ]);
});

test(
  'who tries it reaches a relay that listens on one address, and reads where a port is switched off',
  { skip: process.platform === 'linux' ? false : 'elsewhere 127.0.0.2 is not this computer' },
  async (t) => {
    const settings = ['listeners.relay.host=127.0.0.2', 'listeners.pop3.enabled=false'];
    const relay = await RunningRelay.start(t, { settings });
    await answers(relay, [
      [send, 1, /^Mailroom said: 550 5\.7\.1 Relaying denied/],
      [
        ['try', 'check', '--user', 'joe'],
        1,
        /pop3 is switched off\. Switch it on: mailroom settings/,
      ],
    ]);
  },
);

test('a port that speaks something else than POP3 hears no password, and nobody is signed in there', async (t) => {
  const relay = await RunningRelay.start(t);
  let heard = '';
  const server = net.createServer((socket) => {
    socket.on('data', (piece) => (heard += piece.toString())).on('error', () => undefined);
    socket.write('220 mail.example.org\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as net.AddressInfo;
  const check = ['try', 'check', '--user', 'joe', '--port', String(port)];
  const { code, stdout, stderr } = await relay.cli(check, 'correct horse\n');
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /^What answers on port \d+ speaks no POP3; it said: 220 mail\.example\.org\./,
  );
  assert.equal(code, 1);
  assert.equal(heard, '');
});

test('a port that cannot be tried says so in words, whatever it is', async (t) => {
  const relay = await RunningRelay.start(t);
  const { pop3, submissions, pop3s } = relay.ports;
  await relay.addUser('joe', 'secret');
  await answers(relay, [
    [
      [...send, '--port', String(pop3)],
      1,
      /^What answers on port \d+ speaks no SMTP; it said: \+OK/,
    ],
    [[...send, '--port', String(submissions)], 1, /no answer, and ports with TLS from the start/],
  ]);
  const check = ['try', 'check', '--user', 'joe', '--port', String(pop3s)];
  assert.match(
    (await relay.cli(check, 'secret\n')).stderr,
    /^No answer yet\. Ctrl\+C ends .+\nPOP3 on port \d+ .+: no answer, and ports with TLS/,
  );
});

test('a trusted device gets no more than was typed, and who lets in the internet is told so', async (t) => {
  const relay = await RunningRelay.start(t);
  await answers(relay, [
    [['trust', 'add', 'scanner', '192.168.1.20', '--max-mb', '0.0000001'], 0, /may send without/],
    [['trust', 'list', '--json'], 0, /"maxSizeBytes": 1\b/],
    [['trust', 'set', 'scanner', '198.51.100.7'], 0, /^scanner was changed\.\n! .+on the internet/],
  ]);
});

test('an error message that was copied as a whole explains itself', async (t) => {
  const relay = await RunningRelay.start(t);
  const refused = (await relay.cli(send)).stderr;
  const { code, stdout } = await relay.cli(['why', refused]);
  assert.equal(code, 0);
  assert.match(stdout, /joe@myclient\.com wanted to write to anna@example\.org/);
  await answers(relay, [[['why', 'x'.repeat(60)], 1, /^No refusal has the id x+\. Read it from/]]);
});

test('of a list that was narrowed to nothing it is not said that there is nothing', async (t) => {
  const relay = await RunningRelay.start(t);
  await answers(relay, [
    [['queue', 'list'], 0, /^No mail waits\.$/m],
    [['sessions', 'list'], 0, /^Nobody connected since the start\.$/m],
    [['history'], 0, /^Nothing so far\.$/m],
    ...['queue list', 'sessions list', 'history', 'journal'].map((list): Typed => [
      [...list.split(' '), '--text', 'no such word'],
      0,
      /^Nothing matches\.$/m,
    ]),
  ]);
});

test('an id that is passed over beside others is told', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.ask(['queue', 'pause']);
  await relay.cli([...send, '--user', 'joe'], 'secret\n');
  const [id = ''] = await relay.ask<string[]>(['queue', 'ids']);
  await answers(relay, [
    [['queue', 'show', id.toLowerCase()], 0, new RegExp(`^Id +${id}\n`)],
    [
      ['queue', 'hold', id, id.toLowerCase(), 'X'],
      0,
      /^1 message held\.\n1 id was passed over: no message with/,
    ],
    [
      ['queue', 'retry', id, 'X'],
      1,
      /^Nothing was tried: no message with this id waits, or it is held/,
    ],
    [['queue', 'release', id], 0, /^1 message released\.\n$/],
  ]);
});

test('a folder that is none of Mailroom’s holds no empty queue and no empty list of people', async (t) => {
  const relay = await RunningRelay.start(t);
  const folder = tempFolder(t);
  const file = path.join(folder, 'file');
  fs.writeFileSync(file, '');
  await relay.stop();
  await answers(relay, [
    [['--data', folder, 'queue', 'list'], 3, /^Mailroom is not running for /],
    [['--data', folder, 'users', 'list'], 3, /^Mailroom is not running for /],
    [
      ['--data', file, 'users', 'list'],
      2,
      /file is no folder\. Name the data folder with --data\./,
    ],
    [['--data', '', 'users', 'list'], 2, /^--data needs the name of a folder behind it\./],
    [send, 3, /^Mailroom is not running for /],
    [['users', 'list'], 0, /^Nobody yet\./],
  ]);
});
