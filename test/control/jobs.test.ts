import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Jobs } from '../../main/control/jobs.ts';

const stays = { onEnd: () => undefined };

/** Work that ends when it is told to. */
const untilStopped = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped')));

test('work is broken off by its name, once, and no other with it', async () => {
  const jobs = new Jobs();
  const one = jobs.run('one', stays, untilStopped);
  const two = jobs.run('two', stays, untilStopped);
  assert.equal(jobs.cancel('three'), false);
  assert.equal(jobs.cancel('one'), true);
  assert.equal(await one, 'stopped');
  assert.equal(jobs.cancel('one'), false, 'it has ended');
  assert.equal(jobs.cancel('two'), true, 'the other ran on');
  await two;
});

test('work ends when its caller goes away, with a name and without', async () => {
  const jobs = new Jobs();
  const ends: (() => void)[] = [];
  const caller = { onEnd: (run: () => void) => void ends.push(run) };
  const works = [jobs.run('one', caller, untilStopped), jobs.run(undefined, caller, untilStopped)];
  for (const end of ends) end();
  assert.deepEqual(await Promise.all(works), ['stopped', 'stopped']);
});

test('a name is free again after work that failed', async () => {
  const jobs = new Jobs();
  await assert.rejects(
    jobs.run('one', stays, () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(jobs.cancel('one'), false);
});

test('work that ends late takes no name from who has it now', async () => {
  const jobs = new Jobs();
  let endFirst = (): void => undefined;
  const first = jobs.run('one', stays, () => new Promise<void>((resolve) => (endFirst = resolve)));
  const second = jobs.run('one', stays, untilStopped);
  endFirst();
  await first;
  assert.equal(jobs.cancel('one'), true);
  assert.equal(await second, 'stopped');
});
