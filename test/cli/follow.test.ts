import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import type { CommandContext, OnPush } from '../../main/cli/command.ts';
import { systemCommands } from '../../main/cli/system-commands.ts';
import { failed, ok } from '../../main/contract/result.ts';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { ControlServer } from '../../main/control/socket-server.ts';
import { systemClock } from '../../main/relay/lifecycle/clock.ts';
import { within } from '../../main/relay/lifecycle/within.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

test(
  'a follower that is let go while Mailroom runs on is not told that it has stopped',
  { skip: process.platform === 'win32' ? 'Windows has pipes' : false },
  async (t) => {
    const place = controlPath(tempFolder(t));
    let follower: net.Socket | null = null;
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined).setEncoding('utf8');
      socket.on('data', (line: string) => {
        const { id, request } = JSON.parse(line) as { id: number; request: string };
        if (request === 'journal:follow') follower = socket;
        const value = request === 'journal:read' ? [] : null;
        socket.write(`${JSON.stringify({ id, result: { ok: true, value } })}\n`);
        if (request === 'journal:read') follower?.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(place, resolve));
    t.after(() => server.close());
    const connect = async (): Promise<ControlClient> => {
      const client = await ControlClient.open(place);
      assert.ok(client);
      return client;
    };
    const context: CommandContext = {
      ...{ words: [], options: { follow: true }, isJson: false, print: () => undefined },
      ...{ connect, deskFor: connect },
    };
    await assert.rejects(systemCommands['journal']?.run(context) ?? Promise.resolve(), {
      message: 'Mailroom runs on, but the connection to it ended. Type this again.',
      exitCode: 1,
    });
  },
);

test(
  'a follower that is refused ends with the reason, and keeps no connection',
  { skip: process.platform === 'win32' ? 'Windows has pipes' : false },
  async (t) => {
    const place = controlPath(tempFolder(t));
    const server = new ControlServer(place, { handle: () => Promise.resolve(ok([])) }, '1.2.3');
    await server.start();
    t.after(() => server.stop());
    let client: ControlClient | null = null;
    const connect = async (): Promise<ControlClient> => {
      client = await ControlClient.open(place, '1.2.4');
      assert.ok(client);
      return client;
    };
    const context: CommandContext = {
      ...{ words: [], options: { follow: true }, isJson: false, print: () => undefined },
      ...{ connect, deskFor: connect },
    };
    await assert.rejects(systemCommands['journal']?.run(context) ?? Promise.resolve(), {
      code: 'control.other-version',
    });
    const { ended } = client as unknown as ControlClient;
    assert.ok(await within(ended, 5_000, systemClock), 'the connection is closed');
  },
);

test(
  'a follower to whom the journal cannot be read ends with the reason, and keeps no connection',
  { skip: process.platform === 'win32' ? 'Windows has pipes' : false },
  async (t) => {
    const place = controlPath(tempFolder(t));
    const unreadable = failed('journal.unreadable', 'It cannot be read.');
    const handle = (name: string) =>
      Promise.resolve(name === 'journal:read' ? unreadable : ok(null));
    const server = new ControlServer(place, { handle }, '1.2.3');
    await server.start();
    t.after(() => server.stop());
    const clients: ControlClient[] = [];
    const connect = async (): Promise<ControlClient> => {
      const client = await ControlClient.open(place);
      assert.ok(client);
      clients.push(client);
      return client;
    };
    const context: CommandContext = {
      ...{ words: [], options: { follow: true }, isJson: false, print: () => undefined },
      ...{ connect, deskFor: connect },
    };
    await assert.rejects(systemCommands['journal']?.run(context) ?? Promise.resolve(), {
      message: 'It cannot be read.',
    });
    for (const { ended } of clients)
      assert.ok(await within(ended, 5_000, systemClock), 'the connection is closed');
  },
);

test(
  'a follower hears of what holds the wanted text in any field, as in what was before',
  { skip: process.platform === 'win32' ? 'Windows has pipes' : false },
  async (t) => {
    const place = controlPath(tempFolder(t));
    const texts = ['Took a message.', 'Took another.', 'Started.'];
    const entries = texts.map((text, at) => ({
      ...{ at, level: 'info' as const, event: 'smtp.accepted', text },
      ...(at === 0 ? { peer: '10.0.0.7' } : {}),
      ...(at === 1 ? { data: { sender: 'Anna@10.0.0.7' } } : {}),
    }));
    const server = new ControlServer(
      place,
      {
        handle: async (name, _args, context) => {
          if (name === 'journal:follow')
            for (const entry of entries) await context.push('journal:entry', entry);
          else setTimeout(() => void server.stop(), 50);
          return ok([]);
        },
      },
      '1.2.3',
    );
    await server.start();
    const connect = async (): Promise<ControlClient> => {
      const client = await ControlClient.open(place);
      if (client === null) throw new Error('It is gone.');
      return client;
    };
    const log = console.log.bind(console);
    const shown: string[] = [];
    console.log = (line: string) => shown.push(line);
    t.after(() => (console.log = log));
    const context: CommandContext = {
      ...{ words: [], options: { follow: true, text: '10.0.0.7' }, isJson: true },
      ...{ connect, deskFor: connect, print: () => undefined },
    };
    await assert.rejects(systemCommands['journal']?.run(context) ?? Promise.resolve(), {
      message: 'Mailroom has stopped, so nothing more comes.',
    });
    const heard = shown.map((line) => (JSON.parse(line) as { text: string }).text);
    assert.deepEqual(heard, ['Took a message.', 'Took another.']);
  },
);

test('what a follower is told to type is written as it is typed here, as in what was before', async (t) => {
  const entry = {
    ...{ at: 0, level: 'warning' as const, event: 'settings.damaged' },
    text: 'The settings are damaged. See "mailroom doctor".',
  };
  const client = {
    request: (name: string, _args: unknown, onPush: OnPush) => {
      if (name === 'journal:follow') void onPush('journal:entry', { ...entry, at: 1 });
      return Promise.resolve(ok(name === 'journal:read' ? [entry] : null));
    },
    ended: Promise.resolve(),
    close: () => undefined,
  } as unknown as ControlClient;
  const log = console.log.bind(console);
  const shown: string[] = [];
  console.log = (line: string) => shown.push(line);
  process.env['MAILROOM_COMMAND'] = 'npx mailroom';
  t.after(() => {
    console.log = log;
    delete process.env['MAILROOM_COMMAND'];
  });
  const connect = (): Promise<ControlClient> => Promise.resolve(client);
  const context: CommandContext = {
    ...{ words: [], options: { follow: true }, isJson: false, print: () => undefined },
    ...{ connect, deskFor: connect },
  };
  await assert.rejects(systemCommands['journal']?.run(context) ?? Promise.resolve());
  assert.equal(shown.length, 2);
  for (const line of shown) assert.match(line, / See "npx mailroom doctor"\.$/);
});
