import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Conversation } from '../../helpers/conversation.ts';
import { becomes, Pop3Stand, signsIn } from './pop3-stand.ts';

const letter = 'Subject: one\r\n\r\nfirst\r\n.\r\n..dots\r\nlast\r\n';
const three = [letter, 'Subject: two\r\n\r\n', 'Subject: three\r\n\r\nno line end'];

/** Says each line and checks the reply: `line -> start of the reply`. */
async function talks(c: Conversation, ...exchanges: [string, string][]): Promise<void> {
  for (const [line, reply] of exchanges) {
    await c.says(line);
    await c.hears(reply);
  }
}

test('RFC 1939 §5: STAT, LIST, UIDL, RETR, DELE, RSET, NOOP', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.asJoe(t);
  const sizes = three.map((content) => content.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  await c.says('STAT');
  assert.equal(await c.line(), `+OK 3 ${total}`);
  await c.says('LIST');
  await c.hears('+OK 3 messages');
  assert.deepEqual(
    await c.hearsLines(),
    sizes.map((size, index) => `${index + 1} ${size}`),
  );
  await c.says('LIST 2');
  assert.equal(await c.line(), `+OK 2 ${sizes[1]}`);
  await c.says('UIDL');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), ['1 uid-1', '2 uid-2', '3 uid-3']);
  await c.says('UIDL 3');
  assert.equal(await c.line(), '+OK 3 uid-3');
  await c.says('RETR 1');
  assert.equal(await c.line(), `+OK ${letter.length} octets`);
  assert.equal(`${(await c.hearsLines()).join('\r\n')}\r\n`, letter);
  await talks(
    c,
    ['NOOP', '+OK'],
    ['noop', '+OK'],
    ['DELE 2', '+OK'],
    ['RSET', '+OK 3'],
    ['LIST 2', '+OK 2'],
  );
});

test('dots are stuffed, and a message without a last line end gets one', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = ['.\r\n.a\r\nb.\r\n.', '', '\r\n'];
  const c = await stand.asJoe(t);
  await c.says('RETR 1');
  await c.hears('+OK');
  for (const line of ['..', '..a', 'b.', '..', '.']) assert.equal(await c.line(), line);
  for (const [number, lines] of [
    [2, ['.']],
    [3, ['', '.']],
  ] as const) {
    await c.says(`RETR ${number}`);
    await c.hears('+OK');
    for (const line of lines) assert.equal(await c.line(), line);
  }
});

test('RFC 1939 §5: numbers stay fixed after DELE, in LIST, UIDL, STAT and RETR', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK']);
  await c.says('LIST');
  await c.hears('+OK 2 messages');
  assert.deepEqual(
    (await c.hearsLines()).map((line) => line.split(' ')[0]),
    ['2', '3'],
  );
  await c.says('UIDL');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), ['2 uid-2', '3 uid-3']);
  await c.says('STAT');
  assert.equal(await c.line(), `+OK 2 ${three[1]!.length + three[2]!.length}`);
  for (const line of ['LIST 1', 'UIDL 1', 'RETR 1', 'TOP 1 0', 'DELE 1'])
    await talks(c, [line, '-ERR That message is marked as deleted']);
  await c.says('UIDL 2');
  assert.equal(await c.line(), '+OK 2 uid-2');
});

test('RFC 1939 §7: TOP sends header, empty line and so many lines', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.asJoe(t);
  const tops: [string, string[]][] = [
    ['TOP 1 0', ['Subject: one', '']],
    ['TOP 1 2', ['Subject: one', '', 'first', '.']],
    ['TOP 1 999999999', ['Subject: one', '', 'first', '.', '..dots', 'last']],
    ['TOP 1 2147483647', ['Subject: one', '', 'first', '.', '..dots', 'last']],
    [`TOP 1 ${'9'.repeat(200)}`, ['Subject: one', '', 'first', '.', '..dots', 'last']],
    ['TOP 2 5', ['Subject: two', '']],
    ['TOP 3 1', ['Subject: three', '', 'no line end']],
  ];
  for (const [line, wanted] of tops) {
    await c.says(line);
    await c.hears('+OK');
    assert.deepEqual(await c.hearsLines(), wanted, line);
  }
  await talks(
    c,
    ['TOP 1', '-ERR'],
    ['TOP 1 x', '-ERR'],
    ['TOP 1 -1', '-ERR'],
    ['TOP 9 1', '-ERR No such'],
  );
});

test('QUIT deletes what was marked, and only that', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK'], ['RSET', '+OK'], ['DELE 3', '+OK']);
  assert.deepEqual(stand.mailboxes.deleted, []);
  await talks(c, ['QUIT', '+OK']);
  await c.hearsEnd();
  assert.deepEqual(stand.mailboxes.deleted, [2]);
  assert.equal(stand.mailboxes.isLocked, false);
  assert.deepEqual(
    stand.journal.entries.map(({ text }) => text),
    ['joe fetched 0 and deleted 1 message.'],
  );
});

test('QUIT says when a message could not be deleted', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  stand.mailboxes.undeletable.add(1);
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK'], ['DELE 2', '+OK'], ['QUIT', '-ERR [SYS/TEMP] Some messages']);
  await c.hearsEnd();
  assert.deepEqual(stand.mailboxes.deleted, [0]);
  assert.match(stand.journal.text(), /(^|\W)1 message could not be deleted \(EBUSY\)\./);
  assert.match(stand.journal.text(), /joe fetched 0 and deleted 1 message\./);
});

test('a fault of ours while QUIT deletes is no goodbye, and keeps the mailbox from nobody', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  let breaks: (fault: Error) => void = () => undefined;
  stand.mailboxes.commitGate = new Promise((_resolve, reject) => (breaks = reject));
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK']);
  await c.says('QUIT');
  await becomes(() => stand.lines.some(({ line }) => line === 'QUIT'));
  breaks(new Error('the folder is on fire'));
  await c.hears('-ERR [SYS/TEMP]');
  await c.hearsEnd();
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
  const again = await stand.asJoe(t);
  await talks(again, ['LIST 1', '+OK 1']);
});

test('a client that asks for many messages that are gone is not shut out from those behind them', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = Array<string>(30).fill(letter);
  for (let index = 0; index < 29; index += 1) stand.mailboxes.unreadable.add(index);
  const c = await stand.asJoe(t);
  for (let number = 1; number < 30; number += 1)
    await talks(c, [`RETR ${number}`, '-ERR [SYS/TEMP]']);
  await talks(c, ['RETR 30', '+OK']);
});

test('a client that vanishes deletes nothing and frees the mailbox', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK']);
  c.vanishes();
  await becomes(() => !stand.mailboxes.isLocked);
  assert.deepEqual(stand.mailboxes.deleted, []);
  assert.match(stand.journal.text(), /joe went without QUIT: 0 messages fetched, none deleted\./);
  const again = await stand.asJoe(t);
  await talks(again, ['LIST 1', '+OK 1']);
});

test('a client that goes while QUIT deletes: the mailbox is free afterwards, and the journal tells what went', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  let goOn = (): void => undefined;
  stand.mailboxes.commitGate = new Promise((resolve) => (goOn = resolve));
  const c = await stand.asJoe(t);
  await talks(c, ['DELE 1', '+OK']);
  await c.says('QUIT');
  await becomes(() => stand.lines.some(({ line }) => line === 'QUIT'));
  c.socket.resetAndDestroy();
  await becomes(() => stand.server.connectionCount === 0);
  assert.equal(stand.mailboxes.isLocked, true);
  assert.deepEqual(stand.mailboxes.deleted, []);
  goOn();
  await becomes(() => !stand.mailboxes.isLocked);
  assert.deepEqual(stand.mailboxes.deleted, [0]);
  assert.match(stand.journal.text(), /joe fetched 0 and deleted 1 message\./);
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
});

test('QUIT before sign-in says goodbye, and the transcript is closed', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await talks(c, ['QUIT', '+OK']);
  await c.hearsEnd();
  await becomes(() => stand.closedTranscripts === 1);
});

test('RFC 2449 §5: CAPA tells what is offered, before sign-in and after; RFC 2595 §4: STLS only before', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  const c = await stand.connect(t);
  const offered = [
    'USER',
    'SASL PLAIN LOGIN',
    'UTF8 USER',
    'UIDL',
    'TOP',
    'RESP-CODES',
    'AUTH-RESP-CODE',
    'PIPELINING',
    'EXPIRE NEVER',
    'IMPLEMENTATION Mailroom',
  ];
  await c.says('CAPA');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), ['STLS', ...offered]);
  await signsIn(c);
  await c.says('CAPA');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), offered);
});

test('RFC 6856: UTF8 is accepted before sign-in', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await talks(c, ['UTF8', '+OK'], ['UTF8 now', '-ERR']);
  await signsIn(c);
  await talks(c, ['UTF8', '-ERR']);
});

test('each command is refused in the wrong state and with the wrong arguments', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  const c = await stand.connect(t);
  for (const line of [
    'STAT',
    'LIST',
    'LIST 1',
    'UIDL',
    'RETR 1',
    'TOP 1 1',
    'DELE 1',
    'RSET',
    'NOOP',
  ])
    await talks(c, [line, '-ERR Sign in first']);
  await talks(
    c,
    ['USER', '-ERR Wrong'],
    ['PASS', '-ERR Wrong'],
    ['APOP joe', '-ERR Wrong'],
    ['CAPA x', '-ERR Wrong'],
  );
  const d = await stand.asJoe(t);
  for (const line of ['USER joe', 'PASS secret', 'APOP a b', 'AUTH PLAIN', 'STLS', 'UTF8'])
    await talks(d, [line, '-ERR Not now']);
  for (const line of ['STAT 1', 'LIST 1 2', 'RETR', 'RETR 1 2', 'DELE', 'NOOP x', 'QUIT now'])
    await talks(d, [line, '-ERR Wrong arguments']);
  await talks(d, ['NOOP', '+OK']);
  for (const line of [
    'RETR 0',
    'RETR -1',
    'RETR x',
    'RETR 4',
    'RETR 1e0',
    'DELE 99999999999999999999',
    'LIST 01x',
  ])
    await talks(d, [line, '-ERR No such message']);
});

test('an unknown command, an empty line and the names of methods are errors and no more', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  for (const line of [
    '',
    ' ',
    'HELO',
    'constructor',
    '__proto__',
    'XTND XMIT',
    '\xff\xfe',
    'STAT\0',
  ])
    await talks(c, [line, '-ERR Unknown command']);
  await signsIn(c);
});

test('a message that cannot be read is an error of that message alone', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = three;
  stand.mailboxes.unreadable.add(0);
  const c = await stand.asJoe(t);
  await talks(c, ['RETR 1', '-ERR [SYS/TEMP]'], ['TOP 1 0', '-ERR [SYS/TEMP]'], ['RETR 2', '+OK']);
});
