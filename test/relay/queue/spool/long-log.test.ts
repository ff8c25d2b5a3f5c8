/** A log that is longer than what is read of it at once: pieces are joined in the midst of records. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { realFiles, type SpoolFiles } from '../../../../main/relay/queue/spool/segment-files.ts';
import { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { TestJournal } from '../../../helpers/test-journal.ts';
import { bodyOf, SpoolStand, store } from './spool-stand.ts';

const mebibyte = 1 << 20;
const pieceBytes = 4 * mebibyte;

interface Kept {
  readonly id: string;
  readonly body: string;
  /** Where its record ends in the file. */
  readonly endOffset: number;
}

/** Three pieces and a half of messages from nothing to 1 MB, and between them a body longer than a piece. */
async function longLog(t: TestContext): Promise<{ folder: string; kept: readonly Kept[] }> {
  const folder = tempFolder(t);
  const { spool } = await new SpoolStand(t, folder).open();
  const kept: Kept[] = [];
  for (let n = 0; (kept.at(-1)?.endOffset ?? 0) < 3.5 * pieceBytes; n += 1) {
    const sizeBytes = n === 20 ? 5 * mebibyte : (n * n * 7_919) % 1_000_000;
    const body = String.fromCharCode(97 + (n % 26)).repeat(sizeBytes);
    const { bodyOffset } = await store(spool, `M${n}`, body);
    kept.push({ id: `M${n}`, body, endOffset: bodyOffset + sizeBytes });
  }
  await spool.close();
  return { folder, kept };
}

async function read(folder: string, files: SpoolFiles = realFiles): Promise<Map<string, string>> {
  const spool = new Spool({ folder, journal: new TestJournal(), files });
  const messages = await spool.loadReadOnly();
  const bodies = new Map<string, string>();
  for (const message of messages) bodies.set(message.id, await bodyOf(spool, message));
  await spool.close();
  return bodies;
}

/** The messages but for the one whose record holds this octet. */
const without = (kept: readonly Kept[], offset: number): Map<string, string> => {
  const lost = kept.find(({ endOffset }) => endOffset > offset);
  return new Map(kept.filter((one) => one !== lost).map(({ id, body }) => [id, body]));
};

test('whatever stands across the end of a piece is read whole', async (t) => {
  const { folder, kept } = await longLog(t);
  assert.deepEqual(await read(folder), new Map(kept.map(({ id, body }) => [id, body])));
});

test('damage near the end of a piece costs the one message that it stands in', async (t) => {
  const { folder, kept } = await longLog(t);
  const [name = ''] = fs.readdirSync(folder);
  const whole = fs.readFileSync(path.join(folder, name));
  for (const offset of [-mebibyte, -1, 0, 1, mebibyte].map((by) => 2 * pieceBytes + by)) {
    const octets = Buffer.from(whole);
    octets[offset]! ^= 1;
    fs.writeFileSync(path.join(folder, name), octets);
    assert.deepEqual(await read(folder), without(kept, offset), `octet ${offset}`);
  }
});

test('a sector that cannot be read, in a piece that is read ahead, costs the message on it', async (t) => {
  const { folder, kept } = await longLog(t);
  const badAt = pieceBytes + 3 * mebibyte;
  const files: SpoolFiles = {
    ...realFiles,
    read: (handle, buffer, position) =>
      position <= badAt && position + buffer.length > badAt
        ? Promise.reject(Object.assign(new Error('a bad sector'), { code: 'EIO' }))
        : realFiles.read(handle, buffer, position),
  };
  assert.deepEqual(await read(folder, files), without(kept, badAt));
});
