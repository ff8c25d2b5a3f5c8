import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { GoalWatch } from '../../renderer/wizards/first-start/goal-watch.ts';
import { noGoals, type Goals } from '../../renderer/wizards/first-start/live-goals.ts';
import { PageStand } from './page-stand.ts';

const entry = (event: string, at = 1): JournalEntry => ({
  ...{ at, level: 'info', event, text: event, id: 'M1' },
});
/** Newest first, as the journal gives them. */
const allDone = ['queue.delivered', 'smtp.accepted', 'pop3.signed-in'].map((event) => entry(event));

/** A live check that is looked at, after the journal was read and held nothing. */
async function watching() {
  const stand = new PageStand();
  const told: { goals: Goals; failed: boolean; reached: string[] } = {
    ...{ goals: noGoals, failed: false, reached: [] },
  };
  const end = new GoalWatch({
    ...{ bridge: stand.bridge, live: stand.live, since: 1 },
    onChange: ({ goals, error }) => Object.assign(told, { goals, failed: error !== null }),
    onReached: (goal) => told.reached.push(goal),
  }).begin();
  await stand.asked[0]!.answer([]);
  return { stand, told, end };
}

const reached = ({ signedIn, accepted, delivered }: Goals): readonly boolean[] =>
  [signedIn, accepted, delivered].map((goal) => goal !== null);

test('what was left out while the window was out of sight for long is read from the journal', async () => {
  const { stand, told } = await watching();
  stand.push('journal:entry', entry('journal.gap'));
  await stand.pass(1_000);
  await stand.asked[1]!.answer(allDone);
  assert.deepEqual(reached(told.goals), [true, true, true]);
  assert.deepEqual(told.reached, ['signedIn', 'accepted', 'delivered']);
});

test('what happened before the check began does not count, nor is told as news what had happened before somebody looked', async () => {
  const stand = new PageStand();
  const told: { goals: Goals; reached: string[] } = { goals: noGoals, reached: [] };
  new GoalWatch({
    ...{ bridge: stand.bridge, live: stand.live, since: 15 },
    onChange: ({ goals }) => (told.goals = goals),
    onReached: (goal) => told.reached.push(goal),
  }).begin();
  const [delivered, accepted, signedIn, before] = [
    entry('queue.delivered', 40),
    entry('smtp.accepted', 30),
    entry('pop3.signed-in', 20),
    entry('smtp.accepted', 10),
  ];
  await stand.asked[0]!.answer([delivered, accepted, signedIn, before]);
  const { goals, reached: news } = told;
  assert.deepEqual([goals.signedIn?.at, goals.accepted?.at, goals.delivered?.at], [20, 30, 40]);
  assert.deepEqual(news, []);
});

test('what happened while the relay was away from the window is read when it is back', async () => {
  const { stand, told } = await watching();
  stand.push('window:relay', { state: 'connected' });
  await stand.pass(300);
  const read = stand.asked.find(({ name }, index) => name === 'journal:read' && index > 0);
  await read!.answer(allDone);
  assert.deepEqual(reached(told.goals), [true, true, true]);
});

test('what was reached stays, though it is further back than the journal is read', async () => {
  const { stand, told } = await watching();
  stand.push('journal:entry', entry('smtp.accepted'));
  stand.push('journal:entry', entry('journal.gap'));
  await stand.pass(1_000);
  await stand.asked[1]!.answer([entry('queue.delivered', 2)]);
  assert.deepEqual(reached(told.goals), [false, true, true]);
});

test('what comes while the journal is read, and what comes after the end', async () => {
  const { stand, told, end } = await watching();
  stand.push('journal:entry', entry('journal.gap'));
  await stand.pass(1_000);
  stand.push('journal:entry', entry('pop3.signed-in'));
  await stand.pass(1_000);
  await stand.asked[1]!.answer([entry('smtp.accepted')]);
  assert.deepEqual(reached(told.goals), [true, true, false]);
  stand.push('journal:entry', entry('journal.gap'));
  await stand.pass(1_000);
  end();
  await stand.asked[2]!.answer(allDone);
  assert.deepEqual(reached(told.goals), [true, true, false]);
});

test('a journal that could not be read is read again when something changes', async () => {
  const { stand, told } = await watching();
  stand.push('journal:entry', entry('journal.gap'));
  await stand.pass(1_000);
  await stand.asked[1]!.fail('journal.unavailable' as never);
  assert.equal(told.failed, true);
  stand.happens('queue.deferred');
  await stand.pass(1_000);
  await stand.asked[2]!.answer(allDone);
  assert.deepEqual([told.failed, ...reached(told.goals)], [false, true, true, true]);
});
