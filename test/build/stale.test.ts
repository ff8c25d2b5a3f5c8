import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { tempFolder } from '../helpers/temp-folder.ts';

const { removeStale } = (await import(
  path.resolve(import.meta.dirname, '../../build/stale.mjs')
)) as { removeStale: (folder: string, built: ReadonlySet<string>, now?: number) => void };

const dayMs = 24 * 3_600_000;

test('what is built no more stays for who still runs it, and goes after a week', (t) => {
  const folder = tempFolder(t);
  const names = (): string[] =>
    fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .sort();
  for (const name of ['old.js', 'both.js', 'new.js']) fs.writeFileSync(path.join(folder, name), '');
  const built = new Set(['both.js', 'new.js']);
  removeStale(folder, built, 0);
  removeStale(folder, built, 6 * dayMs);
  assert.deepEqual(names(), ['both.js', 'new.js', 'old.js']);
  removeStale(folder, built, 8 * dayMs);
  assert.deepEqual(names(), ['both.js', 'new.js']);
});

test('what is built again counts from anew, and a spoilt list loses nothing', (t) => {
  const folder = tempFolder(t);
  const file = path.join(folder, 'back.js');
  fs.writeFileSync(file, '');
  removeStale(folder, new Set(), 0);
  removeStale(folder, new Set(['back.js']), 5 * dayMs);
  removeStale(folder, new Set(), 9 * dayMs);
  assert.ok(fs.existsSync(file));
  fs.writeFileSync(path.join(folder, 'stale.json'), '{"back.js": ');
  removeStale(folder, new Set(), 20 * dayMs);
  assert.ok(fs.existsSync(file));
});
