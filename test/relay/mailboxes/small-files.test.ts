import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { SmallFiles } from '../../../main/relay/mailboxes/small-files.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';

const letter = 'Subject: hello';

/** A disk of which the test says how long each read takes. */
class Disk {
  readonly clock = new TestClock();
  readonly files = new SmallFiles(this.clock);
  readonly file: string;
  /** What a read costs; told by the clock, which is asked when it begins and when it ends. */
  readMs = 0;

  constructor(t: TestContext) {
    this.file = path.join(tempFolder(t), 'letter');
    fs.writeFileSync(this.file, letter);
    const { openSync } = fs;
    fs.openSync = (...args) => {
      this.clock.advance(this.readMs);
      return openSync(...args);
    };
    t.after(() => (fs.openSync = openSync));
  }

  /** How the file was read: at once, or through the pool. */
  async read(sizeBytes = letter.length): Promise<'at once' | 'later'> {
    const content = this.files.read(this.file, sizeBytes);
    if (content instanceof Promise) this.clock.advance(this.readMs);
    assert.equal(String(await content), letter);
    return content instanceof Promise ? 'later' : 'at once';
  }
}

test('while the disk is quick, files are read at once', async (t) => {
  const disk = new Disk(t);
  assert.equal(await disk.read(), 'later', 'nobody knows the disk yet');
  assert.equal(await disk.read(), 'at once');
  disk.clock.advance(999);
  assert.equal(await disk.read(), 'at once');
  disk.clock.advance(1_000);
  assert.equal(await disk.read(), 'later', 'it may have gone to sleep');
  disk.readMs = 2;
  for (let turn = 0; turn < 3; turn += 1) assert.equal(await disk.read(), 'at once');
});

test('a wait that may well be that of a busy computer costs one read its turn, and no rest', async (t) => {
  const disk = new Disk(t);
  await disk.read();
  disk.readMs = 5;
  assert.equal(await disk.read(), 'at once');
  disk.readMs = 0;
  assert.equal(await disk.read(), 'later');
  assert.equal(await disk.read(), 'at once');
});

test('a disk that takes its time makes one read wait, and none behind it', async (t) => {
  const disk = new Disk(t);
  await disk.read();
  disk.readMs = 12;
  assert.equal(await disk.read(), 'at once');
  for (let turn = 0; turn < 30; turn += 1) assert.equal(await disk.read(), 'later');
  disk.readMs = 0;
  assert.equal(await disk.read(), 'later');
  assert.equal(await disk.read(), 'at once');
});

test('a disk that is quick but for its bad places keeps everybody waiting at one of them, not at each', async (t) => {
  const disk = new Disk(t);
  await disk.read();
  disk.readMs = 30_000;
  assert.equal(await disk.read(), 'at once');
  disk.readMs = 0;
  for (let halfSeconds = 0; halfSeconds < 1_200; halfSeconds += 1) {
    assert.equal(await disk.read(), 'later');
    disk.clock.advance(500);
  }
  assert.equal(await disk.read(), 'at once', 'twenty times as long has passed');
});

test('while one read waits for the disk, no other is made at once', async (t) => {
  const disk = new Disk(t);
  await disk.read();
  // Not as long as it says: read through the pool, though the disk is trusted.
  const first = disk.files.read(disk.file, 3);
  const second = disk.files.read(disk.file, letter.length);
  assert.ok(first instanceof Promise && second instanceof Promise);
  await Promise.all([first, second]);
  assert.equal(await disk.read(), 'at once');
});

test('a file that is not as thought is read once more, through the pool', async (t) => {
  const disk = new Disk(t);
  await disk.read();
  for (const sizeBytes of [3, 100]) assert.equal(await disk.read(sizeBytes), 'later');
  fs.rmSync(disk.file);
  await assert.rejects(Promise.resolve(disk.files.read(disk.file, 14)), { code: 'ENOENT' });
});
