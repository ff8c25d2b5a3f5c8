import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CommandError,
  notRunning,
  type CommandContext,
  type Desk,
} from '../../main/cli/command.ts';
import { time } from '../../main/cli/output.ts';
import { queueCommands } from '../../main/cli/queue-commands.ts';
import { ok } from '../../main/contract/result.ts';

const due = Date.UTC(2026, 0, 5, 12);
const message = {
  ...{ id: '1A', state: 'waiting', sender: 'joe@myclient.com', recipients: [] },
  ...{ sizeBytes: 1, receivedAt: 0, nextAttemptAt: due, attempts: 1, user: 'joe', peer: '' },
};
const minute = 60_000;

type Answers = Readonly<Record<'queue:show' | 'status:get', unknown>>;

/** What `queue show` says of it; a request without an answer finds no relay. */
async function shown(answers: Partial<Answers>): Promise<{ value: unknown; text: string }> {
  const desk = {
    request: (name: keyof Answers) => Promise.resolve(ok(answers[name])),
    close: () => undefined,
  } as unknown as Desk;
  let said = { value: null as unknown, text: '' };
  const context: CommandContext = {
    ...{ words: ['1A'], options: {}, isJson: false },
    connect: () => Promise.reject(new Error('nobody')),
    deskFor: (name) =>
      name in answers
        ? Promise.resolve(desk)
        : Promise.reject(new CommandError('Mailroom is not running.', notRunning)),
    print: (value, text) => (said = { value, text }),
  };
  await queueCommands['queue show']?.run(context);
  return said;
}

for (const [what, nextTryAt, next] of [
  ['before the message is due', due - minute, due],
  ['after that', due + minute, due + minute],
] as const)
  test(`a message that waits behind a provider asked again ${what} is not promised too early`, async () => {
    const fault = { state: 'paused', by: 'fault', cause: 'Away.', remedy: 'Wait.', nextTryAt };
    const { value, text } = await shown({ 'queue:show': message, 'status:get': { route: fault } });
    assert.ok(text.includes(`Next attempt   ${time(next)}`), text);
    assert.deepEqual(value, { ...message, route: fault }, 'a program reads the same');
  });

test('of a message in the queue of a stopped relay no attempt is promised', async () => {
  const { value, text } = await shown({ 'queue:show': message });
  assert.match(text, /^Next attempt {3}none while Mailroom is stopped\. Start the app, or type:/m);
  assert.deepEqual(value, { ...message, route: null });
  const held = await shown({ 'queue:show': { ...message, state: 'held', nextAttemptAt: null } });
  assert.match(held.text, /^Next attempt {3}-$/m);
});
