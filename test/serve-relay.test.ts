import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { defaultSettings } from '../main/contract/settings.ts';
import { lockDataFolder } from '../main/relay/lifecycle/data-folder-lock.ts';
import { FileSecretStore } from '../main/relay/settings/file-secret-store.ts';
import { serveRelay, type ServeHost } from '../main/serve-relay.ts';
import { tempFolder } from './helpers/temp-folder.ts';

/** What a start that comes to nothing says, and the exit codes that it asks for. */
async function started(t: TestContext, ...words: string[]) {
  const said: string[] = [];
  const codes: number[] = [];
  const real = { error: console.error, log: console.log };
  t.after(() => Object.assign(console, real));
  const say = (text: string): void => void said.push(text);
  Object.assign(console, { error: say, log: say });
  const host: ServeHost = {
    command: 'npx mailroom',
    secrets: (dataFolder) => Promise.resolve(new FileSecretStore(dataFolder)),
    exit: (code) => void codes.push(code),
  };
  await serveRelay(words, host);
  Object.assign(console, real);
  return { said: said.join('\n'), codes };
}

test('what is typed wrongly ends with 2, and with the sentence what is wrong', async (t) => {
  for (const [words, sentence] of [
    [['--port', '25'], /^There is no option --port\.\n\nnpx mailroom serve: runs the relay/],
    [['now'], /^"now" is one word too many\./],
    [['--data='], /^--data needs the name of a folder behind it\./],
    [['--data', tempFolder(t), '--set', 'hostname'], /^--set hostname: write it as PATH=VALUE\.$/],
    [['--data', tempFolder(t), '--set', 'ports=25'], /See all with "npx mailroom settings get"\.$/],
    [
      ['--data', tempFolder(t), '--set', 'practice.port=0'],
      /^The setting practice\.port must be 1 or more/,
    ],
  ] as const) {
    const { said, codes } = await started(t, ...words);
    assert.match(said, sentence);
    assert.deepEqual(codes, [2]);
  }
});

test('who asks for help gets it, and nothing is made', async (t) => {
  const folder = path.join(tempFolder(t), 'data');
  const { said, codes } = await started(t, '--help', '--data', folder);
  assert.match(said, /^npx mailroom serve: .+\n +--set PATH=VALUE +a setting for this run only/s);
  assert.deepEqual(codes, [0]);
  assert.equal(fs.existsSync(folder), false);
});

test('a folder that has an owner keeps it: who comes second is told which process that is', async (t) => {
  const folder = tempFolder(t);
  const lock = lockDataFolder(folder);
  assert.ok(lock.outcome === 'locked');
  t.after(() => lock.release());
  const { said, codes } = await started(t, '--data', folder);
  const words = `Mailroom runs already for ${folder} (process ${process.pid}). Use it, or stop it first.`;
  assert.deepEqual([said, codes], [words, [3]]);
});

test('a start that cannot be says why in a sentence, without a stack, and ends with 1', async (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'config.json');
  fs.writeFileSync(file, JSON.stringify({ ...defaultSettings, version: 2 }));
  for (const [data, sentence] of [
    [file, /^Mailroom cannot start: \S+config\.json is no folder\. Move away what stands there/],
    [
      folder,
      /^Mailroom cannot start: These settings were written by a newer Mailroom .+ folder\.$/,
    ],
  ] as const) {
    const { said, codes } = await started(t, '--data', data);
    assert.match(said, sentence);
    assert.deepEqual(codes, [1]);
  }
  assert.match(fs.readFileSync(file, 'utf8'), /"version":2/, 'it is left alone');
});
