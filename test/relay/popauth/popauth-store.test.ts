import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { AddressKey } from '../../../main/relay/net/address.ts';
import { NedbPopAuthStore, type WindowRow } from '../../../main/relay/popauth/popauth-store.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { watchFiles } from '../mailboxes/watch-files.ts';

const desk = '192.0.2.7' as AddressKey;
const joe: WindowRow = {
  address: desk,
  user: 'joe',
  grantedAt: 100,
  expiresAt: 1_000,
  source: 'pop3',
};
const ann: WindowRow = { ...joe, user: 'ann', source: 'operator' };

function database(t: TestContext) {
  const file = path.join(tempFolder(t), 'popauth.db');
  const putAside: string[] = [];
  const open = async () => {
    const onPutAside = (aside: string): void => void putAside.push(aside);
    const store = new NedbPopAuthStore({ file, onPutAside, now: () => 5 });
    const rows = await store.load();
    return { store, rows: [...rows].sort((a, b) => a.user.localeCompare(b.user)) };
  };
  return { file, putAside, open };
}

test('rows come back as they were put, one for each address and user', async (t) => {
  const { open } = database(t);
  const { store } = await open();
  await store.put(joe);
  await store.put(ann);
  await store.put({ ...joe, expiresAt: 2_000 });
  assert.deepEqual((await open()).rows, [ann, { ...joe, expiresAt: 2_000 }]);
});

test('only what is expired at the moment of removal is removed: a renewed row stays', async (t) => {
  const { open } = database(t);
  const { store } = await open();
  await store.put(joe);
  await store.put(ann);
  await store.put({ ...joe, expiresAt: 1_001 });
  await store.removeEnded(joe);
  await store.removeEnded(ann);
  assert.deepEqual((await open()).rows, [{ ...joe, expiresAt: 1_001 }]);
});

test('a removed row is gone, and its neighbours stay', async (t) => {
  const { open } = database(t);
  const { store } = await open();
  await store.put(joe);
  await store.put(ann);
  await store.remove(desk, 'joe');
  assert.deepEqual((await open()).rows, [ann]);
});

test('what was removed is flushed where that is asked for: a power cut must not open it again', async (t) => {
  const { open } = database(t);
  const { store } = await open();
  await store.put(joe);
  await store.remove(desk, 'joe');
  const { steps } = watchFiles(t);
  await store.flush();
  assert.match(steps.join(), /^flush [^,]+\/popauth\.db$/);
});

test('a damaged database is put aside and starts empty: a lost removal must not let anybody send', async (t) => {
  const { file, putAside, open } = database(t);
  const { store } = await open();
  await store.put(joe);
  fs.appendFileSync(file, '{"$$deleted":tru\n{"$$indexCreated":{"fieldName":"x"}}\n');
  assert.deepEqual((await open()).rows, []);
  assert.equal(putAside.length, 1);
});

test('rows that are none are passed over, other spellings of an address are one', async (t) => {
  const { file, open } = database(t);
  const rows = [
    { ...joe, _id: '1', address: '::ffff:192.0.2.7' },
    { ...joe, _id: '2', address: 'somewhere' },
    { ...joe, _id: '3', expiresAt: 'for ever' },
    { _id: '4' },
  ];
  fs.writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  assert.deepEqual((await open()).rows, [joe]);
});
