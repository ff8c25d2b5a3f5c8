import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readSmall } from '../../../main/relay/mailboxes/read-small.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

test('a small file is read whole, whatever its size was thought to be', async (t) => {
  const file = path.join(tempFolder(t), 'letter');
  fs.writeFileSync(file, 'Subject: hello');
  for (const sizeBytes of [14, 3, 100])
    assert.equal(String(await readSmall(file, sizeBytes)), 'Subject: hello');
});

test('a read that fails leaves no file open', async (t) => {
  const folder = tempFolder(t);
  const next = (): number => {
    const descriptor = fs.openSync(path.join(folder, 'any'), 'w');
    fs.closeSync(descriptor);
    return descriptor;
  };
  const before = next();
  for (let n = 0; n < 20; n += 1)
    await assert.rejects(readSmall(folder, 10), (error: NodeJS.ErrnoException) => {
      // Windows does not even open a folder.
      return error.code === 'EISDIR' || error.code === 'EPERM' || error.code === 'EACCES';
    });
  assert.ok(next() <= before + 5, 'the system gives the lowest free number');
});
