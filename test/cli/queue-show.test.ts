import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandContext, Desk } from '../../main/cli/command.ts';
import { time } from '../../main/cli/output.ts';
import { queueCommands } from '../../main/cli/queue-commands.ts';
import { ok } from '../../main/contract/result.ts';

const due = Date.UTC(2026, 0, 5, 12);
const message = {
  ...{ id: '1A', state: 'waiting', sender: 'joe@myclient.com', recipients: [] },
  ...{ sizeBytes: 1, receivedAt: 0, nextAttemptAt: due, attempts: 1, user: 'joe', peer: '' },
};
const minute = 60_000;

for (const [what, nextTryAt, shown] of [
  ['before the message is due', due - minute, due],
  ['after that', due + minute, due + minute],
] as const)
  test(`a message that waits behind a provider asked again ${what} is not promised too early`, async () => {
    const answers = {
      'queue:show': message,
      'status:get': {
        route: { state: 'paused', by: 'fault', cause: 'Away.', remedy: 'Wait.', nextTryAt },
      },
    };
    const desk = {
      request: (name: keyof typeof answers) => Promise.resolve(ok(answers[name])),
      close: () => undefined,
    } as unknown as Desk;
    let printed = '';
    const context: CommandContext = {
      ...{ words: ['1A'], options: {}, isJson: false },
      connect: () => Promise.reject(new Error('nobody')),
      deskFor: () => Promise.resolve(desk),
      print: (_value, text) => (printed = text),
    };
    await queueCommands['queue show']?.run(context);
    assert.ok(printed.includes(`Next attempt   ${time(shown)}`), printed);
  });
