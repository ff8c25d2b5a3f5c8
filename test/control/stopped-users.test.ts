import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stoppedUsers } from '../../main/control/stopped-users.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const row = (name: string): string => JSON.stringify({ _id: name, passwordHash: 'x' });

for (const [content, names, damage] of [
  [`${row('ann')}\n${row('joe')}\n`, ['ann', 'joe'], /^$/],
  [`${row('ann')}\n${row('joe')}`, ['ann', 'joe'], /^$/],
  [
    `${row('ann')}\n${row('joe').slice(0, 20)}`,
    ['ann'],
    /^The list of users is cut off at its end, but there are mailboxes of joe\./,
  ],
  [
    `${row('ann').slice(0, 20)}\n${row('joe')}\n`,
    ['joe'],
    /^The list of users is damaged, so somebody may/,
  ],
  [`${row('ann')}\n\0\0\0`, ['ann'], /^The list of users is cut off/],
] as const)
  test(`where the relay does not run, ${JSON.stringify(content)} lists ${names.join()}, and who may be missing is said`, (t) => {
    const folder = tempFolder(t);
    for (const name of ['ann', 'joe'])
      fs.mkdirSync(path.join(folder, 'mailboxes', name), { recursive: true });
    fs.writeFileSync(path.join(folder, 'users.db'), content);
    const users = stoppedUsers(folder);
    assert.deepEqual(
      users.list().map(({ name }) => name),
      names,
    );
    assert.match(users.damage ?? '', damage);
  });
