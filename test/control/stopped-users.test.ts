import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { stoppedUsers } from '../../main/control/stopped-users.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const row = (name: string): string => JSON.stringify({ _id: name, passwordHash: 'x' });

for (const [content, names, isDamaged] of [
  [`${row('ann')}\n${row('joe')}\n`, ['ann', 'joe'], false],
  [`${row('ann')}\n${row('joe')}`, ['ann', 'joe'], false],
  [`${row('ann')}\n${row('joe').slice(0, 20)}`, ['ann'], true],
  [`${row('ann').slice(0, 20)}\n${row('joe')}\n`, ['joe'], true],
  [`${row('ann')}\n\0\0\0`, ['ann'], false],
] as const)
  test(`where the relay does not run, ${JSON.stringify(content)} lists ${names.join()}, and ${isDamaged ? 'somebody' : 'nobody'} may be missing`, (t) => {
    const folder = tempFolder(t);
    fs.writeFileSync(path.join(folder, 'users.db'), content);
    const users = stoppedUsers(folder);
    assert.deepEqual(
      users.list().map(({ name }) => name),
      names,
    );
    if (isDamaged)
      assert.match(users.damage ?? '', /^The list of users is damaged, so somebody may/);
    else assert.equal(users.damage, null);
  });
