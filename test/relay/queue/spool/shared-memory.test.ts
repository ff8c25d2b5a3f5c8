import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { QueuedMessage } from '../../../../main/relay/queue/message.ts';
import { SpoolIncoming } from '../../../../main/relay/queue/spool/incoming.ts';
import type { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { randomFrom } from '../../../helpers/damages.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { FailingFiles } from './failing-files.ts';
import { bodyOf, envelope, SpoolStand } from './spool-stand.ts';

/** Around a page (16 KiB), a block (256 KiB), and several of them. */
const sizes = [0, 1, 900, 16_383, 16_384, 16_385, 60_000, 262_143, 262_144, 262_145, 700_000];
const hashOf = (text: string | Buffer): string => createHash('sha1').update(text).digest('hex');

test('whatever arrives, is given up, fails or is read at once: no message has octets of another', async (t) => {
  for (const seed of [1, 2, 3]) {
    const below = randomFrom(seed);
    const chance = (percent: number): boolean => below(1_000) < percent * 10;
    const files = new FailingFiles();
    const stand = new SpoolStand(t, tempFolder(t));
    const { spool } = await stand.open({ files });
    const wanted = new Map<string, string>();

    const arrive = async (id: string): Promise<void> => {
      const body = Buffer.alloc(sizes[below(sizes.length)] ?? 0, `${id} ${below(1e9)} `);
      const safe: QueuedMessage[] = [];
      const incoming = new SpoolIncoming({
        ...{ id, spool, now: () => 0 },
        onSafe: (message) => safe.push(message),
      });
      for (let at = 0; at < body.length;) {
        const piece = 1 + below(chance(50) ? 3_000 : 90_000);
        await incoming.write(body.subarray(at, at + piece));
        at += piece;
        if (chance(5)) await new Promise((resolve) => setImmediate(resolve));
        if (chance(1)) return incoming.abort();
      }
      if (chance(10)) files.plan[chance(50) ? 'write' : 'flush'].push('fail');
      const { outcome } = await incoming.commit(envelope);
      if (outcome !== 'safe') return;
      wanted.set(id, hashOf(body));
      const [message] = safe;
      assert.ok(message);
      assert.equal(hashOf(latin1(await bodyOf(spool, message))), wanted.get(id), id);
      if (chance(40)) {
        await spool.finish(message).then(
          () => wanted.delete(id),
          () => undefined,
        );
      }
    };

    const senders = Array.from({ length: 16 }, async (_, sender) => {
      for (let i = 0; i < 12; i += 1) await arrive(`S${sender}M${i}`);
    });
    await Promise.all(senders);
    files.plan.write = [];
    files.plan.flush = [];
    await spool.close();
    const again = await stand.open();
    assert.deepEqual(
      await hashes(again.spool, again.found),
      new Map([...wanted].sort(byId)),
      `seed ${seed}`,
    );
    assert.ok(wanted.size > 40);
    await again.spool.close();
  }
});

async function hashes(spool: Spool, found: readonly QueuedMessage[]): Promise<Map<string, string>> {
  const read = found.map(async (message): Promise<[string, string]> => [
    message.id,
    hashOf(latin1(await bodyOf(spool, message))),
  ]);
  return new Map((await Promise.all(read)).sort(byId));
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const byId = ([a]: [string, string], [b]: [string, string]): number => (a < b ? -1 : 1);
