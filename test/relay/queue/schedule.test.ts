import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test, type TestContext } from 'node:test';
import { realFiles, type SpoolFiles } from '../../../main/relay/queue/spool/segment-files.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { failureAt } from './fake-upstream.ts';
import { hour, minute, QueueStand, reportsTo } from './queue-stand.ts';
import { FailingFiles } from './spool/failing-files.ts';

test('a refused mail is tried again after 1, 2, 5 ... minutes, then every 4 hours, and given up after 3 days', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider, clock } = stand;
  provider.onRecipient = () => '451 4.3.0 come back later';
  const begin = clock.now();
  const id = await stand.take();
  await stand.settle();
  const waits: number[] = [];
  for (;;) {
    const view = queue.get(id);
    if (view === null) break;
    const waitMs = (view.nextAttemptAt ?? 0) - clock.now();
    assert.ok(waitMs > 0, `${waits.join()}, then ${waitMs} ms`);
    waits.push(waitMs / minute);
    await stand.pass(waitMs);
  }
  assert.deepEqual(waits.slice(0, 12), [1, 2, 5, 10, 20, 40, 60, 120, 240, 240, 240, 240]);
  assert.equal(provider.offered.length, waits.length + 1);
  const givenUpAfter = (clock.now() - begin) / hour;
  assert.ok(givenUpAfter >= 72 && givenUpAfter < 76, `${givenUpAfter} hours`);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed', 'Your mail could not be delivered']);
  assert.match(stand.boxes.at(-1) ?? '', /451 4\.3\.0 come back later/);
});

test('however often is looked what is due, a refused mail keeps to its schedule', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '451 4.3.0 come back later';
  const id = await stand.take();
  await stand.settle();
  const begin = stand.clock.now();
  const tries: number[] = [];
  for (let done = 1; tries.length < 4;) {
    await stand.pass(minute / 2);
    const { attempts = 0 } = stand.queue.get(id) ?? {};
    if (attempts === done) continue;
    done = attempts;
    tries.push((stand.clock.now() - begin) / minute);
  }
  assert.deepEqual(tries, [1, 3, 8, 18]);
});

test('the delay notice comes after 4 hours, once', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '451 4.3.0 later';
  await stand.take();
  await stand.pass(3 * hour + 50 * minute, 10 * minute);
  assert.deepEqual(reportsTo(stand), []);
  await stand.pass(20 * minute, 5 * minute);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed']);
  await stand.pass(24 * hour, hour);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed']);
});

test('an attempt is on the disk before the provider is dialled', async (t) => {
  const stand = await QueueStand.start(t);
  const asFound = tempFolder(t);
  stand.provider.onDial = () => {
    fs.cpSync(stand.folder, asFound, { recursive: true });
    return null;
  };
  await stand.take();
  await stand.settle();
  const crashed = await QueueStand.start(t, { folder: asFound, clock: stand.clock });
  assert.deepEqual(
    crashed.queue.list({}).messages.map(({ attempts }) => attempts),
    [1],
  );
  assert.equal(crashed.provider.dialledAt.length, 0, 'a crash over and over hammers nobody');
});

test('what came of a mail and that the next one is tried are written together', async (t) => {
  const calls = { write: 0, flush: 0 };
  const files: SpoolFiles = {
    ...realFiles,
    write(handle, chunks, position) {
      calls.write += 1;
      return realFiles.write(handle, chunks, position);
    },
    flush(handle) {
      calls.flush += 1;
      return realFiles.flush(handle);
    },
  };
  const stand = await QueueStand.start(t, { files });
  await stand.queue.pause();
  const count = 20;
  for (let i = 0; i < count; i += 1) await stand.take();
  await stand.queue.resume();
  const before = { ...calls };
  await stand.until('all are sent', () => stand.queue.counts().waiting === 0);
  await stand.settle();
  assert.equal(stand.provider.taken.length, count);
  // One more for the first attempt.
  assert.deepEqual([calls.write - before.write, calls.flush - before.flush], [count + 1, count]);
});

for (const [call, before] of [
  ['flush', []],
  ['write', ['pass']],
] as const)
  test(`a mail that was begun as the sending was paused gets its attempt back: while the disk is at a ${call}`, async (t) => {
    const files = new FailingFiles();
    const stand = await QueueStand.start(t, { files });
    await stand.queue.pause();
    await stand.take({ to: ['first@example.net'] });
    const second = await stand.take({ to: ['second@example.net'] });
    await stand.queue.resume();
    files.plan[call].push(...before, 'hold');
    const goOn = await files.holds(call);
    assert.equal(stand.queue.get(second)?.attempts, 1, 'written with the end of the first');
    const paused = stand.queue.pause();
    goOn('pass');
    await paused;
    await stand.settle();
    assert.deepEqual(
      stand.provider.taken.map(({ to }) => to),
      ['first@example.net'],
    );
    const { state, attempts, nextAttemptAt } = stand.queue.get(second) ?? {};
    assert.deepEqual([state, attempts, nextAttemptAt], ['waiting', 0, stand.clock.now()]);
    await stand.queue.resume();
    await stand.until('it is sent', () => stand.provider.taken.length === 2);
  });

test('a pause between two transactions of a mail keeps what came of the first, and sends none of it again', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  provider.takesDsn = true;
  let paused = Promise.resolve();
  provider.onRecipient = (address) => {
    if (address !== 'second@example.net') paused = queue.pause();
    return address === 'bad@example.net' ? '550 5.1.1 no such user' : '250 2.0.0 taken';
  };
  const id = await stand.take({
    to: [
      ...['first@example.net', 'bad@example.net'],
      { address: 'second@example.net', localUser: null, dsn: { notify: ['NEVER'] } },
    ],
  });
  await stand.until('it is paused', () => queue.route().state === 'paused');
  await paused;
  await stand.until('it waits', () => queue.get(id)?.state === 'waiting');
  await stand.settle();
  assert.equal(queue.get(id)?.attempts, 0);
  const kept = (await stand.onDisk()).find((message) => message.id === id);
  assert.deepEqual(
    kept?.recipients.map(({ state }) => state),
    ['delivered', 'failed', 'waiting'],
  );
  assert.equal(provider.openCount, 0, 'the provider still waits for a body there');
  await queue.resume();
  await stand.until('all is sent', () => queue.get(id) === null);
  await stand.settle();
  assert.deepEqual(
    provider.taken.map(({ to }) => to),
    ['first@example.net', 'second@example.net'],
  );
  assert.deepEqual(reportsTo(stand), ['Your mail could not be delivered']);
});

test('a provider that refuses us in the middle of a mail: what it took before is flushed, and not sent again', async (t) => {
  let flushes = 0;
  const files = new (class extends FailingFiles {
    override flush(...args: Parameters<FailingFiles['flush']>): Promise<void> {
      flushes += 1;
      return super.flush(...args);
    }
  })();
  const stand = await QueueStand.start(t, { files });
  stand.provider.onRecipient = (address) =>
    address === 'second@example.net' ? '530 5.7.0 authentication required' : '250 2.0.0 taken';
  const id = await stand.take({ to: ['first@example.net', 'second@example.net'] });
  const before = flushes;
  await stand.until('it waits', () => stand.queue.get(id)?.state === 'waiting');
  assert.equal(stand.queue.get(id)?.attempts, 0);
  assert.equal(flushes, before + 1);
  const [kept] = await stand.onDisk();
  assert.deepEqual(
    kept?.recipients.map(({ state }) => state),
    ['delivered', 'waiting'],
  );
});

/** Of two mails the first is sent, and its note waits on the disk; the second is told to the provider already. */
async function whileNoted(t: TestContext, files: FailingFiles) {
  const stand = await QueueStand.start(t, { files });
  await stand.queue.pause();
  await stand.take({ to: ['first@example.net'] });
  await stand.take({ to: ['second@example.net'] });
  await stand.queue.resume();
  files.plan.flush.push('hold');
  const flush = await files.holds('flush');
  await stand.until('the second is told', () => stand.provider.offered.length === 2);
  return { stand, flush };
}

test('while it is noted what came of a mail the next one is told to the provider, and leaves when it is noted', async (t) => {
  const { stand, flush } = await whileNoted(t, new FailingFiles());
  const taken = (): string[] => stand.provider.taken.map(({ to }) => to);
  const early = taken();
  flush('pass');
  assert.deepEqual(early, ['first@example.net'], 'a crash until then repeats one mail, not two');
  await stand.until('both are sent', () => taken().length === 2);
});

test('nothing more goes to a provider that is not ours any more, though it waits for the body', async (t) => {
  const { stand, flush } = await whileNoted(t, new FailingFiles());
  stand.queue.providerChanged();
  flush('pass');
  await stand.until('both are sent', () => stand.provider.taken.length === 2);
  assert.equal(stand.provider.dialledAt.length, 2, 'the second over a new connection');
});

test('a disk that takes neither what came of a mail nor that the next one did not leave costs neither', async (t) => {
  const files = new FailingFiles();
  const { stand, flush } = await whileNoted(t, files);
  files.plan.write.push('fail');
  flush('fail');
  await stand.settle();
  assert.equal(stand.queue.counts().waiting, 2);
  await stand.pass(2 * minute, 1_000);
  assert.deepEqual(stand.ids(), []);
  const taken = stand.provider.taken.map(({ to }) => to);
  assert.deepEqual(taken.sort(), ['first@example.net', 'second@example.net']);
});

test('trouble on another connection does not break off the mail that the provider waits for', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue, provider } = stand;
  provider.maxConnections = 2;
  let refuse = (): void => undefined;
  const refusal = new Promise<void>((resolve) => (refuse = resolve));
  provider.onRecipient = (address) => {
    provider.gate = address.startsWith('busy') ? refusal : null;
    return address.startsWith('busy') ? '421 4.7.0 too many connections' : '250 2.0.0 taken';
  };
  await queue.pause();
  for (const name of ['busy', 'first', 'second']) await stand.take({ to: [`${name}@example.net`] });
  await queue.resume();
  files.plan.flush.push('hold');
  const flush = await files.holds('flush');
  await stand.until('the second is told', () => provider.offered.length === 3);
  refuse();
  await stand.until('the route is paused', () => queue.route().state === 'paused');
  flush('pass');
  await stand.until('the second is sent', () => provider.taken.length === 2);
});

test('where flushes are slow, what comes of a mail is flushed with what else waits', async (t) => {
  let flushes = 0;
  const files = new (class extends FailingFiles {
    override async flush(handle: fs.promises.FileHandle): Promise<void> {
      await super.flush(handle);
      flushes += 1;
    }
  })();
  // Each takes as long as a minute: however slow this machine is, the second's note is waited for (a second at most).
  const now = performance.now.bind(performance);
  t.after(() => Reflect.deleteProperty(performance, 'now'));
  performance.now = () => now() + flushes * 60_000;
  const { stand, flush } = await whileNoted(t, files);
  const before = flushes;
  const third = stand.take({ to: ['third@example.net'] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  flush('pass');
  await third;
  await stand.until('all are sent', () => stand.provider.taken.length === 3);
  await stand.settle();
  assert.equal(flushes - before, 3, 'the first’s note; the third with the second’s; the third’s');
});

test('a mail that is due again goes before mail that came later: none starves', async (t) => {
  const stand = await QueueStand.start(t);
  const { queue, provider } = stand;
  provider.onRecipient = () => '451 4.3.0 later';
  await stand.take({ to: ['old@example.net'] });
  await stand.settle();
  provider.onRecipient = () => '250 2.0.0 ok';
  await queue.pause();
  await stand.pass(50_000);
  for (let i = 0; i < 20; i += 1) await stand.take({ to: [`before${i}@example.net`] });
  await stand.pass(20_000);
  for (let i = 0; i < 10; i += 1) await stand.take({ to: [`after${i}@example.net`] });
  await queue.resume();
  await stand.until('all are gone', () => queue.counts().waiting + queue.counts().sending === 0);
  const order = provider.taken.map(({ to }) => to);
  assert.equal(order.indexOf('old@example.net'), 20);
  const others = order.filter((to) => !to.startsWith('old'));
  const came = (name: string, count: number): string[] =>
    Array.from({ length: count }, (_, i) => `${name}${i}@example.net`);
  assert.deepEqual(others, [...came('before', 20), ...came('after', 10)]);
});

test('a mail to many does not stop the others: they go over the other connections', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  provider.maxConnections = 2;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  provider.onRecipient = (address) => {
    provider.gate = address.startsWith('many') ? gate : null;
    return '250 2.0.0 ok';
  };
  await stand.take({ to: Array.from({ length: 100 }, (_, i) => `many${i}@example.net`) });
  await stand.until('it is being sent', () => provider.taken.length === 100);
  for (let i = 0; i < 10; i += 1) await stand.take({ to: [`one${i}@example.net`] });
  await stand.until('the others went', () => provider.taken.length === 110);
  await stand.until('the large one alone is left', () => stand.queue.counts().sending === 1);
  release();
  await stand.until('all are gone', () => stand.ids().length === 0);
});

test('a mail that falls due while another is long under way goes over another connection, in time', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  provider.maxConnections = 2;
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  t.after(() => release());
  provider.onRecipient = (address) => {
    provider.gate = address.startsWith('long') ? gate : null;
    return address.startsWith('later') ? '451 4.3.0 later' : '250 2.0.0 ok';
  };
  await stand.take({ to: ['long@example.net'] });
  await stand.until('it is being sent', () => provider.taken.length === 1);
  await stand.take({ to: ['later@example.net'] });
  await stand.until('the other waits', () => stand.queue.counts().waiting === 1);
  stand.clock.advance(minute);
  await stand.until('it is tried again', () => provider.offered.length === 3);
});

test('several mails go at once, over no more connections than the provider allows', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  provider.maxConnections = 3;
  await stand.take();
  await stand.until('the provider has shown that it takes mail', () => provider.taken.length === 1);
  let release = (): void => undefined;
  provider.gate = new Promise<void>((resolve) => (release = resolve));
  let most = 0;
  provider.onMail = () => {
    most = Math.max(most, provider.openCount);
    return null;
  };
  for (let i = 0; i < 10; i += 1) await stand.take();
  await stand.until('three are under way', () => provider.openCount === 3);
  release();
  await stand.until('all are gone', () => provider.taken.length === 11);
  assert.equal(most, 3);
  assert.equal(provider.dialledAt.length, 3, 'each connection is used again');
});

test('a restart keeps attempts and the time of the next one', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onRecipient = () => '451 4.3.0 later';
  const id = await stand.take();
  await stand.settle();
  await stand.pass(minute);
  const before = stand.queue.get(id);
  await stand.queue.stop(100);
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  assert.deepEqual(next.queue.get(id), before);
  assert.equal(before?.attempts, 2);
  assert.equal(next.queue.trouble(), null, 'the provider’s doing, and not this computer’s');
  assert.equal(next.provider.dialledAt.length, 0, 'it is not due');
  await next.pass(2 * minute);
  assert.equal(next.provider.taken.length, 1);
});

test('a clock stepped back or ahead neither loses nor hurries mail for more than a minute', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, clock } = stand;
  provider.onRecipient = () => '451 4.3.0 later';
  const id = await stand.take();
  await stand.settle();
  clock.stepWall(-30 * minute);
  await stand.pass(2 * minute, 10_000);
  assert.equal(stand.queue.get(id)?.attempts, 2);
  clock.stepWall(10 * hour);
  await stand.pass(minute);
  assert.equal(stand.queue.get(id)?.attempts, 3);
});

test('mail for a provider that is away is told late, and bounces never', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  const id = await stand.take();
  await stand.pass(100 * hour, 20 * minute);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed']);
  assert.equal(stand.queue.get(id)?.attempts, 0);
  provider.onDial = () => null;
  await stand.pass(20_000, 1_000);
  assert.equal(provider.taken.length, 1);
  assert.deepEqual(stand.ids(), []);
});

test('a clock that was a year ahead does not make mail wait a year', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, clock } = stand;
  provider.onRecipient = () => '451 4.3.0 later';
  const id = await stand.take();
  await stand.settle();
  await stand.pass(minute);
  assert.equal(stand.queue.get(id)?.attempts, 2);
  clock.stepWall(-365 * 24 * hour);
  await stand.pass(minute, 10_000);
  const waitsMs = (stand.queue.get(id)?.nextAttemptAt ?? 0) - clock.now();
  assert.ok(waitsMs > 0 && waitsMs <= 2 * minute, 'no longer than its place in the schedule says');
  await stand.pass(3 * minute, 10_000);
  assert.equal(stand.queue.get(id)?.attempts, 3);
});

test('mail is not given up for its age before it got a fair number of tries', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, clock, queue } = stand;
  provider.onRecipient = () => '451 4.7.1 greylisted';
  const id = await stand.take();
  await stand.settle();
  clock.stepWall(365 * 24 * hour);
  await stand.pass(2 * minute, minute);
  assert.equal(queue.get(id)?.attempts, 2, 'a clock that jumps ahead gives nothing up');
  provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  await stand.pass(100 * hour, 20 * minute);
  provider.onDial = () => null;
  for (let i = 0; i < 100 && queue.get(id) !== null; i += 1) await stand.pass(10 * minute);
  assert.equal(provider.offered.length, 9, 'each step of the schedule, once');
  assert.equal(queue.get(id), null);
});

test('of mail that came while the clock was a year ahead its sender hears like of any other', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, clock, queue } = stand;
  provider.onRecipient = () => '451 4.3.0 come back later';
  clock.stepWall(365 * 24 * hour);
  const id = await stand.take();
  await stand.settle();
  clock.stepWall(-365 * 24 * hour);
  await stand.pass(5 * hour, minute);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed']);
  await stand.pass(75 * hour, 10 * minute);
  assert.equal(queue.get(id), null);
  assert.deepEqual(reportsTo(stand), ['Your mail is delayed', 'Your mail could not be delivered']);
});
