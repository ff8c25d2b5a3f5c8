import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Relay } from '../main/compose.ts';
import { defaultSettings } from '../main/contract/settings.ts';
import { defaultDataFolder } from '../main/data-folder.ts';
import { welcome } from '../main/welcome.ts';

/** The commands that a relay which runs on this folder, with so many people, tells to type. */
function nextSteps(dataFolder: string, people: number): readonly string[] {
  const relay = { services: { statuses: () => [] }, userCount: () => people };
  const said = welcome(defaultSettings, relay as unknown as Relay, {
    dataFolder,
    command: 'npx mailroom',
  });
  return said.split('\n').filter((line) => line.startsWith('  npx mailroom'));
}

test('the commands to type next reach the relay that tells them, whatever its data folder', () => {
  assert.deepEqual(nextSteps(defaultDataFolder(), 0), [
    '  npx mailroom users add joe',
    '  npx mailroom try send --from joe@myclient.com --to anna@example.org',
    '  npx mailroom try check --user joe',
  ]);
  for (const line of [...nextSteps('/srv/mailroom', 0), ...nextSteps('/srv/mailroom', 1)])
    assert.match(line, / --data \/srv\/mailroom$/);
  const [blank = ''] = nextSteps('/srv/our office', 0);
  assert.equal(blank, '  npx mailroom users add joe --data "/srv/our office"');
});
