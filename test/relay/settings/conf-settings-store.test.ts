import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { defaultSettings, type Settings } from '../../../main/contract/settings.ts';
import { ServiceFault } from '../../../main/relay/lifecycle/service-fault.ts';
import { ConfSettingsStore } from '../../../main/relay/settings/conf-settings-store.ts';
import { migrate } from '../../../main/relay/settings/migrations.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';
import { watchFiles } from '../mailboxes/watch-files.ts';

const named = (hostname: string): Settings => ({ ...defaultSettings, hostname });
const onDisk = (folder: string, name = 'config.json') =>
  JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Settings;
const open = (folder: string) => new ConfSettingsStore(folder, new TestClock());

/** A folder with saved settings of this host name. */
async function savedFolder(folder: string, hostname: string): Promise<string> {
  const saved = await open(folder).set(named(hostname));
  assert.ok(saved.ok);
  return path.join(folder, 'config.json');
}

test('a new folder starts with the first settings and no file', (t) => {
  const folder = tempFolder(t);
  const store = open(folder);
  assert.deepEqual(store.get(), defaultSettings);
  assert.equal(store.notice, null);
  assert.deepEqual(fs.readdirSync(folder), []);
});

test('what is set is in force, told, saved for the owner only, and there after a restart', async (t) => {
  const folder = tempFolder(t);
  const store = open(folder);
  const heard: string[] = [];
  store.onChange((now, before) => heard.push(`${before.hostname}>${now.hostname}`));
  await store.set(named('one.example'));
  await store.set(named('two.example'));
  assert.deepEqual(heard, ['>one.example', 'one.example>two.example']);
  assert.equal(store.get().hostname, 'two.example');
  assert.deepEqual(open(folder).get(), named('two.example'));
  for (const name of ['config.json', 'config.json.last-good'])
    if (process.platform !== 'win32')
      assert.equal(fs.statSync(path.join(folder, name)).mode & 0o777, 0o600, name);
});

test('saves at the same time end with the last one, in the file and in force', async (t) => {
  const folder = tempFolder(t);
  const store = open(folder);
  await Promise.all(['a', 'b', 'c'].map((name) => store.set(named(name))));
  assert.equal(store.get().hostname, 'c');
  assert.equal(onDisk(folder).hostname, 'c');
});

test('a fault of somebody who follows the settings ends no later save', async (t) => {
  const store = open(tempFolder(t));
  const forget = store.onChange(() => {
    throw new Error('a fault of ours');
  });
  await assert.rejects(store.set(named('one.example')), /a fault of ours/);
  forget();
  assert.ok((await store.set(named('two.example'))).ok);
  assert.equal(store.get().hostname, 'two.example');
});

test('what is not valid changes nothing', async (t) => {
  const folder = tempFolder(t);
  await savedFolder(folder, 'good.example');
  const store = open(folder);
  const result = await store.set(named('not a host'));
  assert.equal(result.ok, false);
  assert.equal(store.get().hostname, 'good.example');
  assert.equal(onDisk(folder).hostname, 'good.example');
});

test('a setting that is saved survives a power cut: the name of its file is flushed', async (t) => {
  const folder = tempFolder(t);
  const store = open(folder);
  const { steps } = watchFiles(t);
  assert.ok((await store.set(named('one.example'))).ok);
  assert.deepEqual(steps, [`flush ${folder.split(path.sep).slice(-2).join('/')}`]);
});

test('a save that fails is a value with the remedy, and changes nothing', async (t) => {
  const failing = {
    path: path.join(tempFolder(t), 'config.json'),
    write: () => Promise.reject(new Error('ENOSPC: no space left on device')),
  };
  const store = new ConfSettingsStore(path.dirname(failing.path), new TestClock(), failing);
  const result = await store.set(named('new.example'));
  if (result.ok) assert.fail('accepted');
  assert.match(result.error.message, /could not be saved: ENOSPC/);
  assert.match(result.error.hint ?? '', /disk is not full/);
  assert.equal(store.get().hostname, '');
});

test('a save that the disk does not confirm changes nothing, after a restart either', async (t) => {
  const folder = tempFolder(t);
  await savedFolder(folder, 'one.example');
  const store = open(folder);
  const watch = watchFiles(t);
  watch.onStep = (step) => {
    if (step.startsWith('flush')) throw new Error('EIO: i/o error');
  };
  const result = await store.set(named('two.example'));
  if (result.ok) assert.fail('accepted');
  assert.match(result.error.hint ?? '', /nothing was changed/);
  assert.equal(store.get().hostname, 'one.example');
  assert.equal(open(folder).get().hostname, 'one.example');
});

for (const [name, content] of [
  ['junk', '\0\0\0\0junk'],
  ['empty', ''],
  ['a list', '[]'],
  ['of no valid version', '{"version":"one"}'],
  ['of a negative version', '{"version":-1}'],
  ['not valid', '{"version":1,"listeners":{"relay":{"port":"twenty-five"}}}'],
  ['truncated', null],
] as const)
  test(`a file that is ${name} is put aside, named, and the last good one used`, async (t) => {
    const folder = tempFolder(t);
    const file = await savedFolder(folder, 'good.example');
    const bad = content ?? fs.readFileSync(file, 'utf8').slice(0, -20);
    fs.writeFileSync(file, bad);
    const store = open(folder);
    assert.equal(store.get().hostname, 'good.example');
    const aside = 'config.json.damaged-2026-11-23T09-00-00-000Z';
    assert.equal(fs.readFileSync(path.join(folder, aside), 'utf8'), bad);
    assert.ok(store.notice?.includes(aside), store.notice ?? 'no notice');
    assert.match(store.notice ?? '', /last good settings are used/);
    assert.equal(onDisk(folder).hostname, 'good.example');
    assert.equal(open(folder).notice, null);
    assert.ok((await store.set(named('next.example'))).ok);
  });

test('a damaged file without a good copy leads to the first settings, and says so', (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'config.json'), '{');
  const store = open(folder);
  assert.deepEqual(store.get(), defaultSettings);
  assert.match(store.notice ?? '', /No good copy was found/);
});

test('each start with the first settings after a damage says so, until settings are saved', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'config.json'), '{');
  open(folder);
  for (const store of [open(folder), open(folder)])
    assert.match(store.notice ?? '', /is missing since it was damaged\. No good copy was found/);
  assert.ok((await open(folder).set(named('good.example'))).ok);
  assert.equal(open(folder).notice, null);
});

test('of two damaged copies neither is restored: the next start begins with the first settings', async (t) => {
  const folder = tempFolder(t);
  const file = await savedFolder(folder, 'good.example');
  for (const name of [file, `${file}.last-good`]) fs.writeFileSync(name, '{"half');
  assert.match(open(folder).notice ?? '', /No good copy was found/);
  assert.equal(fs.existsSync(file), false);
  assert.match(open(folder).notice ?? '', /is missing since it was damaged/);
});

test('a file that a person wrote is what is used when it is damaged later, and its copy is the owner’s only', (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'config.json');
  fs.writeFileSync(file, JSON.stringify(named('typed.example')), { mode: 0o644 });
  assert.equal(open(folder).get().hostname, 'typed.example');
  if (process.platform !== 'win32')
    assert.equal(fs.statSync(`${file}.last-good`).mode & 0o777, 0o600);
  fs.writeFileSync(file, '{"half');
  assert.equal(open(folder).get().hostname, 'typed.example');
});

test('a crash between putting aside and restoring is made good at the next start', async (t) => {
  const folder = tempFolder(t);
  const file = await savedFolder(folder, 'good.example');
  fs.rmSync(file);
  const store = open(folder);
  assert.equal(store.get().hostname, 'good.example');
  assert.match(store.notice ?? '', /was missing/);
});

test('a full disk keeps no start from the last good settings, nor the one after it', async (t) => {
  const folder = tempFolder(t);
  const file = await savedFolder(folder, 'good.example');
  fs.writeFileSync(file, '{"version": 1, "host');
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const { copyFileSync } = fs;
  t.after(() => (fs.copyFileSync = copyFileSync));
  fs.copyFileSync = () => {
    throw full;
  };
  for (const words of [/damaged/, /missing/]) {
    const store = open(folder);
    assert.equal(store.get().hostname, 'good.example');
    assert.match(store.notice ?? '', words);
  }
  fs.copyFileSync = copyFileSync;
  open(folder);
  assert.equal(onDisk(folder).hostname, 'good.example');
});

test('a file damaged while the program runs does not keep it from saving', async (t) => {
  const folder = tempFolder(t);
  const file = await savedFolder(folder, 'good.example');
  const store = open(folder);
  fs.writeFileSync(file, '{"half');
  assert.ok((await store.set(named('next.example'))).ok);
  assert.equal(onDisk(folder).hostname, 'next.example');
});

test('a file that an editor of Windows saved with its mark in front is as good as another', (t) => {
  const folder = tempFolder(t);
  const text = JSON.stringify({ ...named('typed.example') });
  fs.writeFileSync(path.join(folder, 'config.json'), `\uFEFF${text}`);
  const store = open(folder);
  assert.equal(store.get().hostname, 'typed.example');
  assert.equal(store.notice, null);
});

test('settings of a newer program are refused in plain words and not touched', (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'config.json'), '{"version":99}');
  assert.throws(
    () => open(folder),
    (error) => error instanceof ServiceFault && /newer Mailroom/.test(error.message),
  );
  assert.deepEqual(fs.readdirSync(folder), ['config.json']);
  assert.deepEqual(onDisk(folder), { version: 99 });
});

test('a file without a version number is version 0 and is brought up to date', (t) => {
  const folder = tempFolder(t);
  const fixture = new URL('./version-0.json', import.meta.url);
  fs.copyFileSync(fixture, path.join(folder, 'config.json'));
  const settings = open(folder).get();
  assert.equal(settings.version, 1);
  assert.equal(settings.listeners.relay.port, 25);
  assert.equal(settings.popAuth.windowMinutes, 10);
});

test('migrations run in order, each once, from the version of the file', () => {
  const steps = ['a', 'b', 'c'].map((name, i) => (old: Readonly<Record<string, unknown>>) => ({
    version: i + 1,
    trace: `${typeof old['trace'] === 'string' ? old['trace'] : ''}${name}`,
  }));
  assert.deepEqual(migrate({}, steps), { ok: true, value: { version: 3, trace: 'abc' } });
  assert.deepEqual(migrate({ version: 2 }, steps), { ok: true, value: { version: 3, trace: 'c' } });
  assert.equal(migrate({ version: 4 }, steps).ok, false);
});

test('an override is in force but never saved, also when something else is saved', async (t) => {
  const folder = tempFolder(t);
  await savedFolder(folder, 'saved.example');
  const store = open(folder);
  assert.ok(store.override({ ...named('override.example') }).ok);
  assert.equal(store.get().hostname, 'override.example');
  await store.set({ ...store.get(), journal: { keepDays: 7 } });
  assert.equal(store.get().hostname, 'override.example');
  assert.equal(onDisk(folder).hostname, 'saved.example');
  assert.equal(onDisk(folder).journal.keepDays, 7);
  await store.set({ ...store.get(), hostname: 'chosen.example' });
  assert.equal(onDisk(folder).hostname, 'chosen.example');
  await store.set({ ...store.get(), hostname: 'override.example' });
  // Chosen too, whatever the run began with.
  assert.equal(onDisk(folder).hostname, 'override.example');
});

test('what only goes together with an override is not saved, and the file stays as it was', async (t) => {
  const folder = tempFolder(t);
  await savedFolder(folder, 'saved.example');
  const store = open(folder);
  const { listeners, practice } = defaultSettings;
  const free = { ...listeners, relay: { ...listeners.relay, port: 2600 } };
  assert.ok(store.override({ ...store.get(), listeners: free }).ok);
  const taken = { ...practice, port: listeners.relay.port };
  const result = await store.set({ ...store.get(), practice: taken });
  assert.equal(result.ok ? '' : result.error.code, 'settings.clash');
  assert.equal(store.get().practice.port, practice.port);
  assert.equal(onDisk(folder).hostname, 'saved.example');
});

test('a file that cannot be opened is named with the remedy, and left alone', (t) => {
  const folder = tempFolder(t);
  // Also for an administrator, whom no rights stop.
  fs.mkdirSync(path.join(folder, 'config.json'));
  assert.throws(() => new ConfSettingsStore(folder), {
    name: 'ServiceFault',
    message: /^The settings file, \S+config\.json, cannot be read \(EISDIR\)\. Look at the disk/,
  });
  assert.deepEqual(fs.readdirSync(folder), ['config.json']);
});
