import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate as aTurn } from 'node:timers/promises';
import type { Maildrop } from '../../../main/relay/mailboxes/mailboxes.ts';
import { Conversation } from '../../helpers/conversation.ts';
import { base64, becomes, Pop3Stand, signsIn } from './pop3-stand.ts';

const minuteMs = 60_000;

test('a command that comes octet by octet is one command', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  c.socket.setNoDelay(true);
  for (const octet of 'USER joe\r\nPASS secret\r\nSTAT\r\n') await c.sends(octet);
  await c.hears('+OK Send');
  await c.hears('+OK joe has 0 messages');
  await c.hears('+OK 0 0');
});

test('RFC 2449 §6.6: commands glued together are answered in order', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = [
    'a: 1\r\n\r\none\r\n',
    () => Readable.from([Buffer.from('a: 2\r\n\r\ntwo\r\n')]),
  ];
  const c = await stand.connect(t);
  await c.sends(
    'USER joe\r\nPASS secret\r\nRETR 1\r\nRETR 2\r\nRETR 1\r\nDELE 1\nQUIT\r\nSTAT\r\n',
  );
  await c.hears('+OK Send');
  await c.hears('+OK joe');
  for (const word of ['one', 'two', 'one']) {
    await c.hears('+OK');
    assert.equal((await c.hearsLines()).at(-1), word);
  }
  await c.hears('+OK Message 1');
  await c.hears('+OK Goodbye');
  await c.hearsEnd();
  assert.deepEqual(stand.mailboxes.deleted, [0]);
});

test('RFC 2449 §6.6: a client that sends a thousand commands at once lets others have their turn', async (t) => {
  let inOneTurn = 0;
  let most = 0;
  const read = (): Promise<Buffer> => {
    stand.clock.advance(2);
    inOneTurn += 1;
    most = Math.max(most, inOneTurn);
    setImmediate(() => (inOneTurn = 0));
    return Promise.resolve(Buffer.from('a: 1\r\n'));
  };
  const maildrop: Maildrop = {
    ...{ messages: [{ sizeBytes: 6, uid: 'one' }], read, release: () => false },
    commit: () => Promise.resolve([]),
  };
  const stand: Pop3Stand = await Pop3Stand.start(t, {
    mailboxes: { open: () => Promise.resolve({ outcome: 'open', maildrop }) },
  });
  const c = await stand.asJoe(t);
  await c.sends(`${'RETR 1\r\n'.repeat(1_000)}QUIT\r\n`);
  for (let turn = 0; turn < 1_000; turn += 1) {
    await c.hears('+OK 6 octets');
    assert.deepEqual(await c.hearsLines(), ['a: 1']);
  }
  await c.hears('+OK Goodbye');
  assert.ok(most <= 5, `${most} at a stretch`);
});

test('a client that closes its side after its commands gets all answers', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = ['a: 1\r\n\r\none\r\n'];
  const c = await stand.connect(t);
  c.socket.end('USER joe\r\nPASS secret\r\nRETR 1\r\nSTAT\r\n');
  await c.hears('+OK');
  await c.hears('+OK');
  await c.hears('+OK');
  await c.hearsLines();
  await c.hears('+OK 1 ');
  await c.hearsEnd();
});

test('RFC 2449 §4: a line that is too long is refused once, and the session goes on', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.asJoe(t);
  for (const octets of [254, 4_097, 100_000]) {
    await c.says('N'.repeat(octets));
    await c.hears('-ERR The line is too long');
    await c.says('STAT');
    await c.hears('+OK 0 0');
  }
});

test('STLS: what was sent in the clear behind it is thrown away', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  const c = await stand.connect(t);
  await c.sends('STLS\r\nUSER joe\r\nPASS secret\r\nQUIT\r\n');
  await c.hears('+OK Begin TLS');
  await c.startTls();
  await c.says('CAPA');
  await c.hears('+OK Capabilities');
  const offered = await c.hearsLines();
  assert.ok(offered.includes('USER') && !offered.includes('STLS'));
  assert.deepEqual(stand.windows.notes, []);
  await c.says('STLS');
  await c.hears('-ERR The connection is encrypted already');
  await signsIn(c);
  c.vanishes();
  await becomes(() => stand.server.connectionCount === 0 && !stand.mailboxes.isLocked);
});

test('RFC 2595 §4: STLS forgets the user name that was said before', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  const c = await stand.connect(t);
  await c.says('USER joe');
  await c.hears('+OK');
  await c.says('STLS');
  await c.hears('+OK');
  await c.startTls();
  await c.says('PASS secret');
  await c.hears('-ERR Send USER first');
});

test('without a certificate there is no STLS', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  await c.says('STLS');
  await c.hears('-ERR');
  await signsIn(c);
});

test('a client that speaks no TLS after STLS loses its own connection only', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  const other = await stand.connect(t);
  const c = await stand.connect(t);
  await c.says('STLS');
  await c.hears('+OK');
  await c.sends('USER joe\r\n'.repeat(50));
  await c.hearsEnd();
  await signsIn(other);
});

test('where there is no certificate, the port for TLS keeps nobody waiting', async (t) => {
  const stand = await Pop3Stand.start(t, { name: 'pop3s' });
  stand.context = null;
  const c = await Conversation.open(t, stand.port);
  await c.hearsEnd();
  await becomes(() => stand.server.connectionCount === 0);
});

test('RFC 8314: implicit TLS greets inside TLS; strangers to TLS and silent ones are let go', async (t) => {
  const stand = await Pop3Stand.start(t, { name: 'pop3s' });
  stand.settings.change('access', { plaintextSignIn: [] });
  const c = await stand.connect(t, { tls: true });
  await c.says('STLS');
  await c.hears('-ERR');
  await signsIn(c);
  const stranger = await Conversation.open(t, stand.port);
  await stranger.says('USER joe');
  await stranger.hearsEnd();
  const codes = (): string[] =>
    stand.journal.entries
      .filter(({ event }) => event === 'pop3.connection-failed')
      .map(({ data }) => String(data?.['code']));
  assert.deepEqual(codes(), ['ERR_SSL_WRONG_VERSION_NUMBER']);
  const silent = await Conversation.open(t, stand.port);
  await becomes(() => stand.server.connectionCount === 2);
  stand.clock.advance(31_000);
  await silent.hearsEnd();
  await becomes(() => codes().length > 1);
  assert.deepEqual(codes().slice(1), ['TLS_MISSING']);
  await c.says('NOOP');
  await c.hears('+OK');
});

test('a program that begins with TLS where STLS is wanted stands in the journal; one that goes on with STLS does not', async (t) => {
  const stand = await Pop3Stand.start(t, { tls: true });
  const c = await stand.connect(t);
  await c.says('STLS');
  await c.hears('+OK');
  await c.startTls();
  await signsIn(c);
  await assert.rejects(Conversation.open(t, stand.port, { tls: true }), /wrong version number/i);
  const failed = (): readonly string[] => stand.journal.events('pop3.connection-failed');
  await becomes(() => failed().length > 0);
  const { data, text } =
    stand.journal.entries.find(({ event }) => event === 'pop3.connection-failed') ?? {};
  assert.deepEqual(data, { code: 'TLS_UNASKED' });
  assert.equal(
    text,
    'A program at 127.0.0.1 encrypts from the beginning, but this port does not. Set the program to STARTTLS, or to the port for SSL/TLS.',
  );
  assert.equal(failed().length, 1);
});

test('IPv6: the peer is noted as its address', async (t) => {
  const stand = await Pop3Stand.start(t, { host: '' });
  const c = await stand.connect(t, { host: '::1' });
  await signsIn(c);
  await c.says('QUIT');
  await c.hears('+OK');
  await c.hearsEnd();
  const d = await stand.connect(t, { host: '127.0.0.1' });
  await signsIn(d);
  const granted = stand.windows.notes.filter((note) => note.startsWith('granted'));
  assert.deepEqual(granted, ['granted joe ::1', 'granted joe 127.0.0.1']);
});

test('RFC 1939 §3: after ten idle minutes the connection closes without a word, nothing deleted', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = ['a: 1\r\n\r\none\r\n'];
  const c = await stand.asJoe(t);
  await c.says('DELE 1');
  await c.hears('+OK');
  stand.clock.advance(9.9 * minuteMs);
  await c.says('NOOP');
  await c.hears('+OK');
  stand.clock.advance(9.9 * minuteMs);
  await c.says('NOOP');
  await c.hears('+OK');
  stand.clock.advance(10.1 * minuteMs);
  await assert.rejects(c.line(), /the server closed; unread: ""/);
  assert.deepEqual(stand.mailboxes.deleted, []);
  assert.equal(stand.mailboxes.isLocked, false);
});

test(
  'the system asks after a client of which nothing is heard, so that one that lost its network is let go',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async (t) => {
    const stand = await Pop3Stand.start(t);
    const c = await stand.asJoe(t);
    // /proc/net/tcp: far end, state, queues, and which timer runs (02: keepalive) till when (1/100 s).
    const port = (c.socket.localPort ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const line = new RegExp(`:${port} 01 \\S+ 02:([0-9A-F]+)`);
    const hundredths = (): number =>
      parseInt(line.exec(fs.readFileSync('/proc/net/tcp', 'utf8'))?.[1] ?? 'FFFFFF', 16);
    await becomes(() => hundredths() <= 6_000);
  },
);

test('who is removed or gets another password reads no more, and nothing is deleted', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = ['a: 1\r\n\r\none\r\n'];
  const joe = await stand.asJoe(t);
  const other = await stand.connect(t);
  await joe.says('DELE 1');
  await joe.hears('+OK');
  stand.revoked.emit('joe');
  await joe.hearsEnd();
  assert.deepEqual(stand.mailboxes.deleted, []);
  assert.equal(stand.mailboxes.isLocked, false);
  await other.says('USER ann');
  await other.hears('+OK');
});

test('who is removed hears no answer to what waits in line, also where the client closed its side', async (t) => {
  const stand = await Pop3Stand.start(t);
  const first = new Readable({ read: () => undefined });
  stand.mailboxes.messages = [() => first, 'a: 2\r\n\r\ntwo\r\n'];
  const joe = await stand.asJoe(t);
  joe.socket.end('RETR 1\r\nRETR 2\r\nDELE 1\r\nQUIT\r\n');
  await joe.hears('+OK');
  // Whoever is answered later was heard later: the server knows by then that the client closed its side.
  await stand.connect(t);
  await (await stand.connect(t)).says('QUIT');
  await becomes(() => stand.server.connectionCount === 2);
  stand.revoked.emit('joe');
  first.push('a: 1\r\n\r\none\r\n');
  first.push(null);
  assert.deepEqual(await joe.hearsLines(), ['a: 1', '', 'one']);
  assert.deepEqual(await joe.hearsAll(), []);
  assert.deepEqual(stand.mailboxes.deleted, []);
});

test('what is said after the goodbye is not heard, and breaks off nothing', async (t) => {
  const stand = await Pop3Stand.start(t);
  const socket = net.connect({ port: stand.port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  let heard = '';
  const faults: Error[] = [];
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
  socket.on('error', (error) => faults.push(error));
  socket.on('end', () => socket.end('STAT\r\n'));
  socket.write('QUIT\r\n');
  await becomes(() => socket.destroyed && stand.server.connectionCount === 0);
  assert.deepEqual(faults, []);
  assert.match(heard, /\+OK Goodbye\r\n$/);
  assert.deepEqual(stand.lines.at(-1), { direction: 'out', line: '+OK Goodbye' });
});

test('a client that keeps its side open after the goodbye is let go', async (t) => {
  const stand = await Pop3Stand.start(t);
  const socket = net.connect({ port: stand.port, host: '127.0.0.1', allowHalfOpen: true });
  t.after(() => socket.destroy());
  socket.on('error', () => undefined);
  socket.resume();
  socket.write('QUIT\r\n');
  await becomes(() => socket.readableEnded);
  assert.equal(stand.server.connectionCount, 1);
  stand.clock.advance(5_000);
  await becomes(() => stand.server.connectionCount === 0);
});

test('octets that never make a command keep no session', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  for (let minute = 0; minute < 12; minute += 3) {
    await c.sends('N');
    await new Promise((resolve) => setTimeout(resolve, 10));
    stand.clock.advance(3 * minuteMs);
  }
  await c.hearsEnd();
});

test('a session has an end however busy it is', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.settings.change('limits', { sessionMinutes: 60 });
  const c = await stand.asJoe(t);
  for (let minute = 0; minute < 54; minute += 9) {
    stand.clock.advance(9 * minuteMs);
    await c.says('NOOP');
    await c.hears('+OK');
  }
  stand.clock.advance(7 * minuteMs);
  await c.hearsEnd();
});

test('a fault of ours closes that connection with SYS/TEMP and no other', async (t) => {
  const stand = await Pop3Stand.start(t);
  const other = await stand.asJoe(t);
  stand.signIn.isBroken = true;
  const c = await stand.connect(t);
  await c.says(`AUTH PLAIN ${base64('\0joe\0secret')}`);
  await c.hears('-ERR [SYS/TEMP]');
  await c.hearsEnd();
  assert.ok(stand.journal.events().includes('pop3.fault'));
  await other.says('NOOP');
  await other.hears('+OK');
});

test('too many errors, or too many commands before sign-in, end the session', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.connect(t);
  for (let errors = 1; errors < 20; errors += 1) {
    await c.says('FOO');
    await c.hears('-ERR Unknown');
  }
  await c.says('FOO');
  await c.hears('-ERR Too many errors');
  await c.hearsEnd();
  const d = await stand.connect(t);
  for (let turn = 0; turn < 50; turn += 1) {
    await d.says('USER joe');
    await d.hears('+OK');
  }
  await d.says('USER joe');
  await d.hears('-ERR Too many commands');
  await d.hearsEnd();
});

test('a web page that makes a browser ask here does not get as far as guessing passwords', async (t) => {
  const stand = await Pop3Stand.start(t);
  const asked: unknown[] = [];
  const check = stand.signIn.check.bind(stand.signIn);
  stand.signIn.check = (credentials) => {
    asked.push(credentials);
    return check(credentials);
  };
  for (const request of ['POST / HTTP/1.1', 'GET /index.html HTTP/1.1', 'OPTIONS * HTTP/1.1']) {
    const c = await stand.connect(t);
    await c.sends(`${request}\r\nHost: localhost\r\n\r\nUSER joe\r\nPASS guess\r\n`);
    await c.hears('-ERR This is a mail server');
    await c.hearsEnd();
  }
  assert.deepEqual(asked, []);
});

test('errors between good commands do not add up after sign-in', async (t) => {
  const stand = await Pop3Stand.start(t);
  const c = await stand.asJoe(t);
  for (let turn = 0; turn < 30; turn += 1) {
    await c.says('RETR 1');
    await c.hears('-ERR');
    await c.says('NOOP');
    await c.hears('+OK');
  }
});

test('connections over the limits hear why and are closed; a closed one makes room', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.settings.change('limits', { connectionsPerAddress: 2 });
  const first = await stand.connect(t);
  await stand.connect(t);
  const third = await Conversation.open(t, stand.port);
  await third.hears('-ERR [SYS/TEMP] Too many connections');
  await third.hearsEnd();
  await first.says('QUIT');
  await first.hears('+OK');
  await first.hearsEnd();
  await becomes(() => stand.server.connectionCount === 1);
  await stand.connect(t);
});

test('500 idle connections stop nobody', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.settings.change('limits', { connectionsPerAddress: 600 });
  const sockets = Array.from({ length: 500 }, () => net.connect(stand.port, '127.0.0.1'));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (const socket of sockets) socket.on('error', () => undefined);
  await becomes(() => stand.server.connectionCount === 500);
  await signsIn(await stand.connect(t));
});

test('stop: a command under way ends, and what stands behind it is not done', async (t) => {
  const stand = await Pop3Stand.start(t);
  let open = (): void => undefined;
  stand.signIn.gate = new Promise((resolve) => (open = resolve));
  const idle = await stand.connect(t);
  const busy = await stand.connect(t);
  await busy.sends(`AUTH PLAIN ${base64('\0joe\0secret')}\r\nSTAT\r\n`);
  await becomes(() => stand.lines.some(({ line }) => line.startsWith('AUTH PLAIN')));
  const stopped = stand.server.stop(2_000);
  await idle.hearsEnd();
  open();
  await busy.hears('+OK joe has');
  await assert.rejects(busy.line(), /the server closed; unread: ""/);
  await stopped;
  assert.equal(stand.server.status.state, 'stopped');
  assert.equal(stand.mailboxes.isLocked, false);
});

test('stop: a command that does not end is cut at the deadline, and not before', async (t) => {
  const stand = await Pop3Stand.start(t);
  let open = (): void => undefined;
  stand.signIn.gate = new Promise((resolve) => (open = resolve));
  t.after(() => open());
  const busy = await stand.connect(t);
  await busy.sends(`AUTH PLAIN ${base64('\0joe\0secret')}\r\n`);
  await becomes(() => stand.lines.some(({ line }) => line.startsWith('AUTH PLAIN')));
  const stopped = stand.server.stop(2_000);
  stand.clock.advance(1_999);
  await aTurn();
  assert.equal(stand.server.connectionCount, 1);
  stand.clock.advance(1);
  await busy.hearsEnd();
  await stopped;
  assert.equal(stand.server.status.state, 'stopped');
});

test('random octets in any state break nothing', async (t) => {
  const stand = await Pop3Stand.start(t);
  let seed = 7;
  const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648);
  for (let turn = 0; turn < 30; turn += 1) {
    const c = turn % 2 === 0 ? await stand.connect(t) : await stand.asJoe(t);
    const noise = Buffer.from(Array.from({ length: 2_000 }, () => random() & 0xff));
    await c.sends(noise);
    c.socket.end('\r\nQUIT\r\n');
    await c.hearsEnd();
    await becomes(() => !stand.mailboxes.isLocked);
  }
  assert.deepEqual(stand.journal.events('pop3.fault'), []);
});
