import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListRange } from '../../main/contract/requests.ts';
import { pageOf } from '../../main/relay/lifecycle/list-page.ts';
import { LiveList } from '../../renderer/link/live-list.ts';
import { PageStand, turn } from './page-stand.ts';

interface Row {
  readonly key: string;
}

/** A list of `count` rows at the relay, newest first, and the window on it. */
function stand(count: number) {
  const page = new PageStand();
  let newest = count;
  const office = { rows: Array.from({ length: count }, (_, n) => ({ key: `k${count - n}` })) };
  const asked: ListRange[] = [];
  let drawn = 0;
  const list = new LiveList<Row>({
    ask: (range) => {
      asked.push(range);
      return Promise.resolve({ ok: true, value: pageOf(office.rows, keyOf, range) });
    },
    keyOf,
    clock: page.clock,
    onChange: () => {
      drawn += 1;
    },
  });
  return {
    ...{ page, office, asked, list },
    drawn: () => drawn,
    come: (more: number): void => {
      for (let n = 0; n < more; n += 1)
        office.rows = [{ key: `k${(newest += 1)}` }, ...office.rows];
    },
    refresh: async (): Promise<void> => {
      list.refresh();
      await turn();
    },
    see: async (first: number, last: number): Promise<void> => {
      list.see(first, last);
      await turn();
    },
    rowAt: (index: number) => list.state.rows[index - list.state.offset]?.key,
  };
}

const keyOf = ({ key }: Row): string => key;

test('of ten thousand rows it asks for those in sight and a few around them', async () => {
  const { list, asked, refresh, see, rowAt } = stand(10_000);
  await refresh();
  assert.equal(list.state.total, 10_000);
  await see(5_000, 5_020);
  assert.equal(rowAt(5_000), 'k5000');
  assert.ok(list.state.rows.length < 400);
  assert.equal(asked.length, 2);
  await see(5_010, 5_030);
  assert.equal(asked.length, 2, 'a little further is there already');
});

test('rows that come in on top leave those in sight where they are', async () => {
  const { list, come, refresh, see, rowAt } = stand(1_000);
  await refresh();
  await see(300, 320);
  const seen = rowAt(300);
  come(7);
  await refresh();
  assert.equal(list.state.moved, 7, 'the table scrolls on by seven');
  assert.equal(rowAt(307), seen);
  come(2);
  await refresh();
  assert.equal(list.state.moved, 9);
  assert.equal(rowAt(309), seen);
});

test('rows that leave above move it up, and at the top it shows what is new', async () => {
  const { list, office, come, refresh, see, rowAt } = stand(500);
  await refresh();
  await see(100, 120);
  const seen = rowAt(100);
  office.rows = office.rows.slice(10);
  await refresh();
  assert.equal(list.state.moved, -10);
  assert.equal(rowAt(90), seen);
  await see(0, 20);
  come(3);
  await refresh();
  assert.equal(list.state.moved, -10);
  assert.equal(rowAt(0), 'k503');
});

test('where the row in sight itself is gone, the place in the list stays', async () => {
  const { list, office, refresh, see } = stand(500);
  await refresh();
  await see(100, 120);
  office.rows = office.rows.filter(({ key }) => key !== list.state.rows[100]?.key);
  await refresh();
  assert.equal(list.state.moved, 0);
  assert.equal(list.state.total, 499);
});

test('an answer that says the same draws nothing', async () => {
  const { drawn, refresh } = stand(50);
  await refresh();
  await refresh();
  assert.equal(drawn(), 1);
});

test('an error is shown and not asked again before something changes', async () => {
  const page = new PageStand();
  let asked = 0;
  const list = new LiveList<Row>({
    ask: () => {
      asked += 1;
      return Promise.resolve({ ok: false, error: { code: 'control.away', message: 'Away.' } });
    },
    ...{ keyOf, clock: page.clock, onChange: () => undefined },
  });
  list.refresh();
  await turn();
  assert.equal(list.state.error?.code, 'control.away');
  assert.equal(asked, 1);
});
