import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import { folder } from '../../main/control/doctor/computer-checks.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const skip = process.platform === 'win32' ? 'Windows has no modes' : false;

test('the command that closes a data folder to others can be typed as it stands', { skip }, (t) => {
  const dataFolder = path.join(tempFolder(t), 'Application Support');
  fs.mkdirSync(dataFolder);
  fs.chmodSync(dataFolder, 0o755);
  const { state, remedy } = folder({ dataFolder } as DoctorParts);
  assert.deepEqual([state, remedy], ['warning', `Run: chmod 700 "${dataFolder}"`]);
});
