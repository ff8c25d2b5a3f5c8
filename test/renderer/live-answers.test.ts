import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Question } from '../../renderer/link/live-answers.ts';
import { PageStand } from './page-stand.ts';

const status: Question = { name: 'status:get', args: '{}' };

/** Watches the status; tells what was drawn, in order. */
function watching(stand: PageStand, areas = ['queue']) {
  const drawn: unknown[] = [];
  const stop = stand.answers.watch(status, areas, () =>
    drawn.push(stand.answers.peek(status).value),
  );
  return { drawn, stop };
}

test('two parts of the window that ask the same share one request', async () => {
  const stand = new PageStand();
  const one = watching(stand);
  const two = watching(stand);
  assert.equal(stand.asked.length, 1);
  await stand.asked[0]!.answer('well');
  assert.deepEqual([one.drawn, two.drawn], [['well'], ['well']]);
});

test('fifty events a second lead to four questions a second, a flood to one', async () => {
  const stand = new PageStand();
  watching(stand);
  await stand.asked[0]!.answer(0);
  const countIn = async (eachTenthMs: number): Promise<number> => {
    const before = stand.asked.length;
    for (let tenth = 0; tenth < 20; tenth += 1) {
      stand.happens('queue.delivered', eachTenthMs);
      await stand.pass(100);
      await stand.asked.at(-1)!.answer(stand.asked.length);
    }
    return stand.asked.length - before;
  };
  const calm = await countIn(5);
  assert.ok(calm >= 6 && calm <= 8, `${calm} in two seconds`);
  const flood = await countIn(100);
  assert.ok(flood >= 2 && flood <= 4, `${flood} in two seconds`);
});

test('a slow relay is asked once at a time, and its answer is shown although more happened', async () => {
  const stand = new PageStand();
  const { drawn } = watching(stand);
  for (let n = 0; n < 8; n += 1) {
    stand.happens('queue.delivered');
    await stand.pass(250);
  }
  assert.equal(stand.asked.length, 1, 'no second question while the first is on its way');
  await stand.asked[0]!.answer('first');
  assert.deepEqual(drawn, ['first']);
  await stand.pass(1_999);
  assert.equal(stand.asked.length, 1, 'the relay rests as long as it worked');
  await stand.pass(2);
  assert.equal(stand.asked.length, 2);
});

test('an answer that says the same draws nothing', async () => {
  const stand = new PageStand();
  const { drawn } = watching(stand);
  await stand.asked[0]!.answer({ waiting: 3 });
  const before = stand.answers.peek(status);
  stand.happens('queue.delivered');
  await stand.pass(300);
  await stand.asked[1]!.answer({ waiting: 3 });
  assert.equal(drawn.length, 1);
  assert.equal(stand.answers.peek(status), before, 'the same object');
});

test('an error keeps the last good answer beside it', async () => {
  const stand = new PageStand();
  watching(stand);
  await stand.asked[0]!.answer('good');
  stand.happens('queue.delivered');
  await stand.pass(300);
  await stand.asked[1]!.fail('control.away');
  const { value, error } = stand.answers.peek(status);
  assert.deepEqual([value, error?.code], ['good', 'control.away']);
});

test('a message that has left does not wait again when the relay goes away after it', async () => {
  const stand = new PageStand();
  const message: Question = { name: 'queue:show', args: '{"id":"M1"}' };
  stand.answers.watch(message, ['queue', 'relay'], () => undefined);
  await stand.asked[0]!.answer({ state: 'waiting' });
  for (const [index, code] of (['queue.unknown', 'control.away'] as const).entries()) {
    stand.live.touch('relay');
    await stand.pass(300);
    await stand.asked[index + 1]!.fail(code);
  }
  const { value, error } = stand.answers.peek(message);
  assert.deepEqual([value, error?.code], [null, 'control.away']);
});

test('what nobody looks at is kept while it is true, and not asked for', async () => {
  const stand = new PageStand();
  const { stop } = watching(stand, ['queue', 'tick']);
  await stand.asked[0]!.answer('kept');
  stop();
  stand.live.touch('tick', 'users');
  await stand.pass(300);
  assert.equal(stand.answers.peek(status).value, 'kept');
  stand.happens('queue.delivered');
  await stand.pass(300);
  assert.equal(stand.answers.peek(status).value, null, 'no longer true');
  assert.equal(stand.asked.length, 1);
});

test('a hidden window asks nothing, and catches up when it is seen', async () => {
  const stand = new PageStand();
  watching(stand);
  await stand.asked[0]!.answer(1);
  stand.isSeen = false;
  stand.happens('queue.delivered', 10);
  await stand.pass(5_000);
  assert.equal(stand.asked.length, 1);
  stand.show();
  await stand.pass(300);
  assert.equal(stand.asked.length, 2);
});

test('where events were left out, everything is asked for again', async () => {
  const stand = new PageStand();
  watching(stand, ['popauth']);
  await stand.asked[0]!.answer(1);
  stand.happens('journal.gap');
  await stand.pass(300);
  assert.equal(stand.asked.length, 2);
});
