import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { IndexCache } from '../../../main/relay/mailboxes/index-cache.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { TestClock } from '../../helpers/test-clock.ts';

/** A cache for so many messages, of mailboxes that nobody changes. */
function standFor(t: TestContext, mostMessages: number, sizes: Readonly<Record<string, number>>) {
  const root = tempFolder(t);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  for (const [user, size] of Object.entries(sizes))
    for (const sub of ['cur', 'new']) {
      const folder = path.join(root, user, sub);
      fs.mkdirSync(folder, { recursive: true });
      for (let number = 0; sub === 'new' && number < size; number += 1)
        fs.writeFileSync(path.join(folder, `${number}.mailroom,S=0`), '');
      fs.utimesSync(folder, anHourAgo, anHourAgo);
    }
  const cache = new IndexCache(new TestClock(), () => undefined, mostMessages);
  const get = (user: string) => cache.get(user, path.join(root, user));
  /** Whether it is at hand, without another look at the folder. */
  const last = new Map<string, unknown>();
  const isKept = async (user: string): Promise<boolean> => {
    const before = last.get(user);
    last.set(user, await get(user));
    return before === last.get(user);
  };
  return { cache, isKept };
}

test('of more mailboxes than memory is meant for, the one that was not used for longest is forgotten', async (t) => {
  const { isKept } = standFor(t, 6, { ann: 2, bob: 2, cas: 2, dan: 2 });
  for (const user of ['ann', 'bob', 'cas']) assert.equal(await isKept(user), false);
  for (const user of ['bob', 'cas', 'ann']) assert.equal(await isKept(user), true);
  assert.equal(await isKept('dan'), false);
  for (const user of ['cas', 'ann', 'dan']) assert.equal(await isKept(user), true);
  assert.equal(await isKept('bob'), false);
  assert.equal(await isKept('cas'), false);
});

test('a mailbox that is larger than all of it is kept by itself, and leaves room when it goes', async (t) => {
  const { cache, isKept } = standFor(t, 6, { ann: 2, big: 9, cas: 2, dan: 2 });
  assert.equal(await isKept('ann'), false);
  for (const expected of [false, true, true]) assert.equal(await isKept('big'), expected);
  assert.equal(await isKept('ann'), false);
  assert.equal(await isKept('big'), false);
  cache.forget('big');
  for (const user of ['ann', 'cas', 'dan']) assert.equal(await isKept(user), false);
  for (const user of ['ann', 'cas', 'dan']) assert.equal(await isKept(user), true);
});
