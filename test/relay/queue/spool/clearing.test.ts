import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { QueuedMessage } from '../../../../main/relay/queue/message.ts';
import type { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { FailingFiles } from './failing-files.ts';
import { bodyOf, envelope, outcomeOf, SpoolStand, store } from './spool-stand.ts';

const small = { segmentBytes: 4_000, slackBytes: 8_000, restartBytes: 4_000, mostSegments: 1_000 };

async function stand(t: TestContext, sizes = small) {
  const at = new SpoolStand(t, tempFolder(t));
  const { spool } = await at.open({ sizes });
  return { at, spool };
}

/** A message whose body has a file of its own. */
const large = (id: string) => ({
  ...{ id, at: 0, env: envelope, size: 300_000 },
  file: `body-${id}.eml`,
});

const logBytes = (folder: string): number =>
  fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(`${folder}/${name}`).size, 0);

async function passThrough(spool: Spool, count: number, name = 'P'): Promise<void> {
  for (let i = 0; i < count; i += 1) await spool.finish(await store(spool, `${name}${i}`));
}

test('the log is cleared as messages leave', async (t) => {
  const { at, spool } = await stand(t);
  await passThrough(spool, 300);
  assert.ok(spool.segmentCount <= 2, `${spool.segmentCount} files`);
  assert.deepEqual(await at.idsAfterRestart(), []);
});

test('one message that waits long does not keep the log of all that passed it', async (t) => {
  const { at, spool } = await stand(t);
  const old = await store(spool, 'OLD', 'the old body');
  old.attempts = 7;
  const [recipient] = old.recipients;
  assert.ok(recipient);
  recipient.lastReply = '451 4.7.1 later';
  await spool.update(old, 'flushed');
  await passThrough(spool, 500);
  assert.ok(logBytes(at.folder) < 30_000, `${logBytes(at.folder)} octets`);
  assert.equal(await bodyOf(spool, old), 'the old body');
  await spool.close();
  const { spool: next, found } = await at.open();
  assert.deepEqual(
    found.map(({ id, attempts, recipients }) => [id, attempts, recipients[0]?.lastReply]),
    [['OLD', 7, '451 4.7.1 later']],
  );
  assert.equal(await bodyOf(next, found[0] as QueuedMessage), 'the old body');
});

test('what was written anew keeps its place: a restart lists mail in the order in which it came', async (t) => {
  const { at, spool } = await stand(t);
  const keep = (id: string, receivedAt: number) =>
    spool.store({ id, at: receivedAt, env: envelope, size: 5, file: null }, [Buffer.from('hello')]);
  await keep('OLD', 1_000);
  await passThrough(spool, 30);
  await keep('NEXT', 2_000);
  await passThrough(spool, 60, 'Q');
  assert.deepEqual(await at.idsAfterRestart(), ['OLD', 'NEXT']);
});

test('nor does one whose body has a file of its own', async (t) => {
  const { at, spool } = await stand(t);
  const old = large('OLD');
  const body = path.join(at.folder, old.file);
  fs.writeFileSync(body, 'x'.repeat(old.size));
  await spool.store(old, []);
  await passThrough(spool, 300);
  await spool.close();
  assert.deepEqual(at.journal.events(), []);
  fs.rmSync(body);
  assert.ok(logBytes(at.folder) < 30_000, `${logBytes(at.folder)} octets`);
  assert.deepEqual(await at.idsAfterRestart(), ['OLD']);
});

test('a restart after any step finds exactly what has not left', async (t) => {
  const { at, spool } = await stand(t);
  const living = new Map<string, QueuedMessage>();
  for (let step = 0; step < 250; step += 1) {
    const [first] = living.values();
    if (step % 5 === 3 && first) {
      first.attempts += 1;
      await spool.update(first, 'written');
    } else if (step % 3 === 2 && living.size > 3) {
      const leaves = [...living.values()][(step * 7) % living.size] as QueuedMessage;
      living.delete(leaves.id);
      await spool.finish(leaves);
    } else living.set(`S${step}`, await store(spool, `S${step}`, 'x'.repeat((step * 37) % 900)));
    assert.deepEqual(
      (await at.idsAfterRestart()).sort(),
      [...living.keys()].sort(),
      `step ${step}`,
    );
  }
  for (const message of living.values())
    assert.equal((await bodyOf(spool, message)).length, message.sizeBytes);
});

test('what leaves while the log is being cleared does not come back', async (t) => {
  const { at, spool } = await stand(t, { ...small, slackBytes: 1_000, mostSegments: 2 });
  for (let round = 0; round < 10; round += 1) {
    const ids = Array.from({ length: 60 }, (_, i) => `R${round}M${i}`);
    const messages = await Promise.all(ids.map((id) => store(spool, id, 'y'.repeat(200))));
    const stays = messages.filter((_, i) => i % 20 === 0);
    await Promise.all(
      messages.map(async (message, i) => {
        if (i % 20 === 0) return;
        for (let turn = 0; turn < (i * 7) % 13; turn += 1)
          await new Promise((resolve) => setImmediate(resolve));
        await spool.finish(message);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(
      (await at.idsAfterRestart()).sort(),
      stays.map(({ id }) => id).sort(),
      `round ${round}`,
    );
    for (const message of stays) {
      assert.equal(await bodyOf(spool, message), 'y'.repeat(200));
      await spool.finish(message);
    }
  }
});

test('what left while it was being read for its copy does not come back', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const files = new FailingFiles();
  const { spool } = await at.open({ sizes: small, files });
  const old = await store(spool, 'OLD', 'the old body');
  files.plan.read.push('hold');
  await passThrough(spool, 200);
  const read = await files.holds('read');
  await spool.finish(old);
  read('pass');
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(await at.idsAfterRestart(), []);
});

test('a body whose file is cleared away while it is read is read from its new place', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const files = new FailingFiles();
  const { spool } = await at.open({ sizes: { ...small, cacheBytes: 0 }, files });
  const old = await store(spool, 'OLD', 'the old body');
  const from = old.segment;
  files.plan.read.push('hold');
  const body = bodyOf(spool, old);
  const read = await files.holds('read');
  await passThrough(spool, 300);
  assert.notEqual(old.segment, from);
  read('pass');
  assert.equal(await body, 'the old body');
});

test('a batch that ends one message and brings another, at the end of a file, keeps the other', async (t) => {
  const { at, spool } = await stand(t, { ...small, segmentBytes: 1_000 });
  for (let i = 0; i < 50; i += 1) {
    const leaves = await store(spool, `L${i}`, 'z'.repeat(100 + i * 10));
    const [, kept] = await Promise.all([spool.finish(leaves), store(spool, `K${i}`)]);
    assert.deepEqual(await at.idsAfterRestart(), [`K${i}`]);
    await spool.finish(kept);
  }
});

for (const call of ['write', 'flush'] as const)
  test(`a message on its way to the disk (${call}) keeps the file, though all in it have left`, async (t) => {
    const at = new SpoolStand(t, tempFolder(t));
    const files = new FailingFiles();
    const { spool } = await at.open({ sizes: { ...small, restartBytes: 1 }, files });
    // Its body is removed first, and only then is looked what can be cleared.
    const leaves = await spool.store(large('A'), []);
    files.plan.flush.push('hold');
    const left = spool.finish(leaves);
    const flush = await files.holds('flush');
    const comes = outcomeOf(store(spool, 'B'));
    files.plan[call].push('hold');
    flush('pass');
    await left;
    const goOn = await files.holds(call);
    await new Promise((resolve) => setTimeout(resolve, 20));
    goOn('pass');
    assert.equal(await comes, 'kept');
    assert.deepEqual(await at.idsAfterRestart(), ['B']);
  });

test('a copy that cannot be written leaves the old one in place', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const files = new FailingFiles();
  const { spool } = await at.open({ sizes: small, files });
  const old = await store(spool, 'OLD', 'the old body');
  for (let i = 0; i < 200; i += 1) {
    if (i % 4 === 0) files.plan.flush.push('pass', 'pass', 'fail');
    const message = await store(spool, `P${i}`).catch(() => null);
    if (message) await outcomeOf(spool.finish(message));
    assert.ok((await at.idsAfterRestart()).includes('OLD'), `after ${i}`);
  }
  assert.equal(await bodyOf(spool, old), 'the old body');
});

test('a log that cannot be cleared is told once, and cleared after a while', async (t) => {
  const at = new SpoolStand(t, tempFolder(t));
  const files = new FailingFiles();
  const { spool } = await at.open({ sizes: small, files });
  const old = await store(spool, 'OLD', 'the old body');
  // What is behind it as well, and it alone.
  files.plan.read.push('fail', 'fail');
  await passThrough(spool, 200);
  assert.deepEqual(at.journal.events(), ['queue.tidy-failed']);
  assert.ok(logBytes(at.folder) > 50_000, `${logBytes(at.folder)} octets`);
  const ids = Array.from({ length: 1_000 }, (_, i) => `Q${i}`);
  const messages = await Promise.all(ids.map((id) => store(spool, id)));
  await Promise.all(messages.map((message) => spool.finish(message)));
  await passThrough(spool, 100, 'R');
  assert.deepEqual(at.journal.events(), ['queue.tidy-failed']);
  assert.ok(logBytes(at.folder) < 30_000, `${logBytes(at.folder)} octets`);
  assert.equal(await bodyOf(spool, old), 'the old body');
});

test('many files that are all alive are not copied over and over', async (t) => {
  const { at, spool } = await stand(t, { ...small, mostSegments: 4 });
  const messages: QueuedMessage[] = [];
  for (let i = 0; i < 100; i += 1) messages.push(await store(spool, `M${i}`, 'x'.repeat(1_000)));
  for (const message of messages.slice(50, 55)) await spool.finish(message);
  const before = fs.readdirSync(at.folder);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual(fs.readdirSync(at.folder), before);
  assert.equal((await at.idsAfterRestart()).length, 95);
});

test('a pause by hand outlives a log that is begun anew', async (t) => {
  const { at, spool } = await stand(t, { ...small, restartBytes: 1 });
  await spool.setPaused(true);
  const before = fs.readdirSync(at.folder);
  await spool.finish(await spool.store(large('A'), []));
  await spool.close();
  assert.notDeepEqual(fs.readdirSync(at.folder), before);
  assert.equal((await at.open()).spool.isPaused, true);
});

test('a pause by hand outlives the file that it was written into', async (t) => {
  const { at, spool } = await stand(t);
  await spool.setPaused(true);
  await passThrough(spool, 300);
  await spool.close();
  const { spool: next } = await at.open({ sizes: small });
  assert.equal(next.isPaused, true);
  await next.setPaused(false);
  await passThrough(next, 300, 'Q');
  await next.close();
  assert.equal((await at.open()).spool.isPaused, false);
});
