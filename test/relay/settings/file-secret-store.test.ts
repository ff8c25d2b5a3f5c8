import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FileSecretStore } from '../../../main/relay/settings/file-secret-store.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { watchFiles } from '../mailboxes/watch-files.ts';

test('a secret is kept for the owner only, over a restart, until it is removed', async (t) => {
  const folder = tempFolder(t);
  const store = new FileSecretStore(folder);
  assert.equal(await store.get('provider.password'), null);
  await store.set('provider.password', ' with spaces "and quotes" ');
  assert.equal(
    await new FileSecretStore(folder).get('provider.password'),
    ' with spaces "and quotes" ',
  );
  if (process.platform !== 'win32')
    assert.equal(fs.statSync(path.join(folder, 'secrets.json')).mode & 0o777, 0o600);
  await store.remove('provider.password');
  assert.equal(await store.get('provider.password'), null);
  assert.equal(store.isProtected, false);
  assert.deepEqual(fs.readdirSync(folder), ['secrets.json']);
});

test('changes at the same time all count', async (t) => {
  const folder = tempFolder(t);
  const store = new FileSecretStore(folder);
  const names = Array.from({ length: 20 }, (_, i) => `name-${i}`);
  await Promise.all(names.map((name) => store.set(name, name)));
  assert.deepEqual(await Promise.all(names.map((name) => store.get(name))), names);
});

test('who asks while a new secret is written gets the new one', async (t) => {
  const store = new FileSecretStore(tempFolder(t));
  const written = store.set('provider.password', 'new');
  assert.equal(await store.get('provider.password'), 'new');
  await written;
});

test('a secret that is kept survives a power cut: content and name are flushed', async (t) => {
  const folder = tempFolder(t);
  const { steps } = watchFiles(t);
  await new FileSecretStore(folder).set('provider.password', 'hunter3');
  const place = path.basename(folder);
  assert.deepEqual(steps, [
    `write ${place}/secrets.json.next`,
    `flush ${place}/secrets.json.next`,
    `rename ${place}/secrets.json.next ${place}/secrets.json`,
    `flush ${folder.split(path.sep).slice(-2).join('/')}`,
  ]);
});

test('what a crash left of a write keeps no later one from the disk, nor from being the owner’s alone', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'secrets.json.next'), '{"provi', { mode: 0o644 });
  const store = new FileSecretStore(folder);
  await store.set('provider.password', 'hunter3');
  assert.equal(await store.get('provider.password'), 'hunter3');
  if (process.platform !== 'win32')
    assert.equal(fs.statSync(path.join(folder, 'secrets.json')).mode & 0o777, 0o600);
});

test('names that objects have by themselves are names like others', async (t) => {
  const store = new FileSecretStore(tempFolder(t));
  assert.equal(await store.get('constructor'), null);
  assert.equal(await store.get('toString'), null);
});

test('a damaged file is an error with the remedy and without any of its content', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'secrets.json'), '{"provider.password":"hunter2"');
  await assert.rejects(new FileSecretStore(folder).get('provider.password'), (error: Error) => {
    assert.match(error.message, /is damaged\. Enter the provider’s password again/);
    assert.equal(`${error.stack ?? ''}${String(error.cause)}`.includes('hunter2'), false);
    return true;
  });
});

test('a file that is JSON but holds no secrets is damaged', async (t) => {
  const folder = tempFolder(t);
  const store = new FileSecretStore(folder);
  for (const text of ['null', '5', '{"provider.password":5}']) {
    fs.writeFileSync(path.join(folder, 'secrets.json'), text);
    await assert.rejects(store.get('provider.password'), { code: 'secrets.damaged' }, text);
  }
});

test('a secret that is entered anew takes the place of a damaged file, which is kept', async (t) => {
  const folder = tempFolder(t);
  fs.writeFileSync(path.join(folder, 'secrets.json'), '{"provider.password":"hunter2', {
    mode: 0o600,
  });
  const store = new FileSecretStore(folder);
  await store.set('provider.password', 'hunter3');
  assert.equal(await store.get('provider.password'), 'hunter3');
  const aside = fs.readdirSync(folder).filter((name) => name.startsWith('secrets.json.damaged-'));
  assert.equal(aside.length, 1);
  if (process.platform !== 'win32')
    assert.equal(fs.statSync(path.join(folder, aside[0] ?? '')).mode & 0o077, 0);
});

test('a file that the system does not give is named, and is not put aside: it may be whole', async (t) => {
  const folder = tempFolder(t);
  fs.mkdirSync(path.join(folder, 'secrets.json'));
  const store = new FileSecretStore(folder);
  const fault = {
    code: 'secrets.unreadable',
    message:
      /^The file with the stored passwords, .+, cannot be read \(EISDIR\)\. Look at the disk/,
  };
  await assert.rejects(store.get('provider.password'), fault);
  await assert.rejects(store.set('provider.password', 'hunter3'), fault);
  await assert.rejects(store.remove('provider.password'), fault);
  assert.deepEqual(fs.readdirSync(folder), ['secrets.json']);
});
