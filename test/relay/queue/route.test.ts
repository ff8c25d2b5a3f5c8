import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureAt } from './fake-upstream.ts';
import { local, minute, QueueStand, reportsTo } from './queue-stand.ts';

const second = 1_000;
const annsTrouble = 'Mail for ann waits: the mailbox could not be written.';
const refused = () => failureAt('connect', '', 'ECONNREFUSED');

/** Seconds between the dials. */
const gaps = ({ provider: { dialledAt } }: QueueStand): number[] =>
  dialledAt.slice(1).map((at, i) => Math.round((at - (dialledAt[i] ?? 0)) / second));

test('a provider that is back gets the mail within a second, unasked', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.onDial = refused;
  for (let i = 0; i < 5; i += 1) await stand.take({ to: [`m${i}@example.net`] });
  await stand.pass(minute, second);
  const route = queue.route();
  assert.equal(route.state === 'paused' && route.by, 'fault');
  const { dialledAt } = provider;
  assert.ok(dialledAt.every((at, i) => i === 0 || at - (dialledAt[i - 1] ?? 0) <= second));
  provider.onDial = () => null;
  await stand.pass(second);
  assert.equal(provider.taken.length, 5);
  assert.deepEqual(queue.route(), { state: 'open' });
  assert.deepEqual(stand.journal.events('queue.route'), ['queue.route-paused', 'queue.route-open']);
});

test('a network that is away for long is asked more slowly, yet within seconds', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onDial = refused;
  await stand.take();
  await stand.settle();
  await stand.pass(3 * 60 * minute, 10 * minute);
  await stand.pass(30 * second, second);
  const last = gaps(stand).at(-1) ?? 0;
  assert.ok(last >= 2 && last <= 5, `${last} s`);
});

for (const [what, stage, said, errorCode, waits] of [
  ['sign-in', 'auth', '535 5.7.8 Username and Password not accepted', undefined, [10, 30, 60]],
  ['certificate', 'tls', 'certificate has expired', 'CERT_HAS_EXPIRED', [10, 30, 30, 30]],
] as const)
  test(`a refused ${what} pauses the route, bounces nothing, and is tried at growing intervals`, async (t) => {
    const stand = await QueueStand.start(t);
    const { provider, queue } = stand;
    provider.onDial = () => failureAt(stage, said, errorCode);
    const ids = [await stand.take(), await stand.take()];
    await stand.pass(120 * minute, minute);
    assert.deepEqual(
      gaps(stand).map((s) => s / 60),
      [1, 2, 5, ...waits],
    );
    for (const id of ids) assert.equal(queue.get(id)?.attempts, 0);
    assert.deepEqual(stand.boxes, []);
    const route = queue.route();
    assert.ok(route.state === 'paused' && route.by === 'fault');
    assert.equal(route.reply, errorCode === undefined ? said : null);
    const waitMs = route.nextTryAt - stand.clock.now();
    assert.ok(waitMs > 0 && waitMs <= 60 * minute, `${waitMs} ms`);
    assert.deepEqual(stand.journal.events('queue.route'), ['queue.route-paused'], 'told once');
    provider.onDial = () => null;
    const before = provider.dialledAt.length;
    await Promise.all([queue.retry(), queue.retry()]);
    await stand.until('both are sent', () => provider.taken.length === 2);
    assert.equal(provider.dialledAt.length, before + 1, 'asked once');
  });

test('what keeps us from even dialling pauses the route, too', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.onDial = () => {
    throw new Error('the password cannot be read');
  };
  const id = await stand.take();
  await stand.settle();
  assert.equal(queue.route().state, 'paused');
  assert.equal(queue.get(id)?.attempts, 0);
  assert.match(stand.journal.text(), /the password cannot be read/);
  provider.onDial = () => null;
  await stand.pass(second);
  assert.equal(provider.taken.length, 1);
});

for (const [where, refuse] of [
  ['to the connection', 'onDial'],
  ['to MAIL, after a friendly greeting', 'onMail'],
] as const)
  test(`a provider that answers 421 ${where} is asked at growing intervals`, async (t) => {
    const stand = await QueueStand.start(t);
    const { provider, queue } = stand;
    provider.maxConnections = 5;
    const stage = refuse === 'onDial' ? 'connect' : 'mail';
    provider[refuse] = () => failureAt(stage, '421 4.3.2 too busy');
    const ids: string[] = [];
    for (let i = 0; i < 10; i += 1) ids.push(await stand.take());
    await stand.settle();
    const begun = provider.dialledAt.length;
    await stand.pass(5 * minute, second);
    const waits = gaps(stand).slice(begun - 1);
    assert.deepEqual(waits.slice(0, 8), [1, 2, 4, 8, 16, 32, 60, 60], waits.join());
    for (const id of ids) assert.equal(queue.get(id)?.attempts, 0);
    assert.equal(stand.journal.events('queue.route-paused').length, 1, 'told once');
    provider[refuse] = () => null;
    await stand.pass(minute, second);
    assert.equal(provider.taken.length, 10);
    assert.equal(stand.journal.events('queue.route-open').length, 1);
  });

test('after an answer the waits begin anew', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  let isBusy = true;
  provider.onMail = () => (isBusy ? failureAt('mail', '421 4.3.2 too busy') : null);
  await stand.take();
  await stand.pass(3 * minute, second);
  isBusy = false;
  await stand.pass(minute, second);
  assert.equal(provider.taken.length, 1);
  isBusy = true;
  provider.dialledAt.splice(0);
  await stand.take();
  await stand.pass(20 * second, second);
  assert.deepEqual(gaps(stand).slice(-3), [2, 4, 8]);
});

test('a provider that refuses a mail for what it is takes mail again', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onMail = () => failureAt('mail', '421 4.3.2 too busy');
  await stand.take();
  await stand.settle();
  stand.provider.onMail = () => {
    throw new Error('this disk does not give the mail');
  };
  await stand.pass(second);
  assert.deepEqual(stand.journal.events('queue.route'), ['queue.route-paused'], 'says nothing yet');
  stand.provider.onMail = () => failureAt('mail', '552 5.3.4 too big');
  await stand.pass(minute, second);
  assert.deepEqual(stand.ids(), []);
  assert.deepEqual(stand.journal.events('queue.route'), ['queue.route-paused', 'queue.route-open']);
});

test('one mail that makes the provider refuse us does not stop the others for good', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.onRecipient = (address) =>
    address.startsWith('odd') ? '530 5.7.0 Authentication required' : '250 2.0.0 ok';
  const odd = await stand.take({ to: ['odd@example.net'] });
  for (let round = 0; round < 4; round += 1) {
    await stand.take({ to: [`m${round}@example.net`] });
    await stand.pass(minute, 10 * second);
  }
  await stand.pass(2 * minute, 10 * second);
  assert.equal(provider.taken.length, 4);
  assert.ok((queue.get(odd)?.attempts ?? 0) > 0, 'it waits by its own schedule');
  assert.match(queue.get(odd)?.recipients[0]?.lastReply ?? '', /530 5\.7\.0/);
  provider.onRecipient = () => '250 2.0.0 ok';
  await stand.pass(10 * minute, minute);
  assert.equal(queue.get(odd), null, 'and goes out when it is taken');
});

for (const [what, begin] of [
  ['for a message', () => null],
  ['to ask whether it is back', refused],
] as const)
  test(`a new provider gets the mail at once while the old one is still dialled ${what}`, async (t) => {
    const stand = await QueueStand.start(t);
    const { provider, queue } = stand;
    let oldAnswers = (): void => undefined;
    const dialOld = (): void => {
      provider.dialGate = new Promise((resolve) => (oldAnswers = resolve));
    };
    provider.onDial = begin;
    if (begin() === null) dialOld();
    await stand.take();
    await stand.until('the old one is dialled', () => provider.dialledAt.length > 0);
    if (begin() !== null) {
      await stand.settle();
      dialOld();
      stand.clock.advance(second);
      await stand.until('the old one is asked', () => provider.dialledAt.length > 1);
    }
    provider.dialGate = null;
    provider.onDial = () => null;
    queue.providerChanged();
    await stand.until('the new one has it', () => provider.taken.length === 1);
    const openThen = provider.openCount;
    oldAnswers();
    await stand.settle();
    assert.ok(provider.openCount <= openThen, 'the connection to the old one is closed');
    assert.deepEqual(queue.route(), { state: 'open' });
  });

test('a sign-in that is put right is tried at once, and what waits goes', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.onDial = () => failureAt('auth', '535 5.7.8 Username and Password not accepted');
  await stand.take();
  await stand.pass(20 * minute, minute);
  queue.providerChanged();
  await stand.settle();
  assert.equal(queue.route().state, 'paused', 'still wrong');
  await stand.pass(minute);
  const dialled = provider.dialledAt.length;
  await stand.pass(minute);
  assert.equal(
    provider.dialledAt.length,
    dialled + 1,
    'asked as often as one that failed just now',
  );
  provider.onDial = () => null;
  queue.providerChanged();
  await stand.until('it is sent', () => provider.taken.length === 1);
});

/** The provider is changed, and only then the old one answers: the new one gets the mail, and nobody a pause. */
async function changesUnpaused(stand: QueueStand, oldAnswers: () => void): Promise<void> {
  const { provider, queue } = stand;
  queue.providerChanged();
  oldAnswers();
  await stand.until('the new one has it', () => provider.taken.length === 1);
  await stand.settle();
  assert.deepEqual(queue.route(), { state: 'open' });
  assert.deepEqual(stand.journal.events('queue.route'), []);
}

test('a refusal of the old provider does not pause the new one', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  let oldAnswers = (): void => undefined;
  provider.dialGate = new Promise((resolve) => (oldAnswers = resolve));
  provider.onDial = () => failureAt('auth', '535 5.7.8 Username and Password not accepted');
  await stand.take();
  await stand.until('the old one is dialled', () => provider.dialledAt.length > 0);
  provider.dialGate = null;
  provider.onDial = () => null;
  await changesUnpaused(stand, oldAnswers);
});

test('nor does one that comes while a message is under way to it', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  let oldAnswers = (): void => undefined;
  provider.gate = new Promise((resolve) => (oldAnswers = resolve));
  provider.onRecipient = () => '530 5.7.0 Authentication required';
  const id = await stand.take();
  await stand.until('the old one has heard of it', () => provider.offered.length === 1);
  provider.gate = null;
  provider.onRecipient = () => '250 2.0.0 taken';
  await changesUnpaused(stand, oldAnswers);
  assert.equal(queue.get(id), null);
});

test('what is under way to the old provider ends there, and what comes goes to the new one', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  let oldAnswers = (): void => undefined;
  provider.gate = new Promise((resolve) => (oldAnswers = resolve));
  await stand.take();
  await stand.until('the old one has it', () => provider.taken.length === 1);
  queue.providerChanged();
  oldAnswers();
  await stand.settle();
  await stand.take();
  await stand.until('the new one has the next', () => provider.taken.length === 2);
  assert.equal(provider.dialledAt.length, 2);
  await stand.settle();
  assert.equal(provider.openCount, 1, 'the connection to the old one is closed');
});

test('a connection that is used no more is closed; a provider that is away then pauses the route', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  await stand.take();
  await stand.settle();
  await stand.pass(14 * second);
  assert.equal(provider.openCount, 1, 'the next mail may come any moment');
  await stand.pass(2 * second);
  assert.equal(provider.openCount, 0);
  provider.onDial = () => failureAt('connect', '', 'ECONNECTION');
  await stand.take();
  await stand.settle();
  assert.equal(queue.route().state, 'paused');
});

test('mail for users here does not wait for the provider', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onDial = refused;
  const id = await stand.take({ to: [local('ann'), 'bob@example.net'] });
  await stand.take({ to: [local('ann')] });
  await stand.until('both are in the mailbox', () => stand.boxes.length === 2);
  await stand.settle();
  assert.deepEqual(
    stand.queue.get(id)?.recipients.map(({ state }) => state),
    ['delivered', 'waiting'],
  );
  const mailboxes = (): unknown[] =>
    stand.journal.entries
      .filter(({ event }) => event === 'queue.delivered')
      .map(({ data }) => data?.['mailbox']);
  assert.deepEqual(mailboxes(), ['ann', 'ann']);
  stand.provider.onDial = () => null;
  await stand.pass(second);
  assert.deepEqual(
    stand.provider.taken.map(({ to }) => to),
    ['bob@example.net'],
  );
  assert.deepEqual(mailboxes(), ['ann', 'ann', undefined], 'the last went to the provider');
  assert.equal(stand.boxes.length, 2, 'no second copy');
});

test('a mailbox that cannot be written keeps its mail waiting, and the rest goes out at once', async (t) => {
  const stand = await QueueStand.start(t);
  stand.boxFailure = new Error('no space');
  const id = await stand.take({ to: [local('ann'), 'bob@example.net'] });
  await stand.until('bob has it', () => stand.provider.taken.length === 1);
  await stand.settle();
  assert.equal(stand.queue.get(id)?.recipients[0]?.state, 'waiting');
  assert.equal(stand.queue.trouble(), annsTrouble);
  stand.boxFailure = null;
  await stand.pass(3 * minute, minute);
  assert.equal(stand.boxes.length, 1);
  assert.equal(stand.queue.trouble(), null);
  assert.deepEqual(stand.ids(), []);
  assert.deepEqual(reportsTo(stand), []);
});

test('that mail waits for a mailbox is known after a restart, and not while a person holds it', async (t) => {
  const first = await QueueStand.start(t);
  first.boxFailure = new Error('no space');
  const other = await first.take({ to: [local('joe')] });
  const id = await first.take({ to: [local('ann')] });
  await first.settle();
  await first.queue.stop(100);
  const { queue } = await QueueStand.start(t, { folder: first.folder, clock: first.clock });
  await queue.remove([other]);
  assert.equal(queue.trouble(), annsTrouble);
  await queue.hold([id]);
  assert.equal(queue.trouble(), null);
  await queue.remove([id]);
  assert.equal(queue.trouble(), null);
});

test('a mailbox that takes mail again gets it in time, also while the provider takes long over its own', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  let goOn = (): void => undefined;
  provider.gate = new Promise((resolve) => (goOn = resolve));
  t.after(() => goOn());
  for (let i = 0; i < 2; i += 1) await stand.take();
  await stand.until('one is on its way', () => provider.taken.length === 1);
  stand.boxFailure = new Error('EIO');
  await stand.take({ to: [local('joe')] });
  const failed = () => stand.journal.events('queue.mailbox-failed').length === 1;
  await stand.until('the mailbox refused', () => failed() && stand.queue.counts().sending === 1);
  stand.boxFailure = null;
  stand.clock.advance(minute);
  await stand.until('it is in the mailbox', () => stand.boxes.length === 1);
});

test('recipients that are too many for one transaction go in the next, at once', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider } = stand;
  let inTransaction: unknown = null;
  let count = 0;
  provider.onRecipient = (_address, message) => {
    if (inTransaction !== message) count = 0;
    inTransaction = message;
    count += 1;
    return count > 3 ? '452 4.5.3 Too many recipients' : '250 2.1.5 ok';
  };
  await stand.take({ to: Array.from({ length: 10 }, (_, i) => `r${i}@example.net`) });
  await stand.settle();
  assert.equal(provider.taken.length, 10);
  assert.deepEqual(stand.ids(), []);
});

test('a provider that hangs up after each mail gets the next one over a new connection', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.hangsUp = true;
  await queue.pause();
  for (let i = 0; i < 3; i += 1) await stand.take();
  await queue.resume();
  await stand.until('all are sent', () => provider.taken.length === 3);
  assert.equal(provider.dialledAt.length, 3);
});

test('a provider to whom one recipient is too many is not asked again at once', async (t) => {
  const stand = await QueueStand.start(t);
  const { provider, queue } = stand;
  provider.onRecipient = () => '452 4.5.3 Too many recipients';
  const to = ['a@x.test', 'b@x.test'];
  const id = await stand.take({ to });
  await stand.until('it waits', () => queue.get(id)?.state === 'waiting');
  assert.deepEqual(provider.offered, to);
});

test('a pause by hand stops all sending, also over a restart', async (t) => {
  const stand = await QueueStand.start(t);
  await stand.queue.pause();
  await stand.take();
  await stand.queue.stop(100);
  const next = await QueueStand.start(t, { folder: stand.folder, clock: stand.clock });
  await next.pass(10 * minute, minute);
  const route = next.queue.route();
  assert.equal(route.state === 'paused' && route.by, 'operator');
  assert.equal(next.provider.dialledAt.length, 0);
  await next.queue.resume();
  await next.until('it is sent', () => next.provider.taken.length === 1);
});

test('a connection that breaks off is told in our words, and not in those of a library', async (t) => {
  const stand = await QueueStand.start(t);
  stand.provider.onMail = () => failureAt('data', 'Connection closed unexpectedly', 'ECONNECTION');
  const id = await stand.take();
  await stand.settle();
  assert.equal(
    stand.queue.get(id)?.recipients[0]?.lastReply,
    'The connection to the provider broke off while the mail was being sent.',
  );
});

test('only what a provider said is told as its words', async (t) => {
  for (const [failure, isSaid] of [
    [failureAt('connect', 'connect ECONNREFUSED 127.0.0.1:9', 'ECONNREFUSED'), false],
    [failureAt('auth', '535 5.7.8 Username and Password not accepted'), true],
  ] as const) {
    const stand = await QueueStand.start(t);
    stand.provider.onDial = () => failure;
    await stand.take();
    await stand.settle();
    const told = stand.journal.entries.find(({ event }) => event === 'queue.route-paused');
    assert.equal(told?.text.endsWith(`It said: ${failure.reply}`), isSaid, told?.text);
    assert.equal(told.data?.['detail'], failure.reply);
  }
});

for (const [how, stage, said, errorCode] of [
  ['says so', 'connect', '421 4.3.2 too many connections', undefined],
  ['closes further ones without a word', 'connect', '', 'ECONNECTION'],
  ['closes further ones before TLS begins', 'tls', '', 'ECONNRESET'],
] as const) {
  test(`a provider that takes fewer connections than the settings say and ${how} gets the mail over those, and the route stays open`, async (t) => {
    const stand = await QueueStand.start(t);
    const { provider, queue } = stand;
    provider.maxConnections = 3;
    let dialled = 0;
    provider.onDial = () => {
      dialled += 1;
      return dialled > 2 ? failureAt(stage, said, errorCode) : null;
    };
    let go: () => void = () => undefined;
    provider.gate = new Promise((resolve) => (go = resolve));
    await queue.pause();
    for (let i = 0; i < 50; i += 1) await stand.take({ to: [`a${i}@x.test`] });
    await queue.resume();
    await stand.until('it was dialled', () => dialled === 3);
    await stand.until('two are sent', () => provider.offered.length === 2);
    go();
    await stand.until('all are sent', () => provider.taken.length === 50);
    assert.equal(dialled, 3, 'and it is not asked for more again and again');
    assert.equal(stand.journal.events().includes('queue.route-paused'), false);
    assert.equal(stand.journal.events().filter((e) => e === 'queue.connections-limited').length, 1);
    await stand.settle();
    assert.equal(provider.offered.length, 50);
    assert.deepEqual(stand.ids(), []);
  });

  test(`a provider that takes no connection and ${how} pauses the route, however many are tried at once`, async (t) => {
    const stand = await QueueStand.start(t);
    stand.provider.maxConnections = 3;
    stand.provider.onDial = () => failureAt(stage, said, errorCode);
    await stand.queue.pause();
    for (let i = 0; i < 5; i += 1) await stand.take({ to: [`a${i}@x.test`] });
    await stand.queue.resume();
    await stand.until('it is paused', () => stand.queue.route().state === 'paused');
    assert.ok(stand.provider.dialledAt.length <= 3);
  });
}

for (const [takesDsn, transactions] of [
  [true, 2],
  [false, 1],
] as const)
  test(`RFC 3461: recipients with DSN parameters of their own go in ${transactions} where the provider ${takesDsn ? 'offers' : 'has no'} DSN`, async (t) => {
    const stand = await QueueStand.start(t);
    const { provider } = stand;
    provider.takesDsn = takesDsn;
    let sent = 0;
    provider.onMail = () => {
      sent += 1;
      return null;
    };
    const to = ['a@x.test', 'b@x.test'].map((address) => ({
      ...{ address, localUser: null },
      dsn: { orcpt: `rfc822;${address}` },
    }));
    await stand.take({ to });
    await stand.until('both have it', () => provider.taken.length === 2);
    assert.equal(sent, transactions);
  });
