import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { ok, type Result } from '../../main/contract/result.ts';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { ControlServer } from '../../main/control/socket-server.ts';
import { until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const onlyUnix = process.platform === 'win32' ? 'Windows has pipes' : false;
const version = '1.2.3';
const longName = 'a-name-that-somebody-gave-a-folder-without-thinking-of-sockets-'.repeat(2);

interface Answer {
  readonly id: number | null;
  readonly result: Result<unknown>;
}

async function serving(t: TestContext, socketPath: string): Promise<void> {
  const server = new ControlServer(
    socketPath,
    {
      handle: (name, args) => Promise.resolve(ok({ name, args })),
    },
    version,
  );
  await server.start();
  t.after(() => server.stop());
}

for (const [what, name] of [
  ['a usual', 'data'],
  ['a very long', longName],
] as const)
  test(
    `${what} data folder has a socket that only its owner opens`,
    { skip: onlyUnix },
    async (t) => {
      const folder = path.join(tempFolder(t), name);
      fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
      const socketPath = controlPath(folder);
      assert.ok(Buffer.byteLength(socketPath) <= 103, 'what macOS takes');
      await serving(t, socketPath);
      const later = path.join(folder, 'later');
      fs.mkdirSync(later, { mode: 0o700 });
      assert.equal(fs.statSync(later).mode & 0o777, 0o700, 'what is made later is as it was');
      assert.equal(fs.statSync(socketPath).mode & 0o777, 0o600);
      const client = await ControlClient.open(socketPath);
      assert.ok(client);
      const result = await client.request('status:get', {});
      assert.deepEqual(result, ok({ name: 'status:get', args: {} }));
      client.close();
    },
  );

test(
  'an act on 100,000 messages goes through, and what is longer is told at once',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = controlPath(tempFolder(t));
    await serving(t, socketPath);
    const client = await ControlClient.open(socketPath);
    assert.ok(client);
    const ids = Array.from({ length: 100_000 }, (_, at) => `MA2QWE7RTZ${at}`);
    assert.deepEqual(
      await client.request('queue:hold', { ids }),
      ok({ name: 'queue:hold', args: { ids } }),
    );
    const path = 'x'.repeat(9 << 20);
    const tooLong = await client.request('settings:get', { path });
    assert.equal(tooLong.ok ? '' : tooLong.error.code, 'control.too-long');
    client.close();
  },
);

test(
  'work that learns late of its caller learns at once that the caller has gone',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = controlPath(tempFolder(t));
    const heard: string[] = [];
    const server = new ControlServer(
      socketPath,
      {
        handle: async (_name, _args, context) => {
          await new Promise<void>((resolve) => context.onEnd(resolve));
          context.onEnd(() => heard.push('late'));
          return ok(null);
        },
      },
      version,
    );
    await server.start();
    t.after(() => server.stop());
    const socket = net.connect(socketPath);
    socket.write('{"id":1,"request":"doctor:run","args":{}}\n', () => socket.destroy());
    await until('the late one runs', () => heard.length > 0);
    assert.deepEqual(heard, ['late']);
  },
);

test(
  'who asks in another version hears that, and nothing is done for him',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = controlPath(tempFolder(t));
    await serving(t, socketPath);
    for (const [asks, code] of [
      ['1.2.4', 'control.other-version'],
      [version, 'ok'],
    ] as const) {
      const client = await ControlClient.open(socketPath, asks);
      const result = await client?.request('queue:pause', {});
      assert.equal(result?.ok === false ? result.error.code : 'ok', code);
      client?.close();
    }
  },
);

test(
  'what a crash left of a socket keeps no relay from the next',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = controlPath(tempFolder(t));
    fs.writeFileSync(socketPath, '');
    await serving(t, socketPath);
    const client = await ControlClient.open(socketPath);
    assert.ok(client);
    client.close();
  },
);

test('after its answer only a follower hears more', { skip: onlyUnix }, async (t) => {
  const socketPath = controlPath(tempFolder(t));
  const relay = net.createServer((socket) => {
    socket.on('error', () => socket.destroy()).setEncoding('utf8');
    socket.on('data', (line: string) => {
      const { id } = JSON.parse(line) as { id: number };
      const later = { id, push: 'journal:entry', value: id };
      socket.write([{ id, result: ok(null) }, later].map((one) => JSON.stringify(one)).join('\n'));
      socket.write('\n');
    });
  });
  await new Promise<void>((resolve) => relay.listen(socketPath, resolve));
  t.after(() => relay.close());
  const client = await ControlClient.open(socketPath);
  assert.ok(client);
  const heard: unknown[] = [];
  for (const request of ['status:get', 'journal:follow', 'queue:pause'] as const)
    await client.request(request, {}, (_name, value) => void heard.push(value));
  await until('the follower hears it', () => heard.length > 0);
  client.close();
  await client.ended;
  assert.deepEqual(heard, [2]);
});

test(
  'what is no request is told as such, and the next one is answered',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = controlPath(tempFolder(t));
    await serving(t, socketPath);
    const socket = net.connect(socketPath).setEncoding('utf8');
    t.after(() => socket.destroy());
    let said = '';
    socket.on('data', (text: string) => (said += text));
    const lines = [
      'GET / HTTP/1.1',
      '{"id":1}',
      '{"id":"1","request":"a"}',
      '{"request":"a"}',
      '5',
    ];
    socket.write([...lines, '{"id":7,"request":"status:get"}', ''].join('\n'));
    await until('all are answered', () => said.split('\n').length > 6);
    const answers = said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
    const codes = answers.map(({ result }) => (result.ok ? 'ok' : result.error.code));
    assert.deepEqual(codes, [...lines.map(() => 'control.garbage'), 'ok']);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [...lines.map(() => null), 7],
    );
  },
);

test('a relay that ends lets go who is still connected', { skip: onlyUnix }, async (t) => {
  const socketPath = controlPath(tempFolder(t));
  const server = new ControlServer(
    socketPath,
    { handle: () => new Promise(() => undefined) },
    version,
  );
  await server.start();
  const client = await ControlClient.open(socketPath);
  assert.ok(client);
  const asked = client.request('status:get', {});
  await server.stop();
  const lost = await asked;
  assert.equal(lost.ok ? '' : lost.error.code, 'control.lost');
  assert.equal(await ControlClient.open(socketPath), null);
});

test('who asks after the end is told so', { skip: onlyUnix }, async (t) => {
  const socketPath = controlPath(tempFolder(t));
  await serving(t, socketPath);
  const client = await ControlClient.open(socketPath);
  assert.ok(client);
  const { ended } = client;
  client.close();
  await ended;
  const late = await client.request('status:get', {});
  assert.equal(late.ok ? '' : late.error.code, 'control.lost');
  await client.ended;
});

for (const [what, answer] of [
  ['no JSON', 'HTTP/1.1 400 Bad Request\r\n'],
  ['no object', 'null\n'],
  ['no result', '{"id":1,"result":"yes"}\n'],
  ['nothing at all', '{"id":1}\n'],
  ['a refusal without a reason', '{"id":1,"result":{"ok":false}}\n'],
] as const)
  test(`an answer that is ${what} is an error value, and ends the connection`, async (t) => {
    const socketPath = controlPath(tempFolder(t));
    const stranger = net.createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', () => socket.write(answer));
    });
    await new Promise<void>((resolve) => stranger.listen(socketPath, resolve));
    t.after(() => stranger.close());
    const client = await ControlClient.open(socketPath);
    assert.ok(client);
    for (let turn = 0; turn < 2; turn += 1) {
      const result: Result<unknown> = await client.request('status:get', {});
      assert.equal(result.ok ? '' : result.error.code, 'control.garbage');
    }
    await client.ended;
  });

/** One at a time, and each on its way before the next: letters of several octets come apart. */
async function inOctets(socket: net.Socket, text: string): Promise<void> {
  for (const octet of Buffer.from(text)) {
    await new Promise((resolve) => socket.write(Buffer.from([octet]), resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('an answer is whole in whatever pieces it comes', { skip: onlyUnix }, async (t) => {
  const socketPath = controlPath(tempFolder(t));
  const line = `${JSON.stringify({ id: 1, result: ok('größer') })}\n`;
  const relay = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', () => void inOctets(socket, line));
  });
  await new Promise<void>((resolve) => relay.listen(socketPath, resolve));
  t.after(() => relay.close());
  const client = await ControlClient.open(socketPath);
  assert.ok(client);
  assert.deepEqual(await client.request('status:get', {}), ok('größer'));
  client.close();
});

test('two long folders have two sockets, and one folder has one however it is written', () => {
  const folder = path.join('/srv', longName);
  assert.notEqual(controlPath(`${folder}1`), controlPath(`${folder}2`));
  assert.equal(controlPath(path.join(folder, '..', longName)), controlPath(folder));
  assert.match(controlPath('C:\\office', 'win32'), /^\\\\\.\\pipe\\mailroom-[0-9a-f]{24}$/);
});

test('a folder of somebody else’s in /tmp is not trusted', { skip: onlyUnix }, async (t) => {
  const own = path.dirname(controlPath(path.join('/srv', longName)));
  const folder = `${own}-open`;
  fs.mkdirSync(folder, { mode: 0o700 });
  t.after(() => fs.rmSync(folder, { recursive: true }));
  fs.chmodSync(folder, 0o777);
  const socketPath = path.join(folder, 'x.sock');
  await assert.rejects(serving(t, socketPath), /can be opened by others/);
  assert.equal(await ControlClient.open(socketPath), null);
});

test(
  'a caller that stops reading is let go, and the others are served',
  { skip: onlyUnix },
  async (t) => {
    const socketPath = path.join(tempFolder(t), 'control.sock');
    let pushed = 0;
    let isOver = false;
    const flood = 'x'.repeat(1 << 20);
    const server = new ControlServer(
      socketPath,
      {
        async handle(name, _args, context) {
          if (name !== 'journal:follow') return ok(null);
          context.onEnd(() => (isOver = true));
          for (; pushed < 200 && !isOver; pushed += 1) {
            void context.push('queue:chunk', { base64: flood });
            await new Promise((resolve) => setImmediate(resolve));
          }
          return ok(null);
        },
      },
      version,
    );
    await server.start();
    t.after(() => server.stop());
    const stuck = net.connect(socketPath);
    t.after(() => stuck.destroy());
    // Nobody reads what comes back.
    stuck.write('{"id":1,"request":"journal:follow","args":{}}\n');
    const other = await ControlClient.open(socketPath);
    assert.ok(other);
    await until('it was let go', () => isOver);
    assert.ok(pushed < 60, `${pushed} MB were held for it`);
    assert.deepEqual(await other.request('status:get', {}), ok(null));
    other.close();
  },
);
