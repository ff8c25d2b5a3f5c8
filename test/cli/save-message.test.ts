import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { controlPath } from '../../main/control/control-path.ts';
import { until } from '../helpers/running-relay.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const cli = path.resolve(import.meta.dirname, '../../out/main/cli.js');
const onlyUnix = { skip: process.platform === 'win32' ? 'Windows has no signals' : false };

/** A relay that gives the beginning of a message and then nothing more; resolves to its data folder. */
async function slowRelay(t: TestContext): Promise<string> {
  const folder = tempFolder(t);
  const server = net.createServer((socket) => {
    const says = (line: object): void => void socket.write(`${JSON.stringify(line)}\n`);
    socket.on('error', () => undefined).setEncoding('utf8');
    socket.on('data', (line: string) => {
      const { id, request } = JSON.parse(line) as { id: number; request: string };
      if (request === 'queue:export')
        says({
          id,
          push: 'queue:chunk',
          value: { base64: Buffer.from('Half').toString('base64') },
        });
      else says({ id, result: { ok: true, value: '' } });
    });
  });
  await new Promise<void>((resolve) => server.listen(controlPath(folder), resolve));
  t.after(() => server.close());
  return folder;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(
    `a message that is being saved leaves no half of itself at ${signal}`,
    onlyUnix,
    async (t) => {
      const folder = await slowRelay(t);
      const file = path.join(folder, 'M1.eml');
      const words = ['queue', 'export', 'M1', file, '--data', folder];
      const child = spawn(process.execPath, [cli, ...words]);
      t.after(() => child.kill('SIGKILL'));
      const ended = new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
      await until('half of it is there', () => fs.existsSync(file) && fs.statSync(file).size > 0);
      child.kill(signal);
      assert.equal(await ended, signal);
      assert.equal(fs.existsSync(file), false);
    },
  );
