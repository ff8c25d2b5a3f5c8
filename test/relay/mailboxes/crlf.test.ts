import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { crlfSize, crlfStream } from '../../../main/relay/mailboxes/crlf.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const pieceBytes = 128 << 10;

test('line ends become CRLF wherever the pieces of the file are cut', async (t) => {
  const file = path.join(tempFolder(t), 'message');
  for (const end of ['\n', '\r\n'])
    for (let shift = -3; shift <= 3; shift += 1) {
      const first = 'x'.repeat(pieceBytes + shift);
      writeFileSync(file, `${first}${end}${end}second${end}`);
      const out = Buffer.concat(await crlfStream(file).toArray()).toString();
      assert.equal(out, `${first}\r\n\r\nsecond\r\n`);
      assert.equal(await crlfSize(file), out.length);
    }
});

test('a file that is not there ends the stream with an error', async (t) => {
  const file = path.join(tempFolder(t), 'none');
  await assert.rejects(crlfStream(file).toArray(), { code: 'ENOENT' });
  await assert.rejects(crlfSize(file), { code: 'ENOENT' });
});
