import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followSessions } from '../../renderer/activity/follow-sessions.ts';
import { PageStand, turn } from './page-stand.ts';

const follow = (stand: PageStand) => {
  let isOver = false;
  const told: unknown[] = [];
  const ended = followSessions(stand.bridge, '', {
    ...{ clock: stand.clock, shown: () => [], isOver: () => isOver },
    tell: (answer) => told.push(answer),
  });
  const end = async (): Promise<void> => {
    isOver = true;
    await stand.pass(1_000);
    await ended;
  };
  return { told, end };
};

test('while much is said the connections are asked for four times a second, not without end', async () => {
  const stand = new PageStand();
  const { told, end } = follow(stand);
  for (let revision = 1; revision <= 3; revision += 1) {
    assert.equal(stand.asked.length, revision, 'asked once');
    await stand.asked.at(-1)?.answer({ revision, sessions: [] });
    await turn();
    assert.equal(stand.asked.length, revision, 'an answer that came at once is given time');
    await stand.pass(250);
  }
  assert.deepEqual(stand.asked.at(-1)?.args, { text: '', after: 3 }, 'nothing between is missed');
  assert.equal(told.length, 3);
  await stand.asked.at(-1)?.answer({ revision: 4, sessions: [] });
  await end();
});
