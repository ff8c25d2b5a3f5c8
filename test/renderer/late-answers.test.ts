import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed } from '../../main/contract/result.ts';
import type { Bridge } from '../../renderer/link/bridge.ts';
import { LateAnswers } from '../../renderer/link/late-answers.ts';
import { TestClock } from '../helpers/test-clock.ts';

const minuteMs = 60_000;

/** A relay that answers when it is told to. */
function stand() {
  const clock = new TestClock();
  const late = new LateAnswers(clock);
  const goOn: (() => void)[] = [];
  const bridge = late.over({
    onPush: () => () => undefined,
    request: () =>
      new Promise((resolve) => goOn.push(() => resolve(failed('control.lost', 'Gone.')))),
  } as Bridge);
  const told: boolean[] = [];
  late.onChange(() => told.push(late.isLate()));
  return { bridge, clock, late, told, answer: (): void => goOn.shift()?.() };
}

test('an answer that stays out is told, until all that were late are there', async () => {
  const { bridge, clock, late, told, answer } = stand();
  const first = bridge.request('users:list', {});
  clock.advance(minuteMs / 10);
  assert.equal(late.isLate(), false, 'so soon nobody wonders');
  const second = bridge.request('settings:get', { path: 'hostname' });
  clock.advance(minuteMs);
  assert.equal(late.isLate(), true);
  answer();
  assert.equal((await first).ok, false, 'what came is passed on as it is');
  assert.equal(late.isLate(), true);
  answer();
  await second;
  assert.equal(late.isLate(), false);
  assert.equal(told.at(-1), false);
});

test('an answer in time is told to nobody, however much later', async () => {
  const { bridge, clock, told, answer } = stand();
  const asked = bridge.request('users:list', {});
  answer();
  await asked;
  clock.advance(minuteMs);
  assert.deepEqual(told, []);
});

test('what may take its time is never late: a dialog, long work, waiting for what is new', () => {
  const { bridge, clock, late } = stand();
  void bridge.request('desktop:pick-file', { purpose: 'key' });
  void bridge.request('doctor:run', { job: 'a' });
  void bridge.request('sessions:list', { after: 1 });
  clock.advance(minuteMs);
  assert.equal(late.isLate(), false);
  void bridge.request('sessions:list', { text: 'joe', after: undefined });
  clock.advance(minuteMs);
  assert.equal(late.isLate(), true, 'what is there already is answered at once');
});
