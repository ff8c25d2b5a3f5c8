import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemView, StatusView } from '../../main/contract/status.ts';
import { roundTop, stackedHours } from '../../renderer/overview/hours-data.ts';
import { nextSteps } from '../../renderer/overview/next-steps.ts';
import { officeState } from '../../renderer/overview/office-state.ts';

const status = (change: Partial<StatusView> = {}): StatusView => ({
  ...{ version: '1', startedAt: 0, dataFolder: '', addresses: [], services: [] },
  ...{ queue: { waiting: 0, sending: 0, held: 0 }, route: { state: 'open' }, provider: '' },
  ...{ openWindows: 0, users: 1, problems: [] },
  ...change,
});
const problem = (code: ProblemView['code'], level: ProblemView['level']): ProblemView => ({
  ...{ code, level, text: '', remedy: '', raw: null, place: 'overview' },
});
const paused = { state: 'paused', by: 'operator', since: 0 } as const;

test('the sentence names the worst first', () => {
  const states = (
    [
      [{}, true],
      [{}, false],
      [{ queue: { waiting: 2, sending: 1, held: 0 } }, true],
      [{ queue: { waiting: 0, sending: 0, held: 1 } }, true],
      [{ services: [{ id: 'queue', state: 'starting' }] }, true],
      [{ problems: [problem('service.failed', 'attention')] }, true],
      [{ route: paused, problems: [problem('route.paused', 'attention')] }, false],
      [{ problems: [problem('listener.failed', 'error')] }, true],
      [{ route: paused, problems: [problem('route.auth', 'error')] }, true],
      [{ problems: [problem('listener.failed', 'error'), problem('queue.disk', 'error')] }, true],
    ] as const
  ).map(([change, mayAnybodySend]) => officeState(status(change), mayAnybodySend));
  assert.deepEqual(states, [
    ...['good', 'nobody', 'onTheirWay', 'held', 'starting', 'attention', 'paused', 'part'],
    ...['noMail', 'noMail'],
  ]);
});

test('a fresh office has people, a program and a provider before it, one used for real has nothing', () => {
  const fresh = { isPractice: true, users: 0, trusted: 0, wasUsed: false };
  assert.deepEqual(nextSteps(fresh), ['people', 'program', 'provider']);
  assert.deepEqual(nextSteps({ ...fresh, trusted: 1, wasUsed: true }), ['provider']);
  assert.deepEqual(nextSteps({ isPractice: false, users: 3, trusted: 0, wasUsed: true }), []);
});

test('each bar stands on those below it, and the axis ends at a round number', () => {
  const hour = { startsAt: 0, accepted: 9 };
  const [places, ...series] = stackedHours([
    { ...hour, sent: 5, bounced: 1, refused: 2 },
    { ...hour, sent: 0, bounced: 0, refused: 3 },
  ]);
  assert.deepEqual(places, [0, 1]);
  assert.deepEqual(series, [
    [8, 3],
    [6, 0],
    [5, 0],
  ]);
  assert.deepEqual([0, 3, 8, 11, 101, 950, 12_001].map(roundTop), [
    ...[4, 4, 8, 15, 150, 1_000, 15_000],
  ]);
});
