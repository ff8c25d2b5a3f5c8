import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import type { CommandContext } from '../../main/cli/command.ts';
import { systemCommands } from '../../main/cli/system-commands.ts';
import { ok } from '../../main/contract/result.ts';
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
