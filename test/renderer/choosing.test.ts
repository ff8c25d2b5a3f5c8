import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MouseEvent } from 'react';
import { failed, type Result } from '../../main/contract/result.ts';
import { chosenIn, spanOf, without, type Keys } from '../../renderer/mail/chosen.ts';
import { StillListed } from '../../renderer/mail/still-listed.ts';
import type { RowSource } from '../../renderer/ui/row-source.ts';
import { chosenByClick } from '../../renderer/ui/table-keys.ts';
import { turn } from './page-stand.ts';

type Answer = Result<{ readonly ids: readonly string[] }>;

test('a span is found by its two messages, wherever they stand by now', () => {
  assert.deepEqual(spanOf(['a', 'b', 'c', 'd'], 'c', 'b'), ['b', 'c']);
  assert.deepEqual(spanOf(['new', 'b', 'x', 'c', 'd'], 'b', 'c'), ['b', 'x', 'c']);
  assert.deepEqual(spanOf(['a', 'b'], 'b', 'b'), ['b']);
  assert.deepEqual(spanOf(['a', 'b', 'd'], 'c', 'a'), [], 'one of them is gone');
});

test('what was chosen in another list is no choice here', () => {
  const chosen = { list: 'held', keys: new Set(['a']) };
  assert.deepEqual([...chosenIn('held', chosen)], ['a']);
  assert.equal(chosenIn('all', chosen).size, 0);
});

/** Of the rows of a long list only those from `offset` on are loaded. */
const loaded = (offset: number, keys: readonly string[]): RowSource<string> => ({
  count: 1_000,
  at: (index) => keys[index - offset],
  indexOf: (key) => (keys.includes(key) ? offset + keys.indexOf(key) : null),
});

test('Shift and a click choose from the active row itself, not from its old place', () => {
  const click = { keyOf: (key: string) => key, event: { shiftKey: true } as MouseEvent };
  const near = { ...click, rows: loaded(0, ['new', 'a', 'b', 'c']), index: 3, from: 'a' };
  assert.deepEqual([...(chosenByClick(new Set(['z']), near) ?? [])], ['z', 'a', 'b', 'c']);
  const far = { ...near, rows: loaded(500, ['x', 'y']), index: 501 };
  assert.equal(chosenByClick(new Set(), far), null, 'the list itself is asked');
});

/** Chosen messages, and a relay that answers when it is told to. */
function stand(chosen: readonly string[]) {
  const office: { chosen: Keys } = { chosen: new Set(chosen) };
  const waiting: ((answer: Answer) => void)[] = [];
  const listed = new StillListed({
    ask: () => new Promise((resolve) => waiting.push(resolve)),
    chosen: () => office.chosen,
    onGone: (gone) => {
      office.chosen = without(office.chosen, gone);
    },
  });
  return {
    ...{ listed, office, waiting },
    answer: async (result: Answer): Promise<void> => {
      waiting.shift()?.(result);
      await turn();
    },
  };
}

const idsAre = (...ids: readonly string[]): Answer => ({ ok: true, value: { ids } });

test('chosen messages that are not listed any more are let go, and no newer ones', async () => {
  const { listed, office, answer } = stand(['a', 'b']);
  listed.check();
  office.chosen = new Set(['a', 'b', 'newer']);
  await answer(idsAre('b'));
  assert.deepEqual([...office.chosen], ['b', 'newer']);
});

test('what changes while an answer is on its way is asked about once more', async () => {
  const { listed, office, waiting, answer } = stand(['a', 'b']);
  for (let n = 0; n < 3; n += 1) listed.check();
  assert.equal(waiting.length, 1);
  await answer(idsAre('a', 'b'));
  await answer(idsAre('b'));
  assert.deepEqual([...office.chosen], ['b']);
  assert.equal(waiting.length, 0);
});

test('after a failed question the next one is asked, after the end none is heard', async () => {
  const { listed, office, waiting, answer } = stand(['a']);
  listed.check();
  await answer(failed('control.lost', 'Gone.'));
  assert.equal(office.chosen.size, 1);
  for (let n = 0; n < 2; n += 1) listed.check();
  listed.end();
  await answer(idsAre());
  assert.deepEqual([office.chosen.size, waiting.length], [1, 0]);
});
