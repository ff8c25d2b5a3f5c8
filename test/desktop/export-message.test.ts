import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { failed, ok } from '../../main/contract/result.ts';
import { exportTo } from '../../main/desktop/export-message.ts';
import type { RelayLink } from '../../main/desktop/relay-link.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

/** Tells the parts of a message as a relay does, which takes what its caller throws for a fault of its own. */
const relay = (
  parts: readonly string[],
  end: RelayLink['request'],
): Pick<RelayLink, 'request'> => ({
  request(name, args, onPush) {
    try {
      for (const part of parts)
        onPush?.('queue:chunk', { base64: Buffer.from(part).toString('base64') });
    } catch {
      return Promise.resolve(failed('internal', 'Something went wrong.'));
    }
    return end(name, args);
  },
});

test('a message is a whole file, and no other is left beside it', async (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'M1.eml');
  const link = relay(['Subject: a\r\n', '\r\nb'], () => Promise.resolve(ok(null)));
  assert.equal((await exportTo(file, link, 'M1')).ok, true);
  assert.equal(fs.readFileSync(file, 'utf8'), 'Subject: a\r\n\r\nb');
  assert.deepEqual(fs.readdirSync(folder), ['M1.eml']);
});

test('what was saved before stays where the message has left meanwhile', async (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'M1.eml');
  fs.writeFileSync(file, 'saved yesterday');
  const link = relay([], () => Promise.resolve(failed('queue.unknown', 'There is none.')));
  assert.equal((await exportTo(file, link, 'M1')).ok, false);
  assert.equal(fs.readFileSync(file, 'utf8'), 'saved yesterday');
  assert.deepEqual(fs.readdirSync(folder), ['M1.eml']);
});

test(
  'a disk that is full is the fault of the file, not of the relay',
  { skip: process.platform === 'linux' ? false : 'only Linux has a full device' },
  async (t) => {
    const file = path.join(tempFolder(t), 'M1.eml');
    fs.symlinkSync('/dev/full', `${file}.part`);
    const link = relay(['Subject: a\r\n'], () => Promise.resolve(ok(null)));
    await assert.rejects(exportTo(file, link, 'M1'), { code: 'ENOSPC' });
    assert.equal(fs.existsSync(file), false);
  },
);
