import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../main/contract/result.ts';
import { defaultSettings, type Settings } from '../main/contract/settings.ts';
import { override, unheard } from '../main/overrides.ts';
import { parseSettings } from '../main/relay/settings/schema.ts';

/** What `--set` puts in force, or the sentence why it does not. */
function overridden(...changes: string[]): Settings | string | null {
  let inForce: Settings | null = null;
  const settings = {
    get: () => defaultSettings,
    override(next: Settings) {
      const parsed = parseSettings(next);
      if (!parsed.ok) return parsed;
      inForce = parsed.value;
      return ok(null);
    },
  };
  return override(settings, changes) ?? inForce;
}

test('each --set counts, and what is behind the first = is the value', () => {
  const settings = overridden('hostname=mail.example', 'office.postmaster=a=b', 'practice.port=26');
  assert.ok(settings !== null && typeof settings === 'object');
  const { hostname, office, practice } = settings;
  assert.deepEqual([hostname, office.postmaster, practice.port], ['mail.example', 'a=b', 26]);
  assert.equal(overridden(), null, 'nothing is touched');
});

test('a --set that is no good is told with the remedy, and puts nothing in force', () => {
  for (const [change, sentence] of [
    ['hostname', '--set hostname: write it as PATH=VALUE.'],
    ['=25', '--set =25: write it as PATH=VALUE.'],
    ['ports=25', 'There is no setting ports. See all with "mailroom settings get".'],
    [
      'practice.port=70000',
      'The setting practice.port must be 65535 or less. See the value in force with "mailroom settings get".',
    ],
  ] as const)
    assert.equal(overridden('hostname=mail.example', change), sentence);
});

test('who gives --set to a start that runs no relay of its own is told that it changes nothing', () => {
  assert.equal(unheard([], '/data'), null);
  assert.match(
    unheard(['listeners.relay.port=25'], '/data') ?? '',
    /^--set changes nothing: Mailroom runs already for \/data\. Stop it first/,
  );
});
