import assert from 'node:assert/strict';
import test from 'node:test';
import { Gathering } from '../../../../main/relay/queue/spool/gathering.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** So slow that a test which waits for its time has failed. */
const slowMs = 600_000;

test('nobody is waited for where nobody is about to write', async () => {
  const gathering = new Gathering(slowMs);
  gathering.flushed(slowMs);
  await gathering.wait();
});

test('a quick disk waits for nobody', async () => {
  const gathering = new Gathering(slowMs);
  gathering.flushed(0.4);
  gathering.expect();
  await gathering.wait();
});

test('a slow one waits until all have come, and not for those who came before', async () => {
  const gathering = new Gathering(slowMs);
  gathering.flushed(slowMs);
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
  const gathering = new Gathering(slowMs);
  gathering.flushed(10);
  const late = gathering.expect();
  await gathering.wait();
  gathering.flushed(slowMs);
  await gathering.wait();
  late();
});

test('a flush that took very long, as one does under which the computer slept, makes nobody wait as long', async () => {
  const gathering = new Gathering(10);
  gathering.flushed(slowMs);
  gathering.expect();
  await gathering.wait();
});
