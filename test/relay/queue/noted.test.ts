/** What is on the disk, and when: a crash or a power cut must find what was sent, and what still waits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EnvelopeRecipient } from '../../../main/relay/queue/queue.ts';
import { failureAt } from './fake-upstream.ts';
import { hour, local, minute, QueueStand, reportsTo } from './queue-stand.ts';
import { FailingFiles } from './spool/failing-files.ts';

/** Counts what reaches the disk. */
class CountingFiles extends FailingFiles {
  flushes = 0;
  override async flush(...args: Parameters<FailingFiles['flush']>): Promise<void> {
    await super.flush(...args);
    this.flushes += 1;
  }
}

const states = ({ recipients }: { recipients: readonly { state: string }[] }): string[] =>
  recipients.map(({ state }) => state);

test('what one transaction of a mail came to is flushed before the next one is told to the provider', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { provider } = stand;
  provider.takesDsn = true;
  const to = ['first', 'second'].map((name): EnvelopeRecipient => ({
    ...{ address: `${name}@example.net`, localUser: null },
    dsn: { orcpt: `rfc822;${name}@example.net` },
  }));
  await stand.queue.pause();
  await stand.take({ to });
  await stand.queue.resume();
  files.plan.flush.push('hold');
  const flush = await files.holds('flush');
  const offered = [...provider.offered];
  flush('pass');
  assert.deepEqual(offered, ['first@example.net'], 'a crash repeats one of them, not both');
  await stand.until('both have it', () => provider.taken.length === 2);
});

test('a mail that some have and others will get later is noted, flushed, before the next one leaves', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue, provider } = stand;
  provider.onRecipient = (address) =>
    address.startsWith('later') ? '451 4.3.0 later' : '250 2.0.0 taken';
  await queue.pause();
  await stand.take({ to: ['first@example.net', 'later@example.net'] });
  await stand.take({ to: ['second@example.net'] });
  await queue.resume();
  files.plan.flush.push('hold');
  const flush = await files.holds('flush');
  await stand.until('the second is told', () => provider.offered.length === 3);
  const taken = provider.taken.map(({ to }) => to);
  flush('pass');
  assert.deepEqual(taken, ['first@example.net']);
  await stand.until('the second is sent', () => provider.taken.length === 2);
});

test('that a mail is in its mailbox is flushed: no power cut brings a second copy', async (t) => {
  const files = new CountingFiles();
  const stand = await QueueStand.start(t, { files });
  await stand.take({ to: [local('ann')] });
  const before = files.flushes;
  await stand.until('it has left', () => stand.ids().length === 0);
  assert.equal(files.flushes, before + 1);
});

test('who has a mail gets it once, though a crash comes while another’s mailbox and the provider are away', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  stand.fullBoxes.add('bob');
  await stand.take();
  await stand.until('it is paused', () => stand.queue.route().state === 'paused');
  const id = await stand.take({ to: [local('ann'), local('bob'), 'cleo@example.net'] });
  await stand.until('ann has it', () => stand.boxes.length === 1);
  await stand.settle();
  const found = (await stand.onDisk()).find((message) => message.id === id);
  assert.deepEqual(found && states(found), ['delivered', 'waiting', 'waiting']);
  stand.fullBoxes.clear();
  await stand.pass(2 * minute, minute);
  assert.equal(stand.boxes.length, 2, 'bob does not wait for the provider');
});

test('a mail that is deleted between its mailbox here and the provider is not sent all the same', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { queue, provider } = stand;
  await queue.pause();
  const id = await stand.take({ to: [local('ann'), 'bob@example.net'] });
  await queue.resume();
  files.plan.flush.push('pass', 'hold');
  const flush = await files.holds('flush');
  assert.equal(stand.boxes.length, 1);
  const removed = queue.remove([id]);
  flush('pass');
  const count = await removed;
  await stand.settle();
  assert.equal(provider.taken.length, 1 - count, 'sent, or deleted');
  assert.deepEqual(queue.counts(), { waiting: 0, sending: 0, held: 0 });
});

test('a mailbox that takes nothing for days while the provider is away costs the others no bounce', async (t) => {
  const settings = { retryMinutes: [1], giveUpHours: 1 };
  const stand = await QueueStand.start(t, { settings });
  stand.provider.onDial = () => failureAt('connect', '', 'ECONNREFUSED');
  stand.fullBoxes.add('ann');
  await stand.take({ sender: 'guest@other.example' });
  const id = await stand.take({ sender: 'guest@other.example', to: [local('ann'), 'bob@x.test'] });
  await stand.pass(2 * hour, minute);
  const view = stand.queue.get(id);
  assert.deepEqual(view && states(view), ['waiting', 'waiting']);
  assert.deepEqual(reportsTo(stand), []);
});

test('a disk that fails between two transactions of a mail costs the connection, and sends nobody a second one', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { provider, queue } = stand;
  let offers = 0;
  provider.onRecipient = () => {
    offers += 1;
    if (offers !== 2) return '250 2.0.0 taken';
    files.plan.flush.push('fail');
    return '452 4.5.3 Too many recipients';
  };
  const id = await stand.take({ to: ['a@x.test', 'b@x.test'] });
  await stand.settle();
  assert.deepEqual([queue.get(id)?.state, provider.openCount], ['waiting', 0]);
  await stand.pass(3 * minute, minute / 6);
  assert.deepEqual(stand.ids(), []);
  assert.deepEqual(
    provider.taken.map(({ to }) => to),
    ['a@x.test', 'b@x.test'],
  );
});

test('of a mail whose attempt cannot be recorded the provider hears nothing, behind another either', async (t) => {
  const files = new FailingFiles();
  const stand = await QueueStand.start(t, { files });
  const { provider, queue } = stand;
  await queue.pause();
  for (const to of ['a@x.test', 'b@x.test']) await stand.take({ to: [to] });
  provider.onRecipient = () => {
    files.plan.write.push('fail');
    return '250 2.0.0 taken';
  };
  await queue.resume();
  await stand.settle();
  assert.deepEqual(provider.offered, ['a@x.test']);
});
