import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { openStoppedQueue } from '../../../main/relay/queue/stopped-queue.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { QueueStand } from './queue-stand.ts';

test(
  'a look at a queue whose relay starts just now does not fail for a file that it clears away',
  { skip: process.platform === 'win32' && 'needs a symbolic link' },
  async (t) => {
    const folder = path.join(tempFolder(t), 'spool');
    const stand = await QueueStand.start(t, { folder });
    await stand.queue.pause();
    const id = await stand.take();
    await stand.queue.stop(100);
    // It is in the list of the folder, and gone when it is opened.
    const goes = path.join(folder, 'log-00000000-0123456789abcdef');
    fs.symlinkSync('nowhere', goes);
    const opening = openStoppedQueue(path.dirname(folder));
    setTimeout(() => fs.rmSync(goes), 10);
    const queue = await opening;
    assert.deepEqual(queue.ids({}), [id]);
    await queue.close();
  },
);
