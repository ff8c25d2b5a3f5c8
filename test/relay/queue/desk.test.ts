import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { FailingFiles } from './spool/failing-files.ts';
import { local, minute, QueueStand } from './queue-stand.ts';

const later = () => '451 4.3.0 later';

test('held mail waits for its release, also over a restart', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = later;
  const id = await stand.take();
  await stand.settle();
  assert.equal(await stand.queue.hold([id]), 1);
  await stand.pass(10 * minute, minute);
  assert.equal(stand.provider.offered.length, 1);
  assert.deepEqual(stand.queue.counts(), { waiting: 0, sending: 0, held: 1 });
  await stand.queue.stop(100);
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  await next.pass(10 * minute, minute);
  assert.equal(next.provider.offered.length, 0);
  assert.equal(await next.queue.release([id]), 1);
  await next.until('it is sent', () => next.provider.taken.length === 1);
});

test('deleted mail is never sent, and does not come back', async (t) => {
  const stand = await QueueStand.start(t);
  await stand.queue.pause();
  const a = await stand.take({ to: ['a@x.test'] });
  const b = await stand.take({ to: ['b@x.test'] });
  const removed = stand.queue.remove([a]);
  const resumed = stand.queue.resume();
  assert.equal(await removed, 1);
  await resumed;
  await stand.settle();
  assert.deepEqual(
    stand.provider.taken.map(({ to }) => to),
    ['b@x.test'],
  );
  assert.deepEqual([stand.queue.get(a), stand.queue.get(b)], [null, null]);
  assert.deepEqual(await stand.onDisk(), []);
});

test('of many that wait, those that are held or deleted are passed over', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  stand.boxFailure = new Error('no space');
  const here = await stand.take({ to: [local('ann')] });
  await stand.settle();
  await queue.pause();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push(await stand.take({ to: [`${name}@x.test`] }));
  await queue.hold([ids[1]!]);
  await queue.remove([ids[2]!, here]);
  stand.boxFailure = null;
  await queue.resume();
  await stand.pass(2 * minute, minute);
  assert.deepEqual(
    provider.taken.map(({ to }) => to),
    ['a@x.test', 'd@x.test'],
  );
  assert.deepEqual(stand.boxes, []);
  assert.deepEqual(stand.ids(), [ids[1]]);
});

test('held mail can be deleted; what is under way is neither held, nor tried again, nor deleted', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  let goOn = (): void => undefined;
  provider.gate = new Promise((resolve) => (goOn = resolve));
  const id = await stand.take({ to: ['a@x.test'] });
  await stand.until('it is under way', () => provider.taken.length === 1);
  const other = await stand.take({ to: ['b@x.test'] });
  assert.equal(await queue.hold([id, other]), 1);
  assert.equal(await queue.retry(), 0);
  assert.equal(await queue.remove([id, other]), 1);
  goOn();
  await stand.settle();
  assert.deepEqual(
    provider.taken.map(({ to }) => to),
    ['a@x.test'],
  );
  assert.deepEqual([stand.ids(), await stand.onDisk()], [[], []]);
});

test('a mail that is held in the moment in which it is taken to be sent stays', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  await stand.take({ to: ['first@x.test'] });
  await stand.settle();
  await queue.pause();
  const id = await stand.take({ to: ['held@x.test'] });
  // The worker now asks whether its idle connection still stands.
  const resumed = queue.resume().then(() => queue.hold([id]));
  assert.equal(await resumed, 1);
  await stand.settle();
  assert.equal(queue.get(id)?.state, 'held');
  assert.equal(provider.taken.length, 1);
});

test('the list is read in parts, newest first or oldest first, and all ids of a search are told', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue } = stand;
  await queue.pause();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) ids.push(await stand.take({ to: [`${name}@x.test`] }));
  const [a, b, c, d] = ids;
  const told = (page: ReturnType<typeof queue.list>) => page.messages.map(({ id }) => id);
  assert.deepEqual(told(queue.list({ limit: 2 })), [a, b]);
  assert.deepEqual(told(queue.list({ limit: 2, newestFirst: true })), [d, c]);
  const around = queue.list({ newestFirst: true, limit: 2, from: { key: b!, back: 1 } });
  assert.deepEqual([around.total, around.offset, told(around)], [4, 1, [c, b]]);
  await queue.hold([c!]);
  assert.deepEqual(queue.ids({}), ids);
  assert.deepEqual(queue.ids({ state: 'held' }), [c]);
  assert.deepEqual(queue.ids({ text: ' B@X ' }), [b]);
});

test('a person who says "now" is obeyed, and each mail goes once', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = later;
  for (let i = 0; i < 5; i += 1) await stand.take({ to: [`m${i}@x.test`] });
  await stand.settle();
  stand.provider.onRecipient = () => '250 ok';
  for (let i = 0; i < 3; i += 1) await stand.queue.retry();
  await stand.settle();
  assert.equal(stand.provider.taken.length, 5);
});

test('the list finds by sender, recipient and id, page by page', async (t) => {
  const stand = await QueueStand.start(t);
  await stand.queue.pause();
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await stand.take({ to: [`Person${i}@x.test`] }));
  const { queue } = stand;
  assert.equal(queue.list({ text: 'person3' }).messages[0]?.id, ids[3]);
  assert.equal(queue.list({ text: ids[2] ?? '' }).total, 1);
  assert.deepEqual(
    queue.list({ offset: 3, limit: 10 }).messages.map(({ id }) => id),
    ids.slice(3),
  );
  assert.deepEqual(queue.list({ state: 'held' }), { total: 0, offset: 0, messages: [] });
});

test('a queue that could not be read is read again, and nothing of it is cleared away meanwhile', async (t) => {
  const first = await QueueStand.start(t);
  await first.queue.pause();
  const ids = [await first.take(), await first.take()];
  await first.queue.stop(100);
  // The newest file cannot be opened, the older ones can.
  const obstacle = path.join(first.folder, 'log-00000099-0123456789abcdef');
  fs.mkdirSync(obstacle);
  const second = new QueueStand(t, { folder: first.folder });
  const { queue } = second;
  await assert.rejects(queue.start(), {
    name: 'ServiceFault',
    message: /^The queue in .* cannot be read \(EISDIR\)\. Look at the disk/,
  });
  assert.equal(queue.status.state, 'failed');
  fs.rmdirSync(obstacle);
  await queue.start();
  assert.deepEqual(second.ids(), ids);
  await second.take();
  await second.settle();
  await queue.stop(100);
  const third = await QueueStand.start(t, { folder: first.folder });
  assert.equal(third.ids().length, 3, 'all are there after another start');
});

test('a disk that takes no note: who holds, releases or deletes hears so, and nothing has changed', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue } = stand;
  await queue.pause();
  const id = await stand.take();
  files.plan.write.push('fail');
  await assert.rejects(queue.hold([id]));
  assert.equal(queue.get(id)?.state, 'waiting');
  assert.deepEqual(queue.counts(), { waiting: 1, sending: 0, held: 0 });
  assert.equal(await queue.hold([id]), 1);
  files.plan.write.push('fail');
  await assert.rejects(queue.release([id]));
  assert.equal(queue.get(id)?.state, 'held');
  files.plan.write.push('fail');
  await assert.rejects(queue.remove([id]));
  assert.equal(queue.get(id)?.state, 'held');
  await queue.resume();
  assert.equal(await queue.release([id]), 1);
  await stand.until('it was sent', () => stand.provider.taken.length === 1);
});

test('of many that are held while the disk fails, memory and disk know the same of each', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue } = stand;
  await queue.pause();
  // More than are noted in one write.
  const ids = await Promise.all(Array.from({ length: 310 }, () => stand.take()));
  files.plan.flush.push('pass', 'fail');
  await assert.rejects(queue.hold(ids));
  const held = queue.ids({ state: 'held' });
  assert.ok(held.length > 0 && held.length < ids.length, `${held.length} held`);
  const onDisk = (await stand.onDisk()).filter(({ state }) => state === 'held');
  assert.deepEqual(onDisk.map(({ id }) => id).sort(), [...held].sort());
});

test('a disk that is nearly full refuses new mail and shows it, until there is room again', async (t) => {
  const stand = await QueueStand.start(t, { minFreeDiskBytes: Number.MAX_SAFE_INTEGER });
  const { queue } = stand;
  await stand.until('it shows', () => queue.status.state === 'degraded');
  assert.match(
    queue.status.detail ?? '',
    /^Less than \d+ [MG]B is free .* refused\. Free some space\.$/,
  );
  assert.equal(queue.admission(0), 'disk-nearly-full');
  stand.settings.limits.minFreeDiskBytes = 0;
  await stand.until('it is well again', () => {
    stand.clock.advance(1_000);
    return queue.status.state === 'running';
  });
  assert.equal(queue.admission(1_000), 'ok');
  const told = stand.journal.entries.filter(({ event }) => event.startsWith('queue.disk'));
  assert.deepEqual(
    told.map(({ level = 'info', text }) => `${level}: ${text.replace(/\d+ [MG]B/, 'SIZE')}`),
    [
      'error: Less than SIZE is free on this computer’s disk, so new mail is refused. Free some space.',
      'info: The disk takes mail again.',
    ],
  );
});

test('a disk at its limit, over and under it by turns, fills no journal', async (t) => {
  const stand = await QueueStand.start(t);
  const { limits } = stand.settings;
  const turns = async (): Promise<void> => {
    for (const [least, state] of [
      [Number.MAX_SAFE_INTEGER, 'degraded'],
      [0, 'running'],
    ] as const) {
      limits.minFreeDiskBytes = least;
      await stand.until(state, () => {
        stand.clock.advance(1_000);
        return stand.queue.status.state === state;
      });
    }
  };
  for (let turn = 0; turn < 5; turn += 1) await turns();
  const pair = ['queue.disk-trouble', 'queue.disk-works'];
  assert.deepEqual(stand.journal.events('queue.disk'), pair);
  stand.clock.advance(10 * minute);
  await turns();
  assert.deepEqual(stand.journal.events('queue.disk'), [...pair, ...pair]);
});

test('a disk that fails is told to senders, shown, and asked again each second', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue } = stand;
  assert.equal(queue.admission(1_000), 'ok');
  files.plan.write.push('fail', 'fail');
  files.code = 'ENOSPC';
  const incoming = queue.begin();
  void incoming.write(Buffer.from('x'));
  const outcome = await incoming.commit({
    ...{ sender: 'a@b.test', recipients: [], user: '', peer: '' },
    ...{ bodyType: '7bit', smtpUtf8: false },
  });
  assert.ok(outcome.outcome === 'failed' && outcome.cause === 'disk-full');
  assert.equal(queue.admission(1_000), 'unavailable');
  await stand.pass(1_000);
  await stand.until('it shows', () => queue.status.state === 'degraded');
  await stand.until('it is well again', () => {
    stand.clock.advance(1_000);
    return queue.status.state === 'running';
  });
  assert.equal(queue.admission(1_000), 'ok');
});

test('when an outcome cannot be noted, the mail stays and sending rests', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  await stand.queue.pause();
  await stand.take({ to: ['a@x.test'] });
  await stand.take({ to: ['b@x.test'] });
  stand.provider.onMail = () => {
    files.plan.flush.push('fail');
    stand.provider.onMail = () => null;
    return null;
  };
  await stand.queue.resume();
  await stand.settle();
  assert.equal(stand.provider.taken.length, 1, 'the second would not be noted either');
  assert.equal((await stand.onDisk()).length, 2);
  await stand.pass(2 * minute, 1_000);
  assert.deepEqual(stand.ids(), []);
  assert.deepEqual(
    stand.provider.taken.map(({ to }) => to).sort(),
    ['a@x.test', 'b@x.test'],
    'what was taken is remembered, and noted later',
  );
});

test('a disk that takes writes but no flush: what waits is not sent, since none of it could be noted', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue, provider } = stand;
  await queue.pause();
  for (const to of ['a@x.test', 'b@x.test', 'c@x.test']) await stand.take({ to: [to] });
  provider.onMail = () => {
    files.plan.flush.push(...Array<'fail'>(500).fill('fail'));
    provider.onMail = () => null;
    return null;
  };
  await queue.resume();
  await stand.pass(3 * minute, 1_000);
  const taken = (): string[] => provider.taken.map(({ to }) => to).sort();
  assert.deepEqual(taken(), ['a@x.test'], 'only the one that was under way');
  files.plan.flush = [];
  await stand.pass(3 * minute, 1_000);
  assert.deepEqual(stand.ids(), []);
  assert.deepEqual(taken(), ['a@x.test', 'b@x.test', 'c@x.test']);
});

test('a disk that takes no note: who pauses hears so, and sending goes on, also after a restart', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue } = stand;
  files.plan.write.push('fail');
  await assert.rejects(queue.pause());
  assert.equal(queue.route().state, 'open');
  await stand.pass(1_000);
  await stand.until('the disk is asked again', () => queue.admission(0) === 'ok');
  await stand.take();
  await stand.until('it was sent', () => stand.provider.taken.length === 1);
  await queue.stop(100);
  const next = await QueueStand.start(t, { folder: stand.folder });
  assert.equal(next.queue.route().state, 'open');
  await next.queue.pause();
  assert.equal(next.queue.route().state, 'paused');
});

test('a message that is named twice is changed once, and counted once', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue } = stand;
  await queue.pause();
  const id = await stand.take();
  assert.equal(await queue.retry([id, id]), 1);
  assert.equal(await queue.hold([id, id]), 1);
  assert.equal(await queue.release([id, id]), 1);
  assert.equal(await queue.remove([id, id]), 1);
  const told = stand.journal.events().filter((event) => event === 'queue.deleted');
  assert.equal(told.length, 1);
});

test('what could not be noted before it was tried was no attempt', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue } = stand;
  await queue.pause();
  const id = await stand.take();
  files.plan.write.push('pass', 'fail');
  await queue.resume();
  await stand.settle();
  assert.equal(queue.get(id)?.attempts, 0);
  assert.equal(stand.provider.dialledAt.length, 0);
  await stand.pass(5_000);
  files.plan.write.push('pass', 'fail');
  const here = await stand.take({ to: [local('ann')] });
  await stand.settle();
  assert.equal(queue.get(here)?.attempts, 0);
  assert.deepEqual(stand.boxes, []);
});

test('a queue of which a part is damaged says so until the next start', async (t) => {
  const first = await QueueStand.start(t);
  await first.queue.pause();
  await first.take();
  const second = await first.take();
  assert.equal(first.queue.damage(), null);
  await first.queue.stop(100);
  const [name = ''] = fs.readdirSync(first.folder).filter((file) => file.startsWith('log-'));
  const octets = fs.readFileSync(path.join(first.folder, name));
  octets[octets.indexOf('Subject')] = 0;
  fs.writeFileSync(path.join(first.folder, name), octets);
  const next = await QueueStand.start(t, { folder: first.folder });
  assert.deepEqual(next.ids(), [second]);
  assert.match(next.queue.damage() ?? '', /damaged and put aside/);
  await next.queue.stop(100);
  const last = await QueueStand.start(t, { folder: first.folder });
  assert.equal(last.queue.damage(), null);
});
