import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { blocks } from '../../../../main/relay/lifecycle/blocks.ts';
import type { CommitOutcome } from '../../../../main/relay/queue/queue.ts';
import { SpoolIncoming } from '../../../../main/relay/queue/spool/incoming.ts';
import type { Spool } from '../../../../main/relay/queue/spool/spool.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { watchFiles } from '../../mailboxes/watch-files.ts';
import { FailingFiles } from './failing-files.ts';
import { bodyOf, envelope, SpoolStand, store } from './spool-stand.ts';

const chunk = Buffer.alloc(100_000, 'large body ');

async function stand(t: TestContext) {
  const files = new FailingFiles();
  const at = new SpoolStand(t, tempFolder(t));
  const { spool } = await at.open({ files });
  return { files, spool, at };
}

const begin = (spool: Spool, id = 'BIG'): SpoolIncoming =>
  new SpoolIncoming({ id, spool, now: () => 0, onSafe: () => undefined });

async function writeLarge(incoming: SpoolIncoming): Promise<void> {
  for (let i = 0; i < 10; i += 1) await incoming.write(chunk);
}

const bodies = (folder: string): string[] =>
  fs.readdirSync(folder).filter((name) => name.includes('body-'));
const told = (outcome: CommitOutcome): string =>
  outcome.outcome === 'safe' ? 'safe' : outcome.cause;

test('a large body is streamed into a file of its own, and goes with its message', async (t) => {
  const { spool, at } = await stand(t);
  const incoming = begin(spool);
  await writeLarge(incoming);
  assert.ok(fs.statSync(path.join(at.folder, 'body-BIG.eml')).size >= 700_000, 'while it arrives');
  assert.equal(told(await incoming.commit(envelope)), 'safe');
  await spool.close();
  const { spool: next, found } = await at.open();
  const [message] = found;
  assert.ok(message);
  assert.equal(await bodyOf(next, message), chunk.toString().repeat(10));
  await next.finish(message);
  assert.deepEqual(bodies(at.folder), []);
});

test('a mail that comes in small pieces is kept as it came, at each size at which it is kept elsewhere', async (t) => {
  const { spool, at } = await stand(t);
  // In a page, in a block, and in a file.
  const sizes = [10, 20_000, 300_000];
  const lines = Array.from({ length: 30_000 }, (_, n) => `${n}`.padStart(9, '.') + '\n').join('');
  for (const size of sizes) {
    const incoming = begin(spool, `M${size}`);
    for (let from = 0; from < size; from += 1_000)
      await incoming.write(Buffer.from(lines.slice(from, Math.min(size, from + 1_000))));
    assert.equal(told(await incoming.commit(envelope)), 'safe');
  }
  await spool.close();
  const { spool: next, found } = await at.open();
  assert.equal(found.length, sizes.length);
  for (const message of found)
    assert.equal(await bodyOf(next, message), lines.slice(0, Number(message.id.slice(1))));
});

test(
  'what the spool keeps is for its owner’s eyes only',
  { skip: process.platform === 'win32' && 'Windows has other rights' },
  async (t) => {
    const folder = path.join(tempFolder(t), 'spool');
    const { spool } = await new SpoolStand(t, folder).open();
    await store(spool, 'A');
    const incoming = begin(spool);
    await writeLarge(incoming);
    assert.equal(told(await incoming.commit(envelope)), 'safe');
    const mode = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
    assert.equal(mode(folder), '700');
    const names = fs.readdirSync(folder);
    assert.deepEqual(names.map((name) => name.replace(/-.*/, '')).sort(), ['body', 'log']);
    for (const name of names) assert.equal(mode(path.join(folder, name)), '600', name);
  },
);

test('a start reads no large body', async (t) => {
  const { spool, at } = await stand(t);
  await store(spool, 'A');
  const incoming = begin(spool);
  await writeLarge(incoming);
  assert.equal(told(await incoming.commit(envelope)), 'safe');
  await spool.close();
  const { opened } = watchFiles(t);
  const { found } = await at.open();
  assert.equal(found.length, 2);
  assert.ok(
    opened.some((file) => /log-/.test(file)),
    'what is read is seen',
  );
  assert.deepEqual(
    opened.filter((file) => file.includes('body-')),
    [],
  );
});

test('what a crash leaves of a body is removed at the next start', async (t) => {
  const { spool, at } = await stand(t);
  await store(spool, 'A');
  const incoming = begin(spool);
  await writeLarge(incoming);
  t.after(() => incoming.abort());
  assert.deepEqual(bodies(at.folder), ['body-BIG.eml']);
  const { found } = await at.open();
  assert.deepEqual(
    found.map(({ id }) => id),
    ['A'],
  );
  assert.deepEqual(bodies(at.folder), []);
});

test('a body whose envelope was lost to damage is put aside, not removed', async (t) => {
  const { spool, at } = await stand(t);
  const incoming = begin(spool);
  await writeLarge(incoming);
  await incoming.commit(envelope);
  await store(spool, 'A');
  await spool.close();
  const log = path.join(
    at.folder,
    fs.readdirSync(at.folder).find((name) => /^log/.test(name)) ?? '',
  );
  const octets = fs.readFileSync(log);
  octets[60] = (octets[60] ?? 0) ^ 1;
  // And the beginning of a record stands at the end, as a crash leaves it.
  fs.writeFileSync(log, Buffer.concat([octets, octets.subarray(0, 40)]));
  const before = fs.readdirSync(at.folder);
  await at.idsAfterRestart();
  assert.deepEqual(fs.readdirSync(at.folder), before, 'who only looks changes nothing');
  const { spool: next } = await at.open();
  assert.deepEqual(bodies(at.folder), ['damaged-body-BIG.eml']);
  assert.equal(next.isDamageNew, true);
});

for (const [what, plan] of [
  ['a write of its body fails', { write: ['pass', 'fail'] }],
  ['the flush of its body fails', { flush: ['fail'] }],
  ['the write of its envelope fails', { write: ['pass', 'pass', 'pass', 'pass', 'fail'] }],
  ['the flush of its envelope fails', { flush: ['pass', 'fail'] }],
] as const)
  test(`a large mail is refused and leaves nothing when ${what}`, async (t) => {
    const { spool, files, at } = await stand(t);
    Object.assign(files.plan, structuredClone(plan));
    files.code = 'ENOSPC';
    const incoming = begin(spool);
    await writeLarge(incoming);
    assert.equal(told(await incoming.commit(envelope)), 'disk-full');
    assert.deepEqual(bodies(at.folder), []);
    assert.deepEqual(await at.idsAfterRestart(), []);
    assert.equal((await store(spool, 'NEXT')).id, 'NEXT');
  });

for (const [which, blocksBefore, octets] of [
  ['the first', 0, 10 * chunk.length],
  ['the last, where nothing is left for another,', 3, 4 * blocks.sizeBytes],
] as const)
  test(`a large mail is not safe while ${which} of its blocks is not on the disk`, async (t) => {
    const { spool, files, at } = await stand(t);
    files.plan.write.push(...Array<'pass'>(blocksBefore).fill('pass'), 'hold');
    const incoming = begin(spool);
    void incoming.write(Buffer.alloc(octets, 'x'));
    const committing = incoming.commit(envelope);
    const write = await files.holds('write');
    await new Promise((resolve) => setTimeout(resolve, 20));
    write('fail');
    assert.equal(told(await committing), 'io');
    assert.deepEqual(bodies(at.folder), []);
    assert.deepEqual(await at.idsAfterRestart(), []);
  });

for (const [what, fill] of [
  ['small', (incoming: SpoolIncoming) => incoming.write(Buffer.from('small'))],
  ['large', writeLarge],
] as const)
  test(`a ${what} mail that gets onto the disk after its sender heard 451 is not sent: he sends it again`, async (t) => {
    const { spool, files, at } = await stand(t);
    const safe: string[] = [];
    const onSafe = ({ id }: { id: string }): void => void safe.push(id);
    const incoming = new SpoolIncoming({ id: 'LATE', spool, now: () => 0, onSafe });
    await fill(incoming);
    files.plan.flush.push('hold');
    const committing = incoming.commit(envelope);
    const goOn = await files.holds('flush');
    incoming.disown();
    goOn('pass');
    assert.equal(told(await committing), 'io');
    assert.deepEqual(safe, []);
    assert.deepEqual(bodies(at.folder), []);
    assert.deepEqual(await at.idsAfterRestart(), []);
  });

test('a mail that is given up leaves nothing', async (t) => {
  const { spool, at } = await stand(t);
  const incoming = begin(spool);
  await writeLarge(incoming);
  await incoming.abort();
  assert.deepEqual(bodies(at.folder), []);
});

test('a body is never written over another', async (t) => {
  const { spool, at } = await stand(t);
  fs.writeFileSync(path.join(at.folder, 'body-BIG.eml'), 'another');
  const incoming = begin(spool);
  await writeLarge(incoming);
  assert.equal(told(await incoming.commit(envelope)), 'io');
  assert.equal(fs.readFileSync(path.join(at.folder, 'body-BIG.eml'), 'utf8'), 'another');
});

/** A message with a large body, as a relay finds it that starts again. */
async function restartedWithLarge(t: TestContext) {
  const { spool, at } = await stand(t);
  const incoming = begin(spool);
  await writeLarge(incoming);
  assert.equal(told(await incoming.commit(envelope)), 'safe');
  await spool.close();
  const { spool: next, found } = await at.open();
  const [message] = found;
  assert.ok(message);
  return { spool: next, message, file: path.join(at.folder, 'body-BIG.eml') };
}

test('a large body that is gone is told to who asks for it, and takes nothing with it', async (t) => {
  const { spool: next, message, file } = await restartedWithLarge(t);
  fs.rmSync(file);
  await assert.rejects(next.content(message), { code: 'ENOENT' });
  await assert.rejects(next.body(message), { code: 'ENOENT' });
});

test('a large body that lost its end is told to who asks for all of it; what was added to one is not read', async (t) => {
  const { spool: next, message, file } = await restartedWithLarge(t);
  fs.appendFileSync(file, 'more');
  assert.equal(await bodyOf(next, message), chunk.toString().repeat(10));
  fs.truncateSync(file, 900_000);
  await assert.rejects(next.content(message), /ends 100000 octets early/);
  const rest = await (await next.beginning(message)).toArray();
  assert.equal(Buffer.concat(rest as Buffer[]).length, 900_000);
});
