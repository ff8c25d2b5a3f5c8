import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Protector } from '../../main/desktop/safe-storage.ts';
import { SealedSecretStore } from '../../main/desktop/sealed-secret-store.ts';
import { FileSecretStore } from '../../main/relay/settings/file-secret-store.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** Writes it as hex, and opens only what it closed. */
const protector: Protector = {
  encrypt: (text) => Promise.resolve(Buffer.from(`+${Buffer.from(text).toString('hex')}`)),
  decrypt: (sealed) => {
    const text = sealed.toString();
    return text.startsWith('+')
      ? Promise.resolve(Buffer.from(text.slice(1), 'hex').toString())
      : Promise.reject(new Error('no'));
  },
};

function storeIn(t: TestContext, keeper: Protector | null = protector) {
  const folder = tempFolder(t);
  const plain = new FileSecretStore(folder);
  const sealed = new FileSecretStore(folder, 'secrets.sealed.json');
  const read = (name: string): string => {
    const file = path.join(folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  };
  return {
    plain,
    sealed,
    read,
    store: new SealedSecretStore({ plain, sealed, protector: keeper }),
  };
}

test('a secret is stored sealed and comes back', async (t) => {
  const { store, read } = storeIn(t);
  await store.set('provider.password', 'hush');
  assert.equal(await store.get('provider.password'), 'hush');
  assert.equal(store.isProtected, true);
  assert.doesNotMatch(read('secrets.json') + read('secrets.sealed.json'), /hush/);
  await store.remove('provider.password');
  assert.equal(await store.get('provider.password'), null);
});

test('a secret that a run in the terminal left in plain is taken over and sealed', async (t) => {
  const { store, plain, read } = storeIn(t);
  await plain.set('provider.password', 'hush');
  assert.equal(await store.get('provider.password'), 'hush');
  assert.doesNotMatch(read('secrets.json'), /hush/);
  assert.equal(await store.get('provider.password'), 'hush');
});

test('without protection of the system it still works, and says so', async (t) => {
  const { store, read } = storeIn(t, null);
  await store.set('provider.password', 'hush');
  assert.equal(await store.get('provider.password'), 'hush');
  assert.equal(store.isProtected, false);
  assert.match(read('secrets.json'), /hush/);
});

test('a secret that this system does not open asks for it again, without naming it', async (t) => {
  const { store, sealed } = storeIn(t);
  await sealed.set('provider.password', Buffer.from('hush').toString('base64'));
  await assert.rejects(store.get('provider.password'), (error: Error) => {
    assert.match(error.message, /Enter it again/);
    assert.doesNotMatch(error.message, /hush/);
    return true;
  });
});

test('a secret that cannot be sealed now is used all the same, and sealed when it can be', async (t) => {
  let isLocked = true;
  const { store, plain, read } = storeIn(t, {
    ...protector,
    encrypt: (text) =>
      isLocked ? Promise.reject(new Error('the keyring is locked')) : protector.encrypt(text),
  });
  await plain.set('provider.password', 'hush');
  assert.equal(await store.get('provider.password'), 'hush');
  isLocked = false;
  assert.equal(await store.get('provider.password'), 'hush');
  assert.doesNotMatch(read('secrets.json'), /hush/);
});

test('a secret that is entered while an older one is being sealed stays', async (t) => {
  let letGo = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => (letGo = resolve));
  let begun = (): void => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const { store, plain } = storeIn(t, {
    ...protector,
    encrypt: async (text) => {
      begun();
      if (text === 'old') await isHeld;
      return protector.encrypt(text);
    },
  });
  await plain.set('provider.password', 'old');
  const asked = store.get('provider.password');
  await hasBegun;
  const entered = store.set('provider.password', 'new');
  // Not waiting in line, it would be through long before this.
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  letGo();
  await Promise.all([asked, entered]);
  assert.equal(await store.get('provider.password'), 'new');
});
