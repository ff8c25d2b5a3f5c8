import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { readStoppedSettings } from '../../../main/relay/settings/stopped-settings.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const written = (hostname: string): string => JSON.stringify({ ...defaultSettings, hostname });
const tooNew = JSON.stringify({ ...defaultSettings, version: 2 });

for (const [what, file, lastGood, hostname, notice] of [
  ['a good file', written('good.example'), written('old.example'), 'good.example', null],
  ['a new folder', null, null, '', null],
  ['a file that is missing', null, written('old.example'), 'old.example', null],
  [
    ...(['a damaged file', '{"half', written('old.example'), 'old.example'] as const),
    /config\.json is damaged \(It is no complete JSON\.\); the next start puts it aside and uses the last good settings\.$/,
  ],
  [
    ...(['a damaged file without a good copy', '{"half', '{"half', ''] as const),
    /; the next start puts it aside and uses the first settings\.$/,
  ],
  [
    ...(['a file of a newer Mailroom', tooNew, null, ''] as const),
    /^These settings were written by a newer Mailroom .+ Install the newer Mailroom again, or start/,
  ],
] as const)
  test(`of ${what} it is told what the next start uses, and nothing is touched`, (t) => {
    const folder = tempFolder(t);
    const all = { 'config.json': file, 'config.json.last-good': lastGood };
    for (const [name, text] of Object.entries(all))
      if (text !== null) fs.writeFileSync(path.join(folder, name), text);
    const before = fs.readdirSync(folder);
    const read = readStoppedSettings(folder);
    assert.equal(read.settings.get().hostname, hostname);
    if (notice === null) assert.equal(read.notice, null);
    else assert.match(read.notice ?? '', notice);
    assert.deepEqual(fs.readdirSync(folder), before);
  });
