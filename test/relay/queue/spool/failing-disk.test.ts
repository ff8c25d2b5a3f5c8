import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test, type TestContext } from 'node:test';
import { seeded } from '../../../helpers/seeded.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { FailingFiles } from './failing-files.ts';
import { bodyOf, outcomeOf, SpoolStand, store } from './spool-stand.ts';

async function stand(t: TestContext) {
  const files = new FailingFiles();
  const at = new SpoolStand(t, tempFolder(t));
  const { spool } = await at.open({ files });
  return { files, spool, at };
}

const logFiles = (folder: string): string[] =>
  fs.readdirSync(folder).filter((name) => name.startsWith('log-'));

for (const how of ['fail', 'fail-after-part'] as const)
  test(`a write that fails (${how}) is told to its sender, and the next one begins a new file`, async (t) => {
    const { files, spool, at } = await stand(t);
    await store(spool, 'A');
    files.plan.write.push(how);
    files.code = 'ENOSPC';
    assert.equal(await outcomeOf(store(spool, 'B')), 'ENOSPC');
    assert.equal((spool.failure as Error).message, 'ENOSPC: write');
    assert.equal(await outcomeOf(store(spool, 'C')), 'kept');
    assert.equal(spool.failure, null, 'a success clears it');
    assert.equal(logFiles(at.folder).length, 2);
    assert.deepEqual(await at.idsAfterRestart(), ['A', 'C']);
    assert.deepEqual(at.journal.events(), [], 'nothing damaged was left behind');
  });

test('a flush that fails is never tried again: its message is gone from the disk', async (t) => {
  const { files, spool, at } = await stand(t);
  await store(spool, 'A');
  files.plan.flush.push('fail');
  assert.equal(await outcomeOf(store(spool, 'B')), 'EIO');
  assert.notEqual(spool.failure, null);
  assert.deepEqual(await at.idsAfterRestart(), ['A']);
  assert.equal(await outcomeOf(store(spool, 'C')), 'kept');
  assert.equal(spool.failure, null);
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'C']);
});

test('a write that fails while another flush is under way costs nothing that flush keeps', async (t) => {
  const { files, spool, at } = await stand(t);
  files.plan.flush.push('hold');
  const first = outcomeOf(store(spool, 'A'));
  const flush = await files.holds('flush');
  files.plan.write.push('fail-after-part');
  const second = outcomeOf(store(spool, 'B'));
  await nextTurns(20);
  flush('pass');
  assert.equal(await first, 'kept');
  assert.equal(await second, 'EIO');
  assert.deepEqual(await at.idsAfterRestart(), ['A']);
});

test('what comes while a flush fails is kept, in a new file', async (t) => {
  const { files, spool, at } = await stand(t);
  const message = await store(spool, 'A');
  files.plan.flush.push('hold');
  const second = outcomeOf(store(spool, 'B'));
  const flush = await files.holds('flush');
  const third = outcomeOf(store(spool, 'C'));
  message.attempts = 2;
  const state = outcomeOf(spool.update(message, 'written'));
  await nextTurns(20);
  flush('fail');
  assert.deepEqual([await second, await third, await state], ['EIO', 'kept', 'kept']);
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'C']);
  assert.equal(spool.segmentCount, 2);
  assert.deepEqual(at.journal.events(), [], 'no hole was left');
});

test('nothing is written while a flush is under way: all that comes meanwhile shares the next one', async (t) => {
  const { files, spool, at } = await stand(t);
  files.plan.flush.push('hold');
  const first = outcomeOf(store(spool, 'A'));
  const flush = await files.holds('flush');
  files.plan.write.push('hold');
  const others = ['B', 'C', 'D'].map((id) => outcomeOf(store(spool, id)));
  await nextTurns(20);
  assert.deepEqual(files.held, []);
  flush('pass');
  assert.equal(await first, 'kept');
  const write = await files.holds('write');
  files.plan.flush.push('pass', 'fail');
  write('pass');
  assert.deepEqual(await Promise.all(others), ['kept', 'kept', 'kept']);
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'B', 'C', 'D']);
});

test('an attempt that was only written outlives a later write that fails', async (t) => {
  const { files, spool, at } = await stand(t);
  const message = await store(spool, 'A');
  message.attempts = 3;
  await spool.update(message, 'written');
  files.plan.write.push('fail');
  assert.equal(await outcomeOf(store(spool, 'B')), 'EIO');
  const { found } = await at.open();
  assert.deepEqual(
    found.map(({ id, attempts }) => [id, attempts]),
    [['A', 3]],
  );
});

test('a disk that will not cut is asked again before the next file begins', async (t) => {
  const { files, spool, at } = await stand(t);
  await store(spool, 'A');
  files.plan.flush.push('fail');
  files.plan.truncate.push('fail');
  assert.equal(await outcomeOf(store(spool, 'B')), 'EIO');
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'B'], 'at worst it is sent all the same');
  assert.equal(await outcomeOf(store(spool, 'C')), 'kept');
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'C']);
});

test('a disk that will not cut is asked again at the end, too', async (t) => {
  const { files, spool, at } = await stand(t);
  await store(spool, 'A');
  files.plan.flush.push('fail');
  files.plan.truncate.push('fail');
  assert.equal(await outcomeOf(store(spool, 'B')), 'EIO');
  await spool.close();
  assert.deepEqual(await at.idsAfterRestart(), ['A']);
});

test('a disk that fails for long leaves no pile of files, and what was kept stays readable', async (t) => {
  const { files, spool, at } = await stand(t);
  const kept = await store(spool, 'A', 'x'.repeat(100));
  for (let i = 0; i < 50; i += 1) {
    files.plan[i % 2 === 0 ? 'flush' : 'write'].push('fail');
    assert.equal(await outcomeOf(store(spool, `F${i}`)), 'EIO');
    await spool.probe();
  }
  assert.equal(spool.failure, null);
  assert.ok(logFiles(at.folder).length <= 52, `${logFiles(at.folder).length} files`);
  assert.equal(await bodyOf(spool, kept), 'x'.repeat(100));
  assert.deepEqual(await at.idsAfterRestart(), ['A']);
  files.plan.flush.push(...Array.from({ length: 60 }, () => 'fail' as const));
  for (let i = 0; i < 60; i += 1) await outcomeOf(store(spool, `G${i}`));
  assert.ok(logFiles(at.folder).length <= 53, `${logFiles(at.folder).length} files`);
  await store(spool, 'B');
  await spool.close();
  const { spool: next } = await at.open();
  assert.equal(
    next.isDamageNew,
    false,
    'nor a gap in their numbers, as if one had been taken away',
  );
});

test('a disk that is asked whether it works while a person pauses does not take the pause back', async (t) => {
  const { files, spool, at } = await stand(t);
  files.plan.flush.push('hold');
  const paused = spool.setPaused(true);
  const asked = spool.probe();
  const flush = await files.holds('flush');
  flush('pass');
  await Promise.all([paused, asked]);
  assert.equal(spool.isPaused, true);
  await spool.close();
  const { spool: next } = await at.open();
  assert.equal(next.isPaused, true);
});

test('the end of a message that could not be noted is told, and the message is still there', async (t) => {
  const { files, spool, at } = await stand(t);
  const message = await store(spool, 'A', 'body');
  files.plan.flush.push('fail');
  assert.equal(await outcomeOf(spool.finish(message)), 'EIO');
  assert.equal(await bodyOf(spool, message), 'body');
  assert.deepEqual(await at.idsAfterRestart(), ['A']);
  assert.equal(await outcomeOf(spool.finish(message)), 'kept');
  assert.deepEqual(await at.idsAfterRestart(), []);
});

test('whatever fails in whatever order: what was kept is there, what was refused is not', async (t) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = seeded(seed);
    const { files, spool, at } = await stand(t);
    const outcomes = new Map<string, Promise<string>>();
    for (let i = 0; i < 40; i += 1) {
      const step = random() < 0.6 ? (random() < 0.5 ? 'fail' : 'hold') : 'pass';
      files.plan[random() < 0.5 ? 'write' : 'flush'].push(step);
      outcomes.set(`M${i}`, outcomeOf(store(spool, `M${i}`)));
      await nextTurns(Math.floor(random() * 4));
      if (random() < 0.5) files.held.shift()?.go(random() < 0.5 ? 'fail' : 'pass');
    }
    files.plan.write = [];
    files.plan.flush = [];
    const kept: string[] = [];
    const all = Promise.all([...outcomes.values()]);
    while ((await Promise.race([all, nextTurns(1)])) === undefined) files.held.shift()?.go('fail');
    for (const [id, outcome] of outcomes) if ((await outcome) === 'kept') kept.push(id);
    assert.deepEqual(await at.idsAfterRestart(), kept, `seed ${seed}`);
    await spool.close();
  }
});

async function nextTurns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
}
