import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessCommands } from '../../main/cli/access-commands.ts';
import type { CommandContext, Desk } from '../../main/cli/command.ts';
import type { ProblemView } from '../../main/contract/status.ts';

const failing = {
  ...{ code: 'popauth.unavailable', text: 'The POPAUTH database fails.', remedy: 'Look at it.' },
} as ProblemView;

/** What `windows list` prints of one window, with these problems. */
async function listed(problems: readonly ProblemView[]): Promise<string> {
  const window = { address: '192.168.1.20', user: 'joe', grantedAt: 0, source: 'pop3', relayed: 0 };
  const answers = {
    'windows:list': [{ ...window, expiresAt: Date.now() + 600_000 }],
    'status:get': { problems },
  };
  const desk = {
    request: (name: keyof typeof answers) => Promise.resolve({ ok: true, value: answers[name] }),
    close: () => undefined,
  } as unknown as Desk;
  let printed = '';
  await accessCommands['windows list']?.run({
    deskFor: () => Promise.resolve(desk),
    print: (_value: unknown, text: string) => (printed = text),
  } as unknown as CommandContext);
  return printed;
}

test('open windows that lead nowhere, since their database fails, are told so', async () => {
  assert.match(await listed([failing]), /joe.*\n! The POPAUTH database fails\. Look at it\.$/s);
  assert.doesNotMatch(await listed([]), /!/);
});
