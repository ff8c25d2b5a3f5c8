/** A disk may take or give less than it was asked for, and say so by a number alone. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { realFiles } from '../../../../main/relay/queue/spool/segment-files.ts';
import { seeded } from '../../../helpers/seeded.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

type Handle = fs.promises.FileHandle;

async function opened(t: TestContext): Promise<Handle> {
  const handle = await fs.promises.open(path.join(tempFolder(t), 'log'), 'w+');
  t.after(() => handle.close());
  return handle;
}

/** Takes and gives at most so many octets a call. */
const slow = (handle: Handle, most: () => number): Handle =>
  ({
    writev: (chunks: Buffer[], position: number) => {
      const part = Buffer.concat(chunks).subarray(0, most());
      return handle.write(part, 0, part.length, position);
    },
    read: (buffer: Buffer, offset: number, length: number, position: number) =>
      handle.read(buffer, offset, Math.min(length, most()), position),
  }) as unknown as Handle;

const chunksOf = (random: () => number, count: number): Buffer[] =>
  Array.from({ length: count }, () =>
    Buffer.from(Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * 256))),
  );

test('all is written, where it belongs, and read back, however little a disk does at a time', async (t) => {
  const random = seeded(3);
  const handle = await opened(t);
  const disk = slow(handle, () => 1 + Math.floor(random() * 7));
  const chunks = chunksOf(random, 200);
  const whole = Buffer.concat(chunks);
  await realFiles.write(disk, chunks, 10);
  const kept = Buffer.alloc(whole.length);
  await handle.read(kept, 0, kept.length, 10);
  assert.deepEqual(kept, whole);
  const back = Buffer.alloc(whole.length - 3);
  await realFiles.read(disk, back, 13);
  assert.deepEqual(back, whole.subarray(3));
});

test('more pieces than the system takes in one call are all written', async (t) => {
  const handle = await opened(t);
  const chunks = Array.from({ length: 2_500 }, (_, at) => Buffer.from(`${at},`));
  await realFiles.write(handle, chunks, 0);
  assert.equal(await handle.readFile('utf8'), chunks.join(''));
});

test('a disk that takes no more, or ends early, does not pass for one that did all', async (t) => {
  const handle = await opened(t);
  let left = 5;
  const full = slow(handle, () => left--);
  await assert.rejects(realFiles.write(full, [Buffer.alloc(100)], 0), /takes no more/);
  const { size } = await handle.stat();
  await assert.rejects(realFiles.read(handle, Buffer.alloc(size + 1), 0), /end of a file/);
});
