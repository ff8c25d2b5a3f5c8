import assert from 'node:assert/strict';
import test from 'node:test';
import { Gathering } from '../../../../main/relay/queue/spool/gathering.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** So slow that a test which waits for its time has failed. */
const slowMs = 600_000;

test('nobody is waited for where nobody is about to write', async () => {
  const gathering = new Gathering({ mostMs: slowMs });
  gathering.flushed(slowMs, 0);
  await gathering.wait();
});

test('a quick disk waits for nobody', async () => {
  const gathering = new Gathering({ mostMs: slowMs });
  gathering.flushed(0.4, 0);
  gathering.expect();
  await gathering.wait();
});

test('a flush that was slow once makes no slow disk', async () => {
  const gathering = new Gathering({ mostMs: slowMs });
  gathering.flushed(0.4, 0);
  gathering.flushed(slowMs, 0);
  gathering.expect();
  await gathering.wait();
});

test('a slow one waits until all have come, and not for those who came before', async () => {
  const gathering = new Gathering({ mostMs: slowMs });
  gathering.flushed(slowMs, 0);
  const first = gathering.expect();
  const [second, third] = [gathering.expect(), gathering.expect()];
  first();
  let isOver = false;
  const waiting = gathering.wait().then(() => (isOver = true));
  second();
  await turn();
  await turn();
  assert.ok(!isOver);
  second();
  third();
  await waiting;
});

test('who takes too long is not waited for again', async () => {
  const gathering = new Gathering({ mostMs: slowMs });
  gathering.flushed(10, 0);
  const late = gathering.expect();
  await gathering.wait();
  gathering.flushed(slowMs, 0);
  await gathering.wait();
  late();
});

/** Several senders, and a disk on which a flush takes 100 ms. */
function senders() {
  const time = { now: 0 };
  const gathering = new Gathering({ mostMs: slowMs, now: () => time.now });
  const come = (count: number): void => {
    for (let one = 0; one < count; one += 1) gathering.came();
  };
  const flush = (told: number, meanwhile = 0): void => {
    gathering.taken();
    come(meanwhile);
    time.now += 100;
    gathering.flushed(100, told);
  };
  return { gathering, time, come, flush };
}

/** Whether somebody is waited for until `come`. */
async function isWaitingFor(gathering: Gathering, come: () => void): Promise<boolean> {
  let isOver = false;
  const waiting = gathering.wait().then(() => (isOver = true));
  await turn();
  await turn();
  const isWaiting = !isOver;
  come();
  await waiting;
  return isWaiting;
}

test('senders who came back after the flush before are waited for after this one', async () => {
  const { gathering, come, flush } = senders();
  come(3);
  flush(3);
  assert.ok(
    !(await isWaitingFor(gathering, () => come(3))),
    'nobody knows yet that they come again',
  );
  flush(3);
  assert.ok(await isWaitingFor(gathering, () => come(3)));
  flush(3);
  assert.ok(await isWaitingFor(gathering, () => come(3)), 'and again');
});

test('a sender who took his time after the flush before is not waited for after this one', async () => {
  const { gathering, time, come, flush } = senders();
  come(1);
  flush(1);
  time.now += 101;
  come(1);
  flush(1);
  assert.ok(!(await isWaitingFor(gathering, () => undefined)));
});

test('nobody is waited for where so many are here that each has little of the flush', async () => {
  const { gathering, come, flush } = senders();
  come(300);
  flush(300);
  come(300);
  flush(300, 249);
  assert.ok(await isWaitingFor(gathering, () => come(1)), 'one more');
  flush(250, 250);
  assert.ok(!(await isWaitingFor(gathering, () => undefined)));
});

test('a flush that took very long, as one does under which the computer slept, makes nobody wait as long', async () => {
  const gathering = new Gathering({ mostMs: 10 });
  gathering.flushed(slowMs, 0);
  gathering.expect();
  await gathering.wait();
});
