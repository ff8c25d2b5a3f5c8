import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import { clock, disk, folder } from '../../main/control/doctor/computer-checks.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { TestSettings } from '../helpers/test-settings.ts';

const skip = process.platform === 'win32' ? 'Windows has no modes' : false;

test('the command that closes a data folder to others can be typed as it stands', { skip }, (t) => {
  const dataFolder = path.join(tempFolder(t), 'Application Support');
  fs.mkdirSync(dataFolder);
  fs.chmodSync(dataFolder, 0o755);
  const { state, remedy } = folder({ dataFolder } as DoctorParts);
  assert.deepEqual([state, remedy], ['warning', `Run: chmod 700 "${dataFolder}"`]);
});

test('the disk of a data folder is told before that is made, and what little room means', async (t) => {
  const dataFolder = path.join(tempFolder(t), 'not', 'yet');
  const { bavail, bsize } = await fs.promises.statfs(path.dirname(path.dirname(dataFolder)));
  const free = bavail * bsize;
  const settings = new TestSettings();
  for (const [least, state] of [
    [0, 'ok'],
    [free * 0.8, 'warning'],
    [free * 2, 'failed'],
  ] as const) {
    settings.change('limits', { minFreeDiskBytes: least });
    const seen = await disk({ dataFolder, settings } as unknown as DoctorParts);
    assert.equal(seen.state, state);
    assert.equal(seen.remedy === undefined, state === 'ok');
  }
  assert.deepEqual(folder({ dataFolder } as DoctorParts).state, 'ok');
});

test('a clock far from today is told: certificates would look invalid', () => {
  for (const [year, state] of [
    [2020, 'failed'],
    [2027, 'ok'],
    [2100, 'failed'],
  ] as const) {
    const time = { now: () => Date.UTC(year, 5) };
    assert.equal(clock({ clock: time } as DoctorParts).state, state, String(year));
  }
});
