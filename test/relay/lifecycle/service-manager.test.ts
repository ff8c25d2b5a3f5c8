import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalInput } from '../../../main/relay/journal/journal.ts';
import { ServiceBase } from '../../../main/relay/lifecycle/service-base.ts';
import { ServiceFault } from '../../../main/relay/lifecycle/service-fault.ts';
import { ServiceManager } from '../../../main/relay/lifecycle/service-manager.ts';
import { systemClock } from '../../../main/relay/lifecycle/clock.ts';
import { TestClock } from '../../helpers/test-clock.ts';

class FakeService extends ServiceBase {
  readonly id: string;
  readonly calls: string[];
  startFaults: Error[] = [];
  stopWork: Promise<void> = Promise.resolve();
  startWork: Promise<void> = Promise.resolve();
  saysThatItFailed = false;

  constructor(id: string, calls: string[] = []) {
    super();
    this.id = id;
    this.calls = calls;
  }

  async start(): Promise<void> {
    this.calls.push(`start ${this.id}`);
    this.setStatus({ state: 'starting' });
    await this.startWork;
    const fault = this.startFaults.shift();
    if (fault && this.saysThatItFailed) this.setStatus({ state: 'failed', detail: fault.message });
    if (fault) throw fault;
    this.setStatus({ state: 'running' });
  }

  async stop(): Promise<void> {
    this.calls.push(`stop ${this.id}`);
    await this.stopWork;
    this.setStatus({ state: 'stopped' });
  }

  dies(): void {
    this.setStatus({ state: 'failed', detail: 'The listener went away.' });
  }

  limps(): void {
    this.setStatus({ state: 'degraded', detail: 'On IPv4 only.' });
  }
}

const portTaken = () => new ServiceFault('EADDRINUSE', 'Port 25 is in use by another program.');
const forever = () => new Promise<void>(() => undefined);

function manager() {
  const clock = new TestClock();
  const lines: JournalInput[] = [];
  return {
    clock,
    lines,
    manager: new ServiceManager(clock, { record: (entry) => lines.push(entry) }),
  };
}

/** Lets pending promises run; the test clock has no part in it. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('services stop in the reverse of their start order', async () => {
  const { manager: m, lines } = manager();
  const calls: string[] = [];
  for (const id of ['queue', 'smtp', 'pop3']) await m.add(new FakeService(id, calls));
  assert.deepEqual(await m.stopAll(), []);
  assert.deepEqual(calls.slice(3), ['stop pop3', 'stop smtp', 'stop queue']);
  assert.deepEqual(lines, [], 'nothing was cut off');
});

test('one that fails is shown with cause and code, the others run, and it is tried again', async () => {
  const { manager: m, clock, lines } = manager();
  const smtp = new FakeService('smtp');
  smtp.startFaults = [portTaken(), portTaken()];
  await m.add(smtp);
  await m.add(new FakeService('pop3'));
  assert.deepEqual(
    m.statuses().map(({ status }) => status.state),
    ['failed', 'running'],
  );
  assert.equal(m.statuses()[0]?.status.errorCode, 'EADDRINUSE');
  assert.match(m.statuses()[0]?.status.detail ?? '', /Port 25 is in use/);
  assert.equal(lines[0]?.event, 'service.failed');
  clock.advance(1_000);
  await settle();
  assert.equal(smtp.calls.length, 2);
  clock.advance(1_999);
  await settle();
  assert.equal(smtp.calls.length, 2);
  clock.advance(1);
  await settle();
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('a port that is taken for a day is tried each minute, and its fault is said once', async () => {
  const { manager: m, clock, lines } = manager();
  const smtp = new FakeService('smtp');
  smtp.startFaults = Array.from({ length: 24 * 60 }, portTaken);
  await m.add(smtp);
  for (let minute = 0; minute < 24 * 60 - 1; minute += 1) {
    assert.equal(m.statuses()[0]?.status.state, 'failed');
    clock.advance(60_000);
    await settle();
  }
  assert.equal(lines.length, 1);
  clock.advance(60_000);
  await settle();
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('each turn of a service is told, also of one that replaced another', async () => {
  const { manager: m, clock } = manager();
  const heard: string[] = [];
  m.onChange(({ id, status }) => heard.push(`${id} ${status.state}`));
  const smtp = new FakeService('smtp');
  smtp.startFaults = [portTaken()];
  await m.add(smtp);
  assert.equal(heard.at(-1), 'smtp failed');
  clock.advance(1_000);
  await settle();
  assert.equal(heard.at(-1), 'smtp running');
  heard.length = 0;
  await m.replace([{ id: 'smtp', next: new FakeService('smtp') }]);
  assert.deepEqual(heard, ['smtp running']);
});

test('one that was taken away while it waited for its next try is not started', async () => {
  const { manager: m, clock } = manager();
  const smtp = new FakeService('smtp');
  smtp.startFaults = [portTaken()];
  await m.add(smtp);
  const removed = m.replace([{ id: 'smtp', next: null }]);
  clock.advance(1_000);
  await removed;
  await settle();
  assert.deepEqual(smtp.calls, ['start smtp', 'stop smtp']);
});

test('one that runs with a fault is told, and runs on', async () => {
  const { manager: m, clock, lines } = manager();
  const heard: string[] = [];
  const smtp = new FakeService('smtp');
  await m.add(smtp);
  m.onChange(({ id, status }) => heard.push(`${id} ${status.state}`));
  smtp.limps();
  clock.advance(60_000);
  await settle();
  assert.deepEqual(heard, ['smtp degraded']);
  assert.deepEqual(smtp.calls, ['start smtp']);
  assert.deepEqual(lines, []);
});

test('a start whose failure the service tells too is reported once', async () => {
  const { manager: m, lines } = manager();
  const smtp = new FakeService('smtp');
  smtp.saysThatItFailed = true;
  smtp.startFaults = [portTaken()];
  await m.add(smtp);
  assert.equal(lines.length, 1);
});

test('a replacement that dies is started again', async () => {
  const { manager: m, clock } = manager();
  await m.add(new FakeService('smtp'));
  const next = new FakeService('smtp');
  await m.replace([{ id: 'smtp', next }]);
  next.dies();
  clock.advance(1_000);
  await settle();
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('one that dies while running is started again', async () => {
  const { manager: m, clock } = manager();
  const smtp = new FakeService('smtp');
  await m.add(smtp);
  smtp.dies();
  assert.equal(m.statuses()[0]?.status.state, 'failed');
  clock.advance(1_000);
  await settle();
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('one that dies at once each time is tried at growing waits', async () => {
  const { manager: m, clock } = manager();
  const smtp = new FakeService('smtp');
  await m.add(smtp);
  for (const waitMs of [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000]) {
    smtp.dies();
    const starts = smtp.calls.length;
    clock.advance(waitMs - 1);
    await settle();
    assert.equal(smtp.calls.length, starts, `not before ${waitMs} ms`);
    clock.advance(1);
    await settle();
    assert.equal(smtp.calls.length, starts + 1, `after ${waitMs} ms`);
  }
});

test('a replacement starts, then is saved, then the old one stops, in its place of the order', async () => {
  const { manager: m } = manager();
  const calls: string[] = [];
  await m.add(new FakeService('smtp', calls));
  await m.add(new FakeService('pop3', calls));
  const next = new FakeService('smtp', calls);
  await m.replace([{ id: 'smtp', next }], { commit: () => void calls.push('save') });
  assert.deepEqual(calls.slice(2), ['start smtp', 'save', 'stop smtp']);
  assert.deepEqual(
    m.statuses().map(({ id }) => id),
    ['smtp', 'pop3'],
  );
});

test('one that is switched on runs beside the others, and one that is switched off is gone', async () => {
  const { manager: m } = manager();
  const calls: string[] = [];
  const ids = (): string[] => m.statuses().map(({ id }) => id);
  await m.add(new FakeService('smtp', calls));
  await m.replace([{ id: 'pop3', next: new FakeService('pop3', calls) }]);
  assert.deepEqual(ids(), ['smtp', 'pop3']);
  await m.replace([{ id: 'smtp', next: null }]);
  assert.deepEqual(ids(), ['pop3']);
  await m.stopAll();
  assert.deepEqual(calls, ['start smtp', 'start pop3', 'stop smtp', 'stop pop3']);
});

for (const stopOldFirst of [true, false])
  test(`a replacement has ended the old one when it is told${stopOldFirst ? ', and before the new one starts' : ''}`, async () => {
    const { manager: m } = manager();
    const old = new FakeService('smtp');
    old.stopWork = new Promise((resolve) => setTimeout(resolve, 20));
    await m.add(old);
    const next = new FakeService('smtp');
    let before = '';
    next.onStatus(() => (before = old.status.state));
    await m.replace([{ id: 'smtp', next, stopOldFirst }]);
    assert.equal(before, stopOldFirst ? 'stopped' : 'running');
    assert.equal(old.status.state, 'stopped');
  });

test('a replacement that cannot start saves nothing and leaves the old one running', async () => {
  const { manager: m } = manager();
  const old = new FakeService('smtp');
  await m.add(old);
  const next = new FakeService('smtp');
  next.startFaults = [portTaken()];
  let isSaved = false;
  await assert.rejects(
    m.replace([{ id: 'smtp', next }], { commit: () => void (isSaved = true) }),
    /Port 25 is in use/,
  );
  assert.equal(isSaved, false);
  assert.deepEqual(old.calls, ['start smtp']);
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('a save that fails stops the replacement and leaves the old one running', async () => {
  const { manager: m } = manager();
  const old = new FakeService('smtp');
  await m.add(old);
  const next = new FakeService('smtp');
  await assert.rejects(
    m.replace([{ id: 'smtp', next }], {
      commit: () => Promise.reject(new Error('disk full')),
    }),
    /disk full/,
  );
  assert.deepEqual(next.calls, ['start smtp', 'stop smtp']);
  assert.deepEqual(old.calls, ['start smtp']);
});

test('where both need one port, the old one comes back when the new one cannot start', async () => {
  const { manager: m } = manager();
  const old = new FakeService('smtp');
  await m.add(old);
  const next = new FakeService('smtp');
  next.startFaults = [portTaken()];
  await assert.rejects(m.replace([{ id: 'smtp', next, stopOldFirst: true }]), /Port 25/);
  assert.deepEqual(old.calls, ['start smtp', 'stop smtp', 'start smtp']);
  assert.equal(m.statuses()[0]?.status.state, 'running');
});

test('commands run one at a time', async () => {
  const { manager: m } = manager();
  const calls: string[] = [];
  const slow = new FakeService('slow', calls);
  slow.startWork = new Promise((resolve) => setTimeout(resolve, 20));
  await Promise.all([
    m.add(slow),
    m.add(new FakeService('quick', calls)),
    m.replace([{ id: 'slow', next: null }]),
  ]);
  assert.deepEqual(calls, ['start slow', 'start quick', 'stop slow']);
});

test('a stop that hangs is cut at the deadline, named, and does not keep others from stopping', async () => {
  const lines: JournalInput[] = [];
  const m = new ServiceManager(systemClock, { record: (entry) => lines.push(entry) });
  const queue = new FakeService('queue');
  const smtp = new FakeService('smtp');
  smtp.stopWork = forever();
  await m.add(queue);
  await m.add(smtp);
  const start = performance.now();
  assert.deepEqual(await m.stopAll(400), ['smtp']);
  assert.ok(performance.now() - start < 5_000);
  assert.equal(queue.status.state, 'stopped');
  assert.match(lines.at(-1)?.text ?? '', /smtp/);
});

test('a start that hangs does not keep the rest from being stopped', async () => {
  const m = new ServiceManager(systemClock, { record: () => undefined });
  const queue = new FakeService('queue');
  await m.add(queue);
  const hung = new FakeService('hung');
  hung.startWork = forever();
  void m.add(hung);
  await settle();
  await m.stopAll(400);
  assert.equal(queue.status.state, 'stopped');
});

test('what is just starting is stopped when it has started', async () => {
  const { manager: m } = manager();
  const slow = new FakeService('slow');
  slow.startWork = new Promise((resolve) => setTimeout(resolve, 20));
  const added = m.add(slow);
  await settle();
  assert.deepEqual(await m.stopAll(), []);
  await added;
  assert.equal(slow.status.state, 'stopped');
});

test('a change that comes after the end binds nothing', async () => {
  const { manager: m } = manager();
  await m.add(new FakeService('smtp'));
  await m.stopAll();
  const next = new FakeService('smtp');
  await assert.rejects(m.replace([{ id: 'smtp', next }]), /Mailroom is being stopped/);
  assert.deepEqual(next.calls, []);
});

test('nothing is started again once the shutdown has begun', async () => {
  const { manager: m, clock } = manager();
  const smtp = new FakeService('smtp');
  smtp.startFaults = [portTaken()];
  await m.add(smtp);
  await m.stopAll();
  clock.advance(120_000);
  await settle();
  assert.deepEqual(smtp.calls, ['start smtp', 'stop smtp']);
});
