import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeFound } from '../../main/cli/describe-found.ts';
import type { FoundProvider } from '../../main/contract/providers.ts';

const found = (user: string, more: Partial<FoundProvider> = {}): string =>
  describeFound({
    ...{ source: 'autoconfig', name: 'autoconfig.example.org' },
    ...{ note: null, limits: null, needsOAuth: false },
    provider: {
      ...{ kind: 'smarthost', host: 'smtp.example.org', port: 587, tls: 'starttls' },
      ...{ user, auth: 'auto', maxConnections: 2 },
    },
    ...more,
  });

test('the command that sets what was found can be typed as it stands, whatever name was published', () => {
  assert.equal(
    found('anna@bücher.example'),
    [
      'autoconfig.example.org (published by the provider)',
      '  mailroom provider set --host smtp.example.org --port 587 --tls starttls --user anna@bücher.example',
    ].join('\n'),
  );
  for (const user of ['OFFICE\\anna', 'anna smith', '$(reboot)', 'x; reboot', '-x', "anna's"])
    assert.ok(found(user).endsWith(`--user NAME\n  NAME stands for: ${user}`), user);
  assert.match(found(''), /--user NAME$/);
});

test('a provider that takes no password is told as such', () => {
  assert.match(found('anna', { needsOAuth: true }), /\n {2}It takes no password, only a sign-in/);
  assert.match(found('anna', { needsOAuth: true, note: 'Said already.' }), /\n {2}Said already\.$/);
});
