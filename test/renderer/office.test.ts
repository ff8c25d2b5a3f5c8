import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProblemView, StatusView } from '../../main/contract/status.ts';
import { isQuiet, roundTop, stackedHours } from '../../renderer/overview/hours-data.ts';
import { nextSteps } from '../../renderer/overview/next-steps.ts';
import { officeState, takesMail } from '../../renderer/overview/office-state.ts';

const status = (change: Partial<StatusView> = {}): StatusView => ({
  ...{ version: '1', startedAt: 0, dataFolder: '', addresses: [] },
  services: [{ id: 'smtp.relay', state: 'running' }],
  ...{ queue: { waiting: 0, sending: 0, held: 0 }, route: { state: 'open' }, provider: '' },
  ...{ isPractice: false, openWindows: 0, users: 1, problems: [] },
  ...change,
});
const problem = (code: ProblemView['code'], level: ProblemView['level']): ProblemView => ({
  ...{ code, level, text: '', remedy: '', raw: null, place: 'overview' },
});
const paused = { state: 'paused', by: 'operator', since: 0 } as const;

test('the sentence names the worst first', () => {
  const states = (
    [
      [{}, []],
      [{}, ['people', 'provider']],
      [{ queue: { waiting: 2, sending: 0, held: 0 } }, ['provider']],
      [{ queue: { waiting: 2, sending: 1, held: 0 } }, []],
      [{ queue: { waiting: 0, sending: 0, held: 1 } }, []],
      [{ services: [{ id: 'smtp.relay', state: 'starting' }] }, []],
      [{ problems: [problem('service.failed', 'attention')] }, []],
      [{ route: paused, problems: [problem('route.paused', 'attention')] }, ['people']],
      [{ problems: [problem('listener.failed', 'error')] }, []],
      [{ route: paused, problems: [problem('route.auth', 'error')] }, []],
      [{ problems: [problem('listener.failed', 'error'), problem('queue.disk', 'error')] }, []],
    ] as const
  ).map(([change, steps]) => officeState(status(change), steps));
  assert.deepEqual(states, [
    ...['good', 'nobody', 'practice', 'onTheirWay', 'held', 'starting', 'attention', 'paused'],
    ...['part', 'noMail', 'noIntake'],
  ]);
});

test('it says that mail flows only where it does', () => {
  const stateOf = (change: Partial<StatusView>): string | null => officeState(status(change), []);
  const fault = (code: ProblemView['code']) => ({ problems: [problem(code, 'error')] });
  assert.equal(stateOf({ services: [] }), 'closed', 'all ports are switched off');
  const untrusted = problem('provider.test-failed', 'attention');
  assert.equal(stateOf({ problems: [untrusted] }), 'doubtful');
  const shut = problem('listener.failed', 'error');
  assert.equal(stateOf({ problems: [shut, untrusted] }), 'fault', 'not only a way in');
  const failed = { id: 'smtp.relay', state: 'failed' } as const;
  const pop3 = { id: 'pop3', state: 'running' } as const;
  assert.equal(stateOf({ services: [failed, pop3], ...fault('listener.failed') }), 'closed');
  assert.equal(stateOf({ route: paused, ...fault('listener.failed') }), 'paused');
  assert.equal(stateOf(fault('settings.damaged')), 'fault');
  assert.equal(stateOf(fault('users.damaged')), 'fault');
  assert.equal(stateOf(fault('popauth.unavailable')), 'part');
});

test('while it is not known what is left to do nothing is claimed that hangs on it', () => {
  assert.equal(officeState(status(), null), null);
  assert.equal(officeState(status({ route: paused }), null), 'paused');
  assert.equal(officeState(status({ problems: [problem('route.auth', 'error')] }), null), 'noMail');
});

test('new mail is promised to be taken only where it is', () => {
  const takes = (change: Partial<StatusView>): boolean => takesMail(status(change));
  assert.equal(takes({ route: paused, problems: [problem('route.auth', 'error')] }), true);
  assert.equal(takes({ services: [] }), false);
  for (const code of ['queue.disk', 'listener.failed', 'popauth.unavailable'] as const)
    assert.equal(takes({ problems: [problem(code, 'error')] }), false, code);
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
  const none = { ...hour, accepted: 0, sent: 0, bounced: 0, refused: 0 };
  assert.equal(isQuiet([none]), true);
  assert.equal(isQuiet([none, { ...none, accepted: 1 }]), false, 'what waits is mail, too');
  assert.deepEqual([0, 3, 8, 11, 101, 950, 12_001].map(roundTop), [
    ...[4, 4, 8, 15, 150, 1_000, 15_000],
  ]);
});
