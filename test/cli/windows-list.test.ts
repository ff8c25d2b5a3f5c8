import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessCommands } from '../../main/cli/access-commands.ts';
import type { CommandContext, Desk } from '../../main/cli/command.ts';
import type { ProblemView } from '../../main/contract/status.ts';

const failing = {
  ...{ code: 'popauth.unavailable', text: 'The POPAUTH database fails.', remedy: 'Look at it.' },
} as ProblemView;

const row = {
  ...{ address: '192.168.1.20', user: 'joe', grantedAt: 0, source: 'pop3', relayed: 0 },
  expiresAt: Date.now() + 600_000,
};

/** What `windows list` prints of these windows, with these problems. */
async function listed(
  problems: readonly ProblemView[],
  windows: readonly unknown[] = [row],
): Promise<{ value: unknown; text: string }> {
  const answers = { 'windows:list': windows, 'status:get': { problems } };
  const desk = {
    request: (name: keyof typeof answers) => Promise.resolve({ ok: true, value: answers[name] }),
    close: () => undefined,
  } as unknown as Desk;
  let printed = { value: null as unknown, text: '' };
  await accessCommands['windows list']?.run({
    deskFor: () => Promise.resolve(desk),
    print: (value: unknown, text: string) => (printed = { value, text }),
  } as unknown as CommandContext);
  return printed;
}

test('open windows that lead nowhere, since their database fails, are told so', async () => {
  const { value, text } = await listed([failing, { ...failing, code: 'journal.unwritable' }]);
  assert.match(text, /joe.*\n! The POPAUTH database fails\. Look at it\.$/s);
  assert.deepEqual(value, { windows: [{ ...row, isPublic: false }], problems: [failing] });
  assert.doesNotMatch((await listed([])).text, /!/);
});

test('where no window is open, that none can open is told to a program, too', async () => {
  const { value, text } = await listed([failing], []);
  assert.match(text, /^No window is open.*\n! The POPAUTH database fails\./);
  assert.deepEqual(value, { windows: [], problems: [failing] });
});

test('that everybody behind a public address may send is told to a program, too', async () => {
  const open = { ...row, address: '203.0.113.7' };
  const { value, text } = await listed([], [open]);
  assert.match(text, /! 203\.0\.113\.7 is a public address/);
  assert.deepEqual(value, { windows: [{ ...open, isPublic: true }], problems: [] });
});
