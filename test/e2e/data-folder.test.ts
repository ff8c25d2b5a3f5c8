import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { RunningRelay } from '../helpers/running-relay.ts';

/** The first part of each name in the README's table of the data folder. */
function namesInReadme(): ReadonlySet<string> {
  const text = fs.readFileSync('main/README.md', 'utf8');
  const section = /^## Data folder$([\s\S]*?)^## /m.exec(text)?.[1] ?? '';
  const cells = section.matchAll(/^\| ([^|]+)\|/gm);
  const names = [...cells].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)]);
  return new Set(names.map(([, name = '']) => name.split('/')[0] ?? ''));
}

test('the map of main names all that a relay puts into its data folder', async (t) => {
  const relay = await RunningRelay.start(t);
  await relay.addUser('joe', 'secret');
  await relay.cli(['settings', 'set', 'popAuth.windowMinutes', '10']);
  const provider = ['--host', 'smtp.example.com', '--user', 'office'];
  const set = await relay.cli(['provider', 'set', ...provider], 'secret\n');
  assert.equal(set.code, 0, set.stderr);
  const there = fs.readdirSync(relay.dataFolder);
  assert.ok(there.includes('users.db') && there.includes('config.json'), there.join(', '));
  const named = namesInReadme();
  assert.deepEqual(
    there.filter((name) => !named.has(name)),
    [],
  );
});
