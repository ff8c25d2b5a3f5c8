import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test, type TestContext } from 'node:test';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { FailingFiles } from './failing-files.ts';
import { SpoolStand, store } from './spool-stand.ts';

/** So long that a test which waits for it has failed. */
const neverMs = 600_000;

class CountingFiles extends FailingFiles {
  flushes = 0;

  override flush(...args: Parameters<FailingFiles['flush']>): Promise<void> {
    this.flushes += 1;
    return super.flush(...args);
  }
}

/** A spool with one message; flushes are counted from then on. */
async function stand(t: TestContext, soonMs?: number) {
  const files = new CountingFiles();
  const at = new SpoolStand(t, tempFolder(t));
  const { spool } = await at.open({ files, soonMs });
  const message = await store(spool, 'A');
  files.flushes = 0;
  return { at, spool, message, files };
}

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((go) => setImmediate(go));
};

test('the note that a message has left shares the flush of the message that comes next', async (t) => {
  const { at, spool, message, files } = await stand(t, neverMs);
  const left = spool.finish(message, 'flushed-soon');
  await turns(20);
  assert.equal(files.flushes, 0);
  await Promise.all([left, store(spool, 'B')]);
  assert.equal(files.flushes, 1);
  assert.deepEqual(await at.idsAfterRestart(), ['B']);
});

test('one that comes while another flush is under way waits for the message after that', async (t) => {
  const { at, spool, message, files } = await stand(t, neverMs);
  files.plan.flush.push('hold');
  const other = store(spool, 'B');
  const flush = await files.holds('flush');
  const left = spool.finish(message, 'flushed-soon');
  flush('pass');
  await other;
  await turns(20);
  assert.equal(files.flushes, 1);
  await Promise.all([left, store(spool, 'C')]);
  assert.equal(files.flushes, 2);
  assert.deepEqual(await at.idsAfterRestart(), ['B', 'C']);
});

test('where no message comes it is flushed by itself', async (t) => {
  const { at, spool, message, files } = await stand(t);
  await spool.finish(message, 'flushed-soon');
  assert.equal(files.flushes, 1);
  assert.deepEqual(await at.idsAfterRestart(), []);
});

test('the end of the program does not wait for others', async (t) => {
  const { at, spool, message } = await stand(t, neverMs);
  const left = spool.finish(message, 'flushed-soon');
  await Promise.all([left, spool.close()]);
  assert.deepEqual(await at.idsAfterRestart(), []);
});

test('what is under way at the end is kept, and what comes after it leaves no trace', async (t) => {
  const { at, spool, files } = await stand(t);
  files.plan.write.push('hold');
  const last = store(spool, 'B');
  const write = await files.holds('write');
  const closed = spool.close();
  await turns(20);
  write('pass');
  await Promise.all([last, closed]);
  const before = fs.readdirSync(at.folder);
  await assert.rejects(store(spool, 'C'), /The spool is closed/);
  await turns(20);
  assert.deepEqual(fs.readdirSync(at.folder), before);
  assert.deepEqual(await at.idsAfterRestart(), ['A', 'B']);
});
