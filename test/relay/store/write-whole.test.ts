import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { writeWhole } from '../../../main/relay/store/write-whole.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

test('a file that was written whole is there; one that was not is as it was, and nothing beside it', async (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'backup');
  await writeWhole(file, 'first');
  assert.equal(fs.readFileSync(file, 'utf8'), 'first');
  await assert.rejects(writeWhole(file, halfOfIt()), { code: 'ENOSPC' });
  assert.equal(fs.readFileSync(file, 'utf8'), 'first');
  assert.deepEqual(fs.readdirSync(folder), ['backup']);
  await writeWhole(file, 'second');
  assert.equal(fs.readFileSync(file, 'utf8'), 'second');
  await assert.rejects(writeWhole(path.join(folder, 'nowhere', 'backup'), ''), { code: 'ENOENT' });
});

async function* halfOfIt(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('sec');
  await Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
}
