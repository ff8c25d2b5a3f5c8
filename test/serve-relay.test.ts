import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { defaultSettings } from '../main/contract/settings.ts';
import { lockDataFolder } from '../main/relay/lifecycle/data-folder-lock.ts';
import { makeHere } from '../main/relay/tls/certificate-maker.ts';
import { FileSecretStore } from '../main/relay/settings/file-secret-store.ts';
import { serveRelay, type ServeHost } from '../main/serve-relay.ts';
import { freePorts } from './helpers/free-ports.ts';
import { until } from './helpers/running-relay.ts';
import { tempFolder } from './helpers/temp-folder.ts';

/** What a start that comes to nothing says, and the exit codes that it asks for. */
const started = (t: TestContext, ...words: string[]) => startedBy(t, {}, words);

async function startedBy(t: TestContext, more: Partial<ServeHost>, words: readonly string[]) {
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
    ...more,
  };
  await serveRelay(words, host);
  if (more.makeCertificates) await until('the end', () => codes.length > 0);
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

test('who ends it while it starts hears that it has stopped, and not that it runs', async (t) => {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  const before = signals.map((signal) => process.listeners(signal));
  t.after(() => {
    for (const [at, signal] of signals.entries())
      for (const listener of process.listeners(signal))
        if (!before[at]?.includes(listener)) process.off(signal, listener);
  });
  const listeners = Object.keys(defaultSettings.listeners).map((name) => `listeners.${name}`);
  const places = [...listeners, 'practice'];
  const ports = await freePorts(places.length);
  const sets = places.flatMap((place, at) => ['--set', `${place}.port=${ports[at]}`]);
  const makeCertificates: ServeHost['makeCertificates'] = (request) => {
    process.emit('SIGHUP', 'SIGHUP');
    return makeHere(request);
  };
  // In the bundles the build puts it there.
  Object.assign(globalThis, { MAILROOM_VERSION: '0.0.0' });
  const folder = tempFolder(t);
  const { said, codes } = await startedBy(t, { makeCertificates }, ['--data', folder, ...sets]);
  assert.deepEqual([said, codes], ['Mailroom has stopped.', [0]]);
  assert.equal(fs.existsSync(path.join(folder, 'lock')), false);
});
