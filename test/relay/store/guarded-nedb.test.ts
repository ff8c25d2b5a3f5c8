import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { GuardedNedb, type GuardedNedbOptions } from '../../../main/relay/store/guarded-nedb.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

interface Note {
  readonly _id: string;
  readonly text: string;
}

/** NeDB's own file layer: what it calls when it writes. */
interface Storage {
  appendFileAsync: (file: string, data: string, options: object) => Promise<void>;
  crashSafeWriteFileLinesAsync: (file: string, ...rest: unknown[]) => Promise<void>;
}
const storage = createRequire(import.meta.url)('@seald-io/nedb/lib/storage.js') as Storage;

const full = (): Error => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

/** From now on this file's disk is full: half of each line reaches it. Call the result to free space. */
function fillDisk(t: TestContext, full_: string): () => void {
  const { appendFileAsync, crashSafeWriteFileLinesAsync } = storage;
  const { copyFileSync } = fs;
  fs.copyFileSync = (from, ...rest) => {
    if (from === full_) throw full();
    copyFileSync(from, ...rest);
  };
  storage.appendFileAsync = async (file, data, options) => {
    if (file !== full_) return appendFileAsync(file, data, options);
    fs.appendFileSync(file, data.slice(0, data.length / 2));
    throw full();
  };
  storage.crashSafeWriteFileLinesAsync = async (file, ...rest) => {
    if (file === full_) throw full();
    return crashSafeWriteFileLinesAsync(file, ...rest);
  };
  const free = (): void => {
    Object.assign(storage, { appendFileAsync, crashSafeWriteFileLinesAsync });
    fs.copyFileSync = copyFileSync;
  };
  t.after(free);
  return free;
}

interface Bench {
  readonly file: string;
  readonly putAside: (string | null)[];
  readonly open: (
    options?: Partial<GuardedNedbOptions>,
  ) => Promise<{ db: GuardedNedb<Note>; notes: string[] }>;
}

function bench(t: TestContext): Bench {
  const file = path.join(tempFolder(t), 'data', 'notes.db');
  const putAside: (string | null)[] = [];
  const open: Bench['open'] = async (options = {}) => {
    const db = new GuardedNedb<Note>({
      file,
      isDurable: false,
      onDamage: 'salvage',
      onPutAside: (aside) => void putAside.push(aside),
      now: () => Date.UTC(2026, 10, 23),
      ...options,
    });
    const notes = (await db.load()).map((note) => `${note._id}=${note.text}`);
    return { db, notes: notes.sort() };
  };
  return { file, putAside, open };
}

const line = (id: string, text: string): string => `${JSON.stringify({ _id: id, text })}\n`;

/** Puts bytes where a run before this one left them. */
function leave(file: string, bytes: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
}

test('what was put, replaced and removed is there after opening again', async (t) => {
  const { open } = bench(t);
  const { db } = await open();
  await db.put({ _id: 'a', text: '1' });
  await db.put({ _id: 'a', text: '2' }, { _id: 'b', text: '1' });
  await db.put({ _id: 'c', text: '1' });
  await db.remove({ _id: 'c' });
  await db.remove({ _id: 'b', text: 'another' });
  await db.remove({ _id: 'nobody' });
  assert.deepEqual((await open()).notes, ['a=2', 'b=1']);
});

test('file and folder are the owner’s alone', { skip: process.platform === 'win32' }, async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: '1' });
  assert.equal(fs.statSync(file).mode & 0o777, 0o600);
  assert.equal(fs.statSync(path.dirname(file)).mode & 0o777, 0o700);
});

test(
  'a file that others could read is closed to them, and the copy of a damaged one too',
  { skip: process.platform === 'win32' },
  async (t) => {
    const { file, putAside, open } = bench(t);
    leave(file, `${line('a', '1')}{"_id":"b","te\n`);
    fs.chmodSync(file, 0o644);
    await open();
    for (const one of [file, ...putAside])
      assert.equal(fs.statSync(one ?? '').mode & 0o777, 0o600, one ?? '');
    assert.equal(putAside.length, 1);
  },
);

test('a torn last line of a small file is cut, and nothing else is lost', async (t) => {
  const { file, putAside, open } = bench(t);
  const whole = line('c', '1').slice(0, -1);
  for (let length = 1; length < whole.length; length += 1) {
    leave(file, line('a', '1') + line('b', '1') + whole.slice(0, length));
    assert.deepEqual((await open()).notes, ['a=1', 'b=1'], `torn after ${length}`);
  }
  assert.deepEqual(putAside, []);
});

test('a tail of NULs, as a power cut leaves it, is cut', async (t) => {
  const { file, putAside, open } = bench(t);
  leave(file, line('a', '1') + '\0'.repeat(4096));
  assert.deepEqual((await open()).notes, ['a=1']);
  assert.deepEqual(putAside, []);
});

test('a whole last line without its line break counts', async (t) => {
  const { file, open } = bench(t);
  leave(file, line('a', '1') + line('b', '1').trimEnd());
  const { db, notes } = await open();
  assert.deepEqual(notes, ['a=1', 'b=1']);
  await db.put({ _id: 'c', text: '1' });
  assert.deepEqual((await open()).notes, ['a=1', 'b=1', 'c=1']);
});

test('a damaged file is kept aside, and what can be read is salvaged', async (t) => {
  const { file, putAside, open } = bench(t);
  const damaged = `${line('a', '1')}{"_id":"b","te\n${line('c', '1')}`;
  leave(file, damaged);
  assert.deepEqual((await open()).notes, ['a=1', 'c=1']);
  assert.equal(putAside.length, 1);
  assert.equal(fs.readFileSync(putAside[0]!, 'utf8'), damaged);
  assert.deepEqual((await open()).notes, ['a=1', 'c=1']);
  assert.equal(putAside.length, 1);
});

test('where lines depend on each other, a damaged file is kept aside and the store starts empty', async (t) => {
  const { file, putAside, open } = bench(t);
  leave(file, `${line('a', '1')}{"$$deleted":tr\n`);
  const { db, notes } = await open({ onDamage: 'start-empty' });
  assert.deepEqual(notes, []);
  assert.equal(putAside.length, 1);
  await db.put({ _id: 'b', text: '1' });
  assert.deepEqual((await open()).notes, ['b=1']);
});

test('a file of rubbish does not keep the store from starting', async (t) => {
  const { file, putAside, open } = bench(t);
  leave(file, 'this is no database\n\0\0\0\nnull\n');
  assert.deepEqual((await open()).notes, []);
  assert.equal(putAside.length, 1);
});

test('a load that failed can be tried again', { skip: process.platform === 'win32' }, async (t) => {
  const { file, open } = bench(t);
  fs.mkdirSync(file, { recursive: true });
  await assert.rejects(open());
  fs.rmdirSync(file);
  assert.deepEqual((await open()).notes, []);
});

test('a file that cannot be loaded is not taken for an empty one', async (t) => {
  const { file, open } = bench(t);
  leave(file, line('a', '1'));
  const { crashSafeWriteFileLinesAsync } = storage;
  t.after(() => Object.assign(storage, { crashSafeWriteFileLinesAsync }));
  storage.crashSafeWriteFileLinesAsync = () =>
    Promise.reject(Object.assign(new Error('bad disk'), { code: 'EIO' }));
  await assert.rejects(open(), { code: 'EIO' });
});

test('a full disk: the write rejects, and the half line does not swallow the next one', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open();
  await db.put({ _id: 'a', text: '1' });
  const freeDisk = fillDisk(t, file);
  await assert.rejects(db.put({ _id: 'b', text: '1' }), /Cannot write notes\.db/);
  await assert.rejects(db.put({ _id: 'c', text: '1' }));
  freeDisk();
  await db.put({ _id: 'd', text: '1' });
  assert.deepEqual((await open()).notes, ['a=1', 'd=1']);
});

test('a full disk: what the caller was told had failed is not written later after all', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: 'old' }, { _id: 'b', text: 'old' });
  const freeDisk = fillDisk(t, file);
  await assert.rejects(db.put({ _id: 'a', text: 'new' }));
  await assert.rejects(db.remove({ _id: 'b' }));
  freeDisk();
  await db.put({ _id: 'c', text: '1' });
  assert.deepEqual((await open()).notes, ['a=old', 'b=old', 'c=1']);
});

test('a full disk: a crash before it is repaired loses nothing that was confirmed', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open();
  await db.put({ _id: 'a', text: '1' });
  const freeDisk = fillDisk(t, file);
  await assert.rejects(db.put({ _id: 'b', text: '1' }));
  freeDisk();
  assert.deepEqual((await open()).notes, ['a=1']);
});

test('a full disk: a durable change that failed is not there after a crash either', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: '1' });
  const { appendFileAsync } = storage;
  const freeDisk = fillDisk(t, file);
  // The line still fits, the compaction does not.
  storage.appendFileAsync = appendFileAsync;
  await assert.rejects(db.put({ _id: 'b', text: '1' }));
  freeDisk();
  assert.deepEqual((await open()).notes, ['a=1']);
});

test('a full disk that does not let the half line be cut off, either: the file is written anew before the next one', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open();
  await db.put({ _id: 'a', text: '1' });
  const freeDisk = fillDisk(t, file);
  const { truncateSync } = fs;
  t.after(() => (fs.truncateSync = truncateSync));
  fs.truncateSync = () => {
    throw Object.assign(new Error('another program has it open'), { code: 'EBUSY' });
  };
  await assert.rejects(db.put({ _id: 'b', text: '1' }));
  await assert.rejects(db.put({ _id: 'c', text: '1' }));
  freeDisk();
  await db.put({ _id: 'd', text: '1' });
  assert.equal(fs.readFileSync(file, 'utf8'), line('a', '1') + line('d', '1'));
});

test('a full disk: what was removed does not come back with the repair', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: '1' }, { _id: 'b', text: '1' });
  await db.remove({ _id: 'b' });
  const freeDisk = fillDisk(t, file);
  await assert.rejects(db.put({ _id: 'c', text: '1' }));
  freeDisk();
  await db.put({ _id: 'd', text: '1' });
  assert.deepEqual((await open()).notes, ['a=1', 'd=1']);
});

/** From now on compactions fail at their very end, so many times. */
function failAtTheEnd(t: TestContext, times: number): void {
  const { crashSafeWriteFileLinesAsync } = storage;
  let left = times;
  storage.crashSafeWriteFileLinesAsync = async (...call) => {
    await crashSafeWriteFileLinesAsync(...call);
    left -= 1;
    if (left >= 0) throw new Error('Failed to flush to storage');
  };
  t.after(() => Object.assign(storage, { crashSafeWriteFileLinesAsync }));
}

test('a compaction that fails at its very end is taken back at once: a crash does not bring what has failed', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: '1' });
  failAtTheEnd(t, 1);
  await assert.rejects(db.put({ _id: 'b', text: 'told to have failed' }));
  assert.equal(fs.readFileSync(file, 'utf8'), line('a', '1'));
  failAtTheEnd(t, 1);
  await assert.rejects(db.remove({ _id: 'a' }));
  assert.deepEqual((await open()).notes, ['a=1']);
});

test('a compaction that fails at its very end, and again as it is taken back, is done again before the next write', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: '1' });
  failAtTheEnd(t, 2);
  await assert.rejects(db.put({ _id: 'b', text: 'told to have failed' }));
  await db.put({ _id: 'c', text: '1' });
  assert.equal(fs.readFileSync(file, 'utf8').includes('told to have failed'), false);
  assert.deepEqual((await open()).notes, ['a=1', 'c=1']);
});

test('a full disk does not keep the file from being read, and later writes work', async (t) => {
  const { file, open } = bench(t);
  leave(file, line('a', '1'));
  const freeDisk = fillDisk(t, file);
  const { db, notes } = await open();
  assert.deepEqual(notes, ['a=1']);
  await assert.rejects(db.put({ _id: 'b', text: '1' }));
  freeDisk();
  await db.put({ _id: 'c', text: '1' });
  assert.deepEqual((await open()).notes, ['a=1', 'c=1']);
});

test('a full disk takes no copy of a damaged file: what can be read is in use, and nothing is lost of the rest', async (t) => {
  const { file, putAside, open } = bench(t);
  const removed = `${line('z', '1')}{"_id":"z","$$deleted":true}\n`;
  const damaged = `${line('a', '1')}{"_id":"b","te\n${removed}${line('c', '1')}`;
  leave(file, damaged);
  const { crashSafeWriteFileLinesAsync } = storage;
  const freeDisk = fillDisk(t, file);
  // What can be read is less than the copy, and would still have room.
  storage.crashSafeWriteFileLinesAsync = crashSafeWriteFileLinesAsync;
  const { db, notes } = await open();
  assert.deepEqual(notes, ['a=1', 'c=1']);
  assert.deepEqual([...putAside], [null]);
  await assert.rejects(db.put({ _id: 'd', text: '1' }));
  assert.equal(fs.readFileSync(file, 'utf8'), damaged);
  assert.deepEqual([...putAside], [null], 'said once');
  freeDisk();
  await db.put({ _id: 'e', text: '1' });
  assert.equal(fs.readFileSync(putAside.at(-1) ?? '', 'utf8'), damaged);
  assert.deepEqual((await open()).notes, ['a=1', 'c=1', 'e=1']);
});

test('a full disk takes no copy of a damaged file: where lines depend on each other, nothing is in use', async (t) => {
  const { file, putAside, open } = bench(t);
  const damaged = `${line('a', '1')}{"_id":"b","te\n${line('c', '1')}`;
  leave(file, damaged);
  fillDisk(t, file);
  await assert.rejects(open({ onDamage: 'start-empty' }), { code: 'ENOSPC' });
  assert.deepEqual([putAside, fs.readFileSync(file, 'utf8')], [[], damaged]);
});

test('a durable store leaves no older line behind', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open({ isDurable: true });
  await db.put({ _id: 'a', text: 'first secret' });
  await db.put({ _id: 'a', text: 'second' });
  assert.equal(fs.readFileSync(file, 'utf8'), line('a', 'second'));
});

test('writes at once end in the order in which they were asked for', async (t) => {
  const { open } = bench(t);
  const { db } = await open();
  const texts = Array.from({ length: 20 }, (_, index) => String(index));
  await Promise.all(texts.map((text) => db.put({ _id: 'a', text })));
  assert.deepEqual((await open()).notes, ['a=19']);
});

test('a file of renewals does not grow without end', async (t) => {
  const { file, open } = bench(t);
  const { db } = await open();
  for (let count = 0; count < 1_050; count += 1) await db.put({ _id: 'a', text: String(count) });
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n').length;
  assert.ok(lines < 100, `${lines} lines`);
});
