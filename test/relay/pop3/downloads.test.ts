import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type net from 'node:net';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import type { Maildrop } from '../../../main/relay/mailboxes/mailboxes.ts';
import { becomes, Pop3Stand } from './pop3-stand.ts';

const minuteMs = 60_000;

test('a client that stops reading holds nothing in memory, stops nobody, and is let go', async (t) => {
  const stand = await Pop3Stand.start(t);
  let madeBytes = 0;
  let isClosed = false;
  const piece = Buffer.alloc(64 << 10, 'x');
  stand.mailboxes.messages = [
    () =>
      new Readable({
        read() {
          madeBytes += piece.length;
          this.push(madeBytes < 150 << 20 ? piece : null);
        },
        destroy(error, done) {
          isClosed = true;
          done(error);
        },
      }),
  ];
  const c = await stand.asJoe(t);
  c.socket.pause();
  await c.says('RETR 1');
  await becomes(() => madeBytes > 0);
  const other = await stand.connect(t);
  await other.says('USER ann');
  await other.hears('+OK');
  // What the two sockets' buffers in the system take, and one piece more.
  assert.ok(madeBytes < 16 << 20, `${madeBytes} octets were read ahead`);
  stand.clock.advance(10.1 * minuteMs);
  await becomes(() => isClosed && !stand.mailboxes.isLocked);
});

/** joe's mailbox with one message, that is there from `open` on; and joe, who asks for it. */
async function whileReading(t: TestContext, body: Buffer | Readable) {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const maildrop: Maildrop = {
    ...{ messages: [{ sizeBytes: 6, uid: 'one' }], release: () => false },
    read: () => gate.then(() => body),
    commit: () => Promise.resolve([]),
  };
  const stand = await Pop3Stand.start(t, {
    mailboxes: { open: () => Promise.resolve({ outcome: 'open', maildrop }) },
  });
  const c = await stand.asJoe(t);
  await c.says('RETR 1');
  await becomes(() => stand.lines.at(-1)?.line === 'RETR 1');
  return { stand, c, open };
}

test('a client that goes on talking while it is answered waits until it is heard, and costs no memory', async (t) => {
  const accepted: net.Socket[] = [];
  const note = (message: unknown): unknown =>
    accepted.push((message as { socket: net.Socket }).socket);
  subscribe('net.server.socket', note);
  t.after(() => unsubscribe('net.server.socket', note));
  const { c, open } = await whileReading(t, Buffer.from('a: 1\r\n'));
  const commands = 10_000;
  c.socket.write(`NOOP${' '.repeat(240)}\r\n`.repeat(commands));
  c.socket.end('QUIT\r\n');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const takenBytes = accepted[0]?.bytesRead ?? Infinity;
  assert.ok(takenBytes < 256 << 10, `${takenBytes} octets were taken`);
  open();
  const heard = await c.hearsAll();
  assert.equal(heard.filter((line) => line === '+OK').length, commands);
  assert.equal(heard.at(-1), '+OK Goodbye');
});

test('a client that goes before its message is found leaves no file open', async (t) => {
  const body = new Readable({ read: () => undefined });
  const { stand, c, open } = await whileReading(t, body);
  c.socket.resetAndDestroy();
  await becomes(() => stand.server.connectionCount === 0);
  open();
  await becomes(() => body.destroyed);
});

test('TOP reads no more of a long message than it sends', async (t) => {
  let madeBytes = 0;
  const body = new Readable({
    read() {
      madeBytes += 64 << 10;
      const line = `${'x'.repeat(62)}\r\n`;
      this.push(madeBytes < 150 << 20 ? `a: 1\r\n\r\n${line.repeat(1 << 10)}` : null);
    },
  });
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = [() => body];
  const c = await stand.asJoe(t);
  await c.says('TOP 1 1');
  await c.hears('+OK');
  assert.deepEqual(await c.hearsLines(), ['a: 1', '', 'x'.repeat(62)]);
  assert.ok(body.destroyed);
  assert.ok(madeBytes < 1 << 20, `${madeBytes} octets were read`);
});

test('a long download at a slow pace is not idle', async (t) => {
  const stand = await Pop3Stand.start(t);
  let pieces = 0;
  stand.mailboxes.messages = [
    () =>
      new Readable({
        read() {
          pieces += 1;
          this.push(pieces < 400 ? Buffer.alloc(64 << 10, 'x') : null);
        },
      }),
  ];
  const c = await stand.asJoe(t);
  let got = 0;
  c.socket.on('data', (chunk: Buffer) => {
    got += chunk.length;
    // Each piece takes a second of the test's time: in all far more than ten minutes.
    stand.clock.advance(2_000);
  });
  await c.says('RETR 1');
  await becomes(() => got > 399 * (64 << 10));
  assert.equal(stand.server.connectionCount, 1);
});

test('many long messages in one session leave no listeners behind', async (t) => {
  const stand = await Pop3Stand.start(t);
  const warnings: string[] = [];
  const note = (warning: Error): unknown => warnings.push(warning.name);
  process.on('warning', note);
  t.after(() => process.off('warning', note));
  stand.mailboxes.messages = [
    () => Readable.from([Buffer.alloc(300_000, 'x'), Buffer.from('\r\n')]),
  ];
  const c = await stand.asJoe(t);
  for (let turn = 0; turn < 40; turn += 1) {
    await c.says('RETR 1');
    await c.hears('+OK');
    assert.deepEqual(
      (await c.hearsLines()).map(({ length }) => length),
      [300_000],
    );
  }
  assert.deepEqual(warnings, []);
});

test('a message that breaks off closes the connection: half of it must not look whole', async (t) => {
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = [
    () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('a: 1\r\n\r\nhalf\r\n');
          await Promise.resolve();
          throw new Error('the disk is gone');
        })(),
      ),
  ];
  const c = await stand.asJoe(t);
  await c.says('RETR 1');
  await assert.rejects(async () => {
    await c.hears('+OK');
    await c.hearsLines();
  }, /the server closed/);
  assert.ok(stand.journal.events().includes('pop3.fault'));
});

test('a client that is slow to take its last messages gets them whole, and the goodbye behind them', async (t) => {
  const accepted: net.Socket[] = [];
  const note = (message: unknown): unknown =>
    accepted.push((message as { socket: net.Socket }).socket);
  subscribe('net.server.socket', note);
  t.after(() => unsubscribe('net.server.socket', note));
  const stand = await Pop3Stand.start(t);
  stand.mailboxes.messages = [`a: 1\r\n\r\n${'x'.repeat(40_000)}\r\n`];
  const c = await stand.asJoe(t);
  c.socket.pause();
  let asked = 0;
  // What the system takes of an answer is not ours any more.
  for (; (accepted[0]?.writableLength ?? 0) === 0; asked += 1) {
    await c.says('RETR 1');
    await becomes(() => stand.lines.length === 2 * asked + 7);
  }
  await c.says('DELE 1');
  await c.says('QUIT');
  await becomes(() => stand.lines.at(-1)?.line === '+OK Goodbye');
  stand.clock.advance(6_000);
  c.socket.resume();
  const heard = await c.hearsAll();
  assert.equal(heard.filter((line) => line === '.').length, asked);
  assert.deepEqual(heard.at(-1), '+OK Goodbye');
});
