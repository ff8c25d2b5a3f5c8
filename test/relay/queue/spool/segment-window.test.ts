import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { realFiles, SegmentFiles } from '../../../../main/relay/queue/spool/segment-files.ts';
import { readThrough, sectorBytes } from '../../../../main/relay/queue/spool/segment-window.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

test('a bad sector costs what stands on it and nothing of its neighbours, wherever the reading begins', async (t) => {
  const folder = tempFolder(t);
  const content = Buffer.alloc(5 * sectorBytes, 'x');
  fs.writeFileSync(path.join(folder, 'log-00000001-0011223344556677'), content);
  const segments = new SegmentFiles(folder);
  await segments.openExisting('r');
  t.after(() => segments.close());
  const [segment] = segments.all;
  assert.ok(segment);
  const [bad, behind] = [2 * sectorBytes, 3 * sectorBytes];
  const files: typeof realFiles = {
    ...realFiles,
    read(handle, buffer, position) {
      const isBad = position < behind && position + buffer.length > bad;
      return isBad ? Promise.reject(new Error('EIO')) : realFiles.read(handle, buffer, position);
    },
  };
  const stretch = { offset: 100, sizeBytes: 4 * sectorBytes };
  const { octets, readBytes } = await readThrough(segment, files, stretch);
  assert.equal(readBytes, stretch.sizeBytes - sectorBytes);
  content.fill(0, bad, behind);
  assert.ok(octets.equals(content.subarray(stretch.offset, stretch.offset + stretch.sizeBytes)));
  assert.ok(segment.isPartlyUnread);
});
