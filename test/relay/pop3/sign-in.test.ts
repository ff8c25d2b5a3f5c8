import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { apopDigest } from '../../../main/relay/users/challenge.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { base64, becomes, Pop3Stand, signsIn } from './pop3-stand.ts';

test('RFC 1939 §7: USER and PASS sign in, and the window is open before +OK', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('USER joe');
  await c.hears('+OK Send the password');
  assert.deepEqual(stand.windows.notes, []);
  await c.says('PASS secret');
  await c.hears('+OK joe has 0 messages');
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1']);
  await c.says('STAT');
  await c.hears('+OK 0 0');
  await c.says('QUIT');
  await c.hears('+OK');
  await c.hearsEnd();
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
});

test('a wrong password and an unknown name sound alike and open nothing', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('USER joe');
  const known = await c.hears('+OK');
  await c.says('PASS wrong');
  const wrong = await c.hears(/^-ERR \[AUTH\] Name or password is wrong$/);
  await c.says('USER nobody');
  assert.equal(await c.line(), known);
  await c.says('PASS wrong');
  assert.equal(await c.line(), wrong);
  await c.says('PASS secret');
  await c.hears('-ERR Send USER first');
  assert.deepEqual(stand.windows.notes, []);
  await signsIn(c);
});

test('a password keeps its spaces, in front, between and behind', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  for (const wrong of ['two  words ', ' two  words', ' two words ']) {
    await c.says('USER ann');
    await c.hears('+OK');
    await c.says(`PASS ${wrong}`);
    await c.hears('-ERR [AUTH]');
  }
  await signsIn(c, 'ann', ' two  words ');
});

test('a password that is not ASCII is right as UTF-8 and as Latin-1', async (t) => {
  const stand = await Pop3Stand.start(t);
  for (const encoding of ['utf8', 'latin1'] as const) {
    const c = await stand.connect(t);
    await c.says('USER zoe');
    await c.hears('+OK');
    await c.sends(Buffer.from('PASS größe\r\n', encoding));
    await c.hears('+OK zoe has ');
    await c.says('QUIT');
    await c.hears('+OK');
  }
});

test('a long password passes, although RFC 2449 §4 bounds other commands', async (t) => {
  const stand = await Pop3Stand.start(t);
  const password = 'ü'.repeat(255);
  stand.signIn.passwords.set('joe', password);
  const c = await stand.connect(t);
  await c.says('USER joe');
  await c.hears('+OK');
  await c.sends(Buffer.from(`PASS ${password}\r\n`));
  await c.hears('+OK joe has ');
});

test('RFC 1939 §7: APOP signs in with the digest of the timestamp', async (t) => {
  const stand = await Pop3Stand.start(t, { apop: true });
  const c = await Conversation.open(t, stand.port);
  const greeting = await c.hears(/^\+OK Mailroom ready <[0-9a-f]{24}@mail\.myclient\.com>$/);
  const timestamp = /<.*>/.exec(greeting)![0];
  await c.says(`APOP joe ${apopDigest(timestamp, 'wrong')}`);
  await c.hears(/^-ERR \[AUTH\] Name or password is wrong, or APOP is not switched on/);
  await c.says(`APOP ann ${apopDigest(timestamp, ' two  words ')}`);
  await c.hears('-ERR [AUTH]');
  await c.says(`APOP joe ${apopDigest(timestamp, 'secret').toUpperCase()}`);
  await c.hears('+OK joe has 0 messages');
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1']);
});

test('RFC 1939 §7: the timestamp is a msg-id also on a PC whose name is none in mail', async (t) => {
  const stand = await Pop3Stand.start(t, { apop: true, hostname: 'Büro PC' });
  const c = await Conversation.open(t, stand.port);
  await c.hears(/^\+OK Mailroom ready <[0-9a-f]{24}@B-ro-PC>$/);
});

test('two greetings never show the same timestamp', async (t) => {
  const stand = await Pop3Stand.start(t, { apop: true });
  const [one, two] = [
    await Conversation.open(t, stand.port),
    await Conversation.open(t, stand.port),
  ];
  assert.notEqual(await one.line(), await two.line());
});

test('where no user has APOP on, the greeting shows no timestamp and APOP is refused', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await Conversation.open(t, stand.port);
  assert.equal(await c.line(), '+OK Mailroom ready');
  await c.says('APOP joe 00000000000000000000000000000000');
  await c.hears('-ERR APOP is not switched on');
});

test('RFC 5034: AUTH PLAIN, with the initial response and without', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${base64('\0joe\0wrong')}`);
  await c.hears('-ERR [AUTH]');
  await c.says('auth plain');
  assert.equal(await c.line(), '+ ');
  await c.says(base64('\0joe\0secret'));
  await c.hears('+OK joe has ');
  const d = await stand.connect(t);
  c.vanishes();
  await becomes(() => stand.windows.notes.length === 2);
  await d.says(`AUTH PLAIN ${base64('joe\0joe\0secret')}`);
  await d.hears('+OK joe has ');
});

test('RFC 4616 §2: nobody signs in to act as somebody else', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${base64('ann\0joe\0secret')}`);
  await c.hears('-ERR [AUTH]');
  assert.deepEqual(stand.windows.notes, []);
});

test('whom a program acts as is compared as names are, in any case', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${base64('JOE\0joe\0secret')}`);
  await c.hears('+OK joe has ');
});

test('AUTH LOGIN asks for name and password', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('AUTH LOGIN');
  assert.equal(await c.line(), `+ ${base64('Username:')}`);
  await c.says(base64('ann'));
  assert.equal(await c.line(), `+ ${base64('Password:')}`);
  await c.says(base64(' two  words '));
  await c.hears('+OK ann has ');
});

test('AUTH: a star cancels, nonsense and unknown kinds are refused, and the session goes on', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('AUTH LOGIN');
  await c.hears('+ ');
  await c.says('*');
  await c.hears('-ERR Sign-in cancelled');
  for (const nonsense of [
    'no base64!',
    'abc',
    '=',
    base64('joe'),
    base64('\0\0'),
    base64('a\0b\0c\0d'),
  ]) {
    await c.says('AUTH PLAIN');
    await c.hears('+ ');
    await c.says(nonsense);
    await c.hears('-ERR That is no answer');
  }
  await c.says('AUTH GSSAPI');
  await c.hears('-ERR Only PLAIN and LOGIN');
  await c.says('AUTH');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), ['PLAIN', 'LOGIN']);
  await c.says(`AUTH LOGIN ${base64('joe')}`);
  await c.hears('+ ');
  await c.says(base64('secret'));
  await c.hears('+OK joe');
  await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await c.hears('-ERR Not now');
});

test('an over-long answer ends the AUTH dialogue', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('AUTH PLAIN');
  await c.hears('+ ');
  await c.says('A'.repeat(5_000));
  await c.hears('-ERR The line is too long');
  await signsIn(c);
});

test('no password in the clear from a network where it is not allowed, with the way out said', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  stand.settings.change('access', { plaintextSignIn: ['192.0.2.0/24'] });
  const c = await stand.connect(t);
  for (const line of [
    'USER joe',
    'PASS secret',
    'AUTH',
    'AUTH LOGIN',
    `AUTH PLAIN ${base64('\0joe\0secret')}`,
  ]) {
    await c.says(line);
    await c.hears(/^-ERR \[SYS\/PERM\] .*SSL\/TLS/);
  }
  assert.equal(stand.journal.events('pop3.needs-encryption').length, 1, 'told once');
  await c.says('CAPA');
  await c.hears('+OK');
  const offered = await c.hearsLines();
  assert.ok(!offered.some((line) => /^USER|^SASL/.test(line)), offered.join());
  assert.ok(offered.includes('STLS'));
  await c.says('STLS');
  await c.hears('+OK');
  await c.startTls();
  await signsIn(c);
});

test('a block and a fault of the sign-in are not told as a wrong password', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  stand.signIn.answer = { outcome: 'unavailable' };
  await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await c.hears('-ERR [SYS/TEMP]');
  stand.signIn.answer = { outcome: 'blocked', until: 1 };
  await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await c.hears('-ERR [SYS/TEMP] Too many failed sign-ins');
  await c.hearsEnd();
  assert.deepEqual(stand.windows.notes, []);
});

test('windows that fail do not keep anybody from the mail', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.windows.isBroken = true;
  const c = await stand.asJoe(t);
  await c.says('QUIT');
  await c.hears('+OK');
  assert.ok(stand.journal.events().includes('pop3.window-failed'));
});

test('a sign-in counts although the mailbox is in use or broken', async (t) => {
  const stand = await Pop3Stand.start(t);
  const first = await stand.asJoe(t);
  const second = await stand.connect(t);
  await second.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await second.hears('-ERR [IN-USE]');
  assert.deepEqual(stand.windows.notes.slice(1), ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
  first.vanishes();
  await becomes(() => !stand.mailboxes.isLocked);
  await signsIn(second);
  await second.says('QUIT');
  await second.hears('+OK');
  for (const [temporary, code] of [
    [true, 'SYS/TEMP'],
    [false, 'SYS/PERM'],
  ] as const) {
    stand.mailboxes.outcome = { outcome: 'failed', temporary, code: 'EIO' };
    const c = await stand.connect(t);
    await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
    await c.hears(`-ERR [${code}]`);
  }
  assert.equal(stand.windows.notes.filter((note) => note.startsWith('granted')).length, 5);
  assert.deepEqual(
    stand.journal.entries
      .filter(({ event }) => event === 'pop3.mailbox-failed')
      .map(({ text }) => text),
    Array(2).fill('The mailbox of joe cannot be read (EIO).'),
  );
});

/** A stand whose password check waits for `open`, and a client that sent its sign-in. */
async function whileChecking(t: TestContext) {
  const stand = await Pop3Stand.start(t);
  let open = (): void => undefined;
  stand.signIn.gate = new Promise((resolve) => (open = resolve));
  const c = await stand.connect(t);
  await c.sends(`AUTH PLAIN ${base64('\0joe\0secret')}\r\n`);
  await becomes(() => stand.lines.some(({ line }) => line.startsWith('AUTH PLAIN')));
  return { stand, c, open };
}

for (const more of ['', 'STAT\r\n'.repeat(100)])
  test(`a client that is cut off while its password is checked frees its place at once${more && ', with commands in line'}`, async (t) => {
    const { stand, c, open } = await whileChecking(t);
    // In a piece of their own: what comes while a command runs.
    await c.sends(more);
    c.socket.resetAndDestroy();
    await becomes(() => stand.server.connectionCount === 0);
    open();
    await becomes(() => stand.windows.notes.length === 2);
    assert.equal(stand.mailboxes.openCount, 0);
  });

test('a client that goes while its password is checked has no mailbox opened for it', async (t) => {
  const { stand, c, open } = await whileChecking(t);
  c.vanishes();
  // Its goodbye came before this greeting was asked for.
  await stand.connect(t);
  open();
  await becomes(() => stand.windows.notes.length === 2);
  assert.equal(stand.mailboxes.openCount, 0);
});

test('a client that closes its side behind its sign-in hears that it is signed in', async (t) => {
  const { stand, c, open } = await whileChecking(t);
  c.socket.end();
  await stand.connect(t);
  open();
  await c.hears('+OK');
  await c.hearsEnd();
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
});

/** A stand whose mailbox opens at `open`, and a client whose password was right. */
async function whileOpening(t: TestContext) {
  const stand = await Pop3Stand.start(t);
  let open = (): void => undefined;
  stand.mailboxes.gate = new Promise((resolve) => (open = resolve));
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await becomes(() => stand.mailboxes.openCount === 1);
  return { stand, c, open };
}

test('who is removed or changed while the mailbox is being opened is not let in', async (t) => {
  const { stand, c, open } = await whileOpening(t);
  stand.mailboxes.messages = ['a: 1\r\n\r\none\r\n'];
  await c.sends('RETR 1\r\n');
  stand.revoked.emit('joe');
  open();
  await c.hears('-ERR [AUTH] ');
  await c.hearsEnd();
  assert.equal(stand.mailboxes.isLocked, false);
  assert.deepEqual(stand.windows.notes, ['granted joe 127.0.0.1', 'ended joe 127.0.0.1']);
});

test('a change of another user ends no sign-in', async (t) => {
  const { stand, c, open } = await whileOpening(t);
  stand.revoked.emit('ann');
  open();
  await c.hears('+OK joe has ');
});

test('a client that goes while its mailbox is being opened frees it', async (t) => {
  const { stand, c, open } = await whileOpening(t);
  c.socket.resetAndDestroy();
  await becomes(() => stand.server.connectionCount === 0);
  open();
  await becomes(() => stand.windows.notes.length === 2);
  assert.equal(stand.mailboxes.isLocked, false);
});

test('no secret is in journal or transcript', async (t) => {
  const stand = await Pop3Stand.start(t, { apop: true });
  const c = await stand.connect(t);
  await c.says('USER ann');
  await c.hears('+OK');
  await c.says('PASS top secret phrase');
  await c.hears('-ERR');
  await c.says(`AUTH PLAIN ${base64('\0ann\0top secret phrase')}`);
  await c.hears('-ERR');
  await c.says('AUTH LOGIN');
  await c.hears('+ ');
  await c.says(base64('ann'));
  await c.hears('+ ');
  await c.says(base64('top secret phrase'));
  await c.hears('-ERR');
  // In base64 it looks like a command.
  await c.says(`AUTH LOGIN ${base64('ann')}`);
  await c.hears('+ ');
  await c.says(base64('ABC'));
  await c.hears('-ERR');
  await c.says('APOP joe 0123456789abcdef0123456789abcdef');
  await c.hears('-ERR');
  const shown = JSON.stringify(stand.lines) + stand.journal.text();
  for (const secret of [
    'secret phrase',
    base64('\0ann\0top secret phrase'),
    base64('top secret phrase'),
    base64('ABC'),
    '0123456789abcdef',
  ])
    assert.ok(!shown.includes(secret), shown);
  assert.ok(
    stand.lines.some(({ direction, line }) => direction === 'in' && line === 'PASS (secret)'),
  );
});
