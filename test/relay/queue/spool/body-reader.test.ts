import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { QueuedMessage } from '../../../../main/relay/queue/message.ts';
import { realFiles, type SpoolFiles } from '../../../../main/relay/queue/spool/segment-files.ts';
import type { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { bodyOf, outcomeOf, SpoolStand, store } from './spool-stand.ts';

/** The real disk, counting what is read; at one place it may be bad. */
function countingFiles() {
  const disk = { reads: 0, badAt: Number.POSITIVE_INFINITY };
  const files: SpoolFiles = {
    ...realFiles,
    async read(handle, buffer, position) {
      disk.reads += 1;
      if (position <= disk.badAt && position + buffer.length > disk.badAt)
        throw Object.assign(new Error('a bad sector'), { code: 'EIO' });
      await realFiles.read(handle, buffer, position);
    },
  };
  return { disk, files };
}

const text = (i: number): string =>
  `Subject: ${i}\r\n\r\n${'x'.repeat(1_000 + ((i * 977) % 9_000))}`;

async function filled(t: TestContext, count: number) {
  const { disk, files } = countingFiles();
  const stand = new SpoolStand(t, tempFolder(t));
  const { spool } = await stand.open({ files, sizes: { cacheBytes: 0 } });
  const messages = await Promise.all(
    Array.from({ length: count }, (_, i) => store(spool, `M${i}`, text(i))),
  );
  return { disk, spool, messages };
}

const all = (spool: Spool, messages: readonly QueuedMessage[]): Promise<string[]> =>
  Promise.all(messages.map((message) => bodyOf(spool, message)));
const texts = (count: number): string[] => Array.from({ length: count }, (_, i) => text(i));

test('bodies that stand one behind the other are read together', async (t) => {
  const { disk, spool, messages } = await filled(t, 300);
  for (const [i, message] of messages.entries())
    assert.equal(await bodyOf(spool, message), text(i));
  assert.ok(disk.reads < 20, `${disk.reads} reads for ${messages.length} bodies`);
});

test('bodies asked for at once, in any order, each come right', async (t) => {
  const { spool, messages } = await filled(t, 200);
  assert.deepEqual(await all(spool, messages), texts(200));
  assert.deepEqual(await all(spool, messages.toReversed()), texts(200).toReversed());
});

test('a bad sector costs only the body that stands on it', async (t) => {
  const { disk, spool, messages } = await filled(t, 30);
  disk.badAt = (messages[7]?.bodyOffset ?? 0) + 10;
  const outcomes = await Promise.all(messages.map((message) => outcomeOf(bodyOf(spool, message))));
  assert.deepEqual(outcomes.map((outcome, i) => (outcome === 'kept' ? [] : [i, outcome])).flat(), [
    7,
    'EIO',
  ]);
});

test('a body that was just taken is read right while others are being written', async (t) => {
  const { spool } = await filled(t, 3);
  for (let i = 0; i < 40; i += 1) {
    const [message] = await Promise.all([
      store(spool, `A${i}`, text(i)),
      store(spool, `B${i}`, text(i + 1)),
    ]);
    const [body] = await Promise.all([bodyOf(spool, message), store(spool, `C${i}`, text(i))]);
    assert.equal(body, text(i));
  }
});
